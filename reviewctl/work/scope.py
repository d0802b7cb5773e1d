"""What a person wants looked at: reviews by their ids, or any file or folder of the register."""

from pathlib import Path

from msgspec import Struct

from reviewctl.model.finding import Finding
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register


class Scope(Struct, frozen=True):
    """The reviews to read (`words` and `start`, as case_folders takes them) and the paths that are wanted.

    No paths means all that is found in those reviews.
    """

    words: tuple[str, ...]
    start: str
    paths: tuple[str, ...] = ()

    def wants(self, finding: Finding) -> bool:
        """Whether a finding lies in one of the paths that are wanted."""
        where = finding.spot.path
        return not self.paths or any(
            where == path
            or where.startswith(f"{path}/")
            # What has no place in a folder is found at the folder, for its name is not shown.
            or (finding.code.startswith("FIL05") and where == path.rpartition("/")[0])
            for path in self.paths
        )


def scope_of(register: Register, words: tuple[str, ...], start: str) -> Scope:
    """Return what is to be looked at. Raises ReviewctlError (exit 2) for a word that names nothing.

    Where one of the words is a file or folder of the register itself, all reviews are read: what is wrong
    with the minutes of several reviews, or with the board's list, is found in them.
    """
    inner = {word: _inside(register, word, start) for word in words}
    paths = tuple(path for path in inner.values() if path is not None)
    if any(path in ("", ".") for path in paths):
        return Scope((), register.root)
    if any(not _in_a_case(register, path) for path in paths):
        wanted = [path or _folder_of(register, word, start) for word, path in inner.items()]
        return Scope((), register.root, tuple(wanted))
    if not paths:
        return Scope(words, start)
    return Scope(
        words, start, tuple(path or _folder_of(register, word, start) for word, path in inner.items())
    )


def _inside(register: Register, word: str, start: str) -> str | None:
    """Return a file's or folder's path in the register; None for a word that is an id, or no path there."""
    if any(folder.rpartition("/")[2].casefold() == word.casefold() for folder in register.folders):
        return None
    path = Path(start, word).absolute()
    try:
        if not path.exists():
            return None
    except OSError:
        return None  # No disk takes such a name, so nothing bears it.
    try:
        return path.resolve().relative_to(Path(register.root).resolve()).as_posix()
    except ValueError:
        return None


def _in_a_case(register: Register, path: str) -> bool:
    return any(not f or path == f or path.startswith(f"{f}/") for f in register.folders)


def _folder_of(register: Register, word: str, start: str) -> str:
    return case_folders(register, (word,), start)[0]
