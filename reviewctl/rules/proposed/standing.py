"""How the sign-offs of one side of a pull request stand."""

from reviewctl.facts.judged import Facts
from reviewctl.facts.signoff import signoffs
from reviewctl.model.signoff import Signoff


def standing(facts: Facts) -> tuple[Signoff, ...]:
    """Return each sign-off of a review; nothing for one that was never asked to sign anything off."""
    folder = facts.case.signoff
    if not folder.statements and not folder.requests:
        return ()
    return signoffs(facts.case, facts.plan.kind, facts.board, facts.as_of)
