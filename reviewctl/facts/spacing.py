"""Putting the lines of a timetable on days.

What is held, booked, agreed or recorded stays where it is; the rest is put between, on working days only, each
line at least one working day behind the one before it and behind the day judged on, and before the end.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.calendar import Calendar
from reviewctl.facts.workingdays import days_between, due, is_working
from reviewctl.model.allowance import Allowance

Fixed = Literal["held", "booked", "agreed", "done", "planned"]
"""How a day stands on record."""

State = Literal["held", "booked", "agreed", "done", "planned", "proposed", "no-room"]

_WORKING_DAYS: Literal["working days"] = "working days"


class Line(Struct, frozen=True, kw_only=True):
    """One line of a timetable.

    `what` is its address: `meetings[panel,2]`, `returns[].imr.due`, `report.drafted`. `day` is None where there
    is no room for it. `room` are the working days proposed before it. `items` are those to whom a proposed date
    is to be given, and `given` those who have one already, each with it.
    """

    what: str
    title: str
    room: int
    stretches: bool = False
    state: State = "proposed"
    day: date | None = None
    meeting: str | None = None
    number: int = 0
    items: tuple[str, ...] = ()
    given: tuple[tuple[str, date], ...] = ()
    citations: tuple[str, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether its day stands on record already."""
        return self.state not in ("proposed", "no-room")


def out_of_order(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each pair of neighbouring days on record that come in another order than the timetable's."""
    standing = [one for one in lines if one.day is not None]
    for one, following in pairwise(standing):
        if one.fixed and following.fixed and (one.day or date.min) > (following.day or date.max):
            yield one, following


class Span(Struct, frozen=True, kw_only=True):
    """The stretch that a timetable lies on: behind `as_of` and before `end`, with `room` before the end.

    `taken` are the days of the meetings of each kind for which minutes are kept, cancelled ones too.
    """

    as_of: date
    end: date
    room: int
    calendar: Calendar
    taken: Collection[tuple[str | None, date | None]] = ()


def placed(lines: Sequence[Line], span: Span) -> tuple[Line, ...]:
    """Return the lines with their days, in order; without one where there are too few working days."""
    joined = _joined(_in_order(lines, span.as_of), span)
    return tuple(_clear_of_taken(list(_placed(joined, span)), span))


def enough(lines: Sequence[Line], span: Span) -> date:
    """Return the first day on which all could be complete with the full room before every line."""
    day = span.as_of
    for one in _joined(_in_order(lines, span.as_of), span):
        if one.day is not None:
            day = max(day, one.day)
        elif not one.fixed:
            day = _on(day, one.room, span.calendar)
    return _on(day, span.room, span.calendar)


def between(a: date, b: date, calendar: Calendar) -> int:
    """Return how many working days lie from one day to another, negative where the other comes first."""
    return days_between(a, b, _WORKING_DAYS, calendar)


def _on(start: date, number: int, calendar: Calendar) -> date:
    return due(start, Allowance(number, _WORKING_DAYS), calendar)


def _in_order(lines: Sequence[Line], as_of: date) -> list[Line]:
    """Return what is past before what is still to come: nothing can be put before a day that is gone."""
    past = [one for one in lines if one.fixed and (one.day is None or one.day <= as_of)]
    return [*past, *(one for one in lines if one not in past)]


def _joined(lines: list[Line], span: Span) -> list[Line]:
    """Return the lines, those who come later being given the date that others have, where it can still serve."""
    found = list(lines)
    for place, one in enumerate(lines):
        day = max((day for _, day in one.given), default=None)
        if not one.fixed and one.items and day is not None and _fits(lines, place, day, span):
            found[place] = replace(one, day=day)
    return found


def _fits(lines: list[Line], place: int, day: date, span: Span) -> bool:
    before = [one.day for one in lines[:place] if one.day is not None]
    after = [one.day for one in lines[place + 1 :] if one.day is not None]
    return max([span.as_of, *before]) < day < min([span.end, *after]) and is_working(day, span.calendar)


def _placed(lines: Sequence[Line], span: Span) -> Iterator[Line]:
    """Yield the lines with their days: what has none is put between those that have."""
    start, waiting = span.as_of, list[Line]()
    for one in lines:
        if one.day is None and not one.fixed:
            waiting.append(one)
            continue
        if one.day is not None:
            before_it = replace(span, end=min(one.day, span.end), room=one.room)
            yield from _between_days(waiting, start, before_it, one.stretches)
            waiting = []
            start = max(start, one.day)
        yield one
    yield from _between_days(waiting, start, span)


def _between_days(lines: Sequence[Line], start: date, span: Span, stretches: bool = False) -> Iterator[Line]:
    """Yield lines with days between a day that stands and the span's end; or with none, where they are too few."""
    available = between(start, span.end, span.calendar)
    if available <= len(lines):
        yield from (replace(one, state="no-room") for one in lines)
        return
    wants = [*((one.room, one.stretches) for one in lines), (span.room, stretches)]
    for one, number in zip(lines, positions(wants, available), strict=False):
        yield replace(one, day=_on(start, number, span.calendar))


def _clear_of_taken(lines: list[Line], span: Span) -> Iterator[Line]:
    """Yield the lines, a meeting moved off a day for which another one's minutes are kept already.

    It goes to the nearest free working day between its neighbours, and stays where there is none.
    """
    before = span.as_of
    for place, one in enumerate(lines):
        if one.state == "proposed" and (one.meeting, one.day) in span.taken:
            after = min([span.end, *(other.day for other in lines[place + 1 :] if other.day is not None)])
            one = replace(one, day=_free_day(one, before, after, span))
        before = max(before, one.day or before)
        yield one


def _free_day(line: Line, before: date, after: date, span: Span) -> date | None:
    count = between(before, after, span.calendar)
    days = [_on(before, number, span.calendar) for number in range(1, count + 1)]
    wanted = line.day or before
    free = [day for day in days if day < after and (line.meeting, day) not in span.taken]
    return min(free, key=lambda day: abs(day - wanted), default=line.day)


def positions(wants: Sequence[tuple[int, bool]], available: int) -> list[int]:
    """Return where each of several lines comes to stand on a stretch of so many working days, the last at its end.

    Each wants room before it, and says whether it stretches. Days to spare go to those that stretch, by their
    room, else to the first. Where days are lacking all have less, by their room, and none less than one.
    `available` is at least the number of lines.
    """
    rooms = [room for room, _ in wants]
    spare = available - sum(rooms)
    if spare > 0:
        shares = [room if stretches else 0 for room, stretches in wants]
        shares = shares if any(shares) else [1, *([0] * (len(wants) - 1))]
        rooms = [room * sum(shares) + spare * share for room, share in zip(rooms, shares, strict=True)]
    total, found, sum_so_far = sum(rooms), list[int](), 0
    for place, room in enumerate(rooms):
        sum_so_far += room
        earliest = found[-1] + 1 if found else 1
        latest = available - (len(rooms) - 1 - place)
        found.append(min(max(earliest, available * sum_so_far // max(total, 1)), latest))
    return found
