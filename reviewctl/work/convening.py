"""What `meeting add` does: the minutes of a meeting, with its members filled in."""

import difflib
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.facts.workingdays import is_working
from reviewctl.model.address import Address, parse_address
from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import MeetingRule
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.render.dates import DAYS, long_day
from reviewctl.render.pages.naming import sources
from reviewctl.store.find import case_folders
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import document_text
from reviewctl.work.desk import Desk
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen


def convene(desk: Desk, pen: Pen, kind: str, on: date, cases: str | None) -> Iterator[str]:
    """Write the minutes of a meeting to come, or of one that was; yield what to tell.

    Raises ReviewctlError for a kind of meeting that the policy does not have, or cases that there are not.
    """
    all_facts = [case_facts(desk, word) for word in _words(desk, cases)]
    rule = _rule(kind, all_facts)
    ids = [facts.case.id for facts in all_facts]
    path = _path(desk, kind, on, rule, all_facts)
    there = next((one for one in desk.register.meetings if one.path == path), None)
    if there is not None and set(ids) - set(minutes_of(there).cases):
        yield from _join(pen, there, ids)
        return
    if pen.read(path) is not None:
        raise ReviewctlError(f"{path} is there already.", "See it, or choose another date.")
    data = document_text("meetings", all_facts[0].plan.kind.type, _values(kind, on)).encode("utf-8")
    if path.startswith("meetings/") and desk.register.single is None:
        data = splice_bytes(data, ("cases",), ids, front=True)
    members = list(_members(rule, all_facts[0], on))
    if members:
        data = splice_bytes(data, ("attendance",), members, front=True)
    pen.put(path, data)
    if not pen.done(f"{', '.join(ids)}: meeting {kind} {on.isoformat()}"):
        return
    yield f"{kind} meeting, {long_day(on)}: {path}"
    yield (
        f"  takes {', '.join(ids)}; {len(members)} invited by the record"
        if members
        else f"  takes {', '.join(ids)}"
    )
    yield from closed_day(all_facts[0], on)
    for one in all_facts:
        yield from past_limit(one, kind, on, booked_too=True)
    if on == today():
        yield f"  when it is over, say who came: reviewctl meeting held {ids[0]} {kind},last --present …"
    elif on < today():
        yield f"  it is past: say who came with reviewctl meeting held {ids[0]} {kind},last --present …"


def closed_day(facts: Facts, on: date) -> Iterator[str]:
    """Yield a word of warning where nobody works on the day of a meeting."""
    if not is_working(on, facts.calendar):
        why = dict(facts.calendar.closed).get(on, f"a {DAYS[on.weekday()]}")
        yield f"  that day is not a working day: {why}"


def meeting_events(facts: Facts, kind: str) -> Iterator[Address]:
    """Yield the events that come from the minutes of a kind of meeting."""
    for key, event in facts.plan.kind.events.items():
        if event.from_ is not None and event.from_.startswith(f"meetings[{kind},"):
            yield parse_address(key)


def past_limit(facts: Facts, kind: str, on: date, *, booked_too: bool = False) -> Iterator[str]:
    """Yield the limits that the day of a meeting does not keep; `booked_too` passes those that another keeps."""
    own = {str(address) for address in meeting_events(facts, kind)}
    for one in facts.deadlines:
        if one.until not in own or one.state not in ("running", "overdue") or one.due is None:
            continue
        kept = booked_too and one.planned is not None and one.planned <= one.due
        if one.due < on and not kept:
            yield (
                f"  {facts.case.id}: that is after the limit: {one.title}, due {long_day(one.due)} "
                f"({sources(one)})"
            )
            yield f"    If it was agreed: reviewctl late {facts.case.id} {one.key} --reason … --agreed-by …"


def _join(pen: Pen, there: Document, ids: list[str]) -> Iterator[str]:
    """Add cases to a meeting that is booked already; yield what to tell."""
    minutes = minutes_of(there)
    if minutes.status == "held":
        raise ReviewctlError(
            f"The {minutes.kind} meeting of {long_day(minutes.date)} is recorded as held, without "
            f"{', '.join(set(ids) - set(minutes.cases))}.",
            f"If it took the case too, add it under cases: in {there.path}, then: reviewctl save",
        )
    cases = list(dict.fromkeys((*minutes.cases, *ids)))
    pen.edit(there.path, lambda data: splice_bytes(data or b"", ("cases",), cases, front=True))
    if pen.done(f"{', '.join(ids)}: meeting {minutes.kind} {minutes.date.isoformat()}"):
        yield f"{minutes.kind} meeting, {long_day(minutes.date)}: {there.path}"
        yield f"  now takes {', '.join(cases)}"


def meeting_named(case: Case, which: str) -> Document:
    """Return the minutes that `panel,2`, `panel,last` or `2026-03-04-panel` name. Raises ReviewctlError."""
    named = [one for one in case.meetings if one.item == which and minutes_of(one).status != "cancelled"]
    if named:
        return named[0]
    kind, _, number = which.partition(",")
    meetings = [one for one in case.minutes(kind) if minutes_of(one).status != "cancelled"]
    counted = number.isascii() and number.isdecimal() and int(number) > 0
    place = {"": -1, "last": -1, "first": 0}.get(number, int(number) - 1 if counted else len(meetings))
    try:
        return meetings[place]
    except IndexError:
        there = [
            f"{minutes_of(one).kind} {minutes_of(one).date}"
            for one in case.meetings
            if minutes_of(one).status != "cancelled"
        ]
        raise ReviewctlError(
            f"{case.id} has no such meeting.",
            f"It has: {', '.join(there)}. Name it like panel,1."
            if there
            else "Book one: reviewctl meeting add KIND",
        ) from None


def _words(desk: Desk, cases: str | None) -> list[str]:
    if cases is not None:
        words = [word.strip() for word in cases.split(",") if word.strip()]
        if words:
            return words
    folders = case_folders(desk.register, (), desk.folder)
    if len(folders) == 1:
        return [folders[0].rpartition("/")[2] or desk.register.single or "."]
    raise ReviewctlError("Which cases does it take?", "Say: --cases SAR-2026-001,SAR-2026-002")


def _rule(kind: str, all_facts: list[Facts]) -> MeetingRule:
    known = all_facts[0].plan.kind.meetings
    for facts in all_facts:
        if any(kind in other.plan.kind.meetings for other in all_facts):
            if kind in facts.plan.kind.meetings:
                continue
            raise ReviewctlError(
                f"{facts.case.id} is a {facts.plan.kind.title}, which has no {kind} meeting.",
                f"It has: {', '.join(facts.plan.kind.meetings) or 'none'}. Leave it out of --cases for the others.",
            )
        if kind not in facts.plan.kind.meetings:
            near = difflib.get_close_matches(kind, known, 1, 0.6)
            raise ReviewctlError(
                f"The policy has no such meeting{f'; did you mean {near[0]}?' if near else '.'}",
                f"It has: {', '.join(known)}.",
            )
    if known[kind].of == "case" and len(all_facts) > 1:
        raise ReviewctlError(f"A {kind} meeting takes one case.", "Book one for each.")
    return known[kind]


def _path(desk: Desk, kind: str, on: date, rule: MeetingRule, all_facts: list[Facts]) -> str:
    name = f"meetings/{on.isoformat()}-{kind}.md"
    if rule.of == "register" or desk.register.single is not None:
        return name
    return f"{all_facts[0].case.folder}/{name}"


def _values(kind: str, on: date) -> dict[str, str]:
    return {"kind": kind, "date": on.isoformat(), "status": "planned"}


def _members(rule: MeetingRule, facts: Facts, on: date) -> Iterator[dict[str, object]]:
    """Yield a line of the attendance sheet for each member: the panel's own, and who holds the policy's offices."""
    seats = [seat for seat in facts.case.panel.appointments if seat.holds(on)]
    own = seats if rule.of == "case" else []
    for seat in own:
        yield attendance_line(seat.person, seat.name, seat.agency, seat.role, facts.board)
    listed = {seat.person for seat in own}
    for role in dict.fromkeys(member.role for member in rule.members):
        if any(seat.role == role for seat in own):
            continue
        for person in facts.board.holders(role, on):
            if person not in listed:
                yield attendance_line(person, None, None, role, facts.board)
            listed.add(person)


def attendance_line(
    person: str | None, name: str | None, agency: str | None, role: str, board: Board
) -> dict[str, object]:
    """Return a line of the attendance sheet, for somebody who is invited and has not answered."""
    known = board.person(person)
    whose = agency or (known.agency if known is not None else None)
    filled = {"person": person, "name": name, "agency": whose, "role": role}
    return {key: value for key, value in filled.items() if value} | {"status": None}
