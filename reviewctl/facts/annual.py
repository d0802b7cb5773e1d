"""What the annual report must say of a review: Care Act 2014, Schedule 2, paragraph 4(1)(d) to (g), and P§18."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import (
    awaited,
    declined_at,
    given_up_by,
    met_at,
    owners_in_force,
    words_in_force,
)
from reviewctl.facts.called import called
from reviewctl.facts.judged import Facts
from reviewctl.facts.record import due_in_force
from reviewctl.model.actions import Action, Progress
from reviewctl.model.event import Moment
from reviewctl.model.year import FinancialYear

_SECTION_44 = "s44"
"""How the ids of the mandates begin that rest on section 44 of the Care Act 2014: the duty and the power."""
_CONCLUDED = "report.endorsed"
"""A review is undertaken when the Board has endorsed its report (P§17; P-App3, stage 1)."""


class Said(Struct, frozen=True):
    """A finding, lesson or recommendation of the report: what it is, its number, and its words."""

    word: str
    id: str
    text: str | None


class ActionDone(Struct, frozen=True, kw_only=True):
    """An action, and what became of it in the year.

    `met` is when it was met. `evidence` says whether anything showed it by the end of the year.
    """

    id: str
    what: str | None
    recommendation: str | None
    findings: tuple[str, ...]
    owners: tuple[str, ...]
    met: Moment
    evidence: bool


class ActionIntended(Struct, frozen=True, kw_only=True):
    """An action that was still to be done at the end of the year, and by which day, or words, that was due."""

    id: str
    what: str | None
    recommendation: str | None
    findings: tuple[str, ...]
    owners: tuple[str, ...]
    due: date | None
    due_as_written: str | None


class ActionDeclined(Struct, frozen=True, kw_only=True):
    """An action that the Board decided in the year not to implement; `reason` is None where none is on record."""

    id: str
    what: str | None
    recommendation: str | None
    findings: tuple[str, ...]
    decided_on: date
    decided_by: str | None
    reason: str | None


class ReviewYear(Struct, frozen=True, kw_only=True):
    """What the report on a year must say of one review.

    `kind_title` is what the review is called, by the name in force for it. `mandate` is the title of the mandate,
    None where none is recorded. `decided` is when it was decided that there is to be a review. `concluded` is when
    it concluded, where that was in the year; `ongoing` is whether it was under way at the end of the year. Neither
    holds of a review that concluded earlier, of which there are its actions. `unclear` says what may belong to the
    year, its day not being known well enough: `review` for its conclusion, else the ids of actions that were met.
    """

    case: str
    type: str
    kind_title: str
    subjects: tuple[str, ...]
    mandate: str | None
    decided: Moment
    stage: str
    concluded: Moment | None
    ongoing: bool
    findings: tuple[Said, ...]
    recommendations: tuple[Said, ...]
    done: tuple[ActionDone, ...]
    intended: tuple[ActionIntended, ...]
    declined: tuple[ActionDeclined, ...]
    unclear: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the report has nothing to say of it."""
        return not (
            self.concluded or self.ongoing or self.done or self.intended or self.declined or self.unclear
        )


def review_year(facts: Facts, year: FinancialYear, kinds: tuple[str, ...] = ()) -> ReviewYear | None:
    """Return what the report on a year must say of a review; None where it is not asked for, or there is nothing.

    `kinds` are the kinds of review asked for, by their ids; with none, reviews under section 44 of the Care Act.

    What is not over by the day judged on is told as it stands on that day.
    """
    decided = facts.happened("decision.made")
    asked = facts.plan.kind.type in kinds if kinds else under_section_44(facts)
    if decided is None or not asked or facts.case.decision.outcome != "review":
        return None
    end = min(year.last, facts.as_of)
    if decided.on is not None and decided.on > end:
        return None
    concluded = facts.happened(_CONCLUDED)
    plan = facts.case.plan
    mandate = facts.plan.kind.mandates.get(facts.case.decision.mandate or "")
    found = ReviewYear(
        case=facts.case.id,
        type=facts.plan.kind.type,
        kind_title=called(facts),
        subjects=tuple(subject.pseudonym for subject in facts.case.file.subjects),
        mandate=(mandate.title or facts.case.decision.mandate) if mandate is not None else None,
        decided=decided,
        stage=facts.place.title,
        concluded=concluded if year.holds(concluded) else None,
        ongoing=concluded is None or (concluded.on is not None and concluded.on > end),
        findings=tuple(Said(one.kind or "finding", one.id, one.text) for one in plan.findings),
        recommendations=tuple(Said("recommendation", one.id, one.text) for one in plan.recommendations),
        done=tuple(_done(facts, year, end)),
        intended=tuple(_intended(facts, end)),
        declined=tuple(_declined(facts, year, end)),
        unclear=tuple(_unclear(facts, year, concluded)),
    )
    return None if found.empty else found


def under_section_44(facts: Facts) -> bool:
    """Whether a review is one under section 44 of the Care Act, by the duty or the power; a child's is never one.

    Where the mandate is not recorded, it is the kind of review that says so.
    """
    given = facts.case.decision.mandate
    known = facts.plan.kind.mandates
    return (
        given.startswith(_SECTION_44) if given in known else any(one.startswith(_SECTION_44) for one in known)
    )


def _each(facts: Facts) -> Iterator[tuple[Action, Progress]]:
    for action in facts.case.plan.actions:
        yield action, facts.case.progress.get(action.id) or Progress()


def _done(facts: Facts, year: FinancialYear, end: date) -> Iterator[ActionDone]:
    for action, progress in _each(facts):
        moment = met_at(facts.timeline, action.id)
        if moment is not None and year.holds(moment):
            yield ActionDone(
                id=action.id,
                what=action.action,
                recommendation=action.recommendation,
                findings=action.findings,
                owners=owners_in_force(progress, action, end),
                met=moment,
                evidence="evidence" not in awaited(progress, end),
            )


def _intended(facts: Facts, end: date) -> Iterator[ActionIntended]:
    """Yield what was open at the end of the year, of a plan that had been agreed by then."""
    agreed = facts.happened("plan.agreed")
    if agreed is None or (agreed.on is not None and agreed.on > end):
        return
    for action, progress in _each(facts):
        if _open_at(facts, action, progress, end):
            yield ActionIntended(
                id=action.id,
                what=action.action,
                recommendation=action.recommendation,
                findings=action.findings,
                owners=owners_in_force(progress, action, end),
                due=due_in_force(facts.case, action, end),
                due_as_written=words_in_force(progress, action, end),
            )


def _open_at(facts: Facts, action: Action, progress: Progress, end: date) -> bool:
    moment = met_at(facts.timeline, action.id)
    if moment is not None and (moment.on is None or moment.on <= end):
        return False
    return not given_up_by(progress, end)


def _declined(facts: Facts, year: FinancialYear, end: date) -> Iterator[ActionDeclined]:
    """Yield what it was decided in the year not to implement and stood so at its end, whatever came later."""
    for action, progress in _each(facts):
        given_up = declined_at(progress, end)
        on = given_up.decided_on if given_up is not None else None
        if given_up is not None and on is not None and on >= year.first:
            yield ActionDeclined(
                id=action.id,
                what=action.action,
                recommendation=action.recommendation,
                findings=action.findings,
                decided_on=on,
                decided_by=given_up.decided_by,
                reason=given_up.reason,
            )


def _unclear(facts: Facts, year: FinancialYear, concluded: Moment | None) -> Iterator[str]:
    if year.may_hold(concluded):
        yield "review"
    yield from (one.id for one, _ in _each(facts) if year.may_hold(met_at(facts.timeline, one.id)))
