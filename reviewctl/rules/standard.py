"""ACT: whether a plan holds what every plan holds as standard (P§17)."""

from collections.abc import Iterator
from functools import partial

from reviewctl.facts.actions.repeats import still_planned
from reviewctl.facts.actions.standard import lacking
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.vocabulary import Said, unknown


@rule("ACT035", "standard-item-not-planned", "warning", "P§17")
def not_planned(review: Review) -> Iterator[Offence]:
    """A plan to be finalised, or agreed, of which no action answers one of the items that every plan holds."""
    plan = review.case.plan
    if not plan.actions or not (review.happened("report.presented") or review.happened("plan.agreed")):
        return
    if not still_planned(review.facts):
        return
    for word, item in lacking(review.facts).items():
        yield Offence(
            spot=review.spot("action-plan", ("actions",), key=True),
            at=f"action-plan.actions.{word}",
            citations=cited(item.cites),
            message=f"No action answers what every plan holds: {item.title[0].lower()}{item.title[1:]}.",
            help=f"Add an action, or write under standard of the one that answers it: - {word}",
        )


@rule("ACT036", "standard-item-not-known", "error")
def not_known(review: Review) -> Iterator[Offence]:
    """An action that answers an item of every plan which the policy does not have."""
    items = {word: one.title for kind in review.kinds for word, one in kind.standard_actions.items()}
    said = [
        Said(
            word,
            partial(review.spot, "action-plan", ("actions", number, "standard", place)),
            f"actions[{action.id}].standard",
        )
        for number, action in enumerate(review.case.plan.actions)
        for place, word in enumerate(action.standard)
    ]
    yield from unknown(said, "item of every plan", items)
