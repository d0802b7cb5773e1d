"""At which of the four stages of P-App3 a plan is, and which of its actions keep it from the next one."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.actions.standing import awaited, given_up_by, last_moderation, met_at
from reviewctl.facts.events import held, last_day
from reviewctl.facts.judged import Facts
from reviewctl.model.actions import Action, Progress
from reviewctl.model.address import read_address
from reviewctl.model.event import Moment
from reviewctl.model.review import minutes_of

PlanPlace = Literal["before", "agreeing", "with-pip", "with-qap", "assured", "over"]
"""Stage 1, 2, 3 and 4 of P-App3; `assured`: the Quality Assurance Partnership signed it off; `over`: and said so."""

STAGE: dict[PlanPlace, int] = {
    "before": 1,
    "agreeing": 2,
    "with-pip": 3,
    "with-qap": 4,
    "assured": 4,
    "over": 4,
}
"""The number of the stage in P-App3."""

_REPORTED = "plan.reported_to_board"
_REVIEWED = read_address("plan.reviewed_by_pip")


class PlanStanding(Struct, frozen=True, kw_only=True):
    """Where the plan of one review is on a day, and what it waits for; actions by their ids, in the plan's order.

    `met` are the actions that were met, `given_up` those that the Board decided not to implement, `open` the rest.
    `unproven` were met and have no evidence, `not_moderated` were met and not looked at by a moderation,
    `more_needed` are those for which the last moderation wanted more evidence, and `unmeasured` those of which it is
    not shown how their impact is measured. `heard_on` is the last meeting at which the Practice Improvement
    Partnership went through the plan since it had it on `shared_on`; each None where it is not known or not so.
    `impact_considered` says whether it was considered how the impact of the learning is tested, and is None where
    its kind of review does not ask that. `reports` says whether the sign-off is then reported to the Board.
    """

    case: str
    place: PlanPlace
    actions: int
    met: tuple[str, ...]
    given_up: tuple[str, ...]
    open: tuple[str, ...]
    unproven: tuple[str, ...]
    not_moderated: tuple[str, ...]
    more_needed: tuple[str, ...]
    unmeasured: tuple[str, ...]
    shared_on: date | None
    heard: bool
    heard_on: date | None
    impact_considered: bool | None
    reports: bool
    closed: bool

    @property
    def stage(self) -> int:
        """The number of its stage in P-App3, from 1 to 4."""
        return STAGE[self.place]


def has_stages(facts: Facts) -> bool:
    """Whether plans of this kind of review go through the four stages: whether they go to the partnership at all."""
    return "plan.shared_with_pip" in facts.plan.kind.events


def assured_at(facts: Facts) -> str:
    """Return the event by which the Quality Assurance Partnership signs a plan off after the moderation.

    In a multi-agency learning review that is one of its own, and assurance comes twelve months later (F§5.8.4).
    """
    return "plan.signed_off" if "plan.signed_off" in facts.plan.kind.events else "plan.assured"


def plan_standing(facts: Facts) -> PlanStanding | None:
    """Return where the plan of a review is; None where it has no action, or its kind knows no such stages."""
    if not facts.case.plan.actions or not has_stages(facts):
        return None
    day = facts.as_of
    shared = facts.happened("plan.shared_with_pip")
    heard = _heard(facts, shared)
    return PlanStanding(
        case=facts.case.id,
        place=_place(facts),
        actions=len(facts.case.plan.actions),
        met=_ids(facts, lambda action, progress: _met_by(facts, action, progress, day)),
        given_up=_ids(facts, lambda _, progress: given_up_by(progress, day)),
        open=open_by(facts, day),
        unproven=unproven_by(facts, day),
        not_moderated=not_moderated_by(facts, day),
        more_needed=more_needed_by(facts, day),
        unmeasured=unmeasured_by(facts, day),
        shared_on=shared.on if shared is not None and shared.exact else None,
        heard=bool(heard),
        heard_on=max((one.on for one in heard if one.on is not None and one.exact), default=None),
        impact_considered=(
            facts.happened("plan.impact_tested") is not None
            if "plan.impact_tested" in facts.plan.kind.events
            else None
        ),
        reports=_REPORTED in facts.plan.kind.events,
        closed=facts.closed,
    )


def _place(facts: Facts) -> PlanPlace:
    last = _REPORTED if _REPORTED in facts.plan.kind.events else "plan.assured"
    order: tuple[tuple[PlanPlace, tuple[str, ...]], ...] = (
        ("over", (last,)),
        ("assured", (assured_at(facts),)),
        ("with-qap", ("plan.met_by_pip", "plan.shared_with_qap")),
        ("with-pip", ("plan.shared_with_pip",)),
        ("agreeing", ("report.endorsed", "plan.agreed")),
    )
    return next(
        (place for place, events in order if any(facts.happened(one) is not None for one in events)), "before"
    )


def _heard(facts: Facts, shared: Moment | None) -> tuple[Moment, ...]:
    """Return when the Practice Improvement Partnership went through the plan since it has it.

    Minutes that name the case count by themselves, as they do for the step that asks for it.
    """
    if shared is None:
        return ()
    written = facts.timeline.happened(_REVIEWED)
    minuted = tuple(Moment(minutes_of(one).date) for one in held(facts.case, "pip", facts.as_of))
    return tuple(
        one for one in (*written, *minuted) if one.on is None or shared.on is None or one.on >= shared.on
    )


def by_then(moment: Moment, as_of: date) -> date:
    """Return the last day on which something can have happened, which is no later than the day judged on."""
    return min(last_day(moment), as_of)


def open_by(facts: Facts, day: date) -> tuple[str, ...]:
    """Return the actions that by a day were neither met nor given up by the Board."""
    return _ids(
        facts,
        lambda action, progress: not _met_by(facts, action, progress, day) and not given_up_by(progress, day),
    )


def unproven_by(facts: Facts, day: date) -> tuple[str, ...]:
    """Return the actions that were met by a day and had no evidence by then (P-App3, stage 3)."""
    return _ids(
        facts,
        lambda action, progress: (
            _met_by(facts, action, progress, day) and "evidence" in awaited(progress, day)
        ),
    )


def not_moderated_by(facts: Facts, day: date) -> tuple[str, ...]:
    """Return the actions that were met by a day and whose evidence no moderation had judged (P-App3, stage 4)."""
    return _ids(
        facts,
        lambda action, progress: (
            _met_by(facts, action, progress, day) and last_moderation(progress, day, "evidence") is None
        ),
    )


def more_needed_by(facts: Facts, day: date) -> tuple[str, ...]:
    """Return the actions for which the last moderation by a day wanted more evidence."""
    return _ids(facts, lambda _, progress: _more_needed(progress, day))


def _more_needed(progress: Progress, day: date) -> bool:
    last = last_moderation(progress, day, "evidence")
    return last is not None and last.evidence == "more-needed" and not given_up_by(progress, day)


def unmeasured_by(facts: Facts, day: date) -> tuple[str, ...]:
    """Return the met actions of which it was not shown by a day how their impact will be measured (P-App3).

    What a moderation said of it counts; where none did, a measure in the plan, or a measurement.
    """
    return _ids(
        facts,
        lambda action, progress: (
            _met_by(facts, action, progress, day) and not _measured(action, progress, day)
        ),
    )


def _measured(action: Action, progress: Progress, day: date) -> bool:
    last = last_moderation(progress, day, "impact")
    if last is not None:
        return last.impact == "accepted"
    return bool(action.measure) or "impact" not in awaited(progress, day)


def _met_by(facts: Facts, action: Action, progress: Progress, day: date) -> bool:
    moment = met_at(facts.timeline, action.id)
    return moment is not None and (moment.on is None or moment.on <= day) and not given_up_by(progress, day)


def _ids(facts: Facts, wanted: Callable[[Action, Progress], bool]) -> tuple[str, ...]:
    progress = facts.case.progress
    return tuple(one.id for one in facts.case.plan.actions if wanted(one, progress.get(one.id) or Progress()))
