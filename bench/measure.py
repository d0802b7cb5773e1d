"""Measuring: how long a command takes, and how much memory it and its children hold."""

import os
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec import Struct

MIB = 1024 * 1024
_EVERY = 0.02

AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of what is measured: its byte code is kept, as pip keeps it of what it installs."""


class Memory(Struct, frozen=True):
    """The most memory that was held, in bytes: by the biggest process, and by it and its children together."""

    biggest: int
    together: int


def interleaved(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of each work, done in turns so that a busy moment falls on all of them."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds(work))
    return {name: median(times) for name, times in taken.items()}


def seconds(work: Callable[[], object]) -> float:
    """Return how long a work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def run(command: Sequence[str]) -> None:
    """Run a command and throw away what it says. Raises RuntimeError where it failed to work at all."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=AS_INSTALLED)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))


def memory_of(command: Sequence[str]) -> Memory:
    """Return the most memory that a command and its children held. Needs Linux's /proc for the sum."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=AS_INSTALLED)
    most = [0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(child.pid, most, ended))
    watcher.start()
    _, _, usage = os.wait4(child.pid, 0)
    ended.set()
    watcher.join()
    child.returncode = 0
    return Memory(usage.ru_maxrss * 1024, most[0])


def _watch(pid: int, most: list[int], ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        most[0] = max(most[0], sum(map(_held_by, _family(pid))))


def _family(pid: int) -> list[int]:
    """Return a process and its children, theirs too."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held_by(pid: int) -> int:
    """Return what a process holds in bytes; memory that several share is counted in parts (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
