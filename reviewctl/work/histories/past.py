"""What the files of a review were at each commit that bears on it, and what the lines of work had in common."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from reviewctl.model.catalogue import Kind, kind_at
from reviewctl.vcs.commits import Commit, FileChange
from reviewctl.work.histories.places import moved

Files = Mapping[str, str]
"""The blob of each file, by its path within the register."""
NOTHING: Files = {}


class Past:
    """The commits that bear on a review, the newest first, and its files in each of them."""

    def __init__(self, commits: Sequence[Commit], wanted: Callable[[str, frozenset[str]], bool]) -> None:
        """Take the commits of a trail. `wanted` says of a path, and of all the blobs it ever had, whether it counts."""
        self.commits = _following(_only(commits, wanted))
        self._place = {one.id: number for number, one in enumerate(self.commits)}
        self._parents = {one.id: one.parents for one in self.commits}
        self._files: dict[str, Files] = {}
        for one in reversed(self.commits):
            self._files[one.id] = _applied(self.files(one.parents[0] if one.parents else None), one.files)

    @property
    def paths(self) -> frozenset[str]:
        """Every path that a commit touches."""
        return frozenset(one.path for commit in self.commits for one in commit.files)

    def files(self, commit: str | None) -> Files:
        """Return the files at a commit; none before the first."""
        return self._files.get(commit, NOTHING) if commit is not None else NOTHING

    def before(self, commit: str) -> str | None:
        """Return the commit before one, along first parents; None before the first."""
        return next(iter(self._parents[commit]), None)

    def common(self, one: str, other: str) -> str | None:
        """Return the newest commit from which both of these come, or None."""
        if one == other:
            return one
        marks = {one: 1, other: 2}
        ahead = [(self._place[each], each) for each in marks if each in self._place]
        heapq.heapify(ahead)
        while ahead:
            _, here = heapq.heappop(ahead)
            if marks[here] == 3:
                return here
            for parent in self._parents[here]:
                if parent not in self._place:
                    continue
                if parent not in marks:
                    heapq.heappush(ahead, (self._place[parent], parent))
                marks[parent] = marks.get(parent, 0) | marks[here]
        return None


def _only(commits: Iterable[Commit], wanted: Callable[[str, frozenset[str]], bool]) -> list[Commit]:
    """Return the commits with those of their files that count."""
    listed = list(commits)
    blobs: dict[str, set[str]] = {}
    for commit in listed:
        for one in commit.files:
            blobs.setdefault(one.path, set()).update(
                blob for blob in (one.before, one.after) if blob is not None
            )
    keep = {path for path, held in blobs.items() if wanted(path, frozenset(held))}
    return [
        commit
        if all(one.path in keep for one in commit.files)
        else replace(commit, files=tuple(one for one in commit.files if one.path in keep))
        for commit in listed
    ]


def _applied(files: Files, changes: Iterable[FileChange]) -> Files:
    """Return the files with the changes made; the same where there are none, so that much is held once."""
    listed = tuple(changes)
    if not listed:
        return files
    made = {path: blob for path, blob in files.items() if path not in {one.path for one in listed}}
    return made | {one.path: one.after for one in listed if one.after is not None}


def _following(commits: Sequence[Commit]) -> tuple[Commit, ...]:
    """Return the commits with each document under the last name that its file has had, as where a meeting was moved."""
    names: dict[str, str] = {}
    there: set[str] = set()
    for commit in commits:
        for old, new in _renames(commit.files):
            if old not in there:
                names[old] = names.get(new, new)
        there |= {one.path for one in commit.files if one.after is not None}
    return tuple(moved(one, lambda path: names.get(path, path)) if names else one for one in commits)


def _renames(files: Sequence[FileChange]) -> list[tuple[str, str]]:
    """Return which file of a commit became which: of one kind of document, one went and one came, or with one blob."""
    gone = [one for one in files if one.after is None and one.before is not None]
    came = [one for one in files if one.before is None and one.after is not None]
    found = []
    for old in gone:
        same_kind = [new for new in came if _kind(new.path) == _kind(old.path) is not None]
        same_blob = [new for new in same_kind if new.after == old.before]
        alone = sum(_kind(one.path) == _kind(old.path) for one in gone) == 1 == len(same_kind)
        if len(same_blob) == 1 or alone:
            found.append((old.path, (same_blob or same_kind)[0].path))
    return found


def _kind(path: str) -> tuple[str, str] | None:
    """Return the folder and the kind of a document of which a case may have several; None for any other file."""
    folder, inner = split(path)
    at = kind_of(inner)
    return (folder, at[0].name) if at is not None and at[0].several else None


def kind_of(inner: str) -> tuple[Kind, str] | None:
    """Return the kind and item of the document at a path within a case, or within the register itself."""
    if inner.rpartition("/")[2] == "README.md":
        return None
    return kind_at(inner, "case") or kind_at(inner, "register")


def split(path: str) -> tuple[str, str]:
    """Return the case's folder and the path within it: "" where the file is the register's own."""
    parts = path.split("/")
    if parts[0] == "cases" and len(parts) > 2:
        return "/".join(parts[:2]), "/".join(parts[2:])
    return "", path
