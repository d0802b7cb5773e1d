"""Deadlines: every step of a case with its date, its state and what it rests on, on one day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from reviewctl.facts.anchors import Started, start_of
from reviewctl.facts.calendar import Calendar, calendar_for
from reviewctl.facts.conditions import Answer, answer
from reviewctl.facts.events import Timeline, last_day
from reviewctl.facts.holds import HeldStill
from reviewctl.facts.moves import Moved, Standing, is_open, moved
from reviewctl.facts.occasions import Occasion, items, occasions
from reviewctl.facts.plan import Force, Plan, PlannedStep
from reviewctl.facts.record import text_of
from reviewctl.facts.workingdays import days_between, due, due_before, is_provisional
from reviewctl.model.address import Address, step_key
from reviewctl.model.deadline import Deadline, Extended, State, Suspended
from reviewctl.model.event import Moment
from reviewctl.model.log import StepReason, Suspension
from reviewctl.model.step import Owner


def deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return a deadline for each step of the plan, for each item where the step runs for a collection, and for
    each time that it recurs.

    `owner` is that of the case's stage; a step of another body is shown and dated and never a breach here.
    """
    return tuple(one.deadline() for one in _of_steps(plan.steps, timeline, calendar, owner))


NOT_IN_TIME: tuple[State, ...] = ("overdue", "met-late", "running")
"""The states of a step that is late, was late, or can become so."""


def pressing_deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return those of `deadlines` that are due on a day, and were not done in time, or are still to be done.

    Most steps have no limit, and are not worked out for it: only a later date that somebody allowed gives one a day.
    """
    allowed = timeline.permissions.extended
    steps = (
        [one for one in plan.steps if one in plan.dated or one.step.id in allowed] if allowed else plan.dated
    )
    found = _of_steps(steps, timeline, calendar, owner)
    return tuple(one.deadline() for one in found if one.state in NOT_IN_TIME and one.due is not None)


def open_deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return those of `deadlines` that somebody still has to do. What was done, as most was, is not worked out."""
    found = (one.deadline() for one in _of_steps(plan.steps, timeline, calendar, owner) if one.done is None)
    return tuple(one for one in found if one.open)


def _of_steps(
    steps: Iterable[PlannedStep], timeline: Timeline, calendar: Calendar, owner: Owner
) -> Iterator["_Working"]:
    every = timeline.items
    for planned in steps:
        own = calendar_of(planned, calendar)
        if planned.recurs is not None:
            yield from _recurring(planned, timeline, own, owner)
        elif planned.for_each is None:
            yield _Working(planned, None, timeline, own, owner)
        else:
            for item in items(planned, timeline) if planned.only else every[planned.for_each]:
                yield _Working(planned, item, timeline, own, owner)


def _recurring(
    planned: PlannedStep, timeline: Timeline, calendar: Calendar, owner: Owner
) -> Iterator["_Working"]:
    assert planned.recurs is not None
    for one in occasions(planned, planned.recurs, timeline, calendar):
        yield _Working(planned, one.item, timeline, calendar, owner, one)


def calendar_of(planned: PlannedStep, calendar: Calendar) -> Calendar:
    """Return the calendar by which a step counts: the pack's, or its own.

    The days on which a board is closed belong to the pack's: a law that brings a calendar of its own, such as
    section 10 of the Freedom of Information Act 2000, knows nothing of them.
    """
    return calendar if planned.calendar == calendar.name else calendar_for(planned.calendar, {})


_DAY = timedelta(days=1)
_ENDED = ("met", "met-late", "not-known")


class _Working:
    """The working of one deadline."""

    __slots__ = (
        *("calendar", "done", "item", "key", "occasion", "owner", "planned", "timeline", "until"),
        *("_now", "_original", "_start", "_started", "_state", "_waived"),
    )
    _state: State | None

    def __init__(
        self,
        planned: PlannedStep,
        item: str | None,
        timeline: Timeline,
        calendar: Calendar,
        owner: Owner,
        occasion: Occasion | None = None,
    ) -> None:
        self.planned = planned
        self.item = item
        self.timeline = timeline
        self.calendar = calendar
        self.occasion = occasion
        self.owner: Owner = planned.step.owner or owner
        self.key = step_key(planned.step.id, item) if item else planned.step.id
        self.until = planned.until.of(item) if item is not None else planned.until
        self.done = timeline.moment(self.until) if occasion is None else occasion.done
        self._state = None

    @property
    def state(self) -> State:
        """The state of the step, by the precedence that policy.md gives."""
        return self._state or self._work_out()

    @property
    def due(self) -> date | None:
        """The date in force."""
        if self._state is None:
            self._work_out()
        return self._now.due

    def _work_out(self) -> State:
        start = self._start = self._begun()
        # A day is given only where the very day is known: the first of a month would be a false one.
        self._started = start.moment.on if start.moment is not None and start.moment.exact else None
        self._original = self._due(self._started)
        self._now = self._moved(self._original, self._started)
        self._waived = self.timeline.permissions.waived(self.key)
        state = self._state = self._state_of(start.moment, self._now, self._waived)
        return state

    def deadline(self) -> Deadline:
        """Return the deadline with all its working."""
        planned, done, state = self.planned, self.done, self.state
        start, started, now = self._start, self._started, self._now
        done_on = done.on if done is not None and state in _ENDED and done.exact else None
        found = replace(
            planned.frame,
            case=self.timeline.case.id or None,
            item=self.item,
            anchor=text_of(start.event) if start.event is not None else "",
            anchor_date=started,
            done_on=done_on,
            until=text_of(self.until),
            planned=None if done is not None else self.timeline.planned(self.until),
            state=state,
            waiting=self._waiting(state, started, done_on) if now.due is None else None,
            owner=self.owner,
            due=now.due,
            original_due=self._original,
            days=self._days(state, now.due) if now.due is not None else None,
            provisional=self._is_provisional(started, now.due),
        )
        if now.extensions or now.suspensions or start.waiting_for or start.planned:
            found = _with_working(found, now, start)
        return self._with_reason(found, self._waived)

    def _with_reason(self, found: Deadline, waived: StepReason | None) -> Deadline:
        """Return the deadline with why the step was given up, closed or is late, where that is recorded."""
        reason = waived if waived is not None else self.timeline.permissions.late(self.key)
        if reason is None and found.state != "waived":
            return found
        return replace(
            found,
            reason=(reason.reason if reason else None) or self._closing_reason(found.state),
            reason_agreed_by=reason.agreed_by if reason else None,
        )

    def _begun(self) -> Started:
        """Return from what the step counts: its event or, where it recurs, the beginning of this occasion."""
        if self.occasion is None:
            return start_of(self.planned, self.item, self.timeline)
        return Started(self.occasion.event, self.occasion.start)

    def _due(self, started: date | None) -> date | None:
        """Return the date that the protocol or an agreement gives, before anything that was allowed."""
        planned = self.planned
        if planned.by is not None:
            agreed = self.timeline.value(planned.by.of(self.item))
            return agreed if isinstance(agreed, date) else None
        if self.occasion is not None and self.occasion.due is not None:
            return self.occasion.due
        if started is None:
            return None
        if planned.backwards:
            if planned.allowance is None:
                return started
            return due_before(started, planned.allowance, self.calendar, planned.counting)
        if planned.allowance is None:
            return None
        return due(started, planned.allowance, self.calendar, planned.counting)

    def _moved(self, original: date | None, started: date | None) -> Moved:
        """Return the date in force: what later dates and times of standing still made of the original."""
        permissions = self.timeline.permissions
        extensions = permissions.extensions(self.key)
        suspensions = permissions.suspensions(self.planned.step.id, self.key)
        if not extensions and not suspensions:
            return Moved(original)
        on = self.timeline.as_of
        done = self.done is not None
        if self.done is not None and self.done.on is not None:
            on = min(on, last_day(self.done))
        # More time that was given when it was done already is none: the lateness needs its reason.
        extensions = [one for one in extensions if one.on is None or one.on <= on]
        if self.planned.backwards:  # What comes before an event moves with that event, and by nothing else.
            suspensions = [one for one in suspensions if is_open(one, on) and not done]
        standing = Standing(self._counted_from(started), on, done, self.planned.unit, self.calendar)
        return moved(original, extensions, suspensions, standing)

    def _counted_from(self, started: date | None) -> date | None:
        """Return the first day that counts. A date agreed when asking takes account of what had gone before."""
        if started is None:
            return None
        return started if self.planned.counting.count == "same-day" else started + _DAY

    def _closing_reason(self, state: State) -> str | None:
        """Return the reason that stands beside the field which closed the step, such as an agency's."""
        if state != "waived" or self.item is None or self.planned.for_each is None:
            return None
        found = self.timeline.value(Address(self.planned.for_each, self.item, ("reason",)))
        return found if isinstance(found, str) else None

    def _applies(self) -> Answer:
        """Return whether the step applies: by its own conditions, and by the time for which it holds."""
        planned = self.planned
        applies = answer(planned.conditions, self.item, self.timeline) if planned.conditions else "yes"
        for force in planned.force if applies != "no" else ():
            holds = _holds(force, self.timeline)
            if holds != "yes":
                applies = holds
            if holds == "no":
                break
        if planned.only and applies == "yes":
            return answer(planned.only, self.item, self.timeline)
        return applies

    def _state_of(self, moment: Moment | None, now: Moved, waived: StepReason | None) -> State:
        applies = self._applies()
        if applies == "no":
            return "not-applicable"
        if self.done is None and (waived is not None or self._closed()):
            return "waived"
        if applies == "unknown":
            return "not-started" if self.done is None else self._met(now.due)
        if moment is not None and not moment.exact and now.due is None and now.in_hand is None:
            limited = self.planned.allowance is not None or self.occasion is not None
            return "not-known" if limited else self._open_or_met(now)
        if (self.planned.after or self.occasion is not None) and moment is None:
            return "not-started" if self.done is None else self._met(now.due)
        return self._open_or_met(now)

    def _closed(self) -> bool:
        closed_by = self.planned.closed_by
        return bool(closed_by) and any(answer((one,), self.item, self.timeline) == "yes" for one in closed_by)

    def _open_or_met(self, now: Moved) -> State:
        if self.done is not None:
            return self._met(now.due)
        if now.open is not None:
            return "suspended"
        return "overdue" if now.due is not None and self.timeline.as_of > now.due else "running"

    def _met(self, in_force: date | None) -> State:
        """Return met or met-late; not-known where what is known of the day could be either."""
        done = self.done
        if done is None or done.on is None:
            return "not-known"
        if in_force is None or last_day(done) <= in_force:
            return "met"
        return "met-late" if done.on > in_force else "not-known"

    def _days(self, state: State, in_force: date) -> int | None:
        """Return the days left or over; of a month or a year no more than is certain."""
        if state in ("waived", "not-applicable", "not-known"):
            return None
        on = self.timeline.as_of
        if self.done is not None and self.done.on is not None:
            on = last_day(self.done) if state == "met" else self.done.on
        return days_between(on, in_force, self.planned.unit, self.calendar)

    def _is_provisional(self, started: date | None, in_force: date | None) -> bool:
        if started is None or in_force is None or self.planned.unit != "working days":
            return False
        return is_provisional(started, in_force, self.calendar)

    def _waiting(self, state: State, started: date | None, done_on: date | None) -> int | None:
        if started is None or state not in ("running", "met"):
            return None
        if self.done is not None and not self.done.exact:
            return None
        return ((done_on or self.timeline.as_of) - started).days


def _holds(force: Force, timeline: Timeline) -> Answer:
    """Return whether something is in force, by the day of the event that decides, as far as that is known."""
    moment = timeline.moment(force.on)
    if moment is None or moment.on is None:
        return "unknown"
    first, last = moment.on, last_day(moment)
    if last < force.from_ or first > force.until:
        return "no"
    return "yes" if force.from_ <= first and last <= force.until else "unknown"


def _with_working(found: Deadline, now: Moved, start: Started) -> Deadline:
    """Return a deadline with what moved its date, and with what it still waits for."""
    return replace(
        found,
        extensions=tuple(Extended(one.to, one.reason, one.agreed_by, one.on) for one in now.extensions),
        suspensions=tuple(map(_shown, now.suspensions)),
        in_hand=now.in_hand if found.state == "suspended" else None,
        ask_again=now.open.ask_again if now.open is not None and found.state == "suspended" else None,
        waiting_for=start.waiting_for,
        anchor_planned=start.planned,
    )


def _shown(one: Suspension) -> Suspended:
    return Suspended(
        one.from_ or date.min,
        one.until,
        one.reason,
        one.asked_by,
        one.agreed_by,
        one.ask_again,
        one.process if isinstance(one, HeldStill) else None,
    )
