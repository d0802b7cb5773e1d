"""Deadlines: every step of a case with its date, its state and what it rests on, on one day."""

from datetime import date

from msgspec.structs import replace

from reviewctl.facts.calendar import Calendar, calendar_for
from reviewctl.facts.conditions import answer
from reviewctl.facts.events import Timeline, last_day
from reviewctl.facts.plan import Plan, PlannedStep
from reviewctl.facts.record import COLLECTIONS, text_of
from reviewctl.facts.workingdays import days_between, due, is_provisional
from reviewctl.model.address import Address, step_key
from reviewctl.model.deadline import Deadline, Extended, State
from reviewctl.model.event import Moment
from reviewctl.model.log import StepReason
from reviewctl.model.policy import Owner


def deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return a deadline for each step of the plan, and for each item where the step runs for a collection.

    `owner` is that of the case's stage; a step of another body is shown and dated and never a breach here.
    """
    found = []
    for planned in plan.steps:
        own = _own(planned, calendar)
        for item in _items(planned, timeline):
            found.append(_Working(planned, item, timeline, own, owner).deadline())
    return tuple(found)


def _items(planned: PlannedStep, timeline: Timeline) -> tuple[str | None, ...]:
    if planned.for_each is None:
        return (None,)
    return COLLECTIONS[planned.for_each](timeline.case)


def _own(planned: PlannedStep, calendar: Calendar) -> Calendar:
    """Return the calendar by which a step counts: the pack's, or its own with the board's closed days."""
    if planned.calendar == calendar.name:
        return calendar
    return calendar_for(planned.calendar, dict(calendar.extra))


class _Working:
    """The working of one deadline."""

    def __init__(
        self, planned: PlannedStep, item: str | None, timeline: Timeline, calendar: Calendar, owner: Owner
    ) -> None:
        self.planned = planned
        self.item = item
        self.timeline = timeline
        self.calendar = calendar
        self.owner: Owner = planned.step.owner or owner
        self.key = step_key(planned.step.id, item)
        self.until = planned.until.of(item)
        self.done = timeline.moment(self.until)

    def deadline(self) -> Deadline:
        """Return the deadline, by the precedence of states that policy.md gives."""
        anchor, moment = self._anchor()
        original = self._due(moment)
        extensions = self._extensions(original)
        in_force = extensions[-1].to if extensions else original
        waived = self.timeline.permissions.waived(self.key)
        state = self._state(moment, in_force, waived)
        # A day is given only where the very day is known: the first of a month would be a false one.
        done_on = (
            self.done.on
            if self.done is not None and self.done.exact and state in ("met", "met-late", "not-known")
            else None
        )
        started = moment.on if moment is not None and moment.exact else None
        found = replace(
            self.planned.frame,
            case=self.timeline.case.id,
            item=self.item,
            anchor=text_of(anchor) if anchor else "",
            anchor_date=started,
            done_on=done_on,
            until=text_of(self.until),
            planned=None if self.done is not None else self.timeline.planned(self.until),
            state=state,
            waiting=self._waiting(state, started, in_force, done_on),
            owner=self.owner,
        )
        if in_force is not None:
            found = replace(
                found,
                due=in_force,
                original_due=original,
                days=self._days(state, in_force),
                provisional=started is not None
                and self.planned.unit == "working days"
                and is_provisional(started, in_force, self.calendar),
                extensions=extensions,
            )
        return self._with_reason(found, waived)

    def _with_reason(self, found: Deadline, waived: StepReason | None) -> Deadline:
        """Return the deadline with why the step was given up, closed or is late, where that is recorded."""
        reason = waived or self.timeline.permissions.late(self.key)
        if reason is None and found.state != "waived":
            return found
        return replace(
            found,
            reason=(reason.reason if reason else None) or self._closing_reason(found.state),
            reason_agreed_by=reason.agreed_by if reason else None,
        )

    def _anchor(self) -> tuple[Address | None, Moment | None]:
        """Return the event that starts the count, and when it was; the moment is None until it happened.

        Of several events the last one counts as soon as one has happened: an event that is not there, such
        as a person added later, is not waited for.
        """
        after = self.planned.after
        if len(after) < 2:
            only = after[0].of(self.item) if after else None
            return only, self.timeline.moment(only) if only is not None else None
        addresses = [event.of(self.item) for event in after]
        moments = [(address, self.timeline.moment(address)) for address in addresses]
        happened = [(address, moment) for address, moment in moments if moment is not None]
        if not happened or (self.planned.pick == "last" and happened[0][0] != addresses[0]):
            return addresses[0], None
        unknown = next((one for one in happened if one[1].on is None), None)
        if unknown is not None:
            return unknown
        # Of a month or year the last day may be meant, or the first: an uncertain event is never passed over.
        if self.planned.pick == "last":
            return max(happened, key=lambda one: (last_day(one[1]), one[1].exact))
        return min(happened, key=lambda one: (one[1].on or date.max, not one[1].exact))

    def _due(self, moment: Moment | None) -> date | None:
        """Return the date that the protocol or an agreement gives, before any extension."""
        if self.planned.by is not None:
            agreed = self.timeline.value(self.planned.by.of(self.item))
            return agreed if isinstance(agreed, date) else None
        if moment is None or moment.on is None or not moment.exact or self.planned.allowance is None:
            return None
        return due(moment.on, self.planned.allowance, self.calendar, self.planned.counting)

    def _extensions(self, original: date | None) -> tuple[Extended, ...]:
        """Return the extensions in force on the day, leaving out any that is earlier than the one before."""
        in_force = original
        found = []
        for one in self.timeline.permissions.extensions(self.key):
            if in_force is None or one.to > in_force:
                in_force = one.to
                found.append(Extended(one.to, one.reason, one.agreed_by, one.on))
        return tuple(found)

    def _closing_reason(self, state: State) -> str | None:
        """Return the reason that stands beside the field which closed the step, such as an agency's."""
        if state != "waived" or self.item is None or self.planned.for_each is None:
            return None
        found = self.timeline.value(Address(self.planned.for_each, self.item, ("reason",)))
        return found if isinstance(found, str) else None

    def _state(self, moment: Moment | None, in_force: date | None, waived: StepReason | None) -> State:
        applies = answer(self.planned.conditions, self.item, self.timeline)
        if applies == "no":
            return "not-applicable"
        if self.done is None and (waived is not None or self._closed()):
            return "waived"
        if applies == "unknown":
            return "not-started" if self.done is None else self._met(in_force)
        if moment is not None and not moment.exact and in_force is None:
            return "not-known" if self.planned.allowance is not None else self._open_or_met(in_force)
        if self.planned.after and moment is None:
            return "not-started" if self.done is None else self._met(in_force)
        return self._open_or_met(in_force)

    def _closed(self) -> bool:
        closed_by = self.planned.closed_by
        return bool(closed_by) and any(answer((one,), self.item, self.timeline) == "yes" for one in closed_by)

    def _open_or_met(self, in_force: date | None) -> State:
        if self.done is not None:
            return self._met(in_force)
        return "overdue" if in_force is not None and self.timeline.as_of > in_force else "running"

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

    def _waiting(
        self, state: State, started: date | None, in_force: date | None, done_on: date | None
    ) -> int | None:
        if in_force is not None or started is None or state not in ("running", "met"):
            return None
        if self.done is not None and not self.done.exact:
            return None
        return ((done_on or self.timeline.as_of) - started).days
