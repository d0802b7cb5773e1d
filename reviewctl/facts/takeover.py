"""Reviews that began before their register: which steps lie in the time of which there is no record.

A board's old list of reviews held a few dates of each. What a review had come through by the day on which it
was taken over, and the list had no column for, was never recorded: nobody can say whether it was done in time,
so no step of that time is overdue. What the list did hold is judged as any other record is, and so is every
limit that runs out on that day or later.
"""

from datetime import date

from msgspec.structs import replace

from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import Plan
from reviewctl.facts.stage import place_of
from reviewctl.model.address import parse_address
from reviewctl.model.case import TakenOver
from reviewctl.model.deadline import Deadline


def since_taken_over(deadlines: tuple[Deadline, ...], plan: Plan, timeline: Timeline) -> tuple[Deadline, ...]:
    """Return the deadlines of a case as they are to be judged, seeing when it was taken over.

    An open step is `not-known` where the review had gone past it by that day. Where the review stands before
    it, the list had no column for it and its limit had already run out, it is running without a limit: it may
    still be owed, and whether it is late cannot be said. Every other step is as it was.
    """
    taken = timeline.case.file.taken_over
    if taken is None:
        return deadlines
    then = Timeline(timeline.case, plan.kind, min(taken.on, timeline.as_of), timeline.board)
    passed = _Passed(plan, then)
    return tuple(_judged(one, taken, passed, timeline.as_of) for one in deadlines)


def gone_past(plan: Plan, timeline: Timeline) -> tuple[frozenset[str], str]:
    """Return the events that a review had come past when it was taken over from an older list, and the group of
    the furthest one; none, and "", for any other review.

    They are those that stand, in the order of the policy, before the last one that had happened by then. What
    stands beside that one in its group belongs to the same occasion: a publication and what goes with it.
    """
    taken = timeline.case.file.taken_over
    if taken is None:
        return frozenset(), ""
    then = Timeline(timeline.case, plan.kind, min(taken.on, timeline.as_of), timeline.board)
    events = list(plan.kind.events)
    if plan.stages and place_of(plan, then).order == len(plan.stages) - 1:
        return frozenset(events), ""
    known = [at for at, one in enumerate(events) if "[" not in one and then.moment(parse_address(one))]
    furthest = max(known, default=0)
    return frozenset(events[:furthest]), parse_address(events[furthest]).head if known else ""


class _Passed:
    """Which events a review had gone past by a day: those that stand before one that opened a stage."""

    def __init__(self, plan: Plan, then: Timeline) -> None:
        self.closed = bool(plan.stages) and place_of(plan, then).order == len(plan.stages) - 1
        self.order = {address: number for number, address in enumerate(plan.kind.events)}
        openers = (way.event for stage in plan.stages for way in stage if then.moment(way.event) is not None)
        self.furthest = max((self.order.get(str(address), -1) for address in openers), default=-1)

    def by(self, until: str) -> bool:
        """Whether the review had gone past an event, whatever is known of it."""
        return self.closed or self.order.get(until, len(self.order)) < self.furthest


def _judged(one: Deadline, taken: TakenOver, passed: _Passed, as_of: date) -> Deadline:
    began = one.anchor_date
    if not one.open or one.item is not None or (began is not None and began > taken.on):
        return one
    # The day of each ran out in the time of which there is no record.
    if passed.by(one.until):
        return replace(one.undated(), state="not-known")
    if one.until in taken.held or one.due is None or one.due >= taken.on:
        return one
    waiting = (as_of - began).days if began is not None else None
    return replace(one.undated(), allowance=None, state="running", waiting=waiting)


def is_before_the_record(one: Deadline, taken: TakenOver | None) -> bool:
    """Whether a step is not known because it lies in the time of which there is no record."""
    began = one.anchor_date
    return (
        taken is not None
        and one.state == "not-known"
        and one.due is None
        and began is not None
        and began <= taken.on
    )
