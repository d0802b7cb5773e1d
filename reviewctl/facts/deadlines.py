"""Deadlines: every step of a case with its date, its state and what it rests on, on one day."""

from collections.abc import Iterable, Iterator
from datetime import date

from reviewctl.facts.calendar import Calendar, calendar_for
from reviewctl.facts.events import Timeline
from reviewctl.facts.occasions import items, occasions
from reviewctl.facts.plan import Plan, PlannedStep, can_be_due
from reviewctl.facts.working import Working
from reviewctl.model.deadline import OPEN, Deadline, State
from reviewctl.model.step import Owner


def deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return a deadline for each step of the plan, for each item where the step runs for a collection, and for
    each time that it recurs.

    `owner` is that of the case's stage; a step of another body is shown and dated and never a breach here.
    """
    return tuple(one.worked_out().deadline() for one in _of_steps(plan.steps, timeline, calendar, owner))


_PRESSING = ("overdue", "met-late", "running")


def presses(state: State, in_force: date | None) -> bool:
    """Whether a step in this state, due on this day, is late, was late, or can become so."""
    return in_force is not None and state in _PRESSING


def pressing_deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return those of `deadlines` that press.

    Most steps have no limit, and are not worked out for it: only a later date that somebody allowed gives one a day.
    """
    allowed = timeline.permissions.extended
    steps = (
        [one for one in plan.steps if can_be_due(one) or one.step.id in allowed] if allowed else plan.dated
    )
    found = (one.worked_out() for one in _of_steps(steps, timeline, calendar, owner))
    return tuple(one.deadline() for one in found if presses(one.state, one.now.due))


def open_deadlines(
    plan: Plan, timeline: Timeline, calendar: Calendar, owner: Owner = "board"
) -> tuple[Deadline, ...]:
    """Return those of `deadlines` that somebody still has to do. What was done, as most was, is not worked out."""
    undone = (one for one in _of_steps(plan.steps, timeline, calendar, owner) if one.done is None)
    return tuple(one.deadline() for one in undone if one.worked_out().state in OPEN)


def _of_steps(
    steps: Iterable[PlannedStep], timeline: Timeline, calendar: Calendar, owner: Owner
) -> Iterator[Working]:
    every = timeline.items
    for planned in steps:
        own = calendar_of(planned, calendar)
        if planned.recurs is not None:
            yield from _recurring(planned, timeline, own, owner)
        elif planned.for_each is None:
            yield Working(planned, None, timeline, own, owner)
        else:
            for item in items(planned, timeline) if planned.only else every[planned.for_each]:
                yield Working(planned, item, timeline, own, owner)


def _recurring(
    planned: PlannedStep, timeline: Timeline, calendar: Calendar, owner: Owner
) -> Iterator[Working]:
    assert planned.recurs is not None
    for one in occasions(planned, planned.recurs, timeline, calendar):
        yield Working(planned, one.item, timeline, calendar, owner, one)


def calendar_of(planned: PlannedStep, calendar: Calendar) -> Calendar:
    """Return the calendar by which a step counts: the pack's, or its own.

    The days on which a board is closed belong to the pack's: a law that brings a calendar of its own, such as
    section 10 of the Freedom of Information Act 2000, knows nothing of them.
    """
    return calendar if planned.calendar == calendar.name else calendar_for(planned.calendar, {})
