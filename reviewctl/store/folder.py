"""A folder on disk as a tree of files: no link in it is followed, nothing in it makes a reader wait."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.tree import Entry, EntryKind

TEMP_SUFFIX = ".reviewctl-tmp"
MOST = 8 * 1024 * 1024
"""No document may be half as large (model.catalogue): of a larger file no more is read than that it is too large."""
LOCK_NAME = ".reviewctl.lock"

# A fifo or a device opened without O_NONBLOCK would hang the reader before it can be told from a file.
_READ_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO, errno.ENAMETOOLONG, errno.EINVAL}


def is_temporary(name: str) -> bool:
    """Whether a name is one that an unfinished write of reviewctl bears: `.diary.yaml.reviewctl-tmp`."""
    return name.startswith(".") and name.endswith(TEMP_SUFFIX)


def read_regular(path: str | Path, most: int | None = None) -> bytes:
    """Return the bytes of a regular file; of one larger than `most` no more than shows that it is.

    Raises FileNotFoundError where there is none at `path`, also where a link, a folder or a fifo is, and
    EnvironmentFault where it cannot be read.
    """
    try:
        return _read(os.fspath(path), most)
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise FileNotFoundError(errno.ENOENT, "no regular file here", os.fspath(path)) from None
        raise _unreadable(os.fspath(path), error) from None


def _read(path: str, most: int | None) -> bytes:
    handle = os.open(path, _READ_FLAGS)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise FileNotFoundError(errno.ENOENT, "no regular file here", path)
        if most is not None and state.st_size > most:
            return os.read(handle, most + 1)
        parts = [os.read(handle, state.st_size + 1)]
        if len(parts[0]) == state.st_size:
            return parts[0]  # One byte more was asked for, and there was none.
        while parts[-1]:
            parts.append(os.read(handle, 1 << 20))
        return b"".join(parts)
    finally:
        os.close(handle)


def _unreadable(path: str, error: OSError) -> EnvironmentFault:
    if error.errno in (errno.EACCES, errno.EPERM):
        return EnvironmentFault(
            f"{path} cannot be read: you have no permission.", "Ask whoever set up this folder."
        )
    return EnvironmentFault(f"{path} cannot be read: {error.strerror}.", "Look whether the disk is in order.")


class FolderTree:
    """A folder on disk as a `Tree` (reviewctl.model.tree).

    Temporary files of unfinished writes, the lock, and `.git` at the root are not part of it. A folder that
    is itself a repository is a "gitlink", as it would be in a commit.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = os.fspath(root)
        self._real = {""}

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder` ("" is the root), sorted by path; nothing if it is absent.

        Raises EnvironmentFault where the folder may not be looked into.
        """
        if not self._is_real(folder):
            return
        where = self._at(folder)
        try:
            with os.scandir(where) as scan:
                found = [_entry(item, folder) for item in scan if not self._hidden(item.name, folder)]
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise _unreadable(where, error) from None
        yield from sorted((entry for entry in found if entry is not None), key=_by_path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a regular file.

        Raises FileNotFoundError if there is none, also if a link stands at `path` or on the way to it, and
        EnvironmentFault if it cannot be read.
        """
        if not self._is_real(path.rpartition("/")[0]):
            raise FileNotFoundError(errno.ENOENT, "no regular file here", path)
        return read_regular(self._at(path), MOST)

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def _hidden(self, name: str, folder: str) -> bool:
        return is_temporary(name) or (not folder and name in (LOCK_NAME, ".git"))

    def _is_real(self, folder: str) -> bool:
        """Whether `folder` and all above it, up to the root, are folders and not links. Looked up until it is so."""
        if folder in self._real:
            return True
        above, _, name = folder.rpartition("/")
        real = name not in ("", ".", "..") and self._is_real(above) and _is_folder(self._at(folder))
        if real:
            self._real.add(folder)
        return real


class FilesTree:
    """Files that are not on a disk yet, as a `Tree`: path → bytes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder` ("" is the root), sorted by path; nothing if it is absent."""
        front = f"{folder}/" if folder else ""
        found: dict[str, Entry] = {}
        for path, data in self.files.items():
            if path.startswith(front):
                name, slash, _ = path[len(front) :].partition("/")
                within = front + name
                found[within] = Entry(within, "folder") if slash else Entry(within, "file", len(data))
        yield from sorted(found.values(), key=_by_path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises FileNotFoundError if there is none."""
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, "no such file", path) from None


def _by_path(entry: Entry) -> str:
    return entry.path


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def _entry(item: "os.DirEntry[str]", folder: str) -> Entry | None:
    path = f"{folder}/{item.name}" if folder else item.name
    try:
        state = item.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # removed since the folder was listed
    kind = _kind(state.st_mode, item.path)
    return Entry(path, kind, state.st_size if kind in ("file", "executable") else 0)


def _kind(mode: int, path: str) -> EntryKind:
    if stat.S_ISREG(mode):
        return "executable" if mode & 0o111 else "file"
    if stat.S_ISLNK(mode):
        return "symlink"
    if stat.S_ISDIR(mode):
        return "gitlink" if os.path.lexists(f"{path}/.git") else "folder"
    return "other"
