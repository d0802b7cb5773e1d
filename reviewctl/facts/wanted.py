"""The documents that the policy wants of a review, and how far the review itself has come."""

from reviewctl.facts.conditions import answer
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import wanted
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.kind import DocumentRule
from reviewctl.model.review import Case


def missing_documents(facts: Facts, furthest: int) -> tuple[DocumentRule, ...]:
    """Return what the policy wants by the stage that the review has come to, and what is not there.

    `furthest` is what furthest_of says. Of a review that was taken over from an older list, only what is wanted
    since then.
    """
    earlier = facts.when_taken_over
    before = _lacking(earlier, furthest_of(earlier)) if earlier is not None else ()
    return tuple(one for one in _lacking(facts, furthest) if one not in before)


def _lacking(facts: Facts, furthest: int) -> tuple[DocumentRule, ...]:
    return tuple(
        one
        for one in facts.plan.kind.documents
        if one.document in BY_NAME
        and one.document not in facts.case.documents
        and BY_NAME[one.document].path not in facts.case.files
        and came_to(facts, one.from_, furthest)
        and asks_for(facts, one)
        and not facts.case.several(one.document)
    )


def asks_for(facts: Facts, one: DocumentRule) -> bool:
    """Whether the policy asks for a document of this review, sooner or later."""
    if one.methods and method_of(facts.case) not in one.methods:
        return False
    return answer(wanted(one.if_), None, facts.timeline) == "yes"


def method_of(case: Case) -> str | None:
    """Return the methodology: that of the terms of reference, else the one recommended."""
    recommended = case.screening.recommendation
    return case.terms.method or (recommended.method if recommended else None)


def is_open(facts: Facts, order: int) -> bool:
    """Whether a stage was itself opened, whatever came after it."""
    return any(
        facts.timeline.moment(way.event) is not None and answer(way.conditions, None, facts.timeline) == "yes"
        for way in facts.plan.stages[order]
    )


def furthest_of(facts: Facts) -> int:
    """Return how far the review itself has come: the last stage opened, that of a closed case left out.

    A case may be closed from early on (no review is held), and has then not come through what lies between.
    """
    last = len(facts.plan.stages) - 1
    return next((order for order in reversed(range(last)) if is_open(facts, order)), -1)


def came_to(facts: Facts, stage_id: str, furthest: int) -> bool:
    """Whether the case has come to a stage, or through it to a later one; `furthest` is what furthest_of says."""
    order = next((at for at, stage in enumerate(facts.plan.kind.stages) if stage.id == stage_id), None)
    if order is None:
        return False
    return furthest >= order or (order == facts.place.order and facts.closed)
