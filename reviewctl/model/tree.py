"""A tree of files, wherever it lies: a folder on disk or a git commit."""

from collections.abc import Iterator
from typing import Literal, Protocol

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
