"""The folder that leaves the register for ever: there whole, or not at all."""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from reviewctl.store.atomic import create_folder
from reviewctl.store.folder import is_temporary


def put_out(target: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Make the folder `target` with `files` in it, by one rename; whatever goes wrong leaves nothing there.

    What a killed run left beside it is removed first: hidden folders of the writer's, in which nothing lies but files
    of the names `known`. A run that is under way in the same folder is waited for: what it is making looks like what
    is left over. Raises EnvironmentFault where something of that name stands there already, a link too, or where the
    disk does not take it.
    """
    ours = False
    try:
        with _alone(target.parent):
            _clean_up(target.parent, known)
            ours = not os.path.lexists(target)
            create_folder(target, files)
    except BaseException:
        # The rename was done, and the disk would not promise to keep it. What another run made there stays.
        if ours and _holds(target, files):
            with contextlib.suppress(OSError):
                shutil.rmtree(target)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder, or the nearest above it that is there, while something is put into it: one run at a time.

    The system lets go of it when a process dies. Windows has no such lock of a folder, and there nothing is held:
    two runs that write at the same moment into one folder may then get into each other's way.
    """
    there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    try:
        import fcntl

        handle = os.open(there, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):  # Some shares of a network know no locks.
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clean_up(parent: Path, known: Collection[str]) -> None:
    try:
        with os.scandir(parent) as scan:
            left = [Path(one.path) for one in scan if _is_left_over(one, known)]
    except OSError:
        return  # It is not there yet, or cannot be looked into: making the folder says so.
    for path in left:
        with contextlib.suppress(OSError):
            shutil.rmtree(path)


def _is_left_over(one: "os.DirEntry[str]", known: Collection[str]) -> bool:
    if not is_temporary(one.name) or not one.is_dir(follow_symlinks=False):
        return False
    with os.scandir(one.path) as scan:
        return all(each.name in known and each.is_file(follow_symlinks=False) for each in scan)


def _holds(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no other: it is the one that was just made."""
    try:
        if target.is_symlink() or {one.name for one in target.iterdir()} != set(files):
            return False
        return all((target / name).read_bytes() == data for name, data in files.items())
    except OSError:
        return False
