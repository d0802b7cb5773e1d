"""What a pull request touches, found by comparing the ids of folders: what has the same id is not looked into."""

from collections.abc import Iterator

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.proposal import Touched
from reviewctl.model.tree import Entry, EntryKind, Ids, Marked

MOST = 20_000
"""A register of a thousand reviews has so many files; a tree made to exhaust its reader has more without end."""
DEEPEST = 32


class NoTree:
    """The tree before the first commit: nothing is in it."""

    def entries(self, folder: str = "") -> Iterator[Entry]:
        """Yield nothing."""
        return iter(())

    def read(self, path: str) -> bytes:
        """Raise FileNotFoundError."""
        raise FileNotFoundError(path)

    def ids(self, folder: str = "") -> Ids:
        """Return nothing."""
        return {}


def touched(before: Marked, after: Marked, register: str) -> tuple[Touched, ...]:
    """Return the files that differ between two trees of one repository, sorted by path.

    `register` is the folder in which the register lies, "" for the root. Raises ReviewctlError for more files than
    anybody could look through.
    """
    found = []
    for seen, one in enumerate(_walk(before, after, "", 0)):
        if seen >= MOST:
            raise _too_much()
        if one is not None:
            found.append(_placed(one, register))
    return tuple(sorted(found, key=lambda one: (one.outside, one.path)))


def _walk(before: Marked, after: Marked, folder: str, depth: int) -> Iterator[Touched | None]:
    """Yield each file that differs, and None for each folder that was looked into."""
    if depth > DEEPEST:
        raise _too_much()
    yield None
    old, new = before.ids(folder), after.ids(folder)
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        if was == now:
            continue
        path = f"{folder}/{name}" if folder else name
        if "folder" in (was and was[0], now and now[0]):
            yield from _walk(before, after, path, depth + 1)
        if _is_file(was) or _is_file(now):
            yield Touched(path, _id_of(was), _id_of(now))


def _is_file(one: tuple[EntryKind, str] | None) -> bool:
    return one is not None and one[0] != "folder"


def _id_of(one: tuple[EntryKind, str] | None) -> str | None:
    return one[1] if one is not None and one[0] != "folder" else None


def _placed(one: Touched, register: str) -> Touched:
    """Return the file with its path in the register, or marked as lying outside it."""
    if not register:
        return one
    above = f"{register}/"
    if one.path.startswith(above):
        return Touched(one.path.removeprefix(above), one.before, one.after)
    return Touched(one.path, one.before, one.after, outside=True)


def _too_much() -> ReviewctlError:
    return ReviewctlError(
        f"This changes more than {MOST:,} files or folders, which nobody can look through.",
        "Divide it into several pull requests; or ask who made it whether a whole disk came along.",
    )
