"""A tree as it will be when some changes have been written: what is going to be judged before it is."""

from collections.abc import Iterator, Mapping

from reviewctl.model.tree import Entry, Tree
from reviewctl.store.folder import FilesTree


class Overlay:
    """Another tree with some files changed, as a `Tree`: path → bytes, None where a file is deleted."""

    def __init__(self, below: Tree, changes: Mapping[str, bytes | None]) -> None:
        self.below = below
        self.changes = changes
        self._above = FilesTree({path: data for path, data in changes.items() if data is not None})

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what will lie directly in `folder`, sorted by path."""
        found = {entry.path: entry for entry in self.below.entries(folder) if entry.path not in self.changes}
        found |= {entry.path: entry for entry in self._above.entries(folder)}
        yield from sorted(found.values(), key=lambda entry: entry.path)

    def read(self, path: str) -> bytes:
        """Return the bytes that a file will have. Raises FileNotFoundError if it is or will be absent."""
        return self._above.read(path) if path in self.changes else self.below.read(path)
