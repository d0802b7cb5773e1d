"""A commit as a tree of files, read from git's objects: what is checked out has no part in it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reviewctl.model.finding import EnvironmentFault
from reviewctl.model.tree import Entry, EntryKind, Ids
from reviewctl.vcs.blobs import damaged, is_named
from reviewctl.vcs.repository import Repository, resolve
from reviewctl.vcs.run import SETTINGS, clean_environment, environment_of, git_path

if TYPE_CHECKING:
    from git import Repo

KINDS: dict[int, EntryKind] = {
    0o040000: "folder",
    0o100644: "file",
    0o100755: "executable",
    0o120000: "symlink",
    0o160000: "gitlink",
}
REGULAR = ("file", "executable")
MOST = 8 * 1024 * 1024
"""No document may be half as large (model.catalogue): of a larger file no more is read than that it is too large."""
DEEPEST = 64
"""No register has folders so deep in each other; a tree made to exhaust its reader has."""
MOST_FOLDERS = 100_000
"""A register of ten thousand reviews has fewer; a tree that is made of itself has more without end."""

Listing = dict[str, tuple[EntryKind, bytes]]

_OF_PARENTS: "list[Repo]" = []
"""What a forked process holds on to: GitPython would end its parent's git with the last that knows of it."""


class CommitTree:
    """The `Tree` of one commit: `id` is its full id, found once from the revision that was asked for.

    Reads through GitPython. Close it, or use it in a `with`. Raises ReviewctlError for a revision that names no
    commit, EnvironmentFault for an unsafe or damaged repository.
    """

    def __init__(self, repo: Repository, revision: str) -> None:
        self.id = resolve(repo, revision)
        if len(self.id) != 40:
            raise EnvironmentFault("this repository names its objects by sha256, which cannot be read yet")
        self._place = repo
        self._process = os.getpid()
        self._repo = _open(repo, self.id)
        self._folders: dict[str, Listing] = {}
        self._read: dict[bytes, Listing] = {}
        self._root = self._tree_of(self.id)

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder` ("" is the root), sorted by path; nothing if it is absent."""
        above = f"{folder}/" if folder else ""
        for name, (kind, sha) in sorted(self._listing(folder).items()):
            yield Entry(above + name, kind, self._size(sha) if kind in REGULAR else 0)

    def ids(self, folder: str = "") -> Ids:
        """Return the kind and the id of each thing directly in `folder`, by name; nothing if it is absent.

        What has the same id is the same, down to the last file of a folder.
        """
        return {name: (kind, sha.hex()) for name, (kind, sha) in self._listing(folder).items()}

    def read(self, path: str) -> bytes:
        """Return the bytes of a regular file; of one larger than `MOST` no more than shows that it is.

        Raises FileNotFoundError if it is absent or no regular file.
        """
        folder, _, name = path.rpartition("/")
        kind, sha = self._listing(folder).get(name, ("other", b""))
        if kind not in REGULAR:
            raise FileNotFoundError(path)
        return self._bytes(sha, MOST)

    def close(self) -> None:
        """End the git processes that read the objects."""
        self._repo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tree_of(self, commit: str) -> bytes:
        """Return the binary id of a commit's tree: its first line, whatever else of it cannot be read."""
        found = re.match(rb"tree ([0-9a-f]{40})\n", self._bytes(bytes.fromhex(commit)))
        if found is None:
            raise damaged()
        return bytes.fromhex(found[1].decode("ascii"))

    def _listing(self, folder: str) -> Listing:
        if folder not in self._folders:
            if len(self._folders) >= MOST_FOLDERS:
                raise EnvironmentFault(
                    f"this commit holds more than {MOST_FOLDERS:,} folders, so it is not read",
                    "No register has so many. Ask who made it.",
                )
            self._folders[folder] = self._list(folder)
        return self._folders[folder]

    def _list(self, folder: str) -> Listing:
        if not folder:
            return self._entries_of(self._root)
        if folder.count("/") > DEEPEST:
            return {}
        above, _, name = folder.rpartition("/")
        kind, sha = self._listing(above).get(name, ("other", b""))
        return self._entries_of(sha) if kind == "folder" else {}

    def _entries_of(self, sha: bytes) -> Listing:
        """Return what a tree holds. The same one may lie in many places, and is read once."""
        if sha not in self._read:
            self._read[sha] = self._decoded(sha)
        return self._read[sha]

    def _decoded(self, sha: bytes) -> Listing:
        from git.objects.fun import tree_entries_from_data

        data = self._bytes(sha)
        with _damage_told():
            found = tree_entries_from_data(data)
        listing: Listing = {}
        for entry, mode, name in found:
            # Of two entries with one name nobody can say which is meant.
            listing[name] = ("other" if name in listing else KINDS.get(mode, "other"), entry)
        return listing

    @property
    def _here(self) -> "Repo":
        """The repository as this process reads it: two that ask the same git would read each other's answers."""
        if os.getpid() != self._process:
            _OF_PARENTS.append(self._repo)
            self._process = os.getpid()
            self._repo = _open(self._place, self.id)
        return self._repo

    def _bytes(self, sha: bytes, most: int | None = None) -> bytes:
        with _damage_told():
            stream = self._here.odb.stream(sha)
            data: bytes = stream.read() if most is None else stream.read(most + 1)
            # What is not wanted runs out in portions: left alone it would be read in one piece.
            while most is not None and len(data) > most and stream.read(1 << 20):
                pass
            if (most is None or len(data) <= most) and not is_named(data, stream.type, sha.hex()):
                raise ValueError("what lies there is not what its id says")
            return data

    def _size(self, sha: bytes) -> int:
        with _damage_told():
            size: int = self._here.odb.info(sha).size
            return size


@contextmanager
def _damage_told() -> Iterator[None]:
    from git.exc import GitError, ODBError

    try:
        yield
    except (ValueError, IndexError, OSError, GitError, ODBError) as fault:
        raise damaged() from fault


@contextmanager
def _only_clean_environment() -> Iterator[None]:
    """GitPython takes its environment from the process; for a moment the process has only the clean one."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(clean_environment(), GIT_PYTHON_GIT_EXECUTABLE=git_path())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _open(repo: Repository, commit: str) -> "Repo":
    """Open the repository and start, in the clean environment, the two processes GitPython reads by."""
    with _only_clean_environment():
        from git import Git, Repo

        Git.refresh(git_path())
        opened = Repo(repo.root, search_parent_directories=False, expand_vars=False)
        # What it starts later must hold to the same settings and the same history.
        opened.git.set_persistent_git_options(c=list(SETTINGS))
        opened.git.update_environment(GIT_DIR=repo.git_dir, **environment_of(repo))
        opened.git.get_object_header(commit)
        opened.git.get_object_data(commit)
    return opened
