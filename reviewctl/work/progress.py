"""Progress of long work, on standard error, where that is a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# Shown only after this long: what is quicker needs no telling.
_PATIENCE = 0.5
_EVERY = 0.1


def watched(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Yield the items as they come, and say how far it has come where somebody looks on."""
    if not sys.stderr.isatty():
        yield from items
        return
    told = time.monotonic() + _PATIENCE
    spoken = False
    for number, item in enumerate(items, 1):
        yield item
        if time.monotonic() >= told:
            spoken = True
            told = time.monotonic() + _EVERY
            sys.stderr.write(f"\r{number} of {total} {what}")
            sys.stderr.flush()
    if spoken:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
