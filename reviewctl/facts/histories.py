"""Which values changed between readings of a record, and which of them a merge settled itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewctl.facts.differences import Difference
from reviewctl.model.address import Address
from reviewctl.model.event import EventDetail
from reviewctl.model.history import Changed

_WORD = re.compile(r"\[([^\[\]]*)\]|([^.\[\]]+)")
_REASONS = ("because", "reason", "amended_because", "added_because", "note")

Way = tuple[str, ...]


def way_of(address: str) -> Way:
    """Return an address as its words, so that two ways of writing it are one: `actions[3].due` → actions, 3, due."""
    return tuple(inner or plain for inner, plain in _WORD.findall(address))


def way_to(address: Address) -> Way:
    """Return the words of an address that was parsed."""
    return (address.head, *(() if address.item is None else (address.item,)), *address.fields)


def below(way: Way, address: str) -> bool:
    """Whether an address is the one that `way` names, or lies below it."""
    return way_of(address)[: len(way)] == way


def changes_of(found: Iterable[Difference]) -> tuple[Changed, ...]:
    """Return differences as changes, each with the reason that was given with it."""
    listed = tuple(found)
    given = _reasons(listed)
    return tuple(
        Changed(address=one.address, before=one.before, after=one.after, reason=_reason(one, given))
        for one in listed
    )


def _reasons(found: Sequence[Difference]) -> dict[Way, str]:
    """Return the reasons that came in, by the way to the group they stand in."""
    given: dict[Way, str] = {}
    for word in reversed(_REASONS):
        for one in found:
            way = way_of(one.address)
            if way[-1:] == (word,) and isinstance(one.after, str):
                given[way[:-1]] = one.after
    return given


def _reason(one: Difference, given: Mapping[Way, str]) -> str | None:
    """Return the reason that an event bears, or that came into the same group."""
    if isinstance(one.after, tuple) and one.after:
        return reason_in(one.after[-1])
    found = reason_in(one.after)
    way = way_of(one.address)
    if found is not None or way[-1:] in [(word,) for word in _REASONS]:
        return found
    return given.get(way[:-1])


def reason_in(value: object) -> str | None:
    """Return the reason that an event's detail gives: why it was corrected, else what is noted; None for none."""
    if not isinstance(value, EventDetail):
        return None
    return value.because or value.note


def told_after_a_fault(
    since_fault: Iterable[Difference], since_clean: Iterable[Difference]
) -> Iterator[Difference]:
    """Yield what a commit changed that mended a file: `since_fault` is against what could be read of it before.

    A value that the fault hid, and that is as it was, did not change; what was changed beside the fault was told
    then. What is gone since the file could last be read whole is told now, for nobody could tell it from the fault.
    """
    before = {one.address for one in since_fault}
    yield from (one for one in since_clean if one.address in before or one.after is None)


def settled(
    base_to_one: Iterable[Difference],
    base_to_other: Iterable[Difference],
    base_to_merge: Iterable[Difference],
) -> Iterator[Changed]:
    """Yield the values that a merge settled itself: both lines had changed them, or it holds what neither brought.

    All three are differences from what the two lines had in common. A value that one line alone changed, and that
    the merge holds, is told by that line.
    """
    one, other, merged = (
        {each.address: each for each in found} for found in (base_to_one, base_to_other, base_to_merge)
    )
    for address in sorted({*one, *other, *merged}):
        known = next(side[address] for side in (one, other, merged) if address in side)
        base = known.before
        sides = tuple(side[address].after if address in side else base for side in (one, other))
        now = merged[address].after if address in merged else base
        expected = sides[1] if sides[0] == base else sides[0]
        agree = sides[0] == sides[1] or base in sides
        if now != expected or not agree:
            yield Changed(address=address, before=sides[0], after=now, sides=sides)
