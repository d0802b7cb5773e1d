"""Quorum: whether the seats that a policy asks for were filled, one person a seat."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.board import Board, Tenure
from reviewctl.model.kind import ReviewType, Seats
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.panel import Appointment
from reviewctl.model.review import Case, Document, minutes_of
from reviewctl.model.step import cited

PANEL = "panel"
"""The kind of meeting that the review panel holds."""


class Sitting(Struct, frozen=True):
    """Somebody at a meeting: how they are named in messages, the sector and the roles they can stand for.

    `person` tells one from another: an id, else what the sheet says of them; None where it says too little.
    `not_theirs` are the roles that the sheet gives them and that were not theirs on the day.
    """

    label: str
    person: str | None
    sector: str | None
    roles: tuple[str, ...]
    not_theirs: tuple[str, ...] = ()

    def can_fill(self, seat: str) -> bool:
        """Whether they can stand for a seat, which is a sector's or a role's."""
        return seat == self.sector or seat in self.roles


def quorum_of(case: Case, kind: ReviewType, board: Board, as_of: date) -> tuple[MeetingQuorum, ...]:
    """Return each meeting of a case, by date, with who was there and what was lacking."""
    numbers: dict[str, int] = {}
    out: list[MeetingQuorum] = []
    for document in case.meetings:
        minutes = minutes_of(document)
        if minutes.status != "cancelled":
            numbers[minutes.kind] = numbers.get(minutes.kind, 0) + 1
        out.append(_judge(case, kind, board, document, numbers.get(minutes.kind, 0), as_of))
    return tuple(out)


def _judge(
    case: Case, kind: ReviewType, board: Board, document: Document, number: int, as_of: date
) -> MeetingQuorum:
    minutes = minutes_of(document)
    seats = kind.quorum.get(minutes.kind)
    barred = involved(case, minutes)
    sitting = tuple(sitting_of(one, minutes, case, kind, board) for one in minutes.attendance if _counts(one))
    eligible = tuple(one for one in sitting if one.person not in barred)
    filled, missing = fill(seats, eligible) if seats else ((), ())
    held = minutes.status == "held" and minutes.date <= as_of
    return MeetingQuorum(
        cases=minutes.cases or (case.id,),
        meeting=document.item,
        kind=minutes.kind,
        number=number,
        date=minutes.date,
        status=minutes.status,
        quorate=not missing if held and seats else None,
        present=filled,
        missing=missing,
        notes=tuple(_notes(sitting, barred, seats, minutes)),
        citations=cited(seats.cites) if seats else (),
        path=document.path,
    )


def _counts(attendee: Attendee) -> bool:
    return attendee.status in ("present", "deputy")


def sitting_of(attendee: Attendee, minutes: Minutes, case: Case, kind: ReviewType, board: Board) -> Sitting:
    """Return what an attendee can stand for on the day of the meeting.

    The sector is that which the agency had on that day: of the line, else of the person, else of the member
    whose deputy it is. The roles are the line's own, seats in panel.yaml and offices in board.yaml; a role of
    the line that was not theirs on that day does not count: the chair in office is the chair.
    """
    person = board.person(attendee.person)
    other = board.person(attendee.deputy_for) if attendee.status == "deputy" else None
    agency = attendee.agency or (person.agency if person else other.agency if other else None)
    theirs = in_office(attendee.person, case, board, minutes.date)
    role = attendee.role or ""
    said = (role,) if role else ()
    doubtful = bool(role) and role not in theirs
    not_theirs = said if doubtful and _is_not_theirs(role, attendee, minutes, case, kind, board) else ()
    return Sitting(
        label=attendee.person or attendee.agency or attendee.role or "somebody",
        person=attendee.person or (f"{attendee.name} of {agency}" if attendee.name else None),
        sector=board.sector(agency, minutes.date),
        roles=tuple(dict.fromkeys(theirs if not_theirs else (*said, *theirs))),
        not_theirs=not_theirs,
    )


def in_office(person: str | None, case: Case, board: Board, on: date) -> tuple[str, ...]:
    """Return the roles that a person held on a day: by panel.yaml, then by board.yaml."""
    if person is None:
        return ()
    seats = [seat.role for seat in case.panel.appointments if seat.person == person and seat.holds(on)]
    return (*seats, *board.offices(person, on))


def holders(role: str, case: Case, board: Board, on: date) -> tuple[str, ...]:
    """Return the ids of those who held a role on a day: by panel.yaml, then by board.yaml."""
    seats = (seat for seat in case.panel.appointments if seat.role == role and seat.holds(on))
    people = (seat.person for seat in seats if seat.person is not None)
    return tuple(dict.fromkeys((*people, *board.holders(role, on))))


def _is_not_theirs(
    role: str, attendee: Attendee, minutes: Minutes, case: Case, kind: ReviewType, board: Board
) -> bool:
    """Whether the record contradicts the sheet: the office had ended, or it is one person's, and that another.

    Of somebody without an id nothing is known that could, and a deputy is there for another. Where the office
    was nobody's yet, the sheet is believed; that nobody was appointed is a finding of its own (PAN006).
    """
    if attendee.person is None or attendee.status == "deputy":
        return False
    now = holders(role, case, board, minutes.date)
    if attendee.person in now:
        return False
    spells: tuple[Appointment | Tenure, ...] = (*case.panel.appointments, *board.roles)
    ended = any(
        one.role == role and one.person == attendee.person and one.to is not None and one.to < minutes.date
        for one in spells
    )
    return ended or (bool(now) and not _is_of_several(role, minutes.kind, kind))


def _is_of_several(role: str, meeting: str, kind: ReviewType) -> bool:
    """Whether the policy gives a role to more than one member of a kind of meeting."""
    known = kind.meetings.get(meeting)
    return known is not None and sum(member.role == role for member in known.members) > 1


def involved(case: Case, minutes: Minutes) -> frozenset[str]:
    """Return those who declared an involvement that was not settled by the day of the meeting (P§9)."""
    declared = {
        one.person
        for one in case.panel.declarations
        if one.involvement
        and (one.on is None or one.on <= minutes.date)
        and (one.settled_on is None or one.settled_on > minutes.date)
    }
    at_meeting = {one.person for one in minutes.declarations if one.involvement and not one.how}
    return frozenset(declared | at_meeting)


def fill(seats: Seats, sitting: tuple[Sitting, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the seats that are filled and those that are not; one person fills one seat at the most.

    Seats are matched to people so that as many as possible are filled (augmenting paths), whatever the
    order in which either is written.
    """
    wanted = (*seats.sectors, *seats.roles)
    # Somebody listed twice is one person all the same.
    people = [one.person or f"#{place}" for place, one in enumerate(sitting)]
    able = [[who for who, one in zip(people, sitting, strict=True) if one.can_fill(seat)] for seat in wanted]
    holder = seated(able)
    filled = set(holder.values())
    return (
        tuple(seat for place, seat in enumerate(wanted) if place in filled),
        tuple(seat for place, seat in enumerate(wanted) if place not in filled),
    )


def seated(able: list[list[str]]) -> dict[str, int]:
    """Return which seat each person fills, so that as many seats as possible are filled, one person a seat.

    `able` says of each seat who can fill it, the first choice first.
    """
    holder: dict[str, int] = {}
    for place in range(len(able)):
        _seat(place, able, holder, set())
    return holder


def _seat(place: int, able: list[list[str]], holder: dict[str, int], tried: set[str]) -> bool:
    for person in able[place]:
        if person in tried:
            continue
        tried.add(person)
        if person not in holder or _seat(holder[person], able, holder, tried):
            holder[person] = place
            return True
    return False


def _notes(
    sitting: Iterable[Sitting], barred: frozenset[str], seats: Seats | None, minutes: Minutes
) -> Iterator[str]:
    for one in sitting:
        wrongly = [role for role in one.not_theirs if seats is not None and role in seats.roles]
        if one.person in barred:
            yield f"{one.label} does not count: a declared involvement has not been settled."
        elif wrongly:
            yield f"{one.label} does not count as {wrongly[0]}: on that day the office was not theirs."
        elif one.sector is None and not one.roles:
            yield f"{one.label} counts for no seat: the board's list gives no sector and no role."
    for attendee in minutes.attendance:
        if attendee.status == "deputy" and not attendee.reason:
            who = attendee.person or attendee.agency or "somebody"
            yield f"{who} came as a deputy and no reason is recorded."
