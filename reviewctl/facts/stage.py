"""Where a case is: the last of its stages that has been opened."""

from msgspec import Struct

from reviewctl.facts.conditions import answer
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import Plan
from reviewctl.model.step import Owner


class Place(Struct, frozen=True):
    """A stage reached: its id, its title, its place in the order, and whose it is."""

    id: str
    title: str
    order: int
    owner: Owner


NOWHERE = Place("", "not begun", -1, "board")


def place_of(plan: Plan, timeline: Timeline) -> Place:
    """Return where the case is on the timeline's day; NOWHERE before the first stage has been opened."""
    for order in range(len(plan.stages) - 1, -1, -1):
        for way in plan.stages[order]:
            if timeline.moment(way.event) is not None and answer(way.conditions, None, timeline) == "yes":
                stage = plan.kind.stages[order]
                return Place(stage.id, stage.title, order, stage.owner or plan.kind.owner)
    return NOWHERE


def reached(plan: Plan, place: Place, stage_id: str) -> bool:
    """Whether a case has come as far as a stage, or beyond it."""
    order = next((i for i, stage in enumerate(plan.kind.stages) if stage.id == stage_id), None)
    return order is not None and place.order >= order
