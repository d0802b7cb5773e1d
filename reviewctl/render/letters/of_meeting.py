"""What the words of an invitation, an agenda or an attendance sheet stand for: seats and roles, never a name."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.quorum import involved, sitting_of
from reviewctl.model.kind import MeetingRule
from reviewctl.model.letter import Value
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.review import Document, minutes_of
from reviewctl.render.dates import long_day
from reviewctl.render.letters.values import hider, when
from reviewctl.render.pages.naming import agency_name, listed, role_title, seat_title, whom

_ASKED = ("imr", "imr-and-chronology")


class Meeting(Struct, frozen=True, kw_only=True):
    """A meeting that a letter is about: its kind, its number for the first of its cases, its minutes if booked."""

    kind: str
    number: int
    document: Document | None
    cases: tuple[str, ...]

    @property
    def minutes(self) -> Minutes | None:
        """The facts of its minutes, or None where it is not booked."""
        return minutes_of(self.document) if self.document is not None else None

    @property
    def name(self) -> str:
        """How it is named on the command line: `panel,2`, or by the name of the register's own minutes."""
        if self.document is not None and len(self.cases) > 1:
            return self.document.item
        return f"{self.kind},{self.number}"


def meeting_values(meeting: Meeting, taken: Sequence[Facts]) -> dict[str, Value]:
    """Return what papers of a meeting say of it. `taken` are the reviews that it takes, at least one."""
    facts = taken[0]
    rule = facts.plan.kind.meetings.get(meeting.kind, MeetingRule(title=meeting.kind.replace("-", " ")))
    several = len(meeting.cases) > 1
    minutes = meeting.minutes
    number = "" if several else f", meeting {meeting.number}"
    return {
        "meeting": f"{rule.title}{number}",
        "meeting.kind": rule.title,
        "meeting.date": long_day(minutes.date) if minutes is not None else None,
        "meeting.booked": minutes is not None,
        "meeting.screening": meeting.kind == "screening",
        "meeting.panel": meeting.kind == "panel",
        "meeting.first": meeting.number == 1,
        "meeting.second": meeting.number == 2,
        "meeting.several": several,
        "cases": tuple(_taken(one) for one in taken),
        "seats": tuple(_seats(meeting, facts)),
        "invited": tuple(_invited(meeting, rule, facts)),
        "apologies": tuple(_apologies(meeting, facts)),
        "to_agree": tuple(
            {"what": rule.agrees.get(word, word).replace("(P§", "(paragraph ")} for word in rule.first_agrees
        )
        if meeting.number == 1
        else (),
        "presenting": tuple(_presenting(facts)),
        "subject": listed([whom(one.case.file, " and ") for one in taken if one.case.file.subjects]) or None,
        "case": listed([one.case.id for one in taken]),
    }


def _taken(facts: Facts) -> dict[str, str | None]:
    file = facts.case.file
    subject = whom(file, " and ") if file.subjects else None
    return {"case": facts.case.id, "subject": subject, "review": called(facts)}


def _sheet(meeting: Meeting, facts: Facts) -> tuple[Attendee, ...]:
    """Return the sheet as it stands, else the panel in office: who is expected before anybody has answered."""
    minutes = meeting.minutes
    if minutes is not None and minutes.attendance:
        return minutes.attendance
    if meeting.kind != "panel":
        return ()
    on = minutes.date if minutes is not None else facts.as_of
    return tuple(
        Attendee(person=seat.person, name=seat.name, agency=seat.agency, role=seat.role)
        for seat in facts.case.panel.appointments
        if seat.holds(on)
    )


def _seats(meeting: Meeting, facts: Facts) -> Iterator[dict[str, str | None]]:
    """Yield the seats that quorum needs, and who is expected in each so far, as quorum itself counts them."""
    seats = facts.plan.kind.quorum.get(meeting.kind)
    minutes = meeting.minutes or Minutes(kind=meeting.kind, date=facts.as_of, status="planned")
    barred = involved(facts.case, minutes)
    coming = [line for line in _sheet(meeting, facts) if line.status not in ("apologies", "absent")]
    sitting = [(line, sitting_of(line, minutes, facts.case, facts.plan.kind, facts.board)) for line in coming]
    for seat in (*seats.sectors, *seats.roles) if seats is not None else ():
        who = {_who(line, facts) for line, one in sitting if one.can_fill(seat) and one.person not in barred}
        yield {"seat": seat_title(facts.plan.pack, seat), "who": listed(sorted(who)) or None}


def _who(one: Attendee, facts: Facts) -> str:
    row = _line(one, facts)
    return row["agency"] or row["role"] or "somebody on the sheet"


def _line(one: Attendee, facts: Facts) -> dict[str, str | None]:
    """Return a line of the sheet by role and agency."""
    hide = hider(facts)
    person = facts.board.person(one.person)
    agency = one.agency or (person.agency if person is not None else None)
    role = one.role or next((s.role for s in facts.case.panel.appointments if s.person == one.person), None)
    return {
        "role": hide(role_title(facts.plan.pack, role)) if role else None,
        "agency": agency_name(facts.board, agency) if agency else None,
    }


def _invited(meeting: Meeting, rule: MeetingRule, facts: Facts) -> Iterator[dict[str, str | None]]:
    """Yield those on the sheet, else the members that the policy fixes, and the agencies of a screening."""
    minutes = meeting.minutes
    if minutes is not None and minutes.attendance:
        yield from (_line(one, facts) for one in minutes.attendance)
        return
    pack = facts.plan.pack
    yield from (_line(one, facts) for one in _sheet(meeting, facts))
    roles = {one.role for one in _sheet(meeting, facts)}
    for member in rule.members:
        if member.role not in roles:
            sector = seat_title(pack, member.sector) if member.sector else None
            yield {"role": role_title(pack, member.role), "agency": sector}
    if meeting.kind == "screening":
        title = role_title(pack, "screening-member")
        for agency in dict.fromkeys((*facts.case.referral.agencies_involved, *facts.case.returns)):
            yield {"role": title, "agency": agency_name(facts.board, agency)}


def _apologies(meeting: Meeting, facts: Facts) -> Iterator[dict[str, str | None]]:
    for one in _sheet(meeting, facts):
        if one.status == "apologies":
            yield _line(one, facts)


def _presenting(facts: Facts) -> Iterator[dict[str, str | None]]:
    """Yield the agencies of which an IMR is asked and was not presented yet (P§14)."""
    for agency, one in facts.case.returns.items():
        if one.contribution not in _ASKED or one.outcome not in (None, "given"):
            continue
        if facts.happened(f"returns[{agency}].imr.presented") is None:
            yield {"agency": agency_name(facts.board, agency), "state": _imr_state(facts, agency)}


def _imr_state(facts: Facts, agency: str) -> str:
    came = when(facts.happened(f"returns[{agency}].imr.submitted"))
    if came is not None:
        return f"submitted {came}"
    imr = facts.case.returns[agency].imr
    step = next((one for one in facts.deadlines if one.until == f"returns[{agency}].imr.submitted"), None)
    due = step.due if step is not None and step.due is not None else imr.due if imr is not None else None
    return f"not in yet, due {long_day(due)}" if due is not None else "not in yet, no date agreed"
