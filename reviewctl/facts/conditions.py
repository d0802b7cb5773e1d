"""Conditions: fields and the values they may have."""

from typing import Literal

from reviewctl.facts.events import Timeline
from reviewctl.facts.record import COLLECTIONS
from reviewctl.model.address import Address
from reviewctl.model.event import Moment
from reviewctl.model.record import Record

ANY = "any"
"""The word of a condition for one item of a collection, whichever: `processes[any].kind`."""
Answer = Literal["yes", "no", "unknown"]
Wanted = tuple[tuple[Address, object], ...]


def answer(wanted: Wanted, item: str | None, timeline: Timeline) -> Answer:
    """Return whether all conditions hold. "no" outweighs "unknown", which is a field not yet recorded."""
    found: Answer = "yes"
    for address, what in wanted:
        if address.item == ANY:
            one = _of_any(address, what, timeline)
            if one == "no":
                return "no"
            found = "unknown" if one == "unknown" else found
            continue
        value = timeline.value(address.of(item) if item is not None else address)
        if type(value) is str and value == what and what not in ("present", "absent"):
            continue  # By far the most.
        one = _one(value, what)
        if one == "no":
            return "no"
        if one == "unknown":
            found = "unknown"
    return found


def _of_any(address: Address, what: object, timeline: Timeline) -> Answer:
    """Return whether a condition holds for one item of a collection at the least; "no" where there is none."""
    items = COLLECTIONS[address.head](timeline.case) if address.head in COLLECTIONS else ()
    answers = {_one(timeline.value(address.pattern.of(item)), what) for item in items}
    return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _one(value: object, wanted: object) -> Answer:
    there = _recorded(value)
    if wanted == "present":
        return "yes" if there else "unknown"
    if wanted == "absent":
        return "no" if there else "yes"
    if not there:
        return "unknown"
    return "yes" if _matches(value, wanted) else "no"


def _recorded(value: object) -> bool:
    """Whether something is recorded: a block of the template in which nothing is filled in is not."""
    if isinstance(value, Record):
        return any(_recorded(getattr(value, field)) for field in value.__struct_fields__)
    return value is not None and value not in ((), {})


def _matches(value: object, wanted: object) -> bool:
    if isinstance(value, Moment):
        value = value.outcome
    if isinstance(wanted, dict):
        return not _matches(value, wanted.get("not"))
    if isinstance(wanted, (list, tuple)):
        return value in wanted
    return value == wanted
