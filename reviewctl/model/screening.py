"""screening.md: what the screening panel found and recommends (P§5.1, P§8)."""

from typing import Annotated, Literal

from reviewctl.model.record import AgencyId, Record, says

FindingWord = Literal["met", "not-met", "unknown"]


class CriterionFinding(Record, frozen=True, kw_only=True):
    """What was found on one criterion of the legal test."""

    finding: Annotated[FindingWord | None, says("met, not-met or unknown.")] = None
    reason: Annotated[str | None, says("Why, with the evidence it rests on.")] = None


class Recommendation(Record, frozen=True, kw_only=True):
    """What the screening panel recommends to the Independent Chair (P§5.1)."""

    outcome: Annotated[
        Literal["review", "no-review", "other-pathway", "joined"] | None,
        says("review, no-review, other-pathway, or joined (to another review)."),
    ] = None
    mandate: Annotated[str | None, says("The power it rests on: one of the policy's, such as s44-1-3.")] = (
        None
    )
    pathway: Annotated[str | None, says("The other pathway, such as single-agency review.")] = None
    method: Annotated[str | None, says("The methodology: one of the policy's methods.")] = None
    agencies: Annotated[tuple[AgencyId, ...], says("The agencies to take part.")] = ()
    secure_files: Annotated[bool | None, says("true if the agencies must secure their files.")] = None
    output: Annotated[str | None, says("What the review is to produce, such as a report.")] = None
    independent_chair: Annotated[
        str | None, says("Recommendation on an independent chair or facilitator.")
    ] = None
    independent_author: Annotated[str | None, says("Recommendation on an independent author.")] = None
    timescale: Annotated[str | None, says("The timescale recommended.")] = None


class Screening(Record, frozen=True, kw_only=True):
    """The facts of the screening; the reasons in full are the text below them."""

    criteria: Annotated[
        dict[str, CriterionFinding | None], says("Each criterion of the policy: finding and reason.")
    ] = {}
    recommendation: Annotated[Recommendation | None, says("What the panel recommends.")] = None
