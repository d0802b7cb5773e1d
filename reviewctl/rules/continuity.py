"""PAN: whether the panel stays the same, and whoever is expected comes: members, deputies, authors of IMRs."""

from collections.abc import Iterator
from itertools import islice, pairwise

from reviewctl.facts.quorum import PANEL
from reviewctl.model.panel import Appointment
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.meetings import Sat, all_meetings, held_meetings
from reviewctl.rules.panel import agency_of, in_office, is_near, leading_roles, seat_spot
from reviewctl.rules.words import day, listed


@rule("PAN010", "member-away-again", "warning", "P§9")
def away_again(review: Review) -> Iterator[Offence]:
    """A member who missed two panel meetings running, with nobody in their place."""
    meetings = list(held_meetings(review, PANEL))
    for number, seat in enumerate(review.case.panel.appointments):
        if seat.person is None:
            continue
        run = [one for one in meetings if one.minutes.attendance and in_office(seat, one.quorum.date)]
        for before, one in pairwise(run):
            if not _there(before, seat.person) and not _there(one, seat.person):
                yield Offence(
                    spot=one.document.spot(("attendance",), key=True),
                    at=f"panel.appointments.{seat.person}",
                    related=(seat_spot(review, number),),
                    message=f"{seat.person} was not at {before.label(review)} nor at {one.label(review)}, and "
                    "nobody came in their place.",
                    help="Members are expected at each meeting. Ask the agency, or record who takes over.",
                )
                break


@rule("PAN018", "seat-changed-without-reason", "warning", "P§9")
def changed_without_reason(review: Review) -> Iterator[Offence]:
    """A seat that somebody gave up, and neither there nor with whoever followed is it said why."""
    if review.facts.closed:
        return
    seats = review.case.panel.appointments
    for number, seat in enumerate(seats):
        if seat.to is None or seat.to > review.as_of or seat.reason:
            continue
        if any(one.reason for one in seats if _follows(one, seat)):
            continue
        yield Offence(
            spot=seat_spot(review, number),
            at=f"panel.appointments.{seat.person or number + 1}",
            message=f"The seat of {seat.person or f'a {seat.role}'} ended on {day(seat.to)}, and no reason is "
            "recorded.",
            help="Members are to be the same throughout. Write under reason why the seat changed hands.",
        )


def _follows(one: Appointment, before: Appointment) -> bool:
    return (
        (one.role, one.agency) == (before.role, before.agency)
        and one.from_ is not None
        and before.to is not None
        and one.from_ > before.to
    )


@rule("PAN019", "another-came-for-a-member", "warning", "P§9", reads=("panel",))
def another_came(review: Review) -> Iterator[Offence]:
    """Somebody of a member's agency who came while the member did not, and is not down as a deputy."""
    for one in held_meetings(review, PANEL):
        on = one.quorum.date
        away = {agency_of(review, seat): seat for seat in _away(review, one)}
        seated = {seat.person for seat in review.case.panel.appointments if in_office(seat, on)}
        for number, line in enumerate(one.minutes.attendance):
            person = review.board.person(line.person)
            member = away.get(line.agency or (person.agency if person is not None else None))
            if line.status == "present" and line.person not in seated and member is not None:
                yield Offence(
                    spot=one.document.spot(("attendance", number)),
                    at=one.address,
                    message=f"{line.person or 'Somebody'} came to {one.label(review)} for {line.agency or 'the agency'}"
                    f", whose member is {member.person}, and is not down as a deputy.",
                    help="Came for the member? status: deputy, with deputy_for and the reason. Takes the seat over? "
                    "End the old one in panel.yaml and add the new.",
                )


def _away(review: Review, one: Sat) -> Iterator[Appointment]:
    """Yield the members from an agency who were not at a meeting, nor anybody as their deputy."""
    for seat in review.case.panel.appointments:
        if seat.person is None or seat.role in leading_roles(review) or agency_of(review, seat) is None:
            continue
        if in_office(seat, one.quorum.date) and not _there(one, seat.person):
            yield seat


@rule("PAN020", "imr-not-presented-at-second-meeting", "warning", "P§14", reads=("returns",))
def not_presented(review: Review) -> Iterator[Offence]:
    """An IMR that was there for the second panel meeting, and is not recorded as presented."""
    second = next(islice(held_meetings(review, PANEL), 1, None), None)
    if second is None:
        return
    for agency, owed in review.case.returns.items():
        came = review.on(f"returns[{agency}].imr.submitted")
        if owed.imr is None or came is None or came > second.quorum.date:
            continue
        if not review.happened(f"returns[{agency}].imr.presented"):
            yield Offence(
                spot=review.spot("returns", (agency, "imr", "presented"), key=True),
                at=f"returns[{agency}].imr.presented",
                related=(second.document.spot(("date",)),),
                message=f"The IMR of {agency} had come when {second.label(review)} met, and it is not recorded that "
                "its author presented it.",
                help=f'If so: reviewctl record {review.case.id} "returns[{agency}].imr.presented" '
                f"{second.quorum.date.isoformat()}. If not, ask the author to the next meeting.",
            )


@rule("PAN024", "member-not-invited", "warning", "P§9", reads=("panel",))
def not_invited(review: Review) -> Iterator[Offence]:
    """A panel meeting that is near, on whose sheet a member does not stand."""
    for one in all_meetings(review):
        if not is_near(review, one):
            continue
        lines = one.minutes.attendance
        down = {word for line in lines for word in (line.person, line.deputy_for) if word is not None}
        seats = (seat for seat in review.case.panel.appointments if in_office(seat, one.quorum.date))
        left_out = tuple(
            dict.fromkeys(p for seat in seats if (p := seat.person) is not None and p not in down)
        )
        if left_out:
            yield Offence(
                spot=one.document.spot(("attendance",), key=True),
                at=one.address,
                message=f"{one.label(review)} is near, and not on its sheet: {listed(left_out)}.",
                help=f"Invite them: reviewctl meeting reply {review.case.id} {one.quorum.kind},{one.quorum.number} "
                f"--invite {','.join(left_out)}",
            )


def _there(one: Sat, person: str) -> bool:
    return any(
        (line.person == person and line.status in ("present", "deputy"))
        or (line.deputy_for == person and line.status == "deputy")
        for line in one.minutes.attendance
    )
