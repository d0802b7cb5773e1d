"""Which item of a list was which, and where an item that the other side added goes."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

_DATED_BY = ("on", "date", "raised", "from", "sent_back", "received")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_WHO = ("person", "name", "step", "code", "case", "on", "date", "from", "title")
"""Fields that say which thing an item is: to have them in common counts twice."""
_ALIKE = 0.5
_MOST = 250_000
"""So many pairs are looked at. Items of longer lists that have no name are only ever the same or not."""


class Absent:
    """What stands where nothing is written, not even a key. A blank is None."""

    def __repr__(self) -> str:
        """Return how it is called."""
        return "ABSENT"


ABSENT = Absent()


class Row(Struct, eq=False):
    """A row of a list that is being made: what it says (ABSENT: it goes), and whether this side added it."""

    value: object
    new: bool


def canonical(value: object) -> str:
    """Return a text that two values share when they are the same, and only then: 1, true and "1" are three."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def names_of(items: Sequence[object], key: str) -> list[str] | None:
    """Return how each item of a list is named by a field, or None where one has no name or two share one."""
    names = [_text(one.get(key)) if isinstance(one, dict) else "" for one in items]
    return names if key and all(names) and len(set(names)) == len(names) else None


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def origins(base: Sequence[object], side: Sequence[object]) -> list[int | None]:
    """Return for each item of a list without names which item of `base` it was, or None where it is new.

    First what is the same, then groups of which at least half is, the most alike first.
    """
    found: list[int | None] = [None] * len(side)
    free: dict[str, list[int]] = {}
    for i in reversed(range(len(base))):
        free.setdefault(canonical(base[i]), []).append(i)
    for j, one in enumerate(side):
        there = free.get(canonical(one))
        if there:
            found[j] = there.pop()
    left = sorted(i for there in free.values() for i in there)
    for i, j in _alike(base, side, left, [j for j, i in enumerate(found) if i is None]):
        found[j] = i
    return found


def _alike(
    base: Sequence[object], side: Sequence[object], old: list[int], new: list[int]
) -> Iterator[tuple[int, int]]:
    if len(old) * len(new) > _MOST:
        return
    pairs = [(_likeness(base[i], side[j]), i, j) for i in old for j in new]
    taken: set[int] = set()
    given: set[int] = set()
    for likeness, i, j in sorted(pairs, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if likeness >= _ALIKE and i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            yield i, j


def _likeness(one: object, other: object) -> float:
    """Return how much of two groups is the same, from 0 to 1, of what either has filled in."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return 0.0
    same = total = 0
    for key in {**one, **other}:
        mine, theirs = one.get(key), other.get(key)
        if mine is not None or theirs is not None:
            weight = 2 if key in _WHO else 1
            total += weight
            same += weight if canonical(mine) == canonical(theirs) else 0
    return same / total if total else 0.0


def without(items: Sequence[object], already: Sequence[object]) -> list[bool]:
    """Return for each item whether it is new beside those that are there already, each of which counts once."""
    left = Counter(map(canonical, already))
    new = []
    for one in items:
        text = canonical(one)
        new.append(not left[text])
        left[text] -= 1 if left[text] else 0
    return new


def laid(rows: list[Row], theirs: list[tuple[Row | None, object]]) -> list[object]:
    """Return a list made of one side's rows, with what the other side added put in its place.

    `theirs` are the other side's items in their order, each with the row that it is, or None and what it says. A new
    item goes by its date where the list is in order of dates; else behind what it stood behind, and behind what this
    side added there.
    """
    made, behind = [*rows], 0
    days = _days_in_order(rows)
    for row, value in theirs:
        if row is not None:
            behind = made.index(row) + 1
        elif value is not ABSENT:
            while behind < len(made) and made[behind].new:
                behind += 1
            day = day_of(value) if days is not None else None
            if days is not None and day is not None:
                behind = bisect_right(days, day)
                days.insert(behind, day)
            else:
                days = None
            made.insert(behind, Row(value, False))
            behind += 1
    return [row.value for row in made if row.value is not ABSENT]


def _days_in_order(rows: Sequence[Row]) -> list[str] | None:
    """Return the date of each row (of one that goes, that before it); None where the list is not in order of dates."""
    days: list[str] = []
    for row in rows:
        before = days[-1] if days else ""
        day = day_of(row.value) if row.value is not ABSENT else before
        if day is None or day < before:
            return None
        days.append(day)
    return days if any(row.value is not ABSENT for row in rows) else None


def day_of(item: object) -> str | None:
    """Return the date that an item of a list bears, as it is written; None where it bears none."""
    value = next((item[key] for key in _DATED_BY if item.get(key)), None) if isinstance(item, dict) else item
    return value if isinstance(value, str) and _DATE.fullmatch(value) else None
