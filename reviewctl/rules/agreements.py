"""PAN: whether what a meeting agreed, and what the diary says of it, are the same."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.signoff import is_written
from reviewctl.model.address import parse_address
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.meetings import Sat, agreed, held_meetings
from reviewctl.rules.words import day, listed


def _sound(review: Review, one: Sat) -> bool:
    """Whether a meeting could agree anything: it was quorate, or that cannot be judged (another finding)."""
    return one.quorum.quorate is not False or not one.minutes.attendance or not review.board.agencies


def brought_about(review: Review) -> dict[str, list[tuple[Sat, str]]]:
    """Return each event of the whole review that meetings brought about, with the meetings and the words, by date."""
    found: dict[str, list[tuple[Sat, str]]] = {}
    for one in held_meetings(review, None):
        known = review.kind.meetings.get(one.quorum.kind)
        for word in agreed(review, one) if _sound(review, one) else ():
            event = known.events.get(word) if known is not None else None
            if event is not None and "[" not in event and event in review.kind.events:
                found.setdefault(event, []).append((one, word))
    return found


def _brought_about(review: Review) -> dict[str, list[tuple[Sat, str]]]:
    """Return the events that meetings brought about and that are written in the diary, not given by a sign-off."""
    everything = review.once(brought_about)
    return {at: by for at, by in everything.items() if is_written(review.kind.events[at], review.case)}


def _written(review: Review, event: str) -> tuple[bool, list[date]]:
    """Return whether anything is recorded for an event as having happened, and the exact days."""
    recorded = [one for one in review.facts.timeline.recorded(parse_address(event)) if one.planned is None]
    return bool(recorded), [one.on for one in recorded if one.exact and one.on is not None]


@rule("PAN022", "agreed-and-not-in-the-diary", "warning", reads=("diary",))
def agreed_and_not_recorded(review: Review) -> Iterator[Offence]:
    """Something that a meeting agreed, of which the diary says nothing: the step it ends stays open."""
    for event, meetings in _brought_about(review).items():
        if _written(review, event)[0]:
            continue
        one, word = meetings[0]
        yield Offence(
            spot=one.document.spot(("decisions",), key=True),
            at=event,
            citations=one.quorum.citations,
            message=f"{one.label(review)} agreed {word} by its minutes, and {event} is not recorded.",
            help=f"reviewctl record {review.case.id} {event} {one.quorum.date.isoformat()}",
        )


@rule("PAN023", "agreement-and-diary-differ", "error", reads=("diary",))
def agreement_and_diary_differ(review: Review) -> Iterator[Offence]:
    """Something that a meeting agreed, of which the diary gives another day."""
    for event, meetings in _brought_about(review).items():
        days = _written(review, event)[1]
        if not days or {one.quorum.date for one, _ in meetings} & set(days):
            continue
        said = tuple(day(one.quorum.date) for one, _ in meetings)
        yield Offence(
            spot=review.spot_of(parse_address(event)),
            at=event,
            related=tuple(one.document.spot(("date",)) for one, _ in meetings),
            message=f"The diary says {listed([day(one) for one in days])} for {event}, and the minutes say "
            f"{listed(said)}.",
            help="Correct whichever is wrong: the date in the diary, or agrees under the decisions of the minutes.",
        )
