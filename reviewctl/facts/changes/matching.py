"""Which item of a list was which: by what names it, else by what it is most like."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

Pair = tuple[str, Struct | None, Struct | None]
_WHO = ("person", "name", "step", "code", "case", "date", "title", "asked_of")
"""Fields that say which thing an item is: to have them in common counts twice."""
_ALIKE = 0.5
"""Items of which less than half is the same are two things, of which one went and the other came."""
_MOST = 250_000
"""So many pairs are looked at. Where there are more, the lists are compared place by place."""


def matched(before: Sequence[Struct], after: Sequence[Struct], key: str | None) -> Iterator[Pair]:
    """Yield the items of two lists in pairs, each with what an address calls it; None where one side has none.

    `key` is the field that names them ("" or None where they are counted). An item is called by its name where no
    other bears that; else by its number in the later list, or in the earlier where it is gone.
    """
    names = _names(before, key), _names(after, key)
    once = {name for name, count in Counter([*names[0], *names[1]]).items() if name and count <= 2}
    once -= {name for side in names for name, count in Counter(side).items() if count > 1}
    old = {name: one for name, one in zip(names[0], before, strict=True) if name in once}
    new = {name: one for name, one in zip(names[1], after, strict=True) if name in once}
    for name in dict.fromkeys([*old, *new]):
        yield name, old.get(name), new.get(name)
    rest = [
        [place for place, name in enumerate(side) if name not in once] for side in names
    ]  # those without a name of their own
    for i, j in _likened(before, after, rest[0], rest[1]):
        place = j if j is not None else i
        assert place is not None
        yield str(place + 1), None if i is None else before[i], None if j is None else after[j]


def _names(items: Sequence[Struct], key: str | None) -> list[str]:
    return [str(getattr(one, key, None) or "") if key else "" for one in items]


def _likened(
    before: Sequence[Struct], after: Sequence[Struct], old: list[int], new: list[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of what is the same, then of what is most alike, then of what stands alone."""
    same = list(_same(before, after, old, new))
    yield from same
    left, right = ({pair[side] for pair in same} for side in (0, 1))
    old, new = [i for i in old if i not in left], [j for j in new if j not in right]
    pairs = list(_alike(before, after, old, new))
    yield from pairs
    taken, given = ({pair[side] for pair in pairs} for side in (0, 1))
    yield from ((i, None) for i in old if i not in taken)
    yield from ((None, j) for j in new if j not in given)


def _same(
    before: Sequence[Struct], after: Sequence[Struct], old: list[int], new: list[int]
) -> Iterator[tuple[int, int]]:
    places: dict[bytes, list[int]] = {}
    for j in reversed(new):
        places.setdefault(msgspec.json.encode(after[j], order="deterministic"), []).append(j)
    for i in old:
        there = places.get(msgspec.json.encode(before[i], order="deterministic"))
        if there:
            yield i, there.pop()


def _alike(
    before: Sequence[Struct], after: Sequence[Struct], old: list[int], new: list[int]
) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > _MOST:
        yield from zip(old, new, strict=False)
        return
    found = [(_likeness(before[i], after[j]), i, j) for i in old for j in new]
    found.sort(key=lambda one: (-one[0], abs(one[1] - one[2]), one[1] + one[2]))
    taken: set[int] = set()
    given: set[int] = set()
    for likeness, i, j in found:
        if likeness >= _ALIKE and i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield i, j


def _likeness(one: Struct, other: Struct) -> float:
    """Return how much of two items is the same, from 0 to 1, of the fields that either has filled in."""
    same = total = 0
    for field in one.__struct_fields__:
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine or theirs or isinstance(mine, bool) or isinstance(theirs, bool):
            weight = 2 if field in _WHO else 1
            total += weight
            same += weight if mine == theirs else 0
    return same / total if total else 1.0
