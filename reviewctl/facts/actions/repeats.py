"""What came of recommendations that were made before, and which of those of a plan repeat one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

from reviewctl.facts.actions.similar import Near, Recommended
from reviewctl.facts.actions.standing import AWAITED, ActionLine, Awaited, action_lines
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import ActionPlan, PlanRecommendation, Progress
from reviewctl.model.event import moments

Outcome = Literal["met", "partly-met", "open", "not-implemented", "no-action", "not-known"]
"""What became of a recommendation as a whole: every action met; some met and the rest open or given up; none met and
some open; all given up by the Board (P§18); no action answers it; or its review cannot be read."""


class Came(Struct, frozen=True, kw_only=True):
    """What came of one recommendation by a day: its outcome, and how many of its actions stand how.

    `shown` says of how many of the met actions there is evidence, a check of it, and impact (P-App3). `year` is when
    the plan was agreed, else the year in the review's id; None for neither.
    """

    outcome: Outcome
    actions: int = 0
    met: int = 0
    overdue: int = 0
    open: int = 0
    given_up: int = 0
    shown: dict[Awaited, int] = {}
    year: int | None = None


class Repeat(Struct, frozen=True, kw_only=True):
    """An earlier recommendation that one of a plan is like, and what came of it.

    `considered` says whether the plan says that it was looked at, and `asks` whether it has yet to: it is one of those
    that `Before.unsaid` gives. `same_owners` are the owners that both name.
    """

    near: Near
    came: Came
    considered: bool
    asks: bool
    same_owners: tuple[str, ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """A recommendation of a plan with the earlier ones like it, the most alike first."""

    one: Recommended
    repeats: tuple[Repeat, ...] = ()


class Planned(Struct, frozen=True, kw_only=True):
    """A plan as far as it is compared with those of other reviews.

    `plan` are its recommendations and `own` those that have words. `by` is the day by which it could look at others.
    `worked_on` says whether it is still planned.
    """

    own: tuple[Recommended, ...]
    plan: tuple[PlanRecommendation, ...]
    by: date
    worked_on: bool


class Before(Protocol):
    """What other reviews recommended, as far as it can be asked."""

    def unsaid(self, facts: Facts) -> dict[str, tuple[Recommended, ...]]:
        """Return for each recommendation of a plan the earlier ones that it should say were considered, by its number.

        They are nearly the same, and their actions were all met by the day on which the plan was agreed, or by now.
        """
        ...

    def holds(self, review: str, recommendation: str | None) -> bool:
        """Whether there is such a review, and such a recommendation in its plan where one is named."""
        ...


class NothingBefore:
    """Where the other reviews are not looked at: nothing is like any of them, and what is said of them is believed."""

    def unsaid(self, facts: Facts) -> dict[str, tuple[Recommended, ...]]:
        """Return nothing."""
        return {}

    def holds(self, review: str, recommendation: str | None) -> bool:
        """Return True."""
        return True


NOT_ASKED = NothingBefore()


def recommended_in(facts: Facts) -> tuple[Recommended, ...]:
    """Return the recommendations of a review that have words, in the order of its plan."""
    case = facts.case
    return tuple(recommended(case.id, case.folder, case.plan))


def recommended(case: str, folder: str, plan: ActionPlan) -> Iterator[Recommended]:
    """Yield the recommendations of a plan that have words."""
    for one in plan.recommendations:
        if one.text:
            yield Recommended(
                case=case,
                folder=folder,
                id=one.id,
                text=one.text,
                theme=one.theme,
                owners=one.owners,
                actions=tuple(action.id for action in plan.actions if action.recommendation == one.id),
            )


def planned(facts: Facts) -> Planned:
    """Return the plan of a review as far as it is compared with others."""
    return Planned(
        own=recommended_in(facts),
        plan=facts.case.plan.recommendations,
        by=looked_at(facts),
        worked_on=still_planned(facts),
    )


def closed_as_met(one: Recommended, progress: Mapping[str, Progress], by: date) -> bool:
    """Whether every action that answers a recommendation was met by a day, or at some time that nobody knows."""
    return bool(one.actions) and all(_was_met(progress.get(action), by) for action in one.actions)


def _was_met(progress: Progress | None, by: date) -> bool:
    met = moments(progress.met, "") if progress is not None else ()
    return any(one.on <= by if one.on is not None else one.planned is None for one in met)


def looked_at(facts: Facts) -> date:
    """Return the day by which a plan could look at other reviews: when it was agreed, else the day of the facts."""
    agreed = facts.happened("plan.agreed")
    return agreed.on if agreed is not None and agreed.on is not None else facts.as_of


def came_of(facts: Facts | None, recommendation: str) -> Came:
    """Return what came of a recommendation by the day of its review's facts; None is one that cannot be read."""
    if facts is None:
        return Came(outcome="not-known")
    lines = [one for one in action_lines(facts) if one.recommendation == recommendation]
    met = [one for one in lines if one.state == "met"]
    given_up = sum(one.state == "given-up" for one in lines)
    return Came(
        outcome=_outcome(lines, len(met), given_up),
        actions=len(lines),
        met=len(met),
        overdue=sum(one.state == "overdue" for one in lines),
        open=len(lines) - len(met) - given_up,
        given_up=given_up,
        shown={part: sum(part not in one.awaiting for one in met) for part in AWAITED},
        year=_year(facts),
    )


def _outcome(lines: Sequence[ActionLine], met: int, given_up: int) -> Outcome:
    if not lines:
        return "no-action"
    if met:
        return "met" if met == len(lines) else "partly-met"
    return "not-implemented" if given_up == len(lines) else "open"


def _year(facts: Facts) -> int | None:
    agreed = facts.happened("plan.agreed")
    if agreed is not None and agreed.on is not None:
        return agreed.on.year
    return _year_of_id(facts.case.id)


def _year_of_id(case_id: str) -> int | None:
    parts = case_id.split("-")
    return int(parts[-2]) if len(parts) > 2 and parts[-2].isdecimal() else None


def is_earlier(other: Facts | None, than: Facts) -> bool:
    """Whether the plan of a review is not later than another's: agreed by then, or as little agreed as that one.

    Where the day is not known, the year in the review's id stands for it. What cannot be read is not left out.
    """
    return other is None or _when(other) <= _when(than)


def _when(facts: Facts) -> date:
    agreed = facts.happened("plan.agreed")
    if agreed is None and not facts.closed:
        return date.max
    if agreed is not None and agreed.on is not None:
        return agreed.on
    return date(_year_of_id(facts.case.id) or 1, 1, 1)


def considers(plan: Iterable[PlanRecommendation], own: str, earlier: Recommended) -> bool:
    """Whether a recommendation of a plan says that an earlier one was considered, or its review as a whole."""
    said = (entry for one in plan if one.id == own for entry in one.considered)
    return any(one.review == earlier.case and one.recommendation in (None, earlier.id) for one in said)


def still_planned(facts: Facts) -> bool:
    """Whether a plan is still worked on: the Practice Improvement Partnership has yet to sign it off (P-App3)."""
    return not facts.closed and facts.happened("plan.met_by_pip") is None
