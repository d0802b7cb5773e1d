"""Who was at a meeting, by its minutes: from a table or a list of those present. No name is ever taken."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.headings import plain
from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.prose import Run, words
from reviewctl.model.wordpaper import Element, Line, WordCell, WordTable
from reviewctl.work.neutral import may_name
from reviewctl.work.papers_in.sheet_words import (
    BESIDE,
    COLUMNS,
    JOINING,
    LEAD,
    LISTS,
    LONGEST_LINE,
    LONGEST_TITLE,
    PARTS,
    POSTS,
    SEVERAL,
    SMALL,
    STATUSES,
    TICKS,
)
from reviewctl.work.papers_in.terms import agency_of

_REMARK = Line(runs=(Run("[those present: in the facts above]"),))
"""Stands where those present were named."""


class Came(Struct, frozen=True, kw_only=True):
    """One line of those present: as far as the Board's lists know it. `title` is a post that is no role of the policy.

    `taken` says from what a person was known, where the paper does not give the id: "the office".
    """

    person: str | None = None
    agency: str | None = None
    role: str | None = None
    title: str | None = None
    status: str | None = None
    taken: str = ""


class SheetFound(Struct, frozen=True, kw_only=True):
    """Those present, and the paper without the tables and lists that named them.

    `lost` is how many lines name nobody and no agency that the Board's lists know, `unread` how many columns of
    their tables are of none of the kinds that are read, `unsaid` how many of those known do not say whether they came.
    """

    came: tuple[Came, ...]
    elements: tuple[Element, ...]
    lost: int
    unread: int = 0

    @property
    def unsaid(self) -> int:
        """How many do not say whether they came."""
        return sum(one.status is None for one in self.came)


def sheet_in(elements: Sequence[Element], facts: Facts, on: date | None) -> SheetFound:
    """Return who was at a meeting, with the paper in which the tables and lists of names are left out."""
    finder = _Finder(facts, on)
    kept: list[Element] = []
    under: str | None = None
    for one in elements:
        if isinstance(one, WordTable):
            columns = _columns(one)
            if columns and (under is not None or _is_of_people(one, columns)):
                finder.table(one, columns, under)
                kept += [_REMARK] if _REMARK not in kept else []
                continue
        elif isinstance(one, Line):
            under, taken = finder.line(one, under)
            if taken:
                kept += [_REMARK] if _REMARK not in kept else []
                continue
        kept.append(one)
    return SheetFound(came=tuple(finder.came), elements=tuple(kept), lost=finder.lost, unread=finder.unread)


class _Finder:
    """Gathers those present while a paper is gone through."""

    def __init__(self, facts: Facts, on: date | None) -> None:
        self._facts = facts
        self._on = on or facts.as_of
        self.came: list[Came] = []
        self.lost = 0
        self.unread = 0

    def table(self, table: WordTable, columns: dict[int, str], under: str | None) -> None:
        """Take the rows of a table of those present."""
        self.unread += sum(
            at not in columns and plain(text) not in BESIDE for at, text in _texts(table.rows[0])
        )
        for row in table.rows[1:]:
            cells = {columns[at]: text for at, text in _texts(row) if at in columns}
            if any(cells.values()):
                self._add(list(_known_parts(cells)), _said(cells) or under, by_role=cells.get("role", ""))

    def line(self, line: Line, under: str | None) -> tuple[str | None, bool]:
        """Take a line where it names those present; return the list that is gone through, and whether it was taken."""
        text = words(line.runs).strip()
        if line.level is not None:
            return LISTS.get(plain(text)), False
        lead = LEAD.match(text)
        if lead is not None and plain(lead[1]) in LISTS:
            if _reads_on(lead[2]) and not self._is_somebody(lead[2]):
                return None, False
            under = LISTS[plain(lead[1])]
            for one in _each(lead[2]):
                self._add(PARTS.split(one), under)
            return under, True
        if plain(text) in LISTS:
            return LISTS[plain(text)], False
        if under is None or not (self._may_be_one(text) or self._is_listed(line, text)):
            return None, False
        for one in text.split("\n"):
            self._add(PARTS.split(one), under)
        return under, True

    def _may_be_one(self, text: str) -> bool:
        """Whether a line outside a list may be somebody who was there: it names an agency, or may hold a name."""
        lines = text.split("\n")
        if any(len(one) > LONGEST_LINE or one.endswith((".", "?")) for one in lines):
            return False
        known = any(agency_of(part, self._facts.board) for one in lines for part in PARTS.split(one) if part)
        return known or may_name(self._facts, text)

    def _is_listed(self, line: Line, text: str) -> bool:
        """Whether an item of a list is somebody who was there, and not what was spoken of or agreed.

        Points may be anybody, such as "J. R."; numbers often begin the agenda, and have to name somebody.
        """
        if line.item is None or (_reads_on(text) and len(text) > LONGEST_LINE):
            return False
        return self._is_somebody(text) or (line.bullet and not _reads_on(text))

    def _is_somebody(self, text: str) -> bool:
        """Whether a text names an agency, a role or a person of the lists, or may hold a name."""
        parts = [part for part in PARTS.split(text.strip(" .")) if part]
        board = self._facts.board
        known = any(agency_of(part, board) or self._role(part) or board.person(part) for part in parts)
        return known or may_name(self._facts, text)

    def _add(self, parts: Sequence[str], status: str | None, by_role: str = "") -> None:
        """Add one line, as far as any of its parts is known; count it where none is."""
        texts = [one.strip() for one in parts if one.strip()]
        if not texts:
            return
        board = self._facts.board
        agency = next((found.id for found in (agency_of(one, board) for one in texts) if found), None)
        role = next((found for found in map(self._role, [by_role, *texts]) if found), None)
        person, taken = self._person(texts, role, agency)
        if person is None and agency is None and role is None:
            self.lost += 1
            return
        known = board.person(person)
        title = None
        if person is None:
            title = self._title(by_role) if role is None else None if agency else self._title_of(role)
        self.came.append(
            Came(
                person=person,
                agency=agency or (known.agency if known is not None else None),
                role=role,
                title=title,
                status=status,
                taken=taken,
            )
        )

    def _role(self, text: str) -> str | None:
        wanted = plain(text)
        roles = self._facts.plan.pack.roles
        return next((key for key, one in roles.items() if wanted in (plain(key), plain(one.title))), None)

    def _title_of(self, role: str) -> str:
        return self._facts.plan.pack.roles[role].title

    def _person(self, texts: Sequence[str], role: str | None, agency: str | None) -> tuple[str | None, str]:
        """Return the id of somebody whom the Board's list has: by the id or the name there, else by the office."""
        board: Board = self._facts.board
        for one in texts:
            if board.person(one) is not None:
                return one, ""
            named = [person.id for person in board.people if person.name and plain(person.name) == plain(one)]
            if len(named) == 1:
                return named[0], ""
        held = board.holders(role, self._on) if role is not None else ()
        fits = [one for one in held if agency is None or _works_for(board, one, agency)]
        return (fits[0], "the office") if len(fits) == 1 else (None, "")

    def _title(self, text: str) -> str | None:
        """Return a post as it is written, where it can be nobody's name."""
        post = " ".join(text.split())
        words_of_post = re.findall(r"[^\W\d_]+(?:['’]s)?", post.casefold().replace("’", "'"))
        known = bool(words_of_post) and all(one in POSTS for one in words_of_post)
        return post if known and len(post) <= LONGEST_TITLE else None


def _works_for(board: Board, person: str, agency: str) -> bool:
    known = board.person(person)
    return known is None or known.agency in (None, agency)


def _columns(table: WordTable) -> dict[int, str]:
    """Return what the columns of a table of those present hold, by their places; nothing for any other table."""
    if not table.rows:
        return {}
    found: dict[int, str] = {}
    for at, text in _texts(table.rows[0]):
        kind = next((kind for kind, names in COLUMNS.items() if plain(text) in names), None)
        if kind is not None and kind not in found.values():
            found[at] = kind
    kinds = set(found.values())
    return found if "agency" in kinds and kinds & {"name", "role"} else {}


def _is_of_people(table: WordTable, columns: dict[int, str]) -> bool:
    """Whether a table that no heading says so of lists people, and not what they are to do."""
    if not {"name", "status"} & set(columns.values()):
        return False
    return "status" in columns.values() or all(
        at in columns or plain(text) in BESIDE for at, text in _texts(table.rows[0])
    )


def _reads_on(text: str) -> bool:
    """Whether a line is running text."""
    small = [one for one in SMALL.findall(text) if one not in POSTS and one not in JOINING]
    return len(small) >= SEVERAL


def _texts(row: Sequence[WordCell]) -> Iterator[tuple[int, str]]:
    at = 0
    for cell in row:
        yield (
            at,
            " ".join(" ".join(words(one.runs).split()) for one in cell.elements if isinstance(one, Line)),
        )
        at += cell.across


def _known_parts(cells: dict[str, str]) -> Iterator[str]:
    for kind in ("name", "agency", "role"):
        if cells.get(kind):
            yield cells[kind]


def _status(text: str) -> str | None:
    if any(tick in text for tick in TICKS):
        return "present"
    return next((status for status, names in STATUSES.items() if plain(text) in names), None)


def _said(cells: dict[str, str]) -> str | None:
    """Return whether somebody came, by the column for it, or by one for apologies of its own."""
    sorry = cells.get("sorry", "")
    if sorry and (_status(sorry) or "apologies") != "absent":
        return "apologies"
    return _status(cells.get("status", ""))


def _each(text: str) -> Iterator[str]:
    """Yield those whom one line names: parted by semicolons, or each with the agency in brackets behind."""
    for one in re.split(r"\s*[;\n]\s*", text):
        yield from re.findall(r"[^()]+\([^()]*\)", one) or [one]
