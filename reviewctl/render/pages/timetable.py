"""The page of `timetable`: what stands, what is proposed, and whether the time will do."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.spacing import Line, State, out_of_order
from reviewctl.facts.timetable import Proposal
from reviewctl.facts.workingdays import days_between
from reviewctl.model.deadline import Deadline
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, long_day, short_day, weekday_and_day
from reviewctl.render.pages.naming import agency_name, listed, many, meeting_title, whom

FIELDS = ("what", "title", "state", "date", "room", "since_before", "items", "citations")
_WORDS: dict[State, str] = {
    "held": "held",
    "booked": "booked",
    "agreed": "agreed",
    "done": "done",
    "planned": "planned",
    "proposed": "proposed",
    "no-room": "NO ROOM",
}
_STYLES: dict[State, Style] = {"no-room": "late", "proposed": "soon", "held": "good", "done": "good"}


class Ahead(Struct, frozen=True, kw_only=True):
    """A proposal with the step that ends it. `in_force` is that step's due date, which may be another.

    `command` shows it again: with the day and the number of panel meetings that were asked for.
    """

    proposal: Proposal
    step: Deadline
    in_force: date | None
    command: str


def page(facts: Facts, ahead: Ahead) -> Report:
    """Return the report on a proposed timetable."""
    records = list(_records(facts, ahead))
    blocks: list[Block] = [
        Heading(f"{facts.case.id} · {whom(facts.case.file, ' and ')} · timetable", as_at(facts.as_of)),
        _table(facts, ahead, records),
        *(Paragraph(text, style) for text, style in _remarks(facts, ahead)),
    ]
    return Report(
        command="timetable",
        payload=_payload(facts, ahead, records),
        records=records,
        fields=FIELDS,
        blocks=tuple(blocks),
    )


def line_title(facts: Facts, line: Line) -> str:
    """Return what a line is called: the meeting with its number, or the agencies that are given a date."""
    if line.meeting is not None:
        return f"{meeting_title(facts.plan, line.meeting)} {line.number}: {line.title}"
    if line.items:
        return f"{line.title}: {listed([agency_name(facts.board, item) for item in line.items])}"
    if not line.given and line.what.startswith("returns[]"):
        return f"{line.title} (no agency is asked for one yet)"
    return line.title


def extension(facts: Facts, ahead: Ahead, to: date) -> str:
    """Return the command by which the timetable gets until `to`: more time for the step that ends it.

    Where that day is in time as it is, or the step has no date to be moved, it is the timetable up to that day.
    """
    step = ahead.step.key
    if ahead.in_force is None or to <= ahead.in_force:
        return f"reviewctl timetable {facts.case.id} --completion {to.isoformat()}"
    return f"reviewctl extend {facts.case.id} {step} --to {to.isoformat()} --reason WHY --agreed-by WHO"


def _payload(facts: Facts, ahead: Ahead, records: list[dict[str, object]]) -> dict[str, object]:
    proposal = ahead.proposal
    return {
        "as_of": facts.as_of,
        "case": facts.case.id,
        "end": {"step": ahead.step.key, "date": proposal.end, "in_force": ahead.in_force},
        "short_by": proposal.short_by,
        "enough_on": proposal.enough_on,
        "without_panel": proposal.without_panel,
        "lines": records,
    }


def _records(facts: Facts, ahead: Ahead) -> Iterator[dict[str, object]]:
    before = facts.as_of
    for line in ahead.proposal.lines:
        since = _since(facts, before, line) if line.day is not None and line.day > before else None
        before = max(before, line.day or before)
        yield {
            "what": line.what,
            "title": line_title(facts, line),
            "state": line.state,
            "date": line.day,
            "room": line.room,
            "since_before": since,
            "items": list(line.items),
            "given": [{"item": item, "date": day} for item, day in line.given],
            "citations": list(line.citations),
        }


def _since(facts: Facts, before: date, line: Line) -> int:
    return days_between(before, line.day or before, "working days", facts.calendar)


def _table(facts: Facts, ahead: Ahead, records: list[dict[str, object]]) -> Table:
    columns = (
        Column(""),
        Column("what", flexible=True),
        Column("day"),
        Column("room before it", right=True),
        Column("source", right=True),
    )
    rows = [_row(facts, line, record) for line, record in zip(ahead.proposal.lines, records, strict=True)]
    end = weekday_and_day(ahead.proposal.end, facts.as_of, padded=True)
    final = Row(("by", ahead.step.title, end, "", _first(ahead.step.citations)), "strong")
    return Table(columns, (*rows, final))


def _row(facts: Facts, line: Line, record: dict[str, object]) -> Row:
    day = weekday_and_day(line.day, facts.as_of, padded=True) if line.day is not None else "-"
    since = record["since_before"]
    cells = (
        _WORDS[line.state],
        line_title(facts, line),
        day,
        f"{since} wd" if since is not None else "",
        _first(line.citations),
    )
    return Row(cells, _STYLES.get(line.state, ""), tuple(_given(facts, line)))


def _short(facts: Facts, line: Line) -> str:
    return short_day(line.day, facts.as_of) if line.day is not None else "no day"


def _first(citations: tuple[str, ...]) -> str:
    return "".join(citations[:1])


def _given(facts: Facts, line: Line) -> Iterator[str]:
    """Yield who has a date already, where it is not the line's own."""
    for item, day in line.given:
        if day != line.day:
            yield f"{agency_name(facts.board, item)} has {short_day(day, facts.as_of)}"


def _remarks(facts: Facts, ahead: Ahead) -> Iterator[tuple[str, Style]]:
    proposal = ahead.proposal
    if proposal.without_panel:
        method = facts.plan.kind.methods[facts.case.terms.method or ""]
        yield f"{method.title}: it works without a panel, so no panel meetings are proposed.", ""
    if any(line.state == "no-room" for line in proposal.lines):
        yield "NO ROOM: there are too few working days for these between what stands on record.", "late"
    for line in proposal.lines:
        if line.fixed and line.day is not None and line.day > proposal.end:
            title, day = line_title(facts, line), _short(facts, line)
            yield f"On record behind the end: {title} ({day}).", "late"
    for one, following in out_of_order(proposal.lines):
        yield (
            f"On record the other way round: {line_title(facts, one)} ({_short(facts, one)}) comes behind "
            f"{line_title(facts, following)} ({_short(facts, following)}).",
            "late",
        )
    if proposal.short_by:
        yield (
            f"The time is {many(proposal.short_by, 'working day')} short of the room that is proposed, so the "
            f"lines stand closer. It would do by {long_day(proposal.enough_on)}: "
            f"{extension(facts, ahead, proposal.enough_on)}",
            "late",
        )
    elif ahead.in_force is not None and proposal.end > ahead.in_force:
        yield (
            f"The date in force is {long_day(ahead.in_force)}. To move it: "
            f"{extension(facts, ahead, proposal.end)}",
            "late",
        )
    yield (
        "Proposed: days that would fit, none a requirement. No source says how much room there must be; wd = "
        "working days.",
        "",
    )
    if any(writable(line) for line in proposal.lines):
        yield f"To book the meetings and record the agencies' dates: {ahead.command} --write", ""


def writable(line: Line) -> bool:
    """Whether a line is one that `--write` puts into the record: a meeting, or a date for agencies."""
    return line.state == "proposed" and (line.meeting is not None or bool(line.items))
