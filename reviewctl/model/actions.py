"""action-plan.yaml and progress.yaml: what is recommended, planned and done (P§17, P-App3)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.event import Events
from reviewctl.model.record import Edtf, ItemId, NoBrackets, Record, says


class ReportFinding(Record, frozen=True, kw_only=True):
    """What the report found, on which recommendations rest."""

    id: Annotated[ItemId, says("Its number, or a short word: 3, F2.")]
    text: Annotated[str | None, says("What was found, in a line.")] = None
    answers: Annotated[tuple[str, ...], says("The questions of the terms of reference that it answers.")] = ()


class PlanRecommendation(Record, frozen=True, kw_only=True):
    """A recommendation of the report."""

    id: Annotated[ItemId, says("Its number in the report: 1, 21.10.1.")]
    text: Annotated[str | None, says("Its words.")] = None
    theme: Annotated[str | None, says("One of the board's themes.")] = None
    findings: Annotated[tuple[str, ...], says("The findings that it rests on.")] = ()
    answers: Annotated[tuple[str, ...], says("The questions of the terms of reference that it answers.")] = ()
    owners: Annotated[
        tuple[str, ...], says("Who is to act: agencies' ids, or words for a body beyond the board.")
    ] = ()
    level: Annotated[
        Literal["single-agency", "multi-agency", "national"] | None,
        says("single-agency, multi-agency or national (beyond the board's power)."),
    ] = None


class Action(Record, frozen=True, kw_only=True):
    """One action of the plan, as it was signed off."""

    id: Annotated[ItemId, says("A number that never changes: 1, 2, 2a.")]
    recommendation: Annotated[ItemId | None, says("The recommendation that it answers.")] = None
    action: Annotated[str | None, says("What will be done.")] = None
    owners: Annotated[
        tuple[str, ...], says("Who does it: an agency's id, or words for a body beyond the board.")
    ] = ()
    lead: Annotated[str | None, says("Which of several owners answers for the whole.")] = None
    overseer: Annotated[str | None, says("Who watches over it without owning it.")] = None
    role: Annotated[str | None, says("The post in the agency that answers for it.")] = None
    due: Annotated[date | None, says("The day by which it will be done.")] = None
    due_as_written: Annotated[str | None, says("The due date in the words of the plan: spring 2014.")] = None
    outcome: Annotated[str | None, says("What will be different.")] = None
    measure: Annotated[str | None, says("How that will be measured.")] = None


class ActionPlan(Record, frozen=True, kw_only=True):
    """The plan as it is signed off. Progress is kept apart, so that it never voids the sign-off."""

    findings: Annotated[tuple[ReportFinding, ...], says("What the report found.")] = ()
    recommendations: Annotated[tuple[PlanRecommendation, ...], says("The report's recommendations.")] = ()
    actions: Annotated[tuple[Action, ...], says("What will be done about them.")] = ()


class ActionUpdate(Record, frozen=True, kw_only=True):
    """What an owner reported."""

    on: Annotated[Edtf | None, says("When, as far as known; blank where no source gives it.")] = None
    status: Annotated[str | None, says("The owner's own word, by the board's scale.")] = None
    note: Annotated[str | None, says("What was reported.")] = None


class Revision(Record, frozen=True, kw_only=True):
    """A later due date that was agreed."""

    due: Annotated[date | None, says("The new date; blank where it was agreed in words only.")] = None
    due_as_written: Annotated[str | None, says("The new date in words: autumn 2014.")] = None
    reason: Annotated[str | None, says("Why.")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None
    on: Annotated[date | None, says("The day it was agreed.")] = None


class Evidence(Record, frozen=True, kw_only=True):
    """What shows that an action was done."""

    on: Annotated[Edtf | None, says("When, as far as known.")] = None
    what: Annotated[str | None, says("What it is, or the id of a paper in papers.yaml.")] = None


class Impact(Record, frozen=True, kw_only=True):
    """What shows that it made a difference."""

    on: Annotated[date | None, says("The day it was measured.")] = None
    what: Annotated[str | None, says("What was measured and what was found.")] = None


class Verified(Record, frozen=True, kw_only=True):
    """Who checked the evidence."""

    on: Annotated[date | None, says("The day.")] = None
    by: Annotated[str | None, says("Who: a meeting or a role.")] = None


class NotImplemented(Record, frozen=True, kw_only=True):
    """The Board's decision not to implement an action (P§18)."""

    decided_on: Annotated[date | None, says("The day the Board decided.")] = None
    reason: Annotated[str | None, says("Why; it goes into the annual report (P§18).")] = None


class Progress(Record, frozen=True, kw_only=True):
    """What became of one action."""

    updates: Annotated[tuple[ActionUpdate, ...], says("What its owner reported, and when.")] = ()
    revisions: Annotated[tuple[Revision, ...], says("Later dates that were agreed.")] = ()
    met: Annotated[Events | None, says("When the action was met, as far as known.")] = None
    evidence: Annotated[tuple[Evidence, ...], says("What shows that it was done (P-App3).")] = ()
    impact: Annotated[tuple[Impact, ...], says("What shows that it made a difference (P-App3).")] = ()
    verified: Annotated[Verified | None, says("Who checked the evidence, and when (P-App3).")] = None
    not_implemented: Annotated[
        NotImplemented | None, says("Where the Board decided not to implement it (P§18).")
    ] = None


ProgressFile = dict[NoBrackets, Progress | None]
