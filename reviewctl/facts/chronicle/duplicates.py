"""The same event told several times: grouped, never dropped, and whatever the order in which the entries come.

All pairs that may tell of one event (`pairs`) are taken from the most alike to the least; equally alike ones the
narrower dates first, then those whose times of day are nearer, then in the order of the chronology. Two groups become
one only where every entry of the one may be the same event as every entry of the other (complete linkage: no chain of
ever more distant likenesses), and no agency comes twice. Twice in one group stands only what an agency tells twice of
one day and one time in the same words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from reviewctl.facts.chronicle.ordering import key_of
from reviewctl.facts.chronicle.pairs import Pairs, Unit, pairs_of, unit_of
from reviewctl.facts.chronicle.sentences import Names, entry_name, listed
from reviewctl.facts.span import overlap
from reviewctl.facts.timeofday import time_of_day
from reviewctl.model.integrated import Telling

_NAMED = 3
"""So many other entries that might be the same event are named; the rest is counted."""


class Group(Struct, frozen=True, kw_only=True):
    """The tellings of what seems one event, in their order.

    `alike` is how alike the two are that are least so, in per cent; None where no two agencies tell of it. `others`
    are pairs of an entry of the group and one outside that may as well be the same event.
    """

    tellings: tuple[Telling, ...]
    alike: int | None = None
    others: tuple[tuple[Telling, Telling], ...] = ()


class Grouping(Struct, frozen=True):
    """All entries in groups. `crowded` counts those that had too much beside them to be compared with all of it."""

    groups: tuple[Group, ...]
    crowded: int = 0


def groups_of(tellings: Iterable[Telling], least: int) -> Grouping:
    """Return the entries in groups; one that nobody else tells is alone in its own. `least` is in per cent."""
    units = units_of(sorted(tellings, key=key_of))
    pairs, crowded = pairs_of(units, least)
    return Grouping(tuple(_groups(units, pairs)), crowded)


def _groups(units: Sequence[Unit], pairs: Pairs) -> Iterator[Group]:
    clusters = _clusters(units, pairs)
    home = {at: members for members in clusters for at in members}
    rivals = _rivals(units, pairs, home)
    for members in clusters:
        if len(members) == 1:
            yield Group(tellings=units[members[0]].tellings)
            continue
        found = sorted((one for at in members for one in units[at].tellings), key=key_of)
        scores = [pairs[a, b] for a in members for b in members if a < b]
        others = tuple(rival for at in members for rival in rivals.get(at, ()))
        yield Group(tellings=tuple(found), alike=min(scores, default=None), others=others)


def group_assumptions(group: Group, names: Names) -> Iterator[str]:
    """Yield why the tellings of a group are held for one event, and what else might as well have been."""
    tellings = group.tellings
    for agency, times in sorted(Counter(one.agency for one in tellings).items()):
        if times > 1:
            name = names.get(agency, agency)
            yield f"{name} tells it {_times(times)}, with the same date in the same words: held for one event."
    if group.alike is not None:
        yield f"Held for one event: {_dates(tellings)}, {group.alike} % alike."
    by_one: dict[str, list[str]] = {}
    for one, other in group.others:
        by_one.setdefault(entry_name(one, names), []).append(entry_name(other, names))
    for name, rivals in by_one.items():
        more = f" and {len(rivals) - _NAMED} more" if len(rivals) > _NAMED else ""
        yield f"{name} may as well be the same event as {listed(rivals[:_NAMED])}{more}."


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _dates(tellings: Sequence[Telling]) -> str:
    """Return how the dates of a group go together."""
    spans = [one.span for one in tellings]
    if any(overlap(a, b) is None for a, b in combinations(spans, 2)):
        return "a day apart"
    if all(span.exact and span.first == spans[0].first for span in spans):
        return "the same day"
    return "the dates may be the same"


def units_of(tellings: Iterable[Telling]) -> list[Unit]:
    """Return the entries, those of one agency together that tell the same of one day in the same words.

    Of a month or a year the same may be told twice and have happened twice: those stay apart.
    """
    found: dict[tuple[object, ...], list[Telling]] = {}
    for one in tellings:
        entry = one.entry
        words = " ".join((entry.event or "").casefold().split())
        alone = "" if words and one.span.exact else entry.id
        same = (one.agency, entry.date, entry.time, entry.subject, words, alone)
        found.setdefault(same, []).append(one)
    return [unit_of(tuple(some)) for some in found.values()]


def _clusters(units: Sequence[Unit], pairs: Pairs) -> list[list[int]]:
    """Return the positions of the units that belong together, each in exactly one list."""
    home = {at: [at] for at in range(len(units))}

    def order(pair: tuple[tuple[int, int], int]) -> tuple[int, int, int, tuple[int, int]]:
        one, other = units[pair[0][0]], units[pair[0][1]]
        return -pair[1], one.days + other.days, _apart(one, other), pair[0]

    for (a, b), _ in sorted(pairs.items(), key=order):
        one, other = home[a], home[b]
        if one is not other and _may_join(one, other, units, pairs):
            one += other
            home.update((at, one) for at in other)
    return [home[at] for at in home if home[at][0] == at]


def _may_join(one: list[int], other: list[int], units: Sequence[Unit], pairs: Pairs) -> bool:
    if {units[at].agency for at in one} & {units[at].agency for at in other}:
        return False
    return all((min(a, b), max(a, b)) in pairs for a in one for b in other)


def _apart(one: Unit, other: Unit) -> int:
    """Return how many minutes lie between two times of day; 0 where one of them is not known."""
    times = [time_of_day(unit.tellings[0].entry.time or "") for unit in (one, other)]
    if times[0] is None or times[1] is None:
        return 0
    return max(0, times[0].first - times[1].last, times[1].first - times[0].last)


def _rivals(
    units: Sequence[Unit], pairs: Pairs, home: dict[int, list[int]]
) -> dict[int, list[tuple[Telling, Telling]]]:
    """Return for each unit that was grouped what else of the same agencies it might have been grouped with."""
    found: dict[int, list[tuple[Telling, Telling]]] = {}
    for a, b in sorted(pairs):
        for at, other in ((a, b), (b, a)):
            beside = {units[one].agency for one in home[at]}
            if home[at] is not home[other] and units[other].agency in beside:
                found.setdefault(at, []).append((units[at].tellings[0], units[other].tellings[0]))
    return found
