"""The one writer: a file or a folder is the old one or the new one, whatever happens on the way.

Everything goes into a temporary neighbour first, is brought safely onto the disk, and takes its place by one
rename. Callers hold the lock of reviewctl.store.lock.
"""

import contextlib
import errno
import os
import shutil
import signal
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import FrameType

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.folder import TEMP_SUFFIX, is_temporary, read_regular
from reviewctl.store.trouble import plainly

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Change(Struct, frozen=True):
    """What a file is to hold, and what it held when it was read; None for no such file."""

    path: Path
    data: bytes | None
    expected: bytes | None


class PartlyWritten(EnvironmentFault):
    """Of several files some were written before one failed; `written` says which."""

    def __init__(self, message: str, hint: str, written: tuple[Path, ...]) -> None:
        super().__init__(message, hint)
        self.written = written


class Terminated(KeyboardInterrupt):
    """The system asked this process to end (SIGTERM or SIGHUP); `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"signal {number}")
        self.number = number


def write(path: Path, data: bytes, *, expected: bytes | None, mode: int | None = None) -> None:
    """Put `data` into the file at `path`, which must still hold `expected` (None: must not exist yet).

    Folders on the way are made; an existing file keeps its mode, and a new one has `mode` from its first byte on, or
    what the user's settings give it. Raises EnvironmentFault, with the file as it
    was, where someone else has changed it meanwhile or the disk does not take it.
    """
    temp = _temp_of(path)
    made: list[Path] = []
    try:
        with plainly(path, "was not changed"):
            _make_folders(path.parent, made)
            temp.unlink(missing_ok=True)
            _fill(temp, data, _mode_of(path) if expected is not None else mode)
            _compare(path, expected)
            temp.replace(path)
    except BaseException:
        _discard(temp, made)
        raise
    _settle(path, made)


def remove(path: Path, *, expected: bytes) -> None:
    """Delete the file at `path`, which must still hold `expected`. Raises EnvironmentFault as `write` does."""
    _compare(path, expected)
    with plainly(path, "was not deleted"):
        path.unlink()
    _settle(path, [])


def write_many(changes: Sequence[Change]) -> None:
    """Write or delete several files, each whole or not at all, in order; the commit that follows makes them one.

    Nothing is written where any of them was changed by someone else meanwhile. Raises EnvironmentFault then,
    and PartlyWritten where a later file fails when earlier ones stand.
    """
    for change in changes:
        _compare(change.path, change.expected)
    written: list[Path] = []
    for change in changes:
        try:
            _make(change)
        except EnvironmentFault as fault:
            if not written:
                raise
            names = ", ".join(done.name for done in written)
            raise PartlyWritten(
                f"{fault.message} Already written: {names}.", fault.hint, tuple(written)
            ) from fault
        written.append(change.path)


def _make(change: Change) -> None:
    if change.data is not None:
        write(change.path, change.data, expected=change.expected)
    elif change.expected is not None:
        remove(change.path, expected=change.expected)


def create_folder(final: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder `final` with `files` in it (relative paths with forward slashes), all at once.

    Raises EnvironmentFault, with nothing left behind, where something of that name stands already or the disk
    does not take it; ValueError for a file that would lie outside the folder.
    """
    for name in files:
        _check_relative(name)
    _refuse_existing(final)
    temp = _temp_of(final)
    made: list[Path] = []
    try:
        with plainly(final, "was not made"):
            _make_folders(final.parent, made)
            _remove(temp)
            _build(temp, files)
            _refuse_existing(final)
            temp.rename(final)
    except BaseException:
        _discard(temp, made)
        raise
    _settle(final, made)


def leftovers(root: Path) -> Iterator[Path]:
    """Yield the temporary files and folders that a killed reviewctl left anywhere under `root`."""
    with os.scandir(root) as scan:
        found = sorted(scan, key=lambda item: item.name)
    for item in found:
        if is_temporary(item.name):
            yield Path(item.path)
        elif item.name != ".git" and item.is_dir(follow_symlinks=False):
            yield from leftovers(Path(item.path))


def sweep(root: Path) -> tuple[Path, ...]:
    """Remove what `leftovers` finds and return it. Only under the lock: a write under way looks the same."""
    found = tuple(leftovers(root))
    for path in found:
        with plainly(path, "could not be removed"):
            _remove(path)
    return found


@contextlib.contextmanager
def unwinding() -> Iterator[None]:
    """Within it SIGTERM and SIGHUP raise Terminated, so that they clean up as Ctrl-C does.

    Only for the main thread, which is the one that Python lets handle signals.
    """
    caught = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, _terminate) for number in caught}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminate(number: int, _frame: FrameType | None) -> None:
    raise Terminated(number)


def _temp_of(path: Path) -> Path:
    return path.with_name(f".{path.name}{TEMP_SUFFIX}")


def _mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except FileNotFoundError:
        return None


def _fill(path: Path, data: bytes, mode: int | None = None) -> None:
    handle = os.open(path, _NEW_FILE, 0o666 if mode is None else mode & 0o600)
    try:
        if mode is not None:
            os.fchmod(handle, mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _compare(path: Path, expected: bytes | None) -> None:
    try:
        found: bytes | None = read_regular(path)
    except FileNotFoundError:
        found = None
        if os.path.lexists(path):
            raise EnvironmentFault(
                f"{path} is a link or no file at all, so nothing was written through it.",
                "Put the file itself in its place.",
            ) from None
    if found == expected:
        return
    if expected is None:
        raise EnvironmentFault(f"{path} is there already.", "Nothing was written. Run the command again.")
    what = "was taken away" if found is None else "was changed by someone else"
    raise EnvironmentFault(
        f"{path} {what} while this command ran.",
        "Nothing was written over it. Run the command again; it will work on the file as it is now.",
    )


def _refuse_existing(final: Path) -> None:
    if os.path.lexists(final):
        raise EnvironmentFault(f"{final} is there already.", "Nothing was written. Choose another name.")


def _check_relative(name: str) -> None:
    pure = PurePosixPath(name)
    if not name or pure.is_absolute() or ".." in pure.parts or pure.as_posix() != name:
        raise ValueError(f"{name!r} is not a plain path within the folder")


def _build(temp: Path, files: Mapping[str, bytes]) -> None:
    temp.mkdir()
    folders = [temp]
    for name, data in files.items():
        path = temp / name
        _make_folders(path.parent, folders)
        _fill(path, data)
    for folder in reversed(folders):
        _sync_folder(folder)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make `folder` and what is missing above it, and enter into `made` what is made, outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        made.append(one)
        one.mkdir()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and user-space file systems have no such call for folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _settle(path: Path, made: list[Path]) -> None:
    """Bring the new name onto the disk. What was written stands, also where this fails."""
    with plainly(path, "was changed, but the change may not outlast a power cut"):
        for folder in (path.parent, *(one.parent for one in reversed(made))):
            _sync_folder(folder)


def _discard(temp: Path, made: list[Path]) -> None:
    """Remove what an unfinished write left, as far as the disk lets us: the next write does the rest."""
    with contextlib.suppress(OSError):
        _remove(temp)
    for folder in reversed(made):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
