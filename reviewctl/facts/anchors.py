"""What a step counts from: one event, or the first or last of several, in the diary or over a collection's items."""

from datetime import date

from msgspec import Struct

from reviewctl.facts.conditions import answer
from reviewctl.facts.events import Timeline, last_day
from reviewctl.facts.plan import PlannedStep
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address
from reviewctl.model.event import Moment


class Started(Struct, frozen=True):
    """The event that starts a count, and when it was: None until then.

    `waiting_for` are the items of which the event is still awaited. `planned` says that the event lies ahead,
    and that its day is the one planned for it: of use only to a step that comes before it.
    """

    event: Address | None
    moment: Moment | None
    waiting_for: tuple[str, ...] = ()
    planned: bool = False


NOTHING = Started(None, None)


def start_of(planned: PlannedStep, item: str | None, timeline: Timeline) -> Started:
    """Return from what a step counts for an item.

    Of several events the last one counts as soon as the first that is named has happened: an event that is not
    there, such as a person added later, is not waited for. Over a collection the last counts when all have
    happened, those left out of which the step was closed by an outcome; without any item nothing starts.
    """
    after = planned.after
    if not after:
        return NOTHING
    if len(after) == 1 and not _over(after[0], planned):
        event = after[0].of(item)
        moment = timeline.moment(event)
        if moment is None and planned.backwards:
            return _planned(event, timeline)
        return Started(event, moment)
    groups = [_group(event, planned, item, timeline) for event in after]
    waiting = tuple(
        one.item or ""
        for event, group in zip(after, groups, strict=True)
        if _over(event, planned)
        for one, moment in group
        if moment is None
    )
    happened = [(event, moment) for group in groups for event, moment in group if moment is not None]
    if planned.pick == "last" and (waiting or not any(moment is not None for _, moment in groups[0])):
        return Started(after[0].of(item), None, waiting)
    if not happened:
        return Started(after[0].of(item), None, waiting)
    return Started(*_picked(happened, planned.pick))


def _planned(event: Address, timeline: Timeline) -> Started:
    day = timeline.planned(event)
    return Started(event, Moment(day) if day is not None else None, planned=day is not None)


def _over(event: Address, planned: PlannedStep) -> bool:
    """Whether an event is meant of all the items of a collection."""
    return event.item == "" and event.head != planned.for_each


def _group(
    event: Address, planned: PlannedStep, item: str | None, timeline: Timeline
) -> list[tuple[Address, Moment | None]]:
    """Return an event, or that of each item that counts, each with when it was."""
    if not _over(event, planned):
        one = event.of(item)
        return [(one, timeline.moment(one))]
    found = []
    for other in COLLECTIONS[event.head](timeline.case):
        if planned.where and answer(planned.where, other, timeline) != "yes":
            continue
        one = event.of(other)
        moment = timeline.moment(one)
        closed = moment is None and any(
            answer(ends, other, timeline) == "yes" for ends in planned.closes.get(event, ())
        )
        if not closed:
            found.append((one, moment))
    return found


def _picked(happened: list[tuple[Address, Moment]], pick: str) -> tuple[Address, Moment]:
    unknown = next((one for one in happened if one[1].on is None), None)
    if unknown is not None:
        return unknown
    # Of a month or year the last day may be meant, or the first: an uncertain event is never passed over.
    if pick == "last":
        return max(happened, key=lambda one: (last_day(one[1]), one[1].exact))
    return min(happened, key=lambda one: (one[1].on or date.max, not one[1].exact))
