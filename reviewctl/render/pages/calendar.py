"""What stands in a calendar: the words of each date, and the same dates as a page."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.dates import Dated, Kind
from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Table
from reviewctl.render.dates import as_at, long_day, plain_day, weekday_and_day
from reviewctl.render.pages.naming import (
    collection_of,
    event_name,
    fault_words,
    item_name,
    meeting_title,
    role_title,
)

FIELDS = ("case", "key", "kind", "date", "title", "who", "agencies", "citations", "uid", "sequence")
_KINDS: dict[Kind, str] = {"due": "due", "meeting": "booked", "planned": "planned", "ask-again": "ask again"}
_PEOPLE = ("family", "subjects")


class CalendarLine(Struct, frozen=True, kw_only=True):
    """One date in words, ready to travel between processes and to be written in any format."""

    case: str
    key: str
    kind: Kind
    day: date
    title: str
    summary: str
    description: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    citations: tuple[str, ...]
    uid: str
    sequence: int


def calendar_line(facts: Facts, one: Dated, uid: str, sequence: int) -> CalendarLine:
    """Return a date in words: the case's id, the step and the agency, and never whom the review is about."""
    title = _title(facts, one)
    return CalendarLine(
        case=one.case,
        key=one.key,
        kind=one.kind,
        day=one.day,
        title=title,
        summary=f"{one.case or 'Board'}: {title}{'' if one.kind == 'ask-again' else f' ({_KINDS[one.kind]})'}",
        description="\n".join(_description(facts, one)),
        roles=one.roles,
        agencies=one.agencies,
        citations=one.deadline.citations if one.deadline is not None else (),
        uid=uid,
        sequence=sequence,
    )


def page(lines: Sequence[CalendarLine], board: str, as_of: date, *, faults: int = 0) -> Report:
    """Return the dates as a page, by date."""
    blocks: list[Block] = [Heading(f"{board or 'Reviews'} · calendar", as_at(as_of))]
    blocks.append(_table(lines, as_of) if lines else Paragraph("There is no date to be met."))
    blocks.append(Paragraph("For a calendar: reviewctl calendar -o FILE.ics"))
    if faults:
        blocks.append(Paragraph(fault_words(faults), "late"))
    records = [_record(line) for line in lines]
    return Report(
        command="calendar",
        payload={"as_of": as_of, "dates": records},
        records=records,
        fields=FIELDS,
        blocks=tuple(blocks),
    )


def _table(lines: Sequence[CalendarLine], as_of: date) -> Table:
    columns = (Column("day"), Column("review"), Column("what", flexible=True), Column(""))
    rows = [
        Row((weekday_and_day(one.day, as_of, padded=True), one.case or "board", one.title, _KINDS[one.kind]))
        for one in lines
    ]
    return Table(columns, tuple(rows))


def _record(line: CalendarLine) -> dict[str, object]:
    return {
        "case": line.case or None,
        "key": line.key,
        "kind": line.kind,
        "date": line.day,
        "title": line.title,
        "who": list(line.roles),
        "agencies": list(line.agencies),
        "citations": list(line.citations),
        "uid": line.uid,
        "sequence": line.sequence,
    }


def _title(facts: Facts, one: Dated) -> str:
    if one.meeting is not None:
        return f"{meeting_title(facts.plan, one.meeting)}, meeting {one.number}"
    if one.deadline is None:
        return "Ask whether it must still wait"
    return f"{one.deadline.title}{_of_item(facts, one.deadline)}"


def _of_item(facts: Facts, one: Deadline) -> str:
    """Return the agency or action that a step is for. Calendars are shared: people are left out."""
    if not one.item or collection_of(facts.plan, one) in _PEOPLE:
        return ""
    return f": {item_name(facts, one)}"


def _description(facts: Facts, one: Dated) -> list[str]:
    said = [_working(one.deadline, one)] if one.deadline is not None else []
    if one.deadline is not None:
        said += [f"Who: {role_title(facts.plan.pack, one.deadline.who)}"]
        said += [f"Source: {', '.join(one.deadline.citations)}"] if one.deadline.citations else []
    if one.deadline is not None and one.deadline.owner == "external":
        said.append("Led by another body.")
    more = f"reviewctl show {one.case}" if one.case else "reviewctl deadlines board"
    return [*said, f"As at {long_day(facts.as_of)}. More: {more}"]


def _working(step: Deadline, one: Dated) -> str:
    """Return how a day came about."""
    if one.kind == "planned":
        return f"Planned for {long_day(one.day)}."
    moved = ""
    if step.original_due is not None and step.original_due != one.day:
        moved = f" It was {plain_day(step.original_due)}."
    if step.allowance is None:
        return f"Due by {long_day(one.day)}, as agreed.{moved}"
    from_when = f" ({plain_day(step.anchor_date)})" if step.anchor_date else ""
    return f"Due by {long_day(one.day)}: {step.allowance} from {event_name(step.anchor)}{from_when}.{moved}"
