"""Files held in memory as a tree: a case folder that has not been written yet."""

from collections.abc import Iterator, Mapping

from reviewctl.model.tree import Entry


class FilesTree:
    """Files by path as a `Tree` (reviewctl.model.tree)."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield what lies directly in `folder` ("" is the root), sorted by path."""
        start = f"{folder}/" if folder else ""
        parts = (path[len(start) :].partition("/") for path in self._files if path.startswith(start))
        for name, slash in sorted({(name, slash) for name, slash, _ in parts}):
            path = start + name
            size = 0 if slash else len(self._files[path])
            yield Entry(path, "folder" if slash else "file", size)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises FileNotFoundError if it is absent."""
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(path) from None
