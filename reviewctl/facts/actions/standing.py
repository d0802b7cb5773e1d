"""Where each action stands on a day: its date and how far it moved, its owner's last word, and what it awaits."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from reviewctl.facts.events import Timeline
from reviewctl.facts.judged import Facts
from reviewctl.facts.record import due_in_force
from reviewctl.facts.span import span_of
from reviewctl.model.actions import (
    Action,
    ActionUpdate,
    Moderation,
    NotImplemented,
    PlanRecommendation,
    Progress,
)
from reviewctl.model.address import Address
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import Moment

ActionState = Literal["overdue", "paused", "running", "no-date", "not-known", "not-agreed", "met", "given-up"]
Awaited = Literal["evidence", "verification", "impact"]
AWAITED: tuple[Awaited, ...] = get_args(Awaited)
"""What a met action waits for, in the order of P-App3: what shows it, who checked that, what came of it."""

_STATES: dict[str, ActionState] = {
    "overdue": "overdue",
    "suspended": "paused",
    "waived": "given-up",
    "not-known": "not-known",
    "not-started": "not-agreed",
    "met": "met",
    "met-late": "met",
}


class ActionLine(Struct, frozen=True, kw_only=True):
    """One action as it stands on a day.

    `due` is the date in force and `original_due` that of the plan; `drift` is the calendar days between them
    (positive: later), and `moves` how many times a new date was agreed. `due_as_written` are the plan's words,
    or those of the last revision, where no day is known. `days` is how far off the date is, in `unit`: negative
    is over. `status` and `note` are the owner's last word, `status_on` its date (EDTF) as far as it is known.
    `silent` is the calendar days since anything was heard of it: an update, evidence or a new date; else since
    the plan was agreed. It is None where nobody knows. `state` is not-known for an action of the time before the
    register, of which it cannot be said whether it is late, and not-agreed while the plan is not. `met` is when it was
    met (2018-03, not-known). `beyond` are the owners that are no agency of the Board, and
    `first_owners` those of the plan where it was handed over since. `heard` is False where the last word is that the
    owner was asked and sent nothing. `standard` are the items of every plan that it answers (P§17). `closed` says
    whether the whole review is.
    """

    case: str
    action: str
    what: str | None
    recommendation: str | None
    theme: str | None
    owners: tuple[str, ...]
    beyond: tuple[str, ...]
    first_owners: tuple[str, ...]
    overseer: str | None
    role: str | None
    due: date | None
    original_due: date | None
    due_as_written: str | None
    moves: int
    drift: int | None
    state: ActionState
    days: int | None
    unit: str
    status: str | None
    status_on: str | None
    note: str | None
    heard: bool
    silent: int | None
    met: str | None
    awaiting: tuple[Awaited, ...]
    standard: tuple[str, ...]
    closed: bool

    @property
    def open(self) -> bool:
        """Whether the action itself is still to be done."""
        return self.state not in ("met", "given-up")


def action_lines(facts: Facts) -> tuple[ActionLine, ...]:
    """Return where each action of a review stands, in the order of its plan."""
    actions = facts.case.plan.actions
    if not actions:
        return ()
    dated = {one.item: one for one in facts.deadlines if one.until == f"actions[{one.item}].met"}
    by_id = {one.id: one for one in facts.case.plan.recommendations}
    return tuple(_line(facts, one, dated.get(one.id), by_id.get(one.recommendation or "")) for one in actions)


def line_of(facts: Facts, action_id: str) -> ActionLine:
    """Return where one action of the plan stands. Raises StopIteration for an id that the plan does not have."""
    return next(one for one in action_lines(facts) if one.action == action_id)


def _line(
    facts: Facts, action: Action, deadline: Deadline | None, answers: PlanRecommendation | None
) -> ActionLine:
    progress = facts.case.progress.get(action.id, Progress())
    state = _state(facts, action, progress, deadline)
    owners = owners_in_force(progress, action, facts.as_of)
    due = (deadline.due if deadline is not None else None) or due_in_force(facts.case, action, facts.as_of)
    last = last_update(progress, facts.as_of)
    return ActionLine(
        case=facts.case.id,
        action=action.id,
        what=action.action,
        recommendation=action.recommendation,
        theme=answers.theme if answers is not None else None,
        owners=owners,
        beyond=tuple(one for one in owners if facts.board.agency(one) is None),
        first_owners=action.owners if owners != action.owners else (),
        overseer=action.overseer,
        role=action.role,
        due=due,
        original_due=action.due,
        due_as_written=words_in_force(progress, action, facts.as_of),
        moves=_moves(progress, deadline, facts.as_of),
        drift=(due - action.due).days if due is not None and action.due is not None else None,
        state=state,
        days=_days(due, deadline, state, facts.as_of),
        unit=deadline.unit if deadline is not None else "days",
        status=last.status if last is not None else None,
        status_on=last.on if last is not None else None,
        note=last.note if last is not None else None,
        heard=last is None or last.heard is not False,
        silent=_silent(facts, progress),
        met=_met(facts, action),
        awaiting=awaited(progress, facts.as_of) if state == "met" else (),
        standard=action.standard,
        closed=facts.closed,
    )


def _state(facts: Facts, action: Action, progress: Progress, deadline: Deadline | None) -> ActionState:
    if given_up_by(progress, facts.as_of):
        return "given-up"
    if _met(facts, action) is not None:
        return "met"
    due = due_in_force(facts.case, action, facts.as_of)
    if deadline is None:
        return "no-date" if due is None else "overdue" if due < facts.as_of else "running"
    return _STATES.get(deadline.state) or ("no-date" if deadline.due is None else "running")


def given_up_by(progress: Progress, as_of: date) -> bool:
    """Whether the Board had decided by a day not to implement it (P§18)."""
    return declined_at(progress, as_of) is not None


def declined_at(progress: Progress, day: date) -> NotImplemented | None:
    """Return the decision not to implement an action that stood at the end of a day, though it was taken back later."""
    taken_back = (
        NotImplemented(decided_on=one.decided_on, decided_by=one.decided_by, reason=one.reason)
        for one in progress.taken_back
        if one.on is None or one.on > day
    )
    known = [one for one in (progress.not_implemented, *taken_back) if one is not None and _by_day(one, day)]
    return max(known, key=lambda one: one.decided_on or date.min, default=None)


def _by_day(one: NotImplemented, day: date) -> bool:
    return one.decided_on is not None and one.decided_on <= day


def owners_in_force(progress: Progress, action: Action, as_of: date) -> tuple[str, ...]:
    """Return who owns an action on a day: the owners of the plan, or those that it was handed over to since."""
    passed = [one.to for one in progress.handed_over if one.to and _by(one.on, as_of)]
    return passed[-1] if passed else action.owners


def met_at(timeline: Timeline, action_id: str) -> Moment | None:
    """Return when an action was met, as far as that is known; None where it was not."""
    return timeline.moment(Address("actions", action_id, ("met",)))


def _met(facts: Facts, action: Action) -> str | None:
    """Return when an action was met, as exactly as is known; None where it was not."""
    moment = met_at(facts.timeline, action.id)
    return moment.written if moment is not None else None


def _days(due: date | None, deadline: Deadline | None, state: ActionState, as_of: date) -> int | None:
    if due is None or state in ("met", "given-up", "paused", "not-known"):
        return None
    return deadline.days if deadline is not None and deadline.due == due else (due - as_of).days


def words_in_force(progress: Progress, action: Action, as_of: date) -> str | None:
    """Return the words in which an action was due on a day: the plan's, or those of its last revision by then."""
    agreed = [one for one in progress.revisions if one.on is None or one.on <= as_of]
    return (agreed[-1].due_as_written if agreed else None) or action.due_as_written


def _moves(progress: Progress, deadline: Deadline | None, as_of: date) -> int:
    """Return how many times a later date was agreed, in progress.yaml or with `extend`."""
    revised = sum(one.on is None or one.on <= as_of for one in progress.revisions)
    return revised + (len(deadline.extensions) if deadline is not None else 0)


def awaited(progress: Progress, as_of: date) -> tuple[Awaited, ...]:
    """Return what is lacking once an action is met: evidence, its verification, what shows that it helped (P-App3).

    A moderation that accepted the evidence verified it; one that wants more of it leaves it to be verified again.
    """
    held = {
        "evidence": any(_by(one.on, as_of) for one in progress.evidence),
        "verification": _verified(progress, as_of),
        "impact": any(one.on is None or one.on <= as_of for one in progress.impact),
    }
    return tuple(one for one in AWAITED if not held[one])


def _verified(progress: Progress, as_of: date) -> bool:
    verified = progress.verified.on if progress.verified is not None else None
    last = last_moderation(progress, as_of, "evidence")
    if last is not None and not (verified and last.on and last.on < verified <= as_of):
        return last.evidence == "accepted"
    return verified is not None and verified <= as_of


def last_moderation(
    progress: Progress, as_of: date, about: Literal["evidence", "impact"]
) -> Moderation | None:
    """Return the last moderation by a day that says something about the evidence, or about the impact.

    Of several of one day it is the last written; one without a day yields to the others.
    """
    known = [one for one in progress.moderated if getattr(one, about) and (one.on is None or one.on <= as_of)]
    return max(reversed(known), key=lambda one: one.on or date.min, default=None)


def _by(edtf: str | None, as_of: date) -> bool:
    """Whether a date that may be uncertain lies, as far as can be said, not after a day."""
    first = span_of(edtf).first if edtf else None
    return first is None or first <= as_of


def last_update(progress: Progress, as_of: date) -> ActionUpdate | None:
    """Return the owner's last word by a day. Of several of one day the last written; one without a date yields."""
    known = [one for one in progress.updates if _by(one.on, as_of)]
    return max(reversed(known), key=lambda one: _day(one.on) or date.min, default=None)


def _day(edtf: str | None) -> date | None:
    """Return the last day that a date may mean, or its first where it has no end."""
    if not edtf:
        return None
    span = span_of(edtf)
    return span.last or span.first


def _silent(facts: Facts, progress: Progress) -> int | None:
    """Return for how many days nothing was heard of an action, since the plan was agreed at the longest."""
    heard = [one for one in _heard(progress) if one <= facts.as_of]
    agreed = facts.happened("plan.agreed") if not heard else None
    last = max(heard) if heard else agreed.on if agreed is not None else None
    return (facts.as_of - last).days if last is not None else None


def _heard(progress: Progress) -> Iterator[date]:
    said = (one for one in progress.updates if one.heard is not False)
    dates = [*(one.on for one in said), *(one.on for one in progress.evidence)]
    yield from (day for day in map(_day, dates) if day is not None)
    yield from (one.on for one in progress.revisions if one.on is not None)
