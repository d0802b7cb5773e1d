"""The working of one deadline: from what a step counts, its dates and its state on one day."""

from datetime import date, timedelta
from typing import Self

from msgspec.structs import replace

from reviewctl.facts.anchors import Started, start_of
from reviewctl.facts.calendar import Calendar
from reviewctl.facts.conditions import Answer, answer
from reviewctl.facts.events import Timeline, last_day
from reviewctl.facts.holds import HeldStill
from reviewctl.facts.moves import Moved, Standing, is_open, moved
from reviewctl.facts.occasions import Occasion
from reviewctl.facts.plan import Force, PlannedStep
from reviewctl.facts.record import text_of
from reviewctl.facts.workingdays import days_between, due, due_before, is_provisional
from reviewctl.model.address import Address, step_key
from reviewctl.model.deadline import Deadline, Extended, State, Suspended
from reviewctl.model.log import Suspension
from reviewctl.model.step import Owner

_DAY = timedelta(days=1)
_ENDED = ("met", "met-late", "not-known")


class Working:
    """The working of one deadline: which step it is of and when that was `done`; the rest is there once `worked_out`.

    It counts from `start`, of which `started` is the very day; `original` is the day by the protocol or an agreement,
    and `now` what became of it by later dates and times of standing still. `waived` is why it was given up.
    """

    __slots__ = (
        *("calendar", "done", "item", "key", "occasion", "owner", "planned", "timeline", "until"),
        *("now", "original", "start", "started", "state", "waived"),
    )

    def __init__(
        self,
        planned: PlannedStep,
        item: str | None,
        timeline: Timeline,
        calendar: Calendar,
        owner: Owner,
        occasion: Occasion | None = None,
    ) -> None:
        """Take a step, with its item and occasion where it runs for several; its own owner stands before `owner`."""
        self.planned = planned
        self.item = item
        self.timeline = timeline
        self.calendar = calendar
        self.occasion = occasion
        self.owner: Owner = planned.step.owner or owner
        self.key = step_key(planned.step.id, item) if item else planned.step.id
        self.until = planned.until.of(item) if item is not None else planned.until
        self.done = timeline.moment(self.until) if occasion is None else occasion.done

    def worked_out(self) -> Self:
        """Work out from what the step counts, its dates and its state, each from those before; return the same."""
        self.start = self._begun()
        # A day is given only where the very day is known: the first of a month would be a false one.
        moment = self.start.moment
        self.started = moment.on if moment is not None and moment.exact else None
        self.original = self._due()
        self.now = self._moved()
        self.waived = self.timeline.permissions.waived(self.key)
        self.state: State = self._judged()
        return self

    def deadline(self) -> Deadline:
        """Return the deadline with all its working, once that is worked out."""
        planned, done, state = self.planned, self.done, self.state
        start, now = self.start, self.now
        done_on = done.on if done is not None and state in _ENDED and done.exact else None
        found = replace(
            planned.frame,
            case=self.timeline.case.id or None,
            item=self.item,
            anchor=text_of(start.event) if start.event is not None else "",
            anchor_date=self.started,
            done_on=done_on,
            until=text_of(self.until),
            planned=None if done is not None else self.timeline.planned(self.until),
            state=state,
            waiting=self._waiting(done_on) if now.due is None else None,
            owner=self.owner,
            due=now.due,
            original_due=self.original,
            days=self._days(now.due) if now.due is not None else None,
            provisional=self._is_provisional(),
        )
        if now.extensions or now.suspensions or start.waiting_for or start.planned:
            found = _with_working(found, now, start)
        return self._with_reason(found)

    def _with_reason(self, found: Deadline) -> Deadline:
        """Return the deadline with why the step was given up, closed or is late, where that is recorded."""
        reason = self.waived if self.waived is not None else self.timeline.permissions.late(self.key)
        if reason is None and self.state != "waived":
            return found
        return replace(
            found,
            reason=(reason.reason if reason else None) or self._closing_reason(),
            reason_agreed_by=reason.agreed_by if reason else None,
        )

    def _begun(self) -> Started:
        """Return from what the step counts: its event or, where it recurs, the beginning of this occasion."""
        if self.occasion is None:
            return start_of(self.planned, self.item, self.timeline)
        return Started(self.occasion.event, self.occasion.start)

    def _due(self) -> date | None:
        """Return the date that the protocol or an agreement gives, before anything that was allowed."""
        planned, started = self.planned, self.started
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

    def _moved(self) -> Moved:
        """Return the date in force: what later dates and times of standing still made of the original."""
        permissions = self.timeline.permissions
        extensions = permissions.extensions(self.key)
        suspensions = permissions.suspensions(self.planned.step.id, self.key)
        if not extensions and not suspensions:
            return Moved(self.original)
        on = self.timeline.as_of
        done = self.done is not None
        if self.done is not None and self.done.on is not None:
            on = min(on, last_day(self.done))
        # More time that was given when it was done already is none: the lateness needs its reason.
        extensions = [one for one in extensions if one.on is None or one.on <= on]
        if self.planned.backwards:  # What comes before an event moves with that event, and by nothing else.
            suspensions = [one for one in suspensions if is_open(one, on) and not done]
        standing = Standing(self._counted_from(), on, done, self.planned.unit, self.calendar)
        return moved(self.original, extensions, suspensions, standing)

    def _counted_from(self) -> date | None:
        """Return the first day that counts. A date agreed when asking takes account of what had gone before."""
        if self.started is None:
            return None
        return self.started if self.planned.counting.count == "same-day" else self.started + _DAY

    def _closing_reason(self) -> str | None:
        """Return the reason that stands beside the field which closed the step, such as an agency's."""
        if self.state != "waived" or self.item is None or self.planned.for_each is None:
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

    def _judged(self) -> State:
        """Return the state of the step, by the precedence that policy.md gives."""
        moment, now = self.start.moment, self.now
        applies = self._applies()
        if applies == "no":
            return "not-applicable"
        if self.done is None and (self.waived is not None or self._closed()):
            return "waived"
        if applies == "unknown":
            return "not-started" if self.done is None else self._met()
        if moment is not None and not moment.exact and now.due is None and now.in_hand is None:
            limited = self.planned.allowance is not None or self.occasion is not None
            return "not-known" if limited else self._open_or_met()
        if (self.planned.after or self.occasion is not None) and moment is None:
            return "not-started" if self.done is None else self._met()
        return self._open_or_met()

    def _closed(self) -> bool:
        closed_by = self.planned.closed_by
        return bool(closed_by) and any(answer((one,), self.item, self.timeline) == "yes" for one in closed_by)

    def _open_or_met(self) -> State:
        if self.done is not None:
            return self._met()
        if self.now.open is not None:
            return "suspended"
        in_force = self.now.due
        return "overdue" if in_force is not None and self.timeline.as_of > in_force else "running"

    def _met(self) -> State:
        """Return met or met-late; not-known where what is known of the day could be either."""
        done, in_force = self.done, self.now.due
        if done is None or done.on is None:
            return "not-known"
        if in_force is None or last_day(done) <= in_force:
            return "met"
        return "met-late" if done.on > in_force else "not-known"

    def _days(self, in_force: date) -> int | None:
        """Return the days left or over; of a month or a year no more than is certain."""
        if self.state in ("waived", "not-applicable", "not-known"):
            return None
        on = self.timeline.as_of
        if self.done is not None and self.done.on is not None:
            on = last_day(self.done) if self.state == "met" else self.done.on
        return days_between(on, in_force, self.planned.unit, self.calendar)

    def _is_provisional(self) -> bool:
        if self.started is None or self.now.due is None or self.planned.unit != "working days":
            return False
        return is_provisional(self.started, self.now.due, self.calendar)

    def _waiting(self, done_on: date | None) -> int | None:
        if self.started is None or self.state not in ("running", "met"):
            return None
        if self.done is not None and not self.done.exact:
            return None
        return ((done_on or self.timeline.as_of) - self.started).days


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
        suspensions=tuple(map(suspended_by, now.suspensions)),
        in_hand=now.in_hand if found.state == "suspended" else None,
        ask_again=now.open.ask_again if now.open is not None and found.state == "suspended" else None,
        waiting_for=start.waiting_for,
        anchor_planned=start.planned,
    )


def suspended_by(one: Suspension) -> Suspended:
    """Return a suspension as it is shown with the steps that stand still by it."""
    return Suspended(
        one.from_ or date.min,
        one.until,
        one.reason,
        one.asked_by,
        one.agreed_by,
        one.ask_again,
        one.process if isinstance(one, HeldStill) else None,
    )
