"""Work on other people's files in a process of its own, with little memory and little time."""

import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar, cast

from reviewctl.model.trouble import ReviewctlError

T = TypeVar("T")

MEMORY = 512 << 20
"""Bytes over and above what the program itself takes."""
SECONDS = 20
_TOO_MUCH = ReviewctlError(
    "The file is too much for the room and time that it is given; it may be damaged, or made to do harm.",
    "If it is yours: copy the table into a new file, and import that.",
)
_DAMAGED = ReviewctlError(
    "The file cannot be read; it may be damaged.",
    "Open it in the program that it comes from, save it there again under another name, and import that.",
)


def apart(work: Callable[[bytes], T], data: bytes) -> T:
    """Return `work(data)`, done in a process that is stopped where it takes more than it may.

    What it returns must be able to travel between processes. Raises ReviewctlError where it was stopped, or
    could make nothing of the file; and, as it is, a ReviewctlError that `work` raised.
    """
    ours, theirs = get_context("fork").Pipe(duplex=False)
    child = get_context("fork").Process(target=_run, args=(work, data, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        done, result = ours.recv() if ours.poll(SECONDS + 5) else (False, None)
    except EOFError:
        done, result = False, None
    finally:
        ours.close()
        child.kill()
        child.join()
    if done:
        return cast(T, result)
    if isinstance(result, tuple):
        raise ReviewctlError(*result)
    raise _DAMAGED if result is not None else _TOO_MUCH


def _run(work: Callable[[bytes], T], data: bytes, out: Connection) -> None:
    import warnings

    _limit()
    warnings.simplefilter("ignore")  # What a library thinks of somebody's file is for nobody's screen.
    answer: tuple[bool, object]
    try:
        answer = (True, work(data))
    except MemoryError:
        answer = (False, None)
    except ReviewctlError as fault:
        answer = (False, (fault.message, fault.hint))
    except Exception as fault:
        answer = (False, type(fault).__name__)
    try:
        out.send(answer)
    except MemoryError:
        out.close()


def _limit() -> None:
    import resource

    pages = Path("/proc/self/statm")
    present = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.is_file() else MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (present + MEMORY, present + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
