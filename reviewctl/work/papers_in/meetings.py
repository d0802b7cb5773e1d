"""Which meeting minutes are of, who was there as the record keeps it, and what was decided."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.headings import plain
from reviewctl.facts.judged import Facts
from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.prose import words
from reviewctl.model.review import Document, minutes_of
from reviewctl.model.wordpaper import Element, Line
from reviewctl.render.dates import long_day
from reviewctl.work.convening import meeting_named
from reviewctl.work.days import read_day
from reviewctl.work.papers_in.placing import Part
from reviewctl.work.papers_in.sheets import Came

_DATE = re.compile(
    r"\b([0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? [0-9]{4}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})\b"
)
_OPENING = 20
"""So many lines from the top it is looked for which meeting it was."""
DECISIONS = frozenset(
    map(
        plain,
        (
            "decisions",
            "decisions made",
            "decisions of the meeting",
            "decisions taken",
            "agreed",
            "resolutions",
        ),
    )
)


Values = dict[str, object]


class Merged(Struct, frozen=True, kw_only=True):
    """The attendance as it will stand, and what is to be known of it."""

    lines: tuple[Values, ...]
    said: tuple[str, ...]


def meeting_meant(facts: Facts, which: str | None, on: date | None, elements: Sequence[Element]) -> Document:
    """Return the minutes of the record that a paper belongs to: those named, else those of the paper's own day.

    Raises ReviewctlError where it cannot be told, or there are none to be filled in yet.
    """
    if which is not None and on is None:
        return meeting_named(facts.case, which)
    day = on or _day_in(elements)
    kind = which or _kind_in(facts, elements)
    known = ", ".join(facts.plan.kind.meetings)
    if day is None or kind is None:
        raise ReviewctlError(
            "The paper does not say in its first lines which meeting it was, and on which day.",
            f"Say it: --meeting panel,2 · or --meeting KIND --on DATE. The kinds are: {known}.",
        )
    for document in facts.case.minutes(kind):
        if minutes_of(document).date == day and minutes_of(document).status != "cancelled":
            return document
    raise ReviewctlError(
        f"{facts.case.id} has no {kind} meeting on {long_day(day)}.",
        f"Put it in first: reviewctl meeting add {kind} --date {day.isoformat()} --cases {facts.case.id}"
        if kind in facts.plan.kind.meetings
        else f"The kinds of meeting are: {known}.",
    )


def _opening(elements: Sequence[Element]) -> Iterator[str]:
    lines = [one for one in elements if isinstance(one, Line)]
    yield from (" ".join(words(one.runs).split()) for one in lines[:_OPENING])


def _day_in(elements: Sequence[Element]) -> date | None:
    """Return the day that stands first in the paper's first lines; None where that line names several, or none does."""
    for text in _opening(elements):
        days = {day for found in _DATE.finditer(text) if (day := _read(found[1])) is not None}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _read(text: str) -> date | None:
    try:
        return read_day(text.replace(",", ""))
    except ValueError:
        return None


def _kind_in(facts: Facts, elements: Sequence[Element]) -> str | None:
    """Return the kind of meeting that stands first in the paper's first lines, by its title or its word."""
    names = {key: (one.title, key.replace("-", " ")) for key, one in facts.plan.kind.meetings.items()}
    for text in _opening(elements):
        for which in (0, 1):
            named = [key for key, both in names.items() if f" {plain(both[which])} " in f" {plain(text)} "]
            if len(named) == 1:
                return named[0]
    return None


def merged(came: Sequence[Came], minutes: Minutes, board: Board, *, replace: bool) -> Merged:
    """Return the attendance of a meeting with those whom its minutes name.

    Who is on the sheet has their line filled in; others get a line of their own. What was recorded of somebody
    stays, unless `replace`.
    """
    lines = [_as_written(one) for one in minutes.attendance]
    taken: set[int] = set()
    said: list[str] = []
    for one in came:
        place = _place(one, lines, taken, board)
        if place is None:
            lines.append(_line(one))
            place = len(lines) - 1
        else:
            said += _fill(lines[place], one, replace)
        taken.add(place)
        if one.taken:
            said.append(f"{one.person} is taken to be meant, who holds the office on that day.")
    return Merged(lines=tuple(lines), said=tuple(said))


def _fill(line: Values, one: Came, replace: bool) -> Iterator[str]:
    """Fill in a line that was there; yield what is to be known of it."""
    who = line.get("person") or line.get("agency") or line.get("role")
    if one.person is None and line.get("person"):
        yield f"{line.get('agency') or one.agency or one.role}: taken to be {who}, whom the sheet has for it."
    before = line.get("status")
    if one.status is None or before == one.status:
        return
    if before is not None and not replace:
        yield f"{who}: the paper says {one.status}; {before} is recorded and stays. To change it: --replace"
        return
    line["status"] = one.status


def _place(one: Came, lines: Sequence[Values], taken: set[int], board: Board) -> int | None:
    """Return the line of the sheet that is somebody's: by the id, else by the role or the agency, if only one is."""
    free = [at for at in range(len(lines)) if at not in taken]
    if one.person is not None:
        return next((at for at in free if lines[at].get("person") == one.person), None)
    for value, of_line in ((one.role, _role_of), (one.agency, _agency_of)):
        found = [at for at in free if value is not None and of_line(lines[at], board) == value]
        if len(found) == 1:
            return found[0]
    return None


def _role_of(line: Values, board: Board) -> object:
    return line.get("role")


def _agency_of(line: Values, board: Board) -> object:
    """Return the agency of a line of the sheet: its own, else its person's."""
    person = line.get("person")
    known = board.person(person) if isinstance(person, str) else None
    return line.get("agency") or (known.agency if known is not None else None)


def _line(one: Came) -> Values:
    filled = {
        "person": one.person,
        "name": one.title,
        "agency": one.agency,
        "role": one.role,
        "status": one.status,
    }
    return {key: value for key, value in filled.items() if value is not None or key == "status"}


def _as_written(one: Attendee) -> Values:
    fields = ("person", "name", "agency", "role", "status", "deputy_for", "reason")
    return {key: getattr(one, key) for key in fields if getattr(one, key) is not None or key == "status"}


def decisions_in(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what was decided: the items of the lists under a heading for it."""
    for part in parts:
        if plain(part.title) in DECISIONS:
            for one in part.text:
                if isinstance(one, Line) and one.item is not None:
                    yield " ".join(words(one.runs).split())
        yield from decisions_in(part.parts)
