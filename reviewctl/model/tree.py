"""A tree of files, wherever it lies: a folder on disk or a git commit."""

from collections.abc import Iterator
from typing import Literal, Protocol, runtime_checkable

from msgspec import Struct

EntryKind = Literal["file", "executable", "folder", "symlink", "gitlink", "other"]


class Entry(Struct, frozen=True):
    """One name in a tree. `path` is relative to the tree, with forward slashes."""

    path: str
    kind: EntryKind
    size: int = 0


class Tree(Protocol):
    """Read access to a tree. Neither method follows a symbolic link."""

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder` ("" is the root), sorted by path; nothing if it is absent."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a regular file. Raises FileNotFoundError if it is absent."""
        ...


Ids = dict[str, tuple[EntryKind, str]]
"""The kind and the id of each thing directly in a folder, by name: what has the same id is the same throughout."""


@runtime_checkable
class Marked(Tree, Protocol):
    """A tree that tells the id of everything in it."""

    def ids(self, folder: str = "") -> Ids:
        """Return what lies directly in `folder`; nothing if it is absent."""
        ...


class Below:
    """A folder of a tree as a tree of its own; "" is the whole of it."""

    def __init__(self, tree: Marked, folder: str) -> None:
        self._tree = tree
        self._folder = folder

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder`."""
        above = len(self._at("x")) - 1
        for one in self._tree.entries(self._at(folder)):
            yield Entry(one.path[above:], one.kind, one.size)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self._tree.read(self._at(path))

    def ids(self, folder: str = "") -> Ids:
        """Return the kind and the id of each thing directly in `folder`, by name."""
        return self._tree.ids(self._at(folder))

    def _at(self, path: str) -> str:
        return "/".join(part for part in (self._folder, path) if part)
