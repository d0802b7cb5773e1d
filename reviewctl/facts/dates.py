"""The dates of a case that belong in somebody's calendar, and how a later export is known from an earlier."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.facts.moves import is_open
from reviewctl.facts.owed import BUSINESS_MANAGER, agencies_for
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import EventDetail
from reviewctl.model.meeting import Attendee
from reviewctl.model.review import Case, minutes_of

Kind = Literal["due", "meeting", "planned", "ask-again"]

_OPEN = ("overdue", "running", "not-started")
_FIRST_DAY = date(2000, 1, 1)
_CHANGES_A_DAY = 1000
_GREATEST = 2**31 - 1
"""The greatest integer of a calendar (RFC 5545, 3.3.8). It is reached in the year 7879."""


class Dated(Struct, frozen=True, kw_only=True):
    """One date of a case: a step's due date, a booked meeting, a planned event, a day to ask again.

    `key` names it for ever, whatever its date: `imr[pennine-care]`, `meetings[panel,2]`, `publication.date`,
    `suspensions[1]`. `roles` and `agencies` are those whom it concerns. `deadline` is the step, where it is one;
    `number` is that of a meeting of its kind.
    """

    case: str
    key: str
    kind: Kind
    day: date
    roles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    deadline: Deadline | None = None
    meeting: str | None = None
    number: int = 0


def dates_of(facts: Facts) -> tuple[Dated, ...]:
    """Return the dates of a case that are still to be met, by date.

    What is met, given up, paused or does not apply has none: a calendar shows what is to be done.
    """
    found = (*_due(facts), *_meetings(facts), *_planned(facts), *_ask_again(facts.case, facts.as_of))
    return tuple(sorted(found, key=lambda one: (one.day, one.key)))


def concerns(one: Dated, word: str) -> bool:
    """Whether a date concerns a role of the policy or an agency, by its id."""
    return word in one.roles or word in one.agencies


def revision(case: Case, as_of: date) -> int:
    """Return a number that is greater in a later export of a case than in an earlier one.

    It counts the days since 1 January 2000, a thousand to the day, and within a day the entries that move
    dates: extensions, suspensions and their ends, revised actions, corrected events. So it is greater on the
    next day whatever was done to the record, by hand too, and needs neither git nor a memory.
    """
    days = max(0, (as_of - _FIRST_DAY).days)
    return min(days * _CHANGES_A_DAY + min(_changes(case), _CHANGES_A_DAY - 1), _GREATEST)


def _changes(case: Case) -> int:
    log = case.log
    resumed = sum(one.until is not None for one in log.suspensions)
    revised = sum(len(one.revisions) for one in case.progress.values())
    details = [each for group in case.diary.values() for each in (group or {}).values()]
    corrected = sum(isinstance(one, EventDetail) and one.was is not None for one in details)
    return len(log.extensions) + len(log.suspensions) + resumed + revised + corrected


def _due(facts: Facts) -> Iterator[Dated]:
    for one in facts.deadlines:
        if one.due is not None and one.state in _OPEN:
            yield _of_step(facts, one, one.key, "due", one.due)


def _planned(facts: Facts) -> Iterator[Dated]:
    """Yield what is planned for a day, once for each event; a meeting that is booked is its own date."""
    booked = {minutes_of(one).date for one in facts.case.meetings}
    seen: set[str] = set()
    for one in facts.deadlines:
        if one.planned is None or one.state not in _OPEN or one.until in seen:
            continue
        seen.add(one.until)
        rule = facts.plan.kind.events.get(one.until)
        from_minutes = rule is not None and (rule.from_ or "").startswith("meetings[")
        if not (from_minutes and one.planned in booked):
            yield _of_step(facts, one, one.until, "planned", one.planned)


def _of_step(facts: Facts, one: Deadline, key: str, kind: Kind, day: date) -> Dated:
    return Dated(
        case=facts.case.id,
        key=key,
        kind=kind,
        day=day,
        roles=(one.who,),
        agencies=agencies_for(facts, one),
        deadline=one,
    )


def _meetings(facts: Facts) -> Iterator[Dated]:
    for one in facts.meetings:
        # The register's own are those that take no case: any other is a date of its cases.
        if one.status == "planned" and (facts.case.id or one.cases == (facts.case.id,)):
            lines = _sheet(facts, one)
            yield Dated(
                case=facts.case.id,
                key=f"meetings[{one.word}]",
                kind="meeting",
                day=one.date,
                roles=_roles(facts, one, lines),
                agencies=tuple(dict.fromkeys(line.agency for line in lines if line.agency)),
                meeting=one.kind,
                number=one.number,
            )


def _sheet(facts: Facts, meeting: MeetingQuorum) -> tuple[Attendee, ...]:
    document = next((one for one in facts.case.meetings if one.path == meeting.path), None)
    return minutes_of(document).attendance if document is not None else ()


def _roles(facts: Facts, meeting: MeetingQuorum, lines: tuple[Attendee, ...]) -> tuple[str, ...]:
    """Return the roles that are invited, and those that the policy wants there."""
    rule = facts.plan.kind.meetings.get(meeting.kind)
    members = [member.role for member in rule.members] if rule is not None else []
    return tuple(dict.fromkeys([*(line.role for line in lines if line.role), *members]))


def _ask_again(case: Case, as_of: date) -> Iterator[Dated]:
    """Yield the days on which to ask whether what stands still must stand still longer."""
    for number, one in enumerate(case.log.suspensions, 1):
        begun = one.from_ is None or one.from_ <= as_of
        if one.ask_again is not None and begun and is_open(one, as_of):
            yield _asking(case, f"suspensions[{number}]", one.ask_again)
    for key, process in case.processes.items():
        for number, hold in enumerate(process.holds, 1):
            if hold.ask_again is not None and hold.lasts(as_of):
                yield _asking(case, f"processes[{key}].holds[{number}]", hold.ask_again)


def _asking(case: Case, key: str, day: date) -> Dated:
    return Dated(case=case.id, key=key, kind="ask-again", day=day, roles=(BUSINESS_MANAGER,))
