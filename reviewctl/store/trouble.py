"""What the system says went wrong with a disk, in words that a person understands."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


@contextlib.contextmanager
def plainly(path: Path, outcome: str) -> Iterator[None]:
    """Within it an OSError becomes an EnvironmentFault; `outcome` says what it means for `path`."""
    try:
        yield
    except OSError as error:
        raise _fault(path, outcome, error) from error


def _fault(path: Path, outcome: str, error: OSError) -> EnvironmentFault:
    if error.errno in _FULL:
        return EnvironmentFault(
            f"the disk is full: {path} {outcome}.", "Make room on it and run the command again."
        )
    if error.errno in _FORBIDDEN:
        return EnvironmentFault(
            f"you may not write in {path.parent}: {path.name} {outcome}.",
            "Ask whoever set up this folder for permission to write in it.",
        )
    if error.errno == errno.EROFS:
        return EnvironmentFault(
            f"the disk can only be read: {path} {outcome}.",
            "Work in a copy on a disk that can be written to.",
        )
    if error.errno == errno.EIO:
        return EnvironmentFault(
            f"the disk reported a fault: {path} {outcome}.",
            "Copy the register to another disk before you go on.",
        )
    return EnvironmentFault(f"{path} {outcome}: {error.strerror or error}.", "")
