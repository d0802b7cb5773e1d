"""What every action plan holds as standard (P§17), and what of it a plan does not answer."""

from reviewctl.facts.judged import Facts
from reviewctl.model.actions import ActionPlan
from reviewctl.model.kind import StandardAction

PREVIOUS_REVIEWS = "previous-reviews"
"""The item that is answered, too, by a recommendation that says which earlier ones were considered."""


def lacking(facts: Facts) -> dict[str, StandardAction]:
    """Return the items that no action of a plan answers, and that no event has settled, in the policy's order."""
    answered = answered_in(facts.case.plan)
    return {
        word: item
        for word, item in facts.plan.kind.standard_actions.items()
        if word not in answered and not (item.settled_by and facts.happened(item.settled_by))
    }


def answered_in(plan: ActionPlan) -> frozenset[str]:
    """Return the items that a plan answers: by an action, or the look at previous reviews by a recommendation."""
    said = {word for action in plan.actions for word in action.standard}
    considered = any(one.considered for one in plan.recommendations)
    return frozenset(said | ({PREVIOUS_REVIEWS} if considered else set()))
