"""One writer at a time: the lock round everything that reads a file in order to change it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.folder import LOCK_NAME

PATIENCE = 10.0
"""Seconds to wait for another reviewctl. A write takes milliseconds, a commit rarely a second."""


@contextlib.contextmanager
def locked(register_root: Path, git_dir: Path | None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the register's lock: in `git_dir`, where git never shows it, or else in the register itself.

    Raises EnvironmentFault where another reviewctl holds it for longer than `patience` seconds, or where the
    lock cannot be made. The file stays when the lock is let go; the system lets go of it when a process dies.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_place(register_root, git_dir), timeout=patience, poll_interval=0.02)
    try:
        lock.acquire()
    except Timeout:
        raise EnvironmentFault(
            "another reviewctl is writing in this register.",
            "Nothing was written. Wait until it has finished and run the command again.",
        ) from None
    except OSError as error:
        raise _no_lock(register_root, error) from error
    try:
        yield
    finally:
        lock.release()


def _place(register_root: Path, git_dir: Path | None) -> Path:
    if git_dir is None:
        return register_root / LOCK_NAME
    folder = git_dir / "reviewctl"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _no_lock(register_root, error) from error
    return folder / "lock"


def _no_lock(register_root: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(
        f"{register_root} cannot be written to: {error.strerror or error}.",
        "Nothing was written. Work in a copy in which you may write.",
    )
