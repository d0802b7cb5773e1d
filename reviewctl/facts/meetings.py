"""Booked meetings: whether they will be quorate as things stand, and who must still come."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reviewctl.facts.judged import Facts
from reviewctl.facts.quorum import Sitting, fill, holders, involved, sitting_of
from reviewctl.model.attendance import Filler, Gap, MeetingQuorum, Needed, Outlook
from reviewctl.model.kind import Seats
from reviewctl.model.meeting import Attendee, Minutes
from reviewctl.model.review import Document, minutes_of

_NOT_COMING = ("apologies", "absent")


def outlooks(facts: Facts) -> tuple[Outlook, ...]:
    """Return the booked meetings of a case from the day judged on, by date, each as things stand."""
    return tuple(
        _outlook(facts, judged, document)
        for judged, document in zip(facts.meetings, facts.case.meetings, strict=True)
        if judged.status == "planned" and judged.date >= facts.as_of
    )


def _outlook(facts: Facts, judged: MeetingQuorum, document: Document) -> Outlook:
    minutes, seats = minutes_of(document), facts.plan.kind.quorum.get(judged.kind)
    if seats is None or not facts.board.agencies:
        return Outlook(
            case=facts.case.id,
            meeting=judged,
            invited=len(minutes.attendance),
            quorate=None,
            expected=(),
            lacking=(),
            needed=(),
        )
    barred = involved(facts.case, minutes)
    coming = [line for line in minutes.attendance if line.status not in _NOT_COMING]
    sitting = tuple(one for one in _sit(facts, minutes, coming) if one.person not in barred)
    filled, missing = fill(seats, sitting)
    return Outlook(
        case=facts.case.id,
        meeting=judged,
        invited=len(minutes.attendance),
        quorate=not missing,
        expected=filled,
        lacking=tuple(_gap(facts, minutes, seat, sitting, barred) for seat in dict.fromkeys(missing)),
        needed=tuple(_needed(seats, sitting, missing, _answered(facts, minutes))),
    )


def _sit(facts: Facts, minutes: Minutes, lines: list[Attendee]) -> Iterator[Sitting]:
    for line in lines:
        yield sitting_of(line, minutes, facts.case, facts.plan.kind, facts.board)


def _answered(facts: Facts, minutes: Minutes) -> frozenset[str]:
    """Return those who said that they come: by who they are, else as the sheet names them."""
    lines = [line for line in minutes.attendance if line.status in ("present", "deputy")]
    return frozenset(one.person or one.label for one in _sit(facts, minutes, lines))


def _needed(
    seats: Seats, sitting: tuple[Sitting, ...], missing: tuple[str, ...], answered: frozenset[str]
) -> Iterator[Needed]:
    """Yield those without whom one more seat would be empty."""
    people = {one.person or f"#{place}": one for place, one in enumerate(sitting)}
    for one in people.values():
        others = tuple(o for o in sitting if o is not one and (o.person is None or o.person != one.person))
        empty = Counter(fill(seats, others)[1]) - Counter(missing)
        for seat in empty:
            yield Needed(who=one.label, seat=seat, answered=(one.person or one.label) in answered)


def _gap(
    facts: Facts, minutes: Minutes, seat: str, sitting: tuple[Sitting, ...], barred: frozenset[str]
) -> Gap:
    away = [line for line in minutes.attendance if line.status in _NOT_COMING]
    declined = tuple(one.label for one in _sit(facts, minutes, away) if one.can_fill(seat))
    taken = {one.person for one in sitting} | barred | {line.person for line in away}
    could = tuple(one for one in _fillers(facts, seat, minutes.date) if one.person not in taken - {None})
    there = _sit(facts, minutes, [line for line in minutes.attendance if line.person in barred])
    off = tuple(one.label for one in there if one.can_fill(seat) and one.label not in declined)
    # Whoever comes and could fill an empty seat fills another one, or it would not be empty.
    elsewhere = tuple(one.label for one in sitting if one.can_fill(seat))
    return Gap(seat=seat, declined=declined, barred=off, elsewhere=elsewhere, could=could)


def _fillers(facts: Facts, seat: str, on: date) -> tuple[Filler, ...]:
    """Return who could fill a seat: by role its holders; by sector the panel's, then the agencies' people."""
    board, case = facts.board, facts.case
    people = [*holders(seat, case, board, on)]
    people += [one.person for one in case.panel.appointments if one.person and one.holds(on)]
    people += [one.id for one in board.people]
    known = {person: one.agency for person in people if (one := board.person(person)) is not None}
    fit = {
        who: known.get(who)
        for who in dict.fromkeys(people)
        if who in holders(seat, case, board, on) or board.sector(known.get(who), on) == seat
    }
    silent = [one.id for one in board.agencies if board.sector(one.id, on) == seat]
    found = [Filler(person=who, agency=agency) for who, agency in fit.items()]
    rest = [Filler(person=None, agency=agency) for agency in silent if agency not in fit.values()]
    return (*found, *rest)
