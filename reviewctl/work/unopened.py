"""Opening a file that somebody sent, and what is said of one that cannot be opened."""

import errno
import stat
from pathlib import Path
from typing import BinaryIO

from reviewctl.model.finding import EnvironmentFault

_WRITTEN_RIGHT = (
    "Is its name written right, and the folder before it? "
    'A name with spaces goes in quotes: "Police chronology.xlsx"'
)


def opened(file: str) -> BinaryIO:
    """Return an ordinary file, open to be read.

    Raises OSError for one that cannot be opened, and for a pipe or a device, which may never end.
    """
    path = Path(file)
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is a pipe or a device, and no ordinary file")
    return path.open("rb")


def read_whole(file: str, most: int) -> bytes:
    """Return what a file holds; of one larger than `most`, no more than shows that it is. Raises EnvironmentFault."""
    try:
        with opened(file) as stream:
            return stream.read(most + 1)
    except OSError as fault:
        raise unopened(fault) from None


def unopened(fault: OSError) -> EnvironmentFault:
    """Return what is to be raised (exit 3) for a file that could not be opened. The file's name is not shown."""
    match fault:
        case FileNotFoundError() | NotADirectoryError():
            return EnvironmentFault("There is no file of that name.", _WRITTEN_RIGHT)
        case IsADirectoryError():
            return EnvironmentFault("That is a folder, and not a file.", "Name the file in it.")
        case PermissionError():
            return EnvironmentFault(
                "The file could not be opened: another program may hold it, or it is not yours to read.",
                "Close it there and try again, or save a copy of it in your own folder.",
            )
    return EnvironmentFault(
        f"The file could not be read: {fault.strerror or 'no reason given'}.", "Save a copy of it elsewhere."
    )
