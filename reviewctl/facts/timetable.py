"""A timetable proposed for what lies ahead of a review, backwards from the day on which it is to be complete.

The room before each line is data of the pack and no requirement. What is held, booked, agreed or recorded stays
where it is; the rest is put between, on working days only, each line at least one working day behind the one
before it and behind the day judged on.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.calendar import Calendar
from reviewctl.facts.conditions import answer
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import PlannedStep, wanted
from reviewctl.facts.record import COLLECTIONS
from reviewctl.facts.workingdays import days_between, due, is_working
from reviewctl.model.address import Address, parse_address
from reviewctl.model.allowance import Allowance
from reviewctl.model.policy import Timetable, TimetableRow, cited
from reviewctl.model.review import minutes_of

Fixed = Literal["held", "booked", "agreed", "done", "planned"]
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


class Proposal(Struct, frozen=True, kw_only=True):
    """A timetable. `short_by` are the working days that it lacks of its full room, which `enough_on` would give.

    `without_panel` says that the review's method works through no panel, so no meetings are proposed.
    """

    lines: tuple[Line, ...]
    end: date
    short_by: int = 0
    enough_on: date
    without_panel: bool = False


def propose(facts: Facts, timetable: Timetable, end: date, panels: int | None = None) -> Proposal:
    """Return the timetable of a case up to `end`, with so many meetings of its panel; else as few as may be."""
    lines = _in_order(_lines(facts, timetable, panels), facts.as_of)
    lines = _joined(lines, end, facts)
    last = max(1, timetable.room)
    enough = _enough(lines, last, facts)
    return Proposal(
        lines=tuple(_clear_of_cancelled(list(_placed(lines, end, last, facts)), end, facts)),
        end=end,
        short_by=max(0, _between(end, enough, facts.calendar)),
        enough_on=enough,
        without_panel=_without_panel(facts),
    )


def out_of_order(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each pair of neighbouring days on record that come in another order than the timetable's."""
    standing = [one for one in lines if one.day is not None]
    for one, following in pairwise(standing):
        if one.fixed and following.fixed and (one.day or date.min) > (following.day or date.max):
            yield one, following


def panel_limits(facts: Facts, timetable: Timetable) -> tuple[int, int | None]:
    """Return how many meetings there are at the least and at the most, by the policy."""
    kinds = [kind for row in timetable.rows if (kind := meeting_kind(row.what))]
    rule = facts.plan.kind.meetings.get(kinds[0]) if kinds else None
    return (rule.at_least or len(kinds), rule.at_most) if rule is not None else (len(kinds), None)


def meeting_kind(what: str) -> str | None:
    """Return the kind of meeting that `meetings[panel]` names, or None for any other address."""
    address = parse_address(what)
    return address.item if address.head == "meetings" else None


def _without_panel(facts: Facts) -> bool:
    method = facts.plan.kind.methods.get(facts.case.terms.method or "")
    return method is not None and not method.panel


def _between(a: date, b: date, calendar: Calendar) -> int:
    return days_between(a, b, _WORKING_DAYS, calendar)


def _on(start: date, number: int, calendar: Calendar) -> date:
    return due(start, Allowance(number, _WORKING_DAYS), calendar)


def _lines(facts: Facts, timetable: Timetable, panels: int | None) -> Iterator[Line]:
    """Yield the lines of a timetable for a case, with the days that stand on record."""
    rows = [row for row in timetable.rows if answer(wanted(row.if_), None, facts.timeline) != "no"]
    meetings = [row for row in rows if meeting_kind(row.what)]
    for row in rows:
        if meeting_kind(row.what) is None:
            yield from _event_or_items(facts, row)
        elif not _without_panel(facts):
            number = meetings.index(row) + 1
            last = _how_many(facts, timetable, row, panels) if row is meetings[-1] else number
            yield from (_meeting(facts, row, one) for one in range(number, max(number, last) + 1))


def _how_many(facts: Facts, timetable: Timetable, row: TimetableRow, panels: int | None) -> int:
    """Return how many meetings there will be: those asked for, and never fewer than are held or booked."""
    there = len(_meetings(facts, meeting_kind(row.what) or ""))
    return max(there, panels if panels is not None else panel_limits(facts, timetable)[0])


def _meetings(facts: Facts, kind: str) -> list[tuple[date, Fixed]]:
    """Return the meetings of a kind that are held or booked, by date."""
    found = [minutes_of(one) for one in facts.case.minutes(kind)]
    return [
        (one.date, "held" if one.status == "held" and one.date <= facts.as_of else "booked")
        for one in found
        if one.status != "cancelled"
    ]


def _meeting(facts: Facts, row: TimetableRow, number: int) -> Line:
    kind = meeting_kind(row.what) or ""
    line = replace(_line(row), what=f"meetings[{kind},{number}]", meeting=kind, number=number)
    there = _meetings(facts, kind)[number - 1 : number]
    return replace(line, day=there[0][0], state=there[0][1]) if there else line


def _line(row: TimetableRow) -> Line:
    return Line(
        what=row.what,
        title=row.title,
        room=max(1, row.room),
        stretches=row.stretches,
        citations=cited(row.cites),
    )


def _event_or_items(facts: Facts, row: TimetableRow) -> Iterator[Line]:
    address = parse_address(row.what)
    if address.item is not None:
        yield from _of_items(facts, row, address)
        return
    moment = facts.timeline.moment(address)
    planned = facts.timeline.planned(address)
    if moment is not None:
        # Of a month or a year no day can be told: it is done, and bounds nothing.
        day = moment.on if moment.exact else None
        yield replace(_line(row), day=day, state="done")
    elif planned is not None:
        yield replace(_line(row), day=planned, state="planned")
    else:
        yield _line(row)


def _of_items(facts: Facts, row: TimetableRow, address: Address) -> Iterator[Line]:
    """Yield the line for a date that each item of a collection is given; none where all have done without.

    Where no item is to have one yet, the line stands for those that will.
    """
    items = COLLECTIONS[address.head](facts.case)
    step = next((one for one in facts.plan.steps if str(one.by) == row.what), None)
    asked = [item for item in items if step is None or _applies(facts, step, item) == "yes"]
    dates = [(item, facts.timeline.value(address.of(item))) for item in items]
    given = tuple((item, day) for item, day in dates if isinstance(day, date))
    without = tuple(item for item in asked if item not in dict(given) and not _ended(facts, step, item))
    if without or not (given or asked):
        yield replace(_line(row), items=without, given=given)
    elif given:
        yield replace(_line(row), day=max(day for _, day in given), state="agreed", given=given)


def _applies(facts: Facts, step: PlannedStep, item: str) -> str:
    return answer(step.conditions, item, facts.timeline)


def _ended(facts: Facts, step: PlannedStep | None, item: str) -> bool:
    """Whether an item has done a step, or something else has ended it."""
    if step is None:
        return False
    closed = any(answer((one,), item, facts.timeline) == "yes" for one in step.closed_by)
    return closed or facts.timeline.moment(step.until.of(item)) is not None


def _in_order(lines: Iterator[Line], as_of: date) -> list[Line]:
    """Return what is past before what is still to come: nothing can be put before a day that is gone."""
    found = list(lines)
    past = [one for one in found if one.fixed and (one.day is None or one.day <= as_of)]
    return [*past, *(one for one in found if one not in past)]


def _joined(lines: list[Line], end: date, facts: Facts) -> list[Line]:
    """Return the lines, those who come later being given the date that others have, where it can still serve."""
    found = list(lines)
    for place, one in enumerate(lines):
        day = max((day for _, day in one.given), default=None)
        if not one.fixed and one.items and day is not None and _fits(lines, place, day, end, facts):
            found[place] = replace(one, day=day)
    return found


def _fits(lines: list[Line], place: int, day: date, end: date, facts: Facts) -> bool:
    before = [one.day for one in lines[:place] if one.day is not None]
    after = [one.day for one in lines[place + 1 :] if one.day is not None]
    return max([facts.as_of, *before]) < day < min([end, *after]) and is_working(day, facts.calendar)


def _enough(lines: Sequence[Line], last: int, facts: Facts) -> date:
    """Return the first day on which the review could be complete with the full room before every line."""
    day = facts.as_of
    for one in lines:
        if one.day is not None:
            day = max(day, one.day)
        elif not one.fixed:
            day = _on(day, one.room, facts.calendar)
    return _on(day, last, facts.calendar)


def _placed(lines: Sequence[Line], end: date, last: int, facts: Facts) -> Iterator[Line]:
    """Yield the lines with their days: what has none is put between those that have."""
    start, waiting = facts.as_of, list[Line]()
    for one in lines:
        if one.day is None and not one.fixed:
            waiting.append(one)
            continue
        if one.day is not None:
            yield from _between_days(waiting, start, min(one.day, end), one.room, one.stretches, facts)
            waiting = []
            start = max(start, one.day)
        yield one
    yield from _between_days(waiting, start, end, last, False, facts)


def _between_days(
    lines: Sequence[Line], start: date, end: date, room: int, stretches: bool, facts: Facts
) -> Iterator[Line]:
    """Yield lines with days between two days that stand; or with none, where there are too few days."""
    available = _between(start, end, facts.calendar)
    if available <= len(lines):
        yield from (replace(one, state="no-room") for one in lines)
        return
    wants = [*((one.room, one.stretches) for one in lines), (room, stretches)]
    for one, number in zip(lines, positions(wants, available), strict=False):
        yield replace(one, day=_on(start, number, facts.calendar))


def _clear_of_cancelled(lines: list[Line], end: date, facts: Facts) -> Iterator[Line]:
    """Yield the lines, a meeting moved off a day for which another one's minutes are kept already.

    It goes to the nearest free working day between its neighbours, and stays where there is none.
    """
    taken = {(minutes_of(one).kind, minutes_of(one).date) for one in facts.case.meetings}
    before = facts.as_of
    for place, one in enumerate(lines):
        if one.state == "proposed" and (one.meeting, one.day) in taken:
            after = min([end, *(other.day for other in lines[place + 1 :] if other.day is not None)])
            one = replace(one, day=_free_day(one, before, after, taken, facts))
        before = max(before, one.day or before)
        yield one


def _free_day(
    line: Line, before: date, after: date, taken: Collection[tuple[str | None, date | None]], facts: Facts
) -> date | None:
    count = _between(before, after, facts.calendar)
    days = [_on(before, number, facts.calendar) for number in range(1, count + 1)]
    wanted = line.day or before
    free = [day for day in days if day < after and (line.meeting, day) not in taken]
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
