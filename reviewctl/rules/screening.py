"""DEC: the legal test, criterion by criterion, and what the screening panel recommends."""

from collections.abc import Iterator
from typing import Literal

from reviewctl.model.kind import Mandate, ReviewType
from reviewctl.model.screening import CriterionFinding
from reviewctl.model.step import cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import listed, quoted

_NONE = CriterionFinding()
_ABUSE, _HARM = "abuse_or_neglect", "harm_"
"""What the virtual panel considers: abuse or neglect, and with it the death or a limb of serious harm (P§1)."""
_PATHWAY, _RAPID = "pathway.determined", ("rapid-review", "joined")
_WANTED = (
    "method",
    "agencies",
    "secure_files",
    "output",
    "independent_chair",
    "independent_author",
    "timescale",
)


def deciding_kind(review: Review) -> ReviewType:
    """Return the kind by whose test a review was decided: the one that it was that day.

    To become one of another kind is no way out of a duty, and the criteria of the new kind were not before whoever
    decided. Today's kind where the day of the decision is not known.
    """
    made = review.facts.happened("decision.made")
    for former in review.facts.former:
        if made is not None and made.on is not None and former.until is not None and made.on <= former.until:
            return former.plan.kind
    return review.kind


def finding_on(review: Review, criterion: str) -> CriterionFinding:
    """Return what was found on a criterion; an empty finding where nothing was."""
    return review.case.screening.criteria.get(criterion) or _NONE


def met(review: Review, mandate: Mandate) -> Literal["yes", "no", "unknown"]:
    """Return whether the criteria of a mandate are met by the findings of the screening."""
    needed = [finding_on(review, criterion).finding for criterion in mandate.all]
    either = [finding_on(review, criterion).finding for criterion in mandate.any]
    if "not-met" in needed or (either and all(found == "not-met" for found in either)):
        return "no"
    if all(found == "met" for found in needed) and (not either or "met" in either):
        return "yes"
    return "unknown"


def answered_by_another(review: Review, kind: ReviewType, name: str) -> bool:
    """Whether a criterion needs no answer: it is one of several of which one is enough, and another is met.

    A criterion that some mandate wants met whatever else is, always needs one.
    """
    resting = [one for one in kind.mandates.values() if name in (*one.all, *one.any)]
    return bool(resting) and all(
        name not in one.all and any(finding_on(review, other).finding == "met" for other in one.any)
        for one in resting
    )


def duty(review: Review) -> tuple[str, Mandate] | None:
    """Return the mandate by which a review must be held, where its criteria are met, or None."""
    for name, mandate in deciding_kind(review).mandates.items():
        if mandate.duty == "must" and met(review, mandate) == "yes":
            return name, mandate
    return None


@rule("DEC004", "criterion-without-reason", "error")
def criterion_without_reason(review: Review) -> Iterator[Offence]:
    """A criterion found met, not met or unknown, without a reason."""
    for name, criterion in deciding_kind(review).criteria.items():
        found = finding_on(review, name)
        if found.finding is not None and not found.reason:
            yield Offence(
                spot=review.spot("screening", ("criteria", name, "finding")),
                at=f"screening.criteria.{name}",
                citations=cited(criterion.cites),
                message=f"{name} is found {found.finding}, and no reason is recorded.",
                help="Write under reason why, with the evidence it rests on.",
            )


@rule("DEC005", "decided-with-a-criterion-open", "error")
def criterion_open(review: Review) -> Iterator[Offence]:
    """A decision made although a criterion of the legal test is unknown or was not looked at.

    Of criteria of which one is enough, such as that the child died or was seriously harmed, one that is met answers
    for the others.
    """
    if not (review.happened("decision.made") and review.happened("screening.held")):
        return
    if review.case.document("screening") is None:
        return
    kind = deciding_kind(review)
    for name, criterion in kind.criteria.items():
        found = finding_on(review, name).finding
        if found not in ("met", "not-met") and not answered_by_another(review, kind, name):
            yield Offence(
                spot=review.spot("screening", ("criteria", name), key=True),
                at=f"screening.criteria.{name}",
                citations=cited(criterion.cites),
                message=f"The decision is made, and {name} is {found or 'blank'}.",
                help="Write whether it was met or not-met when it was decided, and why.",
            )


@rule("DEC018", "serious-incident-on-another-pathway", "error", reads=("screening",))
def serious_incident(review: Review) -> Iterator[Offence]:
    """A child died or was seriously harmed and abuse is suspected, and the pathway is not the Rapid Review."""
    chosen = review.facts.happened(_PATHWAY)
    if chosen is None or chosen.outcome in (None, *_RAPID):
        return
    harm = _harm_found(review)
    if not harm or not _is_met(review, _ABUSE):
        return
    yield Offence(
        spot=review.spot("diary", ("pathway", "determined")),
        at=_PATHWAY,
        citations=tuple(dict.fromkeys(("P§1", *_cites_of(review, (_ABUSE, *harm))))),
        related=(review.spot("screening", ("criteria", harm[0], "finding")),),
        message=f"{_ABUSE} and {listed(harm)} were found met, so the case is notified and a review considered; the "
        f"pathway is {chosen.outcome}.",
        help="Take it back to the statutory partners: a Rapid Review is where they consider it. If a finding was "
        "wrong, correct it in screening.md with its reason.",
    )


def _is_met(review: Review, criterion: str) -> bool:
    return finding_on(review, criterion).finding == "met"


def _harm_found(review: Review) -> list[str]:
    """Return what was found of the child: that it died, and each limb of serious harm."""
    found = review.case.screening.criteria
    return [one for one in found if (one == "child_died" or one.startswith(_HARM)) and _is_met(review, one)]


def _cites_of(review: Review, criteria: tuple[str, ...]) -> Iterator[str]:
    """Yield the paragraphs of criteria, of the kind that the review is or of those that it was."""
    for name in criteria:
        rules = (kind.criteria[name] for kind in review.kinds if name in kind.criteria)
        yield from (cite for one in rules for cite in cited(one.cites))


@rule("DEC016", "recommendation-incomplete", "warning", "P§5.1")
def recommendation_incomplete(review: Review) -> Iterator[Offence]:
    """A recommendation to hold a review that leaves out some of what it must say."""
    said = review.case.screening.recommendation
    if said is None or said.outcome != "review" or not review.happened("screening.recommendation_sent"):
        return
    wanted = [key for key in _WANTED if key != "method" or deciding_kind(review).methods]
    lacking = [key for key in wanted if getattr(said, key) in (None, (), "")]
    if lacking:
        yield Offence(
            spot=review.spot("screening", ("recommendation",), key=True),
            at="screening.recommendation",
            message=f"The recommendation was sent, and it says nothing on {listed(lacking)}.",
            help="Fill in what was recommended; where nothing was, say so: none recommended.",
        )


@rule("DEC017", "recommendation-without-outcome", "error", "P§5.1", "P§11")
def recommendation_without_outcome(review: Review) -> Iterator[Offence]:
    """A recommendation that was sent, of which the record does not say what it was."""
    said = review.case.screening.recommendation
    if review.happened("screening.recommendation_sent") and (said is None or said.outcome is None):
        if review.case.document("screening") is None:
            return
        yield Offence(
            spot=review.spot("screening", ("recommendation",), key=True),
            at="screening.recommendation.outcome",
            message="The recommendation was sent, and it is not recorded what it was.",
            help="Write under outcome: review, no-review, other-pathway or joined.",
        )


@rule("DEC003", "mandate-not-supported", "error")
def mandate_not_supported(review: Review) -> Iterator[Offence]:
    """A review said to rest on a power or duty whose criteria were found not to be met."""
    claimed = review.case.decision.mandate or ""
    mandate = deciding_kind(review).mandates.get(claimed)
    if mandate is None or review.case.decision.outcome != "review" or met(review, mandate) != "no":
        return
    needed = [c for c in mandate.all if finding_on(review, c).finding == "not-met"] or list(mandate.any)
    yield Offence(
        spot=review.spot("decision", ("mandate",)),
        at="decision.mandate",
        citations=cited(mandate.cites),
        related=(review.spot("screening", ("criteria",), key=True),),
        message=f"The review is said to rest on {quoted(claimed)}, and {listed(needed)} "
        f"{'was' if len(needed) == 1 else 'were'} found not-met.",
        help="Correct the mandate, or the finding if it has changed since, with its reason.",
    )
