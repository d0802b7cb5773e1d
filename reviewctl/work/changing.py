"""What is different between two readings of the register: which cases to read at all, and what to tell of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from reviewctl.facts.calendar import today
from reviewctl.facts.differences import Difference, differences
from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.changes import CaseChanges, Change, What
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Case, Document
from reviewctl.render.changes.sides import NOBODY, Side, Sides, side_of
from reviewctl.render.changes.tell import ordered, told, told_of_register
from reviewctl.render.pages.naming import whom
from reviewctl.store.register import Register
from reviewctl.store.workers import spread
from reviewctl.work.changed_files import Read, files_at_fault, inner, other_files, unread_files, unreadable
from reviewctl.work.loading import Loader
from reviewctl.work.owning import own_files
from reviewctl.work.pairing import Pairing, pairings
from reviewctl.work.treefiles import folder_ids


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
    found = _all(_compared(sides.before.case.documents, sides.after.case.documents, {}))
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


Loaders = tuple[Loader | None, Loader]


def _case(loaders: Loaders, pair: Pairing, day: date, around: frozenset[str]) -> CaseChanges:
    """Return what is different in one case; `around` are the register's own minutes that could not be read."""
    old, new = _read(loaders[0], pair.before), _read(loaders[1], pair.after)
    unread = [*unread_files(old, "before"), *unread_files(new, "after")]
    closed = {path for path, _ in unread}
    readable = "case.yaml" not in closed
    sides = Sides(_open(old.side, closed, around), _open(new.side, closed, around), day)
    different = _compared(sides.before.case.documents, sides.after.case.documents, _headings(sides.facts))
    changes = [change for _, change in unread]
    if readable:
        changes += [*told(sides, _all(different)), *files_at_fault(old, new)]
        changes += [*other_files(old, new, changes, different, closed)]
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
    left = {name: one for name, one in case.documents.items() if inner(one, side) not in closed}
    meetings = tuple(
        one for one in case.meetings if one.path not in around and inner(one, side) not in closed
    )
    if len(left) == len(case.documents) and meetings == case.meetings:
        return side
    return _of_case(side, replace(case, documents=left, meetings=meetings))


def _of_case(side: Side, case: Case) -> Side:
    """Return a side with another reading of its case, worked out anew."""
    return Side(case, side.facts.of(case) if side.facts is not None else None, side.board, side.signoffs)


def _id(sides: Sides, pair: Pairing) -> str:
    return sides.later.case.id or (pair.after or pair.before or "").rpartition("/")[2]


def _what(pair: Pairing) -> What:
    if pair.before is None:
        return "new"
    if pair.after is None:
        return "gone"
    return "changed" if pair.before == pair.after else "renamed"


def _read(loader: Loader | None, folder: str | None) -> Read:
    if loader is None or folder is None:
        return Read(Side())
    files = {
        path[len(folder) :].lstrip("/"): own for path, own in folder_ids(loader.register.tree, folder).items()
    }
    loaded = loader.load(folder)
    facts = loaded.facts
    if facts is not None:
        side = side_of(facts, loader.register.board)
        return Read(side, loaded.findings, files)
    case, _ = loader.register.case(folder)
    return Read(Side(case or NOBODY, None, loader.register.board), loaded.findings, files)


def _headings(facts: Facts | None) -> Mapping[str, tuple[HeadingRule, ...]]:
    return facts.plan.kind.headings if facts is not None else {}


def _compared(
    before: dict[str, Document],
    after: dict[str, Document],
    headings: Mapping[str, tuple[HeadingRule, ...]],
) -> dict[str, tuple[Difference, ...]]:
    """Return what is different in each document, by its name."""
    return {
        name: differences(before.get(name), after.get(name), headings.get(name.partition("[")[0], ()))
        for name in dict.fromkeys([*after, *before])
    }


def _all(different: Mapping[str, tuple[Difference, ...]]) -> list[Difference]:
    return [one for found in different.values() for one in found]


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
    anew = facts.of(replace(case, file=facts.case.file))
    return Side(anew.case, anew, register.board)
