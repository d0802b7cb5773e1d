"""PAN: who sits on the review panel: declared, independent, there at every meeting."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.quorum import PANEL
from reviewctl.facts.workingdays import due
from reviewctl.model.finding import Spot
from reviewctl.model.kind import PanelRole
from reviewctl.model.panel import Appointment
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.meetings import Sat, all_meetings, held_meetings
from reviewctl.rules.words import day


def in_office(seat: Appointment, on: date) -> bool:
    """Whether a seat was held on a day."""
    return seat.holds(on)


def leading_roles(review: Review) -> tuple[str, ...]:
    """Return the roles that must be at every panel meeting: of the protocol, the chair and author."""
    seats = review.kind.quorum.get(PANEL)
    return seats.roles if seats is not None else ()


def _first_met(review: Review) -> date | None:
    first = next(iter(held_meetings(review, PANEL)), None)
    return first.quorum.date if first is not None else review.on("panel.first")


def seat_spot(review: Review, number: int) -> Spot:
    """Return the place of a seat in panel.yaml."""
    return review.spot("panel", ("appointments", number))


@rule("PAN004", "member-without-declaration", "error", "P§9")
def without_declaration(review: Review) -> Iterator[Offence]:
    """A member of whom it is not recorded whether they were involved, once the panel has met."""
    if _first_met(review) is None:
        return
    declared = {one.person for one in review.case.panel.declarations if one.involvement is not None}
    for number, seat in enumerate(review.case.panel.appointments):
        if not in_office(seat, review.as_of) or seat.person in declared:
            continue
        who = seat.person or f"the {seat.role} of {seat.agency or 'no agency'}, who has no id,"
        yield Offence(
            spot=seat_spot(review, number),
            at=f"panel.declarations.{seat.person or number + 1}",
            message=f"The panel has met, and {who} has not declared whether there was any involvement with the "
            "person or the family.",
            help=_ask(review, seat),
        )


@rule("PAN021", "declarations-due-before-the-panel-meets", "warning", "P§9")
def undeclared_before(review: Review) -> Iterator[Offence]:
    """A member who has not declared, when the first panel meeting is booked and near."""
    ahead = [one for one in all_meetings(review) if is_near(review, one)]
    if _first_met(review) is not None or not ahead:
        return
    on = ahead[0].quorum.date
    declared = {one.person for one in review.case.panel.declarations if one.involvement is not None}
    for number, seat in enumerate(review.case.panel.appointments):
        if seat.person is None or not in_office(seat, on) or seat.person in declared:
            continue
        yield Offence(
            spot=seat_spot(review, number),
            at=f"panel.declarations.{seat.person}",
            message=f"The panel meets on {day(on)}, and {seat.person} has not declared whether there was any "
            "involvement with the person or the family.",
            help=_ask(review, seat),
        )


def _ask(review: Review, seat: Appointment) -> str:
    """Return how a declaration is recorded: a command for somebody with an id, else a line of the file."""
    if seat.person is None:
        return "Give the member an id in board.yaml, then add a line under declarations: person, on, involvement."
    return f"Ask, then: reviewctl panel declare {review.case.id} {seat.person} --involvement none (or some)"


def is_near(review: Review, one: Sat) -> bool:
    """Whether it is a panel meeting booked for a day within the policy's warning time."""
    facts = review.facts
    return (
        one.quorum.kind == PANEL
        and one.quorum.status == "planned"
        and review.as_of <= one.quorum.date <= due(review.as_of, facts.plan.warning, facts.calendar)
    )


@rule("PAN005", "involvement-not-settled", "error", "P§9")
def not_settled(review: Review) -> Iterator[Offence]:
    """An involvement that was declared and not settled."""
    for number, one in enumerate(review.case.panel.declarations):
        if one.involvement and one.settled_on is None:
            yield Offence(
                spot=review.spot("panel", ("declarations", number)),
                at=f"panel.declarations.{one.person}",
                message=f"{one.person} declared an involvement, and it is not settled.",
                help="Settle it with the Chair before the next meeting, then: reviewctl panel declare "
                f"{review.case.id} {one.person} --settled-on DATE --how …",
            )


@rule("PAN006", "panel-without-chair", "error", "P§13", reads=("panel",))
def without_chair(review: Review) -> Iterator[Offence]:
    """A panel meeting on a day when nobody was appointed to lead it."""
    if review.method is not None and not review.method.chair_and_author:
        return
    for one in held_meetings(review, PANEL):
        for role in leading_roles(review):
            if role in one.quorum.missing or _held(review, role, one.quorum.date):
                continue
            yield Offence(
                spot=review.spot("panel", ("appointments",), key=True),
                at=one.address,
                related=(one.document.spot(("date",)),),
                message=f"When {one.label(review)} met, nobody was appointed {role} by panel.yaml.",
                help="Add the appointment, or correct its from and to.",
            )


def _held(review: Review, role: str, on: date) -> bool:
    seats = review.case.panel.appointments
    return any(s.role == role and in_office(s, on) for s in seats) or bool(review.board.holders(role, on))


@rule("PAN007", "chair-not-independent", "error", "P§13")
def not_independent(review: Review) -> Iterator[Offence]:
    """A chair or author who comes from an agency that is part of the review."""
    involved = {*review.case.terms.agencies, *review.case.returns}
    for number, seat in enumerate(review.case.panel.appointments):
        person = review.board.person(seat.person)
        agency = seat.agency or (person.agency if person else None)
        if seat.role in leading_roles(review) and agency in involved:
            yield Offence(
                spot=seat_spot(review, number),
                at=f"panel.appointments.{number + 1}",
                message=f"The {seat.role} comes from {agency}, and that agency is part of the review.",
                help="The Chair/Author must not be directly associated with any agency involved.",
            )


@rule("PAN008", "independence-not-recorded", "warning", "P§13")
def independence_not_recorded(review: Review) -> Iterator[Offence]:
    """A chair or author of whom it is not said how independence was made sure of."""
    for number, seat in enumerate(review.case.panel.appointments):
        if seat.role in leading_roles(review) and not seat.independence:
            yield Offence(
                spot=seat_spot(review, number),
                at=f"panel.appointments.{number + 1}",
                message=f"It is not recorded how the independence of the {seat.role} was made sure of.",
                help="Write a sentence under independence.",
            )


def agency_of(review: Review, seat: Appointment) -> str | None:
    """Return the agency for which a seat is held: the seat's own, else the person's."""
    person = review.board.person(seat.person)
    return seat.agency or (person.agency if person is not None else None)


@rule("PAN011", "fixed-seat-empty", "warning", "P§10", reads=("panel",))
def seat_empty(review: Review) -> Iterator[Offence]:
    """A seat of the fixed membership that nobody holds, once the panel has met."""
    known, met = review.kind.meetings.get(PANEL), _first_met(review)
    if known is None or met is None or review.facts.closed or not review.board.agencies:
        return
    for seat, lacking in _empty(review, known.members, review.as_of):
        of = f" of the sector {seat.sector}" if seat.sector else ""
        yield Offence(
            spot=review.spot("panel", ("appointments",), key=True),
            at=f"panel.{seat.role}" + (f"[{seat.sector}]" if seat.sector else ""),
            message=f"The panel has met, and {'a seat' if lacking == 1 else f'{lacking} seats'} of its fixed "
            f"membership {'is' if lacking == 1 else 'are'} empty: {seat.role}{of}.",
            help="Add who holds it under appointments; the office holders may stand in board.yaml instead.",
        )


def _empty(review: Review, members: tuple[PanelRole, ...], on: date) -> Iterator[tuple[PanelRole, int]]:
    wanted = Counter((seat.role, seat.sector) for seat in members)
    for (role, sector), number in wanted.items():
        holders = {
            seat.person or f"seat {place}"
            for place, seat in enumerate(review.case.panel.appointments)
            if seat.role == role and in_office(seat, on) and sector in (None, _sector(review, seat, on))
        }
        if sector is None:
            holders |= set(review.board.holders(role, on))
        if len(holders) < number:
            yield next(s for s in members if (s.role, s.sector) == (role, sector)), number - len(holders)


def _sector(review: Review, seat: Appointment, on: date) -> str | None:
    return review.board.sector(agency_of(review, seat), on)
