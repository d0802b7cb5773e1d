"""What is different between two readings of the register: which cases to read at all, and what to tell of each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.calendar import today
from reviewctl.facts.differences import Difference, differences
from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.catalogue import kind_at
from reviewctl.model.changes import CaseChanges, Change, What
from reviewctl.model.finding import Finding
from reviewctl.model.policy import HeadingRule
from reviewctl.model.review import Case, Document
from reviewctl.model.tree import Tree
from reviewctl.render.changes.sides import NOBODY, Side, Sides
from reviewctl.render.changes.tell import ordered, told, told_of_register
from reviewctl.render.pages.naming import many, whom
from reviewctl.store.register import CASES, Register
from reviewctl.store.workers import spread
from reviewctl.work.loading import Loader
from reviewctl.work.owning import own_files
from reviewctl.work.treefiles import Named, folder_ids

_RENAMED = 0.5
"""A folder that came is one that went under another name where so much of what went is in it to the byte."""
_NEVER_SHOWN = "a file that has no place in a case folder"


class Pairing(Struct, frozen=True):
    """A case folder before and after; None where there is none. Both are there, by two names, where it was renamed."""

    before: str | None
    after: str | None


def changes_between(
    before: Register | None,
    after: Register,
    folders: Sequence[str] | None = None,
    *,
    as_of: date | None = None,
    paths: Iterable[str] | None = None,
) -> tuple[CaseChanges, ...]:
    """Return what is different in the cases of these folders, those with the most important change first.

    `before` is None where there was no register yet. With no `folders`, all that differ. Both sides are judged on the
    day `as_of` (today in London), so that a difference is one of the record and not of the calendar. Of trees that
    know no ids, such as a folder on disk, `paths` says which files may differ; with none, all are compared.
    """
    day = as_of or today()
    wanted = frozenset(folders) if folders is not None else None
    closed = frozenset(one for side in (before, after) if side is not None for one in unreadable(side))
    pairs = [
        one for one in pairings(before, after, paths) if wanted is None or wanted & {one.before, one.after}
    ]
    loaders = Loader(before, day) if before is not None else None, Loader(after, day)
    found = spread(lambda pair: _case(loaders, pair, day, closed), pairs)
    return tuple(sorted((one for one in found if one.changes), key=_weight))


def register_changes(
    before: Register | None, after: Register, *, as_of: date | None = None
) -> tuple[Change, ...]:
    """Return what is different in the register's own files, the most important first. Its cases are left out."""
    day = as_of or today()
    if after.single is not None:
        return ()
    closed = {path for side in (before, after) if side is not None for path in unreadable(side)}
    sides = Sides(_own_side(before, day, closed), _own_side(after, day, closed), day)
    found = _compared(sides.before.case.documents, sides.after.case.documents, ())
    if "board.yaml" in closed:
        sides = Sides(_with_board(sides.before, after.board), _with_board(sides.after, after.board), day)
    unread = [_not_read(path) for path in sorted(closed)]
    return ordered([*unread, *told_of_register(sides, found), *own_files(before, after, sides)])


def _with_board(side: Side, board: Board) -> Side:
    return Side(side.case, side.facts, board, side.signoffs)


def _not_read(path: str) -> Change:
    words = f"{path} cannot be read at one of the two ends, so what is different in it cannot be told"
    return Change(kind="unreadable", words=words, address=path)


def _weight(one: CaseChanges) -> tuple[bool, str]:
    return (one.what == "changed", one.case)


def pairings(
    before: Register | None, after: Register, paths: Iterable[str] | None = None
) -> tuple[Pairing, ...]:
    """Return the case folders that differ, each with what it was: renamed ones as one.

    A meeting of several reviews that is another concerns each of them. `paths` as for `changes_between`.
    """
    old = dict.fromkeys(before.folders) if before is not None else {}
    now = frozenset(after.folders)
    differing = _differing(before, after, paths)
    gone = [folder for folder in old if folder not in now]
    new = [folder for folder in after.folders if folder not in old]
    renamed = dict(_renamed(before, after, gone, new)) if before is not None else {}
    taken = _of_meetings(before, after)
    both = [
        one for one in after.folders if one in old and (one in differing or one.rpartition("/")[2] in taken)
    ]
    return (
        *(Pairing(one, one) for one in both),
        *(Pairing(one, None) for one in gone if one not in renamed),
        *(Pairing(was, now) for was, now in renamed.items()),
        *(Pairing(None, one) for one in new if one not in renamed.values()),
    )


def _differing(before: Register | None, after: Register, paths: Iterable[str] | None) -> frozenset[str]:
    """Return the case folders of which anything differs: by the ids that git knows them by, where it does."""
    if before is None:
        return frozenset(after.folders)
    if isinstance(before.tree, Named) and isinstance(after.tree, Named):
        if after.single is not None:
            return frozenset(("",) if before.tree.ids() != after.tree.ids() else ())
        old, new = before.tree.ids(CASES), after.tree.ids(CASES)
        return frozenset(f"{CASES}/{name}" for name in new if old.get(name) != new[name])
    if paths is None:
        return frozenset(after.folders)
    touched = {"" if after.single is not None else "/".join(path.split("/")[:2]) for path in paths}
    return frozenset(folder for folder in after.folders if folder in touched)


def _of_meetings(before: Register | None, after: Register) -> frozenset[str]:
    """Return the ids of the cases that were, or are, taken by a meeting of several that is another now."""
    old = {one.path: one.data for one in before.meetings} if before is not None else {}
    new = {one.path: one.data for one in after.meetings}
    changed = [path for path in {*old, *new} if old.get(path) != new.get(path)]
    return frozenset(
        case for path in changed for side in (old, new) if path in side for case in side[path].cases
    )


def _renamed(
    before: Register, after: Register, gone: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the folders that bear another name now, with that name: whose files are the same for the most part."""
    left = {folder: _sums(after.tree, folder) for folder in new} if gone else {}
    for folder in gone:
        own = _sums(before.tree, folder)
        alike = {name: len(own & sums) / max(len(own), 1) for name, sums in left.items()}
        best = max(alike, key=lambda name: (alike[name], name), default=None)
        if best is not None and alike[best] >= _RENAMED:
            left.pop(best)
            yield folder, best


def _sums(tree: Tree, folder: str) -> frozenset[tuple[str, str]]:
    return frozenset((path[len(folder) :], of_file) for path, of_file in folder_ids(tree, folder).items())


Loaders = tuple[Loader | None, Loader]


class _Read(Struct, frozen=True):
    """A case folder as it was read on one side, with what was wrong with its files, and the ids of those."""

    side: Side
    findings: tuple[Finding, ...] = ()
    files: dict[str, str] = {}


def _case(loaders: Loaders, pair: Pairing, day: date, around: frozenset[str]) -> CaseChanges:
    """Return what is different in one case; `around` are the register's own minutes that could not be read."""
    old, new = _read(loaders[0], pair.before), _read(loaders[1], pair.after)
    unread = [*_unread(old, "before"), *_unread(new, "after")]
    closed = {path for path, _ in unread}
    readable = "case.yaml" not in closed
    sides = Sides(_open(old.side, closed, around), _open(new.side, closed, around), day)
    found = _compared(sides.before.case.documents, sides.after.case.documents, _headings(sides.facts))
    changes = [change for _, change in unread]
    if readable:
        changes += [*told(sides, found), *_faults(old, new), *_files(old, new, changes, found, closed)]
    return CaseChanges(
        case=_id(sides, pair),
        about=whom(sides.later.case.file, " and ") if sides.later.there else "",
        what=_what(pair),
        was=(pair.before or "").rpartition("/")[2] if _what(pair) == "renamed" else None,
        changes=ordered(changes),
    )


def _open(side: Side, closed: Collection[str], around: frozenset[str]) -> Side:
    """Return a side without the files that could not be read on either: what they held is neither new nor gone."""
    case = side.case
    if not side.there or not (closed or around):
        return side
    left = {name: one for name, one in case.documents.items() if _inner(one, side) not in closed}
    meetings = tuple(
        one for one in case.meetings if one.path not in around and _inner(one, side) not in closed
    )
    if len(left) == len(case.documents) and meetings == case.meetings:
        return side
    return _of_case(side, replace(case, documents=left, meetings=meetings))


def _of_case(side: Side, case: Case) -> Side:
    """Return a side with another reading of its case, worked out anew."""
    facts = side.facts
    if facts is None:
        return Side(case, None, side.board, side.signoffs)
    anew = Facts(case, facts.plan, facts.board, facts.calendar, facts.as_of, facts.former)
    return Side(case, anew, side.board, side.signoffs)


def unreadable(register: Register) -> tuple[str, ...]:
    """Return the paths of those of the register's own files that are there and cannot be read."""
    there = {one.path for one in register.documents.values()}
    if register.single is not None:
        return ()
    files = [entry for folder in ("", "meetings") for entry in register.tree.entries(folder)]
    paths = (one.path for one in files if one.kind == "file" and kind_at(one.path, "register") is not None)
    return tuple(path for path in paths if path not in there)


def _id(sides: Sides, pair: Pairing) -> str:
    return sides.later.case.id or (pair.after or pair.before or "").rpartition("/")[2]


def _what(pair: Pairing) -> What:
    if pair.before is None:
        return "new"
    if pair.after is None:
        return "gone"
    return "changed" if pair.before == pair.after else "renamed"


def _read(loader: Loader | None, folder: str | None) -> _Read:
    if loader is None or folder is None:
        return _Read(Side())
    files = {
        path[len(folder) :].lstrip("/"): own for path, own in folder_ids(loader.register.tree, folder).items()
    }
    loaded = loader.load(folder)
    facts = loaded.facts
    if facts is not None:
        signed = bool(facts.case.signoff.statements or facts.case.signoff.requests)
        side = Side(facts.case, facts, loader.register.board, facts.signoffs if signed else ())
        return _Read(side, loaded.findings, files)
    case, _ = loader.register.case(folder)
    return _Read(Side(case or NOBODY, None, loader.register.board), loaded.findings, files)


def _headings(facts: Facts | None) -> dict[str, tuple[HeadingRule, ...]]:
    return facts.plan.kind.headings if facts is not None else {}


def _compared(
    before: dict[str, Document],
    after: dict[str, Document],
    headings: dict[str, tuple[HeadingRule, ...]] | tuple[()],
) -> list[Difference]:
    found: list[Difference] = []
    for name in dict.fromkeys([*after, *before]):
        kind = name.partition("[")[0]
        found += differences(before.get(name), after.get(name), dict(headings).get(kind, ()))
    return found


def _inner(document: Document, side: Side) -> str:
    return _within(document.path, side.case)


def _within(path: str, case: Case) -> str:
    return path.removeprefix(f"{case.folder}/") if case.folder else path


def _unread(read: _Read, when: str) -> Iterator[tuple[str, Change]]:
    """Yield each file of a case that is there and cannot be read at all: what it says is neither new nor gone.

    Where it is not known what review it is, that is told and nothing else.
    """
    there = {_within(one.path, read.side.case) for one in read.side.case.documents.values()}
    known = [path for path in read.files if kind_at(path, "case") is not None and path not in there]
    if read.files and not read.side.there:
        known = ["case.yaml"]
    for path in known:
        at = "before this change" if when == "before" else "as it is now"
        words = f"{path} could not be read {at}, so what is different in it cannot be told"
        hint = "" if when == "before" else ": reviewctl validate says why"
        yield path, Change(kind="unreadable", words=words + hint, address=path)


def _faults(old: _Read, new: _Read) -> Iterator[Change]:
    """Yield the files that differ and had, or have, faults: a value at fault counts as blank."""
    for read, when in ((old, "before this change"), (new, "as it is now")):
        other = new if read is old else old
        counts: dict[str, int] = {}
        for finding in read.findings:
            path = _within(finding.spot.path, read.side.case)
            differs = path in read.files and read.files.get(path) != other.files.get(path)
            if finding.severity == "error" and differs and kind_at(path, "case") is not None:
                counts[path] = counts.get(path, 0) + 1
        readable = {_within(one.path, read.side.case) for one in read.side.case.documents.values()}
        for path, count in counts.items():
            if path in readable:
                words = f"{path} has {many(count, 'fault')} {when}: a value at fault counts as blank here"
                yield Change(kind="unreadable", words=words, address=path)


def _files(
    old: _Read, new: _Read, changes: Sequence[Change], found: Sequence[Difference], closed: set[str]
) -> Iterator[Change]:
    """Yield the files that differ although no sentence says in what: written another way, or not of the record."""
    if not new.side.there or not old.side.there:
        return
    documents = {
        _inner(one, read.side): one for read in (old, new) for one in read.side.case.documents.values()
    }
    heard = {one.address for one in found}
    for path in sorted({*old.files, *new.files} - closed):
        if old.files.get(path) == new.files.get(path):
            continue
        document = documents.get(path)
        if document is not None:
            if not _heard_of(document, old, new, heard):
                yield _file(path, "written another way; nothing that it says is different")
        elif not path.startswith("signoff/") or path.endswith("README.md"):
            yield _file(path if path.endswith("README.md") else _NEVER_SHOWN, _sort(path, old, new))
        elif not any(one.kind == "signoff" for one in changes):
            yield Change(kind="signoff", words=f"{path}: {_sort(path, old, new)}", address=path)


def _heard_of(document: Document, old: _Read, new: _Read, heard: set[str]) -> bool:
    sides = [read.side.case.documents.get(document.name) for read in (old, new)]
    return any(one.address in heard for one in differences(sides[0], sides[1])) or _has_text(document, heard)


def _has_text(document: Document, heard: set[str]) -> bool:
    return any(address.startswith(f"{document.name}.text") for address in heard)


def _file(path: str, words: str) -> Change:
    return Change(kind="file", words=f"{path}: {words}", address=path if path != _NEVER_SHOWN else "")


def _sort(path: str, old: _Read, new: _Read) -> str:
    if path not in old.files:
        return "added"
    return "taken out" if path not in new.files else "changed"


def _own_side(register: Register | None, day: date, closed: Collection[str]) -> Side:
    if register is None:
        return Side()
    facts = Loader(register, day).own()
    case = Case(
        id="",
        folder="",
        file=NOBODY.file,
        documents={name: one for name, one in register.documents.items() if one.path not in closed},
        meetings=tuple(one for one in register.meetings if one.path not in closed),
        around=register.meetings,
    )
    if facts is None:
        return Side(case, None, register.board)
    anew = Facts(replace(case, file=facts.case.file), facts.plan, facts.board, facts.calendar, facts.as_of)
    return Side(anew.case, anew, register.board)
