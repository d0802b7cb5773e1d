"""Sharing work on many case folders between processes."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from reviewctl.model.trouble import EnvironmentFault

S = TypeVar("S")
T = TypeVar("T")

WORTH_SHARING = 34
"""Below about 600 files (34 cases of 18) a second process costs more than it saves: measured."""

_CHUNK = 8
"""So few folders at a time that neither process is left waiting long for the other at the end."""
_work: Callable[[Any], Any] | None = None


def spread(work: Callable[[S], T], items: Sequence[S], workers: int | None = None) -> Iterator[T]:
    """Yield `work(item)` for each item, in order. Many items are shared between forked processes.

    `workers` defaults to the processors there are, two at the most: more gain nothing on this work. What
    `work` returns must be able to travel between processes.
    """
    count = workers if workers is not None else min(2, len(os.sched_getaffinity(0)))
    if count < 2 or len(items) < WORTH_SHARING or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    global _work
    _work = work
    try:
        # A case leaves hardly a circle behind it, and to look for circles is to touch, and so to copy, all that the
        # processes share.
        with ProcessPoolExecutor(count, mp_context=get_context("fork"), initializer=gc.disable) as pool:
            yield from pool.map(_call, items, chunksize=_CHUNK)
    except BrokenProcessPool:
        raise EnvironmentFault(
            "The system ended a part of this program, as it does when memory runs out.",
            "Nothing was written. Try again with fewer reviews at a time: name them.",
        ) from None


def _call(item: Any) -> Any:
    return _work(item) if _work is not None else None
