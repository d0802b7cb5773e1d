"""ACT: whether a plan takes into account what other reviews recommended before, and what came of it."""

import re
from collections.abc import Iterator, Sequence

from reviewctl.facts.actions.repeats import still_planned
from reviewctl.facts.actions.similar import Recommended
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import listed, quoted

_CASE_ID = re.compile(CASE_ID_FORM)


@rule("ACT030", "recommended-before", "warning", "P§17", "P§20")
def recommended_before(review: Review) -> Iterator[Offence]:
    """A recommendation nearly the same as an earlier one that was closed as met, of which the plan says nothing."""
    if not review.case.plan.recommendations or not still_planned(review.facts):
        return
    unsaid = review.before.unsaid(review.facts)
    for number, one in enumerate(review.case.plan.recommendations):
        if earlier := unsaid.get(one.id):
            yield Offence(
                spot=review.spot("action-plan", ("recommendations", number, "id")),
                at=f"action-plan.recommendations.{one.id}",
                message=f"Recommendation {one.id} is nearly the same as {_named(earlier)}, closed as met.",
                help=f"See what came of it: reviewctl action similar {review.case.id} {one.id}. Then say what is done "
                f"otherwise this time: reviewctl action considered {review.case.id} {one.id} {earlier[0].case} "
                f"{earlier[0].id} --note WORDS",
            )


def _named(earlier: Sequence[Recommended]) -> str:
    return listed([f"recommendation {one.id} of {one.case}" for one in earlier])


@rule("ACT031", "considered-not-there", "error", "P§17")
def considered_not_there(review: Review) -> Iterator[Offence]:
    """A plan that says to have considered a review or a recommendation that is not in the register."""
    for number, one in enumerate(review.case.plan.recommendations):
        for place, said in enumerate(one.considered):
            if not _CASE_ID.fullmatch(said.review):
                continue
            own = said.review == review.case.id
            if not own and review.before.holds(said.review, said.recommendation):
                continue
            key = "recommendation" if not own and review.before.holds(said.review, None) else "review"
            what = f"{said.review} recommends nothing numbered {quoted(said.recommendation or '', 'so')}"
            yield Offence(
                spot=review.spot("action-plan", ("recommendations", number, "considered", place, key)),
                at=f"action-plan.recommendations.{one.id}",
                message=f"{what}."
                if key == "recommendation"
                else f"there is no other review {said.review} here.",
                help="Correct it in action-plan.yaml, then: reviewctl save. A review that another board keeps is named "
                "by words: SAR Adult B of Another Board.",
            )
