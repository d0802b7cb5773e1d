"""A timetable proposed for what lies ahead of a review, backwards from the day on which it is to be complete.

Its lines are data of the pack, and their room no requirement. Here they are brought together with what stands on
record; `facts.spacing` puts them on days.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.conditions import Answer, answer
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import PlannedStep, wanted
from reviewctl.facts.record import COLLECTIONS
from reviewctl.facts.spacing import Fixed, Line, Span, between, enough, placed
from reviewctl.model.address import Address, parse_address
from reviewctl.model.kind import Timetable, TimetableRow
from reviewctl.model.review import minutes_of
from reviewctl.model.step import cited


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
    lines = tuple(_lines(facts, timetable, panels))
    span = Span(
        as_of=facts.as_of,
        end=end,
        room=max(1, timetable.room),
        calendar=facts.calendar,
        taken={(minutes_of(one).kind, minutes_of(one).date) for one in facts.case.meetings},
    )
    enough_on = enough(lines, span)
    return Proposal(
        lines=placed(lines, span),
        end=end,
        short_by=max(0, between(end, enough_on, facts.calendar)),
        enough_on=enough_on,
        without_panel=_without_panel(facts),
    )


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


def _applies(facts: Facts, step: PlannedStep, item: str) -> Answer:
    return answer(step.conditions, item, facts.timeline)


def _ended(facts: Facts, step: PlannedStep | None, item: str) -> bool:
    """Whether an item has done a step, or something else has ended it."""
    if step is None:
        return False
    closed = any(answer((one,), item, facts.timeline) == "yes" for one in step.closed_by)
    return closed or facts.timeline.moment(step.until.of(item)) is not None
