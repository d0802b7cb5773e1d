"""Whether a register may be written in by whoever runs the tool, and what is to be done where not."""

import os
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path


def shut(root: str) -> int:
    """Return in how many folders of a register nothing may be written, git's own among them.

    A command writes a new file and puts it in the old one's place, so that it is the folder's permission that counts;
    on Windows a file marked as read-only stands in the way as well, and is counted.
    """
    return sum(not _may_write(place) for place in _places(root))


def how_to_open(root: str) -> str:
    """Return how a register is made one to write in: the command, where one of the user's own will do."""
    if _is_read_only(root):
        return "It lies where nothing can be written: copy the register to another disk and work there."
    if os.name == "posix" and Path(root).stat().st_uid == os.geteuid():
        return f"chmod -R u+w {shlex.quote(root)}"
    return "Ask whoever looks after this computer for permission to write in that folder and all below it."


def _places(root: str) -> Iterator[Path]:
    for folder, below, files in os.walk(root):
        yield Path(folder)
        if ".git" in below:
            below.remove(".git")  # What git keeps there it marks as read-only itself.
            yield Path(folder, ".git")
        if os.name == "nt":
            yield from (Path(folder, name) for name in files)


def _may_write(place: Path) -> bool:
    """Whether somebody may write there and the user may: the administrator of a computer may everywhere."""
    try:
        somebody = stat.S_IMODE(place.stat().st_mode) & 0o222
    except FileNotFoundError:  # Gone in the meantime: a command that is at work takes its own files away.
        return True
    except OSError:
        return False
    return bool(somebody) and os.access(place, os.W_OK)


def _is_read_only(root: str) -> bool:
    return os.name == "posix" and bool(os.statvfs(root).f_flag & os.ST_RDONLY)
