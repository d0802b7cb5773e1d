"""action-plan.yaml and progress.yaml: what is recommended, planned and done (P§17, P-App3)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.event import Events
from reviewctl.model.record import Edtf, ItemId, NoBrackets, Record, says


class ReportFinding(Record, frozen=True, kw_only=True):
    """What the report found, on which recommendations rest."""

    id: Annotated[ItemId, says("Its number, or a short word: 3, F2.")]
    text: Annotated[str | None, says("What was found, in a line.")] = None
    kind: Annotated[
        Literal["finding", "lesson", "question"] | None,
        says(
            "What the report calls it: a finding, a lesson, or a question put to the board. Blank: a finding."
        ),
    ] = None
    owners: Annotated[
        tuple[str, ...],
        says("Whom it is addressed to, where there is no recommendation: agencies' ids, or words."),
    ] = ()
    answers: Annotated[tuple[str, ...], says("The questions of the terms of reference that it answers.")] = ()


class Considered(Record, frozen=True, kw_only=True):
    """An earlier recommendation that was looked at before this one was turned into actions (P§17)."""

    review: Annotated[str, says("The earlier review: its id, or words for one that another board keeps.")]
    recommendation: Annotated[
        str | None, says("The number of its recommendation; blank for the review as a whole.")
    ] = None
    note: Annotated[
        str | None, says("What came of it, and what is done otherwise this time. Pseudonyms only.")
    ] = None


class PlanRecommendation(Record, frozen=True, kw_only=True):
    """A recommendation of the report."""

    id: Annotated[ItemId, says("Its number in the report: 1, 21.10.1.")]
    text: Annotated[str | None, says("Its words.")] = None
    source: Annotated[
        str | None,
        says("Where it comes from, if not from this review's report: an inspection, a minister's letter."),
    ] = None
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
    considered: Annotated[
        tuple[Considered, ...], says("Earlier recommendations like it that were considered (P§17).")
    ] = ()


class Action(Record, frozen=True, kw_only=True):
    """One action of the plan, as it was signed off."""

    id: Annotated[ItemId, says("A number that never changes: 1, 2, 2a.")]
    recommendation: Annotated[ItemId | None, says("The recommendation that it answers.")] = None
    findings: Annotated[
        tuple[str, ...],
        says("The findings that it answers, where the report makes no recommendations of them."),
    ] = ()
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
    standard: Annotated[
        tuple[str, ...],
        says("Which of the items that every plan holds it answers (P§17): publication-timeline."),
    ] = ()


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
    heard: Annotated[
        bool | None,
        says("false where the owner was asked and sent nothing, so that the silence goes on; else blank."),
    ] = None


class Revision(Record, frozen=True, kw_only=True):
    """A later due date that was agreed."""

    due: Annotated[date | None, says("The new date; blank where it was agreed in words only.")] = None
    due_as_written: Annotated[str | None, says("The new date in words: autumn 2014.")] = None
    reason: Annotated[str | None, says("Why.")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None
    on: Annotated[date | None, says("The day it was agreed.")] = None


class HandOver(Record, frozen=True, kw_only=True):
    """That an action went to other owners after the plan was signed off."""

    on: Annotated[Edtf | None, says("When, as far as known.")] = None
    to: Annotated[tuple[str, ...], says("Who owns it from then on: agencies' ids, or words.")] = ()
    reason: Annotated[str | None, says("Why.")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None


class Evidence(Record, frozen=True, kw_only=True):
    """What shows that an action was done."""

    on: Annotated[Edtf | None, says("When, as far as known.")] = None
    what: Annotated[str | None, says("What it is, or the id of a paper in papers.yaml.")] = None


class Impact(Record, frozen=True, kw_only=True):
    """What shows that it made a difference."""

    on: Annotated[date | None, says("The day it was measured.")] = None
    what: Annotated[str | None, says("What was measured and what was found.")] = None
    how: Annotated[
        Literal["single-agency-audit", "multi-agency-audit", "dataset"] | None,
        says(
            "How it was tested across the partnership: single-agency-audit, multi-agency-audit or dataset (P-App3)."
        ),
    ] = None


class Verified(Record, frozen=True, kw_only=True):
    """Who checked the evidence."""

    on: Annotated[date | None, says("The day.")] = None
    by: Annotated[str | None, says("Who: a meeting or a role.")] = None


class Moderation(Record, frozen=True, kw_only=True):
    """What one moderation meeting found of an action (P-App3, stage 4)."""

    on: Annotated[date | None, says("The day it was looked at.")] = None
    meeting: Annotated[
        str | None, says("The moderation meeting's minutes, by their file: 2026-11-04-moderation.")
    ] = None
    evidence: Annotated[
        Literal["accepted", "more-needed"] | None,
        says("Whether the evidence shows that the action was met and implemented: accepted or more-needed."),
    ] = None
    impact: Annotated[
        Literal["accepted", "more-needed", "none"] | None,
        says("Whether it is shown how the impact will be measured: accepted, more-needed or none."),
    ] = None
    note: Annotated[str | None, says("What is still wanted, or anything to add. Pseudonyms only.")] = None


class NotImplemented(Record, frozen=True, kw_only=True):
    """The Board's decision not to implement an action (P§18)."""

    decided_on: Annotated[date | None, says("The day the Board decided.")] = None
    decided_by: Annotated[str | None, says("Who decided: board or executive, or a person's id.")] = None
    reason: Annotated[str | None, says("Why; it goes into the annual report (P§18).")] = None


class TakenBack(Record, frozen=True, kw_only=True):
    """A decision not to implement an action that the Board took back later."""

    decided_on: Annotated[date | None, says("The day the Board decided not to implement it.")] = None
    decided_by: Annotated[str | None, says("Who decided that.")] = None
    reason: Annotated[str | None, says("Why it was not to be implemented.")] = None
    on: Annotated[date | None, says("The day the Board took that back.")] = None
    by: Annotated[str | None, says("Who took it back: board or executive, or a person's id.")] = None
    because: Annotated[str | None, says("Why it is implemented after all.")] = None


class Progress(Record, frozen=True, kw_only=True):
    """What became of one action."""

    updates: Annotated[tuple[ActionUpdate, ...], says("What its owner reported, and when.")] = ()
    revisions: Annotated[tuple[Revision, ...], says("Later dates that were agreed.")] = ()
    handed_over: Annotated[
        tuple[HandOver, ...], says("Other owners than those of the plan, from when on: an office may change.")
    ] = ()
    met: Annotated[Events | None, says("When the action was met, as far as known.")] = None
    evidence: Annotated[tuple[Evidence, ...], says("What shows that it was done (P-App3).")] = ()
    impact: Annotated[tuple[Impact, ...], says("What shows that it made a difference (P-App3).")] = ()
    verified: Annotated[Verified | None, says("Who checked the evidence, and when (P-App3).")] = None
    moderated: Annotated[
        tuple[Moderation, ...],
        says("What the moderation found of it, each time that it was looked at (P-App3)."),
    ] = ()
    not_implemented: Annotated[
        NotImplemented | None, says("Where the Board decided not to implement it (P§18).")
    ] = None
    taken_back: Annotated[
        tuple[TakenBack, ...],
        says("Earlier decisions not to implement it that the Board took back: they stood until then."),
    ] = ()


ProgressFile = dict[NoBrackets, Progress | None]
