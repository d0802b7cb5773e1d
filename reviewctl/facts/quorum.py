"""Quorum: whether the seats that a policy asks for were filled, one person a seat."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from reviewctl.model.attendance import MeetingQuorum
from reviewctl.model.board import Board
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.policy import ReviewType, Seats, cited
from reviewctl.model.review import Case, Document, minutes_of


class Sitting(Struct, frozen=True):
    """Somebody at a meeting: how they are named in messages, the sector and the roles they can stand for."""

    label: str
    person: str | None
    sector: str | None
    roles: tuple[str, ...]


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
    sitting = tuple(_sitting(one, case, board, minutes.date) for one in minutes.attendance if _counts(one))
    barred = _involved(case, minutes)
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
        notes=tuple(_notes(sitting, barred, board, minutes)),
        citations=cited(seats.cites) if seats else (),
        path=document.path,
    )


def _counts(attendee: Attendee) -> bool:
    return attendee.status in ("present", "deputy")


def _sitting(attendee: Attendee, case: Case, board: Board, on: date) -> Sitting:
    """Return what an attendee can stand for: the role in the minutes, seats in panel.yaml, offices held."""
    person = board.person(attendee.person)
    other = board.person(attendee.deputy_for) if attendee.status == "deputy" else None
    agency = attendee.agency or (person.agency if person else other.agency if other else None)
    roles = [attendee.role] if attendee.role else []
    if attendee.person is not None:
        roles += [
            seat.role
            for seat in case.panel.appointments
            if seat.person == attendee.person
            and (seat.from_ is None or seat.from_ <= on)
            and (seat.to is None or on <= seat.to)
        ]
    roles += board.offices(attendee.person, on)
    label = attendee.person or attendee.agency or attendee.role or "somebody"
    return Sitting(label, attendee.person, board.sector(agency, on), tuple(dict.fromkeys(roles)))


def _involved(case: Case, minutes: Minutes) -> frozenset[str]:
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
    able = [
        [who for who, one in zip(people, sitting, strict=True) if seat == one.sector or seat in one.roles]
        for seat in wanted
    ]
    holder: dict[str, int] = {}
    for place in range(len(wanted)):
        _seat(place, able, holder, set())
    filled = set(holder.values())
    return (
        tuple(seat for place, seat in enumerate(wanted) if place in filled),
        tuple(seat for place, seat in enumerate(wanted) if place not in filled),
    )


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
    sitting: Iterable[Sitting], barred: frozenset[str], board: Board, minutes: Minutes
) -> Iterable[str]:
    for one in sitting:
        if one.person in barred:
            yield f"{one.label} does not count: a declared involvement has not been settled."
        elif one.sector is None and not one.roles:
            yield f"{one.label} counts for no seat: the board's list gives no sector and no role."
    for attendee in minutes.attendance:
        if attendee.status == "deputy" and not attendee.reason:
            who = attendee.person or attendee.agency or "somebody"
            yield f"{who} came as a deputy and no reason is recorded."
