"""Which entries may tell of one event, found without comparing each with each.

Two entries are compared where four things hold: they are of different agencies, they are not about different people,
their dates may be the same (or are both one day, and one day apart), and they share at least half of the words of the
shorter one, as far as the first letters of a word go. An entry of which half the words are shared shares some of its
rarer words: only those are looked up, in lists by date. So the work grows with the entries, and not with their square.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.likeness import alike, words_of
from reviewctl.model.integrated import Telling
from reviewctl.model.span import Span

NEXT_DAY = 90
"""How alike, in per cent, two accounts must be at the least to be one event though their days are one apart."""
_STEM = 5
"""So many first letters of a word are looked at: "visited" is found by "visits", "ambulence" by "ambulance"."""
_SEEN = 2
"""Whoever shares half of the words shares at least so many of the rarer half and this number more."""
_LENGTHS = (0, 31, 366, date.max.toordinal())
"""Entries are listed by how many days their dates leave open at the most: those of one list are found by bisection."""

Pairs = dict[tuple[int, int], int]
"""How alike two units are, in per cent, by their positions, the smaller first."""


class Unit(Struct, frozen=True, kw_only=True):
    """What stands or falls together: one entry, or several of one agency that are the same word for word.

    `first` and `last` are the days between which it lies, as ordinals. `stems` are the beginnings of its words.
    `subject` is whom it is about, where it says so.
    """

    tellings: tuple[Telling, ...]
    agency: str
    subject: str | None
    words: tuple[str, ...]
    stems: frozenset[str]
    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days the date leaves open."""
        return self.last - self.first


def unit_of(tellings: tuple[Telling, ...]) -> Unit:
    """Return the unit of entries that are the same word for word."""
    one = tellings[0]
    words = words_of(one.entry.event or "")
    first, last = _ordinals(one.span)
    return Unit(
        tellings=tellings,
        agency=one.agency,
        subject=one.entry.subject,
        words=words,
        stems=frozenset(word[:_STEM] for word in words),
        first=first,
        last=last,
    )


def pairs_of(units: Sequence[Unit], least: int) -> Pairs:
    """Return every two units that may tell of one event and are at least so alike, with how alike they are."""
    found: Pairs = {}
    for i, j in _candidates(units):
        needed = least if _meet(units[i], units[j], 0) else max(least, NEXT_DAY)
        score = alike(units[i].words, units[j].words, needed)
        if score:
            found[min(i, j), max(i, j)] = score
    return found


def _candidates(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the pairs to compare, each once: from the one with fewer words."""
    placed = [at for at, unit in enumerate(units) if unit.tellings[0].span.placed and unit.stems]
    rarity = Counter(stem for at in placed for stem in units[at].stems)
    sizes = [len(unit.stems) for unit in units]
    index = _Index(units, placed)
    for i in placed:
        one, size = units[i], sizes[i]
        needed = (size + 1) // 2
        seen_in = min(_SEEN, needed)
        rare = sorted(one.stems, key=lambda stem: (rarity[stem], stem))[: size - needed + seen_in]
        for j, times in index.near(rare, one).items():
            if times < seen_in or sizes[j] < size or (sizes[j] == size and j <= i):
                continue
            other = units[j]
            if _may(one, other) and len(one.stems & other.stems) >= needed:
                yield i, j


class _Index:
    """The units that have a word, by how long their dates are, in the order of their first days."""

    def __init__(self, units: Sequence[Unit], placed: Sequence[int]) -> None:
        self._lists: dict[str, dict[int, tuple[list[int], list[int]]]] = {}
        for at in sorted(placed, key=lambda at: units[at].first):
            unit = units[at]
            length = _LENGTHS[bisect_left(_LENGTHS, unit.days)]
            for stem in unit.stems:
                days, ats = self._lists.setdefault(stem, {}).setdefault(length, ([], []))
                days.append(unit.first)
                ats.append(at)

    def near(self, stems: Sequence[str], one: Unit) -> Counter[int]:
        """Return how many of these words each unit has, of those whose dates may be the same or one day apart."""
        found: list[int] = []
        for stem in stems:
            for length, (days, ats) in self._lists[stem].items():
                begin = bisect_left(days, one.first - length - 1)
                found += ats[begin : bisect_right(days, one.last + 1)]
        return Counter(found)


def _may(one: Unit, other: Unit) -> bool:
    """Whether two units may be one event by all but their words."""
    if one.agency == other.agency:
        return False
    if one.subject is not None and other.subject is not None and one.subject != other.subject:
        return False
    return _meet(one, other, 1 if one.days == 0 == other.days else 0)


def _meet(one: Unit, other: Unit, slack: int) -> bool:
    return one.first <= other.last + slack and other.first <= one.last + slack


def _ordinals(span: Span) -> tuple[int, int]:
    first = span.first.toordinal() if span.first is not None else 1
    return first, span.last.toordinal() if span.last is not None else date.max.toordinal()
