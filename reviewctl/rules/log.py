"""TIM: whether what is written in the log holds together: times of standing still, and urgent issues."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.permissions import Named
from reviewctl.facts.urgent import Unanswered, unanswered
from reviewctl.model.log import Suspension
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day


def _lasting(review: Review) -> Iterator[tuple[int, Suspension]]:
    """Yield the suspensions that have begun and last still, with their places in the log."""
    for number, one in enumerate(review.case.log.suspensions):
        begun = one.from_ is not None and one.from_ <= review.as_of
        if begun and (one.until is None or one.until > review.as_of):
            yield number, one


def _about(one: Suspension) -> str:
    return ", ".join(one.steps) or "all steps"


@rule("TIM010", "suspension-without-day-to-ask-again", "warning", "P§6", "P§11")
def without_ask_again(review: Review) -> Iterator[Offence]:
    """A suspension that lasts, with no day on which somebody asks whether it is still needed."""
    for number, one in _lasting(review):
        if one.ask_again is None and one.until is None:
            yield Offence(
                spot=review.spot("log", ("suspensions", number)),
                at=_about(one),
                message=f"The suspension of {_about(one)} has lasted since {day(one.from_)}, and no day is set on "
                "which to ask whether it is still needed.",
                help=f"Set one: reviewctl record {review.word} "
                f'"log.suspensions[{number + 1}].ask_again" DATE',
            )


@rule("TIM011", "suspension-to-be-asked-about-again", "warning", "P§6", "P§11")
def ask_again_passed(review: Review) -> Iterator[Offence]:
    """A suspension that lasts, although the day on which to ask about it has passed."""
    for number, one in _lasting(review):
        if one.ask_again is not None and one.ask_again < review.as_of:
            yield Offence(
                spot=review.spot("log", ("suspensions", number, "ask_again")),
                at=_about(one),
                message=f"Whether the suspension of {_about(one)} is still needed was to be asked on "
                f"{day(one.ask_again)}, and it lasts still.",
                help=f"Ask whoever asked for it. If it is over: reviewctl resume {review.word} --on DATE. "
                f'If not: reviewctl record {review.word} "log.suspensions[{number + 1}].ask_again" DATE',
            )


@rule("TIM012", "suspension-in-impossible-days", "error")
def impossible_days(review: Review) -> Iterator[Offence]:
    """A suspension of which the first day is not recorded, or that ends before it begins."""
    for number, one in enumerate(review.case.log.suspensions):
        fault = _fault_of_days(one)
        if fault:
            yield Offence(
                spot=review.spot("log", ("suspensions", number)),
                at=_about(one),
                message=f"The suspension of {_about(one)} {fault}, so no date can be moved by it.",
                help="Write under from the first day on which it stood still, and under until the first on which it "
                "ran again.",
            )


def _fault_of_days(one: Suspension) -> str:
    if one.from_ is None:
        return "has no first day"
    if one.until is not None and one.until <= one.from_:
        return f"begins on {day(one.from_)} and ends on {day(one.until)}"
    return ""


@rule("TIM013", "suspensions-overlap", "error")
def overlapping(review: Review) -> Iterator[Offence]:
    """Two suspensions of one step at one time: its date would be moved twice."""
    entries = [
        (number, one, _keys(review, one))
        for number, one in enumerate(review.case.log.suspensions)
        if one.from_ is not None and not _fault_of_days(one)
    ]
    for place, (number, one, keys) in enumerate(entries):
        for earlier, other, others in entries[:place]:
            twice = sorted(keys & others)
            if twice and _meet(one, other):
                before = review.spot("log", ("suspensions", earlier))
                yield Offence(
                    spot=review.spot("log", ("suspensions", number)),
                    at=twice[0],
                    related=(before,),
                    message=f"The suspension of {_about(one)} from {day(one.from_)} overlaps with that on line "
                    f"{before.line}: {', '.join(twice[:3])}{' …' if len(twice) > 3 else ''} would be moved twice.",
                    help="End the earlier one before the later one begins, or name other steps.",
                )
                break


def _keys(review: Review, one: Suspension) -> frozenset[str]:
    """Return the steps, with their items, that stand still by an entry."""
    stretch = Named(one, review.kind.pauses)
    return frozenset(each.key for each in review.facts.deadlines if stretch.covers(each.step, each.key))


def _meet(one: Suspension, other: Suspension) -> bool:
    """Whether two times have a day in common; the last day of neither belongs to it."""
    starts = max(one.from_ or date.min, other.from_ or date.min)
    return starts < min(one.until or date.max, other.until or date.max)


@rule("TIM014", "urgent-issue-without-answer", "warning", "P§11")
def urgent_without_answer(review: Review) -> Iterator[Offence]:
    """An urgent issue that was raised on an earlier day and is not answered; an error once the review is closed."""
    for one in unanswered(review.case.log, review.as_of):
        if one.to is None or one.waiting is None or one.waiting > 0:
            yield Offence(
                spot=review.spot("log", ("urgent", one.place)),
                at=f"log.urgent[{one.name}]",
                message=f"Urgent issue {one.name} {_so_far(one)}.",
                help=f"When it is answered: reviewctl urgent answer {review.word} {one.name} --on DATE"
                if one.to is not None
                else "Bring it to the attention of the Executive or the Board, and write which under to.",
                severity="error" if review.facts.closed else None,
            )


def _so_far(one: Unanswered) -> str:
    if one.to is None:
        return "has not been brought to the Executive or the Board"
    if one.waiting is None:
        return f"was brought to the {one.to} on a day that is not recorded, and is not answered"
    days = f"{one.waiting} day{'' if one.waiting == 1 else 's'}"
    return f"was raised on {day(one.raised)} and has had no answer for {days}"
