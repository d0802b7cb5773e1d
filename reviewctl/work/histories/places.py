"""Where the files of a review lie in the repository, and where they lay before their folder was renamed."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.vcs.commits import Commit, FileChange, commits, lineage
from reviewctl.vcs.repository import Repository

OWN = (
    *("board.yaml", "diary.yaml", "log.yaml", "complaints.yaml", "correspondence.yaml", "waivers.yaml"),
    *("meetings", "policy", "letters", "trust"),
)
"""What a register holds besides its cases."""
MOST = 20
"""So many names of one folder are followed back."""


class Place(Struct, frozen=True):
    """Where a register lies in its repository, and a case in that; "" for the root, None where no case is meant."""

    prefix: str
    case: str | None

    @property
    def mark(self) -> str:
        """The path, in the repository, of the file that says that it is this register or case."""
        return (
            _under(self.prefix, "board.yaml")
            if self.case is None
            else _under(self.prefix, self.case, "case.yaml")
        )

    def paths(self) -> dict[str, str]:
        """Return the folders and files to look at, from the repository's root → within the register."""
        inner = OWN if self.case is None else (self.case, "meetings") if self.case else ("",)
        return {_under(self.prefix, one): one for one in inner}


class Trail(Struct, frozen=True):
    """The commits that bear on a place, the newest first, with paths within the register as its folders are called now.

    `renamed` has, by the id of the commit that renamed it, the folder that the register or the case had until then.
    """

    commits: tuple[Commit, ...]
    renamed: Mapping[str, str]


def trail(repo: Repository, newest: str, place: Place) -> Trail:
    """Return what happened at a place, under each name that its folder has had."""
    names = place.paths()
    renamed: dict[str, str] = {}
    places, seen = [place], set[str]()
    walk: list[Commit] = []
    for _ in range(MOST):
        walk = list(lineage(repo, newest, sorted(one or "." for one in names)))
        births = [(one, born) for born in places for one in _births(walk, born) if one.id not in seen]
        seen |= {one.id for one, _ in births}
        found = [(one, earlier) for one, born in births if (earlier := _earlier(repo, one, born)) is not None]
        if not found:
            break
        for one, earlier in found:
            renamed[one.id] = _under(earlier.prefix, earlier.case or "") or "."
            places.append(earlier)
            own = zip(earlier.paths(), place.paths().values(), strict=True)
            names |= {old: now for old, now in own if old not in names}
    return Trail(tuple(moved(one, lambda path: _now(path, names)) for one in walk), renamed)


def _births(walk: Sequence[Commit], place: Place) -> list[Commit]:
    """Return the commits in which the place came to be, but for merges, which only bring in what came to be."""
    return [
        one
        for one in walk
        if len(one.parents) < 2 and any(each.path == place.mark and each.before is None for each in one.files)
    ]


def _earlier(repo: Repository, birth: Commit, place: Place) -> Place | None:
    """Return where the place was until a commit in which it came to be: what went there with the same content."""
    whole = next(commits(repo, birth.id), birth)
    name = place.mark.rpartition("/")[2]
    gone = {one.path: one.before for one in whole.files if one.after is None and one.before is not None}
    came = {one.path: one.after for one in whole.files if one.before is None and one.after is not None}
    marks = [path for path in gone if path.rpartition("/")[2] == name]
    alike = [path for path in marks if gone[path] == came.get(place.mark)]
    near = alike or [path for path in marks if _mostly_the_same(gone, _above(path), came, _above(place.mark))]
    return _place_of(near[0], place) if len(near) == 1 else None


def _mostly_the_same(gone: Mapping[str, str], old: str, came: Mapping[str, str], new: str) -> bool:
    """Whether at least half of the files of one folder came into the other as they were."""
    inner = [path for path in gone if path.startswith(_front(old))]
    same = [path for path in inner if came.get(_front(new) + path[len(_front(old)) :]) == gone[path]]
    return len(same) * 2 >= len(inner) > 0


def _place_of(mark: str, now: Place) -> Place:
    folder = _above(mark)
    if now.case is None:
        return Place(folder, None)
    if not now.case:
        return Place(folder, "")
    above, cases, own = folder.rpartition("cases/")
    return Place(above.rstrip("/"), cases + own) if cases else Place("", folder)


def moved(commit: Commit, now: Callable[[str], str | None]) -> Commit:
    """Return a commit with the paths that `now` gives its files, without those that it gives none.

    What went from one path and came to another that is the same now is one change.
    """
    files: dict[str, FileChange] = {}
    for one in commit.files:
        path = now(one.path)
        if path is not None:
            files[path] = _one_change(files.get(path), replace(one, path=path))
    return replace(commit, files=tuple(files.values()))


def _one_change(first: FileChange | None, second: FileChange) -> FileChange:
    """Return two changes at one path as one: what went away, and what came in its place."""
    if first is None:
        return second
    return FileChange(second.path, first.before or second.before, second.after or first.after)


def _now(path: str, names: Mapping[str, str]) -> str | None:
    """Return the path that a file has now within the register; None for one that lay elsewhere."""
    above = [name for name in names if not name or path == name or path.startswith(f"{name}/")]
    if not above:
        return None
    name = max(above, key=len)
    return _under(names[name], path[len(name) :].lstrip("/"))


def _under(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _front(folder: str) -> str:
    return f"{folder}/" if folder else ""
