"""Sharing work on many case folders between processes."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Generic, TypeVar

from reviewctl.model.trouble import EnvironmentFault

S = TypeVar("S")
T = TypeVar("T")

WORTH_SHARING = 34
"""Below about 600 files (34 cases of 18) a second process costs more than it saves: measured."""

_CHUNK = 8
"""So few folders at a time that neither process is left waiting long for the other at the end."""


def spread(work: Callable[[S], T], items: Sequence[S], workers: int | None = None) -> Iterator[T]:
    """Yield `work(item)` for each item, in order. Many items are shared between forked processes.

    `workers` defaults to the processors there are, two at the most: more gain nothing on this work. What
    `work` returns, or raises, must be able to travel between processes.
    """
    count = workers if workers is not None else min(2, _processors())
    if count < 2 or len(items) < WORTH_SHARING or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    shares = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    hands = [_Hand(work, shares[number::count]) for number in range(count)]
    try:
        for number in range(len(shares)):
            yield from hands[number % count].next()
    finally:
        for hand in hands:
            hand.end()


def _processors() -> int:
    """Return how many processors this program may use; not every system tells that, but then how many it has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Hand(Generic[T]):
    """A forked process that works through its shares, one after another, and sends back what came of each."""

    def __init__(self, work: Callable[[Any], T], shares: Sequence[Sequence[Any]]) -> None:
        reads, writes = os.pipe()
        self._process = os.fork()
        if not self._process:
            _labour(work, shares, reads, writes)
        os.close(writes)
        self._comes: BinaryIO = os.fdopen(reads, "rb")

    def next(self) -> list[T]:
        """Return what came of the next share. Raises what was raised there, EnvironmentFault where the process died."""
        import pickle

        done: list[T]
        try:
            done, raised = pickle.load(self._comes)
        except (EOFError, pickle.UnpicklingError):
            raise EnvironmentFault(
                "The system ended a part of this program, as it does when memory runs out.",
                "Nothing was written. Try again with fewer reviews at a time: name them.",
            ) from None
        if raised is not None:
            raise raised
        return done

    def end(self) -> None:
        """See the process to its end. It only reads, so that it may be stopped where nobody wants to hear the rest."""
        from signal import SIGKILL

        self._comes.close()
        os.kill(self._process, SIGKILL)
        os.waitpid(self._process, 0)


def _labour(work: Callable[[S], T], shares: Sequence[Sequence[S]], reads: int, writes: int) -> None:
    """Work through the shares, in the forked process, and leave it without a word: the other one speaks."""
    import pickle

    try:
        os.close(reads)
        # A case leaves hardly a circle behind it, and to look for circles is to touch, and so to copy, all that the
        # processes share.
        gc.disable()
        with os.fdopen(writes, "wb") as goes:
            for share in shares:
                pickle.dump(_result(work, share), goes, protocol=5)
                goes.flush()
    finally:
        os._exit(0)


def _result(work: Callable[[S], T], share: Sequence[S]) -> tuple[list[T], Exception | None]:
    try:
        return [work(item) for item in share], None
    except Exception as error:
        return [], error
