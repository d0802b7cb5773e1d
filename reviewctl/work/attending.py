"""What `meeting held` and `meeting reply` do: who came or will come, in the minutes."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.booked import without_outcome
from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.meetings import outlooks
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.marks import KeyPath
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.review import minutes_of
from reviewctl.render.dates import long_day
from reviewctl.render.pages.quorum_plan import outlook_words
from reviewctl.store.splice import splice_bytes
from reviewctl.work.agreeing import agreed_lines, decision_edits, left_in_diary, write_agreed
from reviewctl.work.convening import meeting_named
from reviewctl.work.desk import Desk
from reviewctl.work.log import facts_ahead
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.sheet import check_known, lines_named, member_meant, nobody_known
from reviewctl.work.writing import Pen


class Sheet(Struct, frozen=True, kw_only=True):
    """Who came and who did not, as the person said it, and what was decided."""

    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    outcome: str | None = None


Edit = tuple[KeyPath, object]


def record_attendance(desk: Desk, pen: Pen, word: str, which: str, sheet: Sheet) -> Iterator[str]:
    """Record that a meeting was held; yield what to tell, with its quorum.

    What it agreed is written into the diary too, where the policy names an event for it and the meeting was
    quorate. Said a second time, what is said takes the place of what the minutes held for this case.
    Raises ReviewctlError for a meeting still to come, or for somebody whom the record does not know.
    """
    facts = case_facts(desk, word)
    document = meeting_named(facts.case, which)
    minutes = minutes_of(document)
    if minutes.date > today():
        raise ReviewctlError(
            f"That meeting is on {long_day(minutes.date)}, still to come.",
            f"To change the day: reviewctl meeting move {facts.case.id} {which} --to DATE · "
            f"who says they come: reviewctl meeting reply {facts.case.id} {which}",
        )
    _write(pen, document.path, [*_attendance(sheet, list(minutes.attendance), facts), (("status",), "held")])
    _write(pen, document.path, decision_edits(sheet.agrees, sheet.outcome, minutes, facts.case.id))
    ahead = facts_ahead(pen, facts)
    met = _judged(ahead, document.path)
    sound = met is None or met.quorate is not False or not _can_be_judged(ahead, document.path)
    written = write_agreed(pen, facts, minutes, sheet.agrees) if sound else ()
    ahead = facts_ahead(pen, facts) if written else ahead
    if pen.done(f"{facts.case.id}: meeting held {minutes.kind} {minutes.date.isoformat()}"):
        yield f"{minutes.kind} meeting of {long_day(minutes.date)}: held"
        yield from _reasons_wanted(sheet, "held", facts, which)
        yield from _quorum(met)
        yield from agreed_lines(facts, ahead, minutes, sheet.agrees, written, sound)
        yield from left_in_diary(facts, minutes, sheet.agrees)
        if sheet.outcome == "adjourned":
            yield from _meets_again(facts, minutes)
        yield from _outcome_wanted(ahead, document.path)
        warn_of_names(desk, facts, *_whys(sheet))


def record_replies(desk: Desk, pen: Pen, word: str, which: str, sheet: Sheet) -> Iterator[str]:
    """Record who says they come to a booked meeting; yield what to tell, with who must still come.

    Raises ReviewctlError for a meeting that was held, for nothing said, or for somebody not known.
    """
    facts = case_facts(desk, word)
    document = meeting_named(facts.case, which)
    minutes = minutes_of(document)
    if minutes.status == "held":
        raise ReviewctlError(
            "That meeting has been held.", "Who came: reviewctl meeting held CASE MEETING --present …"
        )
    edits = list(_attendance(sheet, list(minutes.attendance), facts))
    if not edits:
        raise ReviewctlError(
            "Who says what?", "--coming WHO, --apologies WHO, --deputy WHO=FOR:WHY, --invite WHO"
        )
    _write(pen, document.path, edits)
    ahead = facts_ahead(pen, facts)
    if pen.done(f"{facts.case.id}: meeting reply {minutes.kind} {minutes.date.isoformat()}"):
        yield f"{minutes.kind} meeting of {long_day(minutes.date)}: replies recorded"
        yield from _reasons_wanted(sheet, "reply", facts, which)
        for one in outlooks(ahead):
            if one.meeting.path == document.path:
                yield from outlook_words(one, ahead.plan.pack)
        warn_of_names(desk, facts, *_whys(sheet))


def _can_be_judged(facts: Facts, path: str) -> bool:
    """Whether it can be judged who was there: the sheet has lines, and the board's list agencies."""
    there = (one for one in facts.case.meetings if one.path == path)
    return bool(facts.board.agencies) and any(minutes_of(one).attendance for one in there)


def _write(pen: Pen, path: str, edits: list[Edit]) -> None:
    data = pen.read(path) or b""
    for way, value in edits:
        data = splice_bytes(data, way, value, front=True)
    pen.put(path, data)


def _judged(facts: Facts, path: str) -> MeetingQuorum | None:
    return next((one for one in facts.meetings if one.path == path), None)


def _attendance(sheet: Sheet, lines: list[Attendee], facts: Facts) -> Iterator[Edit]:
    check_known(_named(sheet), lines, facts)
    if "all" in sheet.present:
        named = {*sheet.apologies, *sheet.absent, *(_deputy(one)[1] for one in sheet.deputies)}
        left = [i for i, line in enumerate(lines) if not named & _words_for(line)]
        # Who came for another came as a deputy, whoever else came.
        yield from ((("attendance", i, "status"), "present") for i in left if lines[i].status != "deputy")
    others = tuple(word for word in sheet.present if word != "all")
    yield from _marked(others, "present", lines, facts)
    yield from _marked(sheet.apologies, "apologies", lines, facts)
    yield from _marked(sheet.absent, "absent", lines, facts)
    for word in sheet.invited:
        if _place(word, lines, facts) is None:
            yield _added(_newcomer(word, facts) | {"status": None}, lines)
    for one in sheet.deputies:
        yield from _replaced(*_deputy(one), lines, facts)


def _replaced(who: str, instead_of: str, why: str, lines: list[Attendee], facts: Facts) -> Iterator[Edit]:
    """Yield the edits for a deputy: the member's apologies, and the deputy's own line, new or old."""
    place = _place(instead_of, lines, facts)
    instead_of = member_meant(instead_of, lines[place] if place is not None else None, facts)
    if place is not None:
        yield ("attendance", place, "status"), "apologies"
    entry = {"status": "deputy", "deputy_for": instead_of} | ({"reason": checked_words(why)} if why else {})
    own = next((i for i, line in enumerate(lines) if line.person == who), None)
    if own is None:
        yield _added(_newcomer(who, facts) | entry, lines)
    else:
        yield from ((("attendance", own, key), value) for key, value in entry.items())


def _marked(words: tuple[str, ...], status: str, lines: list[Attendee], facts: Facts) -> Iterator[Edit]:
    for word in words:
        place = _place(word, lines, facts)
        if place is not None:
            yield ("attendance", place, "status"), status
        else:
            yield _added(_newcomer(word, facts) | {"status": status}, lines)


def _added(entry: dict[str, object], lines: list[Attendee]) -> Edit:
    """Return the edit that adds a line to the sheet, and count it among the lines."""
    words = {key: str(entry[key]) for key in ("person", "agency") if key in entry}
    lines.append(Attendee(person=words.get("person"), agency=words.get("agency")))
    return ("attendance", len(lines) - 1), entry


def _place(word: str, lines: list[Attendee], facts: Facts) -> int | None:
    """Return the line of the sheet that a word names: a person's id first, then an agency or a role."""
    found = lines_named(word, lines, facts)
    return found[0] if len(found) == 1 else None


def _named(sheet: Sheet) -> list[str]:
    """Return the words of a sheet that each stand for somebody, as they were typed."""
    deputies = [word for one in sheet.deputies for word in _deputy(one)[:2]]
    words = (*sheet.present, *sheet.apologies, *sheet.absent, *sheet.invited, *deputies)
    return [word for word in words if word != "all"]


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


def _whys(sheet: Sheet) -> list[str]:
    """Return why each deputy came, as it was typed."""
    return [why for _, _, why in map(_deputy, sheet.deputies)]


def _reasons_wanted(sheet: Sheet, command: str, facts: Facts, which: str) -> Iterator[str]:
    """Yield, for each deputy of whom it is not said why they came, how to say it (P§9)."""
    for who, instead_of, why in map(_deputy, sheet.deputies):
        if not why:
            yield f"  why {who} comes for {instead_of} is not said (P§9):"
            yield (
                f'    reviewctl meeting {command} {facts.case.id} {which} --deputy "{who}={instead_of}:WHY"'
            )


def _newcomer(word: str, facts: Facts) -> dict[str, object]:
    """Return the line of somebody whom the sheet did not have: a person or an agency of board.yaml."""
    person = facts.board.person(word)
    if person is not None:
        entry: dict[str, object] = {"person": word}
        return entry | ({"agency": person.agency} if person.agency else {})
    agency = facts.board.named(word)
    if agency is not None:
        return {"agency": agency.id}
    raise nobody_known([word])


def _quorum(met: MeetingQuorum | None) -> Iterator[str]:
    if met is None or met.quorate is None:
        return
    lacking = f"NOT quorate: nobody for {', '.join(met.missing)}" if met.missing else "quorate"
    yield f"  {lacking} ({', '.join(met.citations)})"
    yield from (f"  {note}" for note in met.notes)


def _outcome_wanted(ahead: Facts, path: str) -> Iterator[str]:
    """Yield that it is not recorded whether the meeting came to its conclusion, where something counts from it."""
    for one in ahead.meetings:
        if one.path == path and without_outcome(ahead, one.kind) == one:
            yield "  Did it come to its conclusion? That is not recorded, and what counts from it has not begun:"
            yield f"    reviewctl meeting held {ahead.case.id} {one.kind},{one.number} --concluded"
            yield "  If it meets again, --adjourned in place of --concluded."


def _meets_again(facts: Facts, minutes: Minutes) -> Iterator[str]:
    """Yield that an adjourned meeting meets again, unless that is booked; what counts from its end waits."""
    booked = [
        one.date for one in map(minutes_of, facts.case.minutes(minutes.kind)) if _is_ahead(one, minutes.date)
    ]
    if booked:
        yield f"  adjourned to {long_day(min(booked))}; what counts from its conclusion has not begun"
    else:
        yield (
            f"  adjourned: book the next one: reviewctl meeting add {minutes.kind} "
            f"--cases {facts.case.id} --date DATE"
        )


def _is_ahead(minutes: Minutes, after: date) -> bool:
    return minutes.status == "planned" and minutes.date > after
