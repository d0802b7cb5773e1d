"""What `meeting held` does: the attendance sheet and the decisions of a meeting, in its minutes."""

from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Attendee
from reviewctl.model.review import minutes_of
from reviewctl.render.dates import long_day
from reviewctl.store.splice import splice_bytes
from reviewctl.work.convening import meeting_named
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


class Sheet(Struct, frozen=True, kw_only=True):
    """Who came and who did not, as the person said it, and what was decided."""

    present: tuple[str, ...]
    apologies: tuple[str, ...]
    absent: tuple[str, ...]
    deputies: tuple[str, ...]
    agrees: tuple[str, ...]
    outcome: str | None


Edit = tuple[KeyPath, object]


def record_attendance(desk: Desk, pen: Pen, word: str, which: str, sheet: Sheet) -> Iterator[str]:
    """Record that a meeting was held; yield what to tell, with its quorum.

    Raises ReviewctlError for a meeting still to come, or for somebody whom the record does not know.
    """
    facts = case_facts(desk, word)
    document = meeting_named(facts.case, which)
    minutes = minutes_of(document)
    if minutes.date > today():
        raise ReviewctlError(
            f"That meeting is on {long_day(minutes.date)}, still to come.",
            "To change the day: reviewctl meeting move CASE MEETING --date DATE",
        )
    lines = list(minutes.attendance)
    edits: list[Edit] = [*_attendance(sheet, lines, facts), (("status",), "held")]
    edits += _decisions(sheet, facts, len(minutes.decisions))
    data = pen.read(document.path) or b""
    for path, value in edits:
        data = splice_bytes(data, path, value, front=True)
    pen.put(document.path, data)
    if pen.done(f"{facts.case.id}: meeting held {minutes.kind} {minutes.date.isoformat()}"):
        yield f"{minutes.kind} meeting of {long_day(minutes.date)}: held"
        desk.forget()
        yield from _quorum(case_facts(desk, word), document.path)


def _attendance(sheet: Sheet, lines: list[Attendee], facts: Facts) -> Iterator[Edit]:
    if "all" in sheet.present:
        named = {*sheet.apologies, *sheet.absent, *(_deputy(one)[1] for one in sheet.deputies)}
        left = [i for i, line in enumerate(lines) if not named & _words_for(line)]
        yield from ((("attendance", i, "status"), "present") for i in left)
    others = tuple(word for word in sheet.present if word != "all")
    yield from _marked(others, "present", lines, facts)
    yield from _marked(sheet.apologies, "apologies", lines, facts)
    yield from _marked(sheet.absent, "absent", lines, facts)
    for one in sheet.deputies:
        who, instead_of, why = _deputy(one)
        place = _place(instead_of, lines)
        if place is not None:
            yield ("attendance", place, "status"), "apologies"
        entry = _newcomer(who, facts) | {"status": "deputy", "deputy_for": instead_of}
        yield ("attendance", len(lines)), entry | ({"reason": why} if why else {})
        lines.append(Attendee(person=who))


def _marked(words: tuple[str, ...], status: str, lines: list[Attendee], facts: Facts) -> Iterator[Edit]:
    for word in words:
        place = _place(word, lines)
        if place is not None:
            yield ("attendance", place, "status"), status
            continue
        yield ("attendance", len(lines)), _newcomer(word, facts) | {"status": status}
        lines.append(Attendee(person=word))


def _place(word: str, lines: list[Attendee]) -> int | None:
    """Return the line of the sheet that a word names: a person's id first, then an agency or a role."""
    for field in ("person", "agency", "role"):
        found = [i for i, line in enumerate(lines) if getattr(line, field) == word]
        if len(found) == 1:
            return found[0]
    return None


def _words_for(line: Attendee) -> set[str]:
    return {word for word in (line.person, line.agency, line.role) if word}


def _deputy(text: str) -> tuple[str, str, str]:
    who, equals, rest = text.partition("=")
    instead_of, _, why = rest.partition(":")
    if not equals or not who.strip() or not instead_of.strip():
        raise ReviewctlError(
            "A deputy needs the person they came for.",
            '--deputy "police-2=police-1: the member was in court"',
        )
    return who.strip(), instead_of.strip(), why.strip()


def _newcomer(word: str, facts: Facts) -> dict[str, object]:
    """Return the line of somebody whom the sheet did not have: a person or an agency of board.yaml."""
    person = facts.board.person(word)
    if person is not None:
        entry: dict[str, object] = {"person": word}
        return entry | ({"agency": person.agency} if person.agency else {})
    agency = facts.board.named(word)
    if agency is not None:
        return {"agency": agency.id}
    raise ReviewctlError(
        "There is somebody here whom board.yaml does not have.",
        "Use the id of a person or an agency of board.yaml, or a role of the sheet; add a person there first.",
    )


def _decisions(sheet: Sheet, facts: Facts, count: int) -> list[Edit]:
    if not sheet.agrees and sheet.outcome is None:
        return []
    entry: dict[str, object] = {"case": facts.case.id}
    if sheet.outcome is not None:
        entry["outcome"] = sheet.outcome
    if sheet.agrees:
        entry["agrees"] = list(sheet.agrees)
    return [(("decisions", count), entry)]


def _quorum(facts: Facts, path: str) -> Iterator[str]:
    for meeting in facts.meetings:
        if meeting.path == path and meeting.quorate is not None:
            lacking = (
                f"NOT quorate: nobody for {', '.join(meeting.missing)}" if meeting.missing else "quorate"
            )
            yield f"  {lacking} ({', '.join(meeting.citations)})"
            yield from (f"  {note}" for note in meeting.notes)
