"""IMR: rounds in which one was sent back, and questions that no IMR answers."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.coverage import coverage_of
from reviewctl.model.event import moments
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day

_CLOSED = ("declined", "not-possible", "nothing-held")


@rule("IMR011", "question-without-an-answer", "warning", "P§14", reads=("tor", "imr"))
def question_without_answer(review: Review) -> Iterator[Offence]:
    """A question of the terms of reference that no IMR answers, though all have come and others are answered."""
    if not review.case.several("imr") or not _all_here(review):
        return
    covered = coverage_of(review.facts)
    if not any(one.answered for one in covered):
        return  # The IMRs are not written question by question, so nothing can be said of any.
    for number, one in enumerate(covered):
        if not one.answered:
            yield Offence(
                spot=review.spot("tor", ("questions", number)),
                at=f"tor.questions[{one.question.id}]",
                message=f"No IMR answers question {one.question.id} of the terms of reference.",
                help=f"See who answers what: reviewctl imr matrix {review.case.id}. An IMR that does answer it "
                "lists it under answers; an agency that has nothing to say, under nothing_on.",
            )


def _all_here(review: Review) -> bool:
    """Whether each IMR that is wanted has come and is in the folder, or will never come."""
    for agency, owed in review.case.returns.items():
        if "imr" not in (owed.contribution or "") or owed.outcome in _CLOSED:
            continue
        at = f"returns[{agency}]"
        back = review.happened(f"{at}.rounds.last.sent_back") and not review.happened(
            f"{at}.rounds.last.resubmitted"
        )
        here = review.case.document("imr", agency) is not None
        if back or not here or not review.happened(f"{at}.imr.submitted"):
            return False
    return True


@rule("IMR012", "sent-back-without-reason", "warning", "P§14")
def sent_back_without_reason(review: Review) -> Iterator[Offence]:
    """An IMR that was sent back, and not why."""
    for agency, owed in review.case.returns.items():
        for number, one in enumerate(owed.rounds):
            if one.sent_back is not None and not one.because:
                yield Offence(
                    spot=review.spot("returns", (agency, "rounds", number)),
                    at=f"returns[{agency}].rounds[{number + 1}].because",
                    message=f"The IMR of {agency} was sent back, and it is not recorded what was wanted of it.",
                    help="Write it under because, in neutral words: its author must know what to do.",
                )


@rule("IMR013", "round-out-of-order", "error", "P§14")
def round_out_of_order(review: Review) -> Iterator[Offence]:
    """A round of an IMR that cannot have gone so: back before it came, or again before it went back.

    Whether the last round came again before it went back is TIM007's to say, for that is a step.
    """
    for agency, owed in review.case.returns.items():
        before, what = _first(owed.imr.submitted if owed.imr is not None else None), "came"
        for number, one in enumerate(owed.rounds):
            for field, words in (("sent_back", "was sent back"), ("resubmitted", "came again")):
                on = _first(getattr(one, field))
                last = field == "resubmitted" and number == len(owed.rounds) - 1
                if on is not None and before is not None and on < before and not last:
                    yield Offence(
                        spot=review.spot("returns", (agency, "rounds", number, field)),
                        at=f"returns[{agency}].rounds[{number + 1}].{field}",
                        message=f"The IMR of {agency} {words} on {day(on)}, before {day(before)}, when it {what}.",
                        help="One of the two days is a slip; correct it.",
                    )
                before, what = (on, words) if on is not None else (before, what)


def _first(value: object) -> date | None:
    exact = [one.on for one in moments(value, "") if one.exact and one.on is not None]
    return min(exact, default=None)
