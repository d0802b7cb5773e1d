"""Which entries may tell of one event, found without comparing each with each.

Two entries are compared where four things hold: they are of different agencies, they are not about different people,
their dates may be the same (or are both one day, and one day apart), and they share most words of the shorter one, as
far as the first letters of a word go: 20 % less than they are to be alike. Entries that share so many share three of
the rarer words of the shorter one. Those are looked up: for each word there is a number whose bits are the entries that
have it, so that a few operations on whole numbers leave the few entries that are worth a comparison.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from reviewctl.facts.chronicle.likeness import ENOUGH_TO_HOLD, alike, words_of
from reviewctl.model.integrated import Telling
from reviewctl.model.span import Span

NEXT_DAY = 90
"""How alike, in per cent, two accounts must be at the least to be one event though their days are one apart."""
_STEM = 5
"""So many first letters of a word are looked at: "visited" is found by "visits", "ambulence" by "ambulance"."""
_LOOKED_FOR = 3
"""So many of the rarer words must be shared before all words are compared."""
_SPARED = 20
"""So many per cent fewer words need be shared than two accounts must be alike: for endings and misspellings."""
_LENGTHS = (0, 31, 366, date.max.toordinal())
"""Entries are kept apart by how many days their dates leave open at the most: so those near in time are a range."""
MOST = 100
"""With so many others, the nearest in order, an entry is compared at the most."""

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
        stems=frozenset([word[:_STEM] for word in words]),
        first=first,
        last=last,
    )


def pairs_of(units: Sequence[Unit], least: int) -> tuple[Pairs, int]:
    """Return every two units that may tell of one event and are at least so alike, with how alike they are.

    And of how many units not all others were compared, as too many share their words at one time (`MOST`). The units
    must stand in the order of the chronology.
    """
    index = _Index(units, max(0, least - _SPARED))
    found: Pairs = {}
    for i, j in index.candidates():
        score = _score(units[i], units[j], least)
        if score:
            found[min(i, j), max(i, j)] = score
    return found, index.crowded


def _score(one: Unit, other: Unit, least: int) -> int:
    """Return how alike two units are; 0 where it is too little for what is known of their days.

    Few words ("seen at home") are enough for what happened on one and the same day, and for nothing else.
    """
    if one.first == one.last == other.first == other.last:
        return alike(one.words, other.words, least)
    if min(len(one.words), len(other.words)) < ENOUGH_TO_HOLD:
        return 0
    return alike(one.words, other.words, least if _meet(one, other, 0) else max(least, NEXT_DAY))


class _Index:
    """The units that have a place in time and words, each a bit in the order of their first days.

    `crowded` counts those of which not all others that are near were compared.
    """

    def __init__(self, units: Sequence[Unit], share: int) -> None:
        """Take the units, and how many per cent of the shorter one's words two must share."""
        self._share = share
        self.crowded = 0
        placed = (unit for unit in enumerate(units) if unit[1].tellings[0].span.placed and unit[1].stems)
        in_order = sorted(placed, key=lambda unit: (unit[1].first, unit[0]))
        self._ats = [at for at, _ in in_order]
        self._units = [unit for _, unit in in_order]
        self._firsts = [unit.first for unit in self._units]
        often = Counter(stem for unit in self._units for stem in unit.stems)
        self._rank = {stem: at for at, stem in enumerate(sorted(often, key=lambda stem: (often[stem], stem)))}
        self._having = _bits((stem, at) for at, unit in enumerate(self._units) for stem in unit.stems)
        self._of_agency = _bits((unit.agency, at) for at, unit in enumerate(self._units))
        self._of_length = _bits((_length(unit), at) for at, unit in enumerate(self._units))
        self._with_words = _with_at_least(self._units)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs to compare, each once, by their positions: first that with fewer words."""
        for bit, one in enumerate(self._units):
            needed = max(1, -(-len(one.stems) * self._share // 100))
            near = (
                self._sharing(one, needed) & self._with_words[len(one.stems)] & ~self._of_agency[one.agency]
            )
            if not near:
                continue
            for at in self._nearest(near & self._near(one), bit):
                other = self._units[at]
                if (len(other.stems), at) > (len(one.stems), bit) and _may(one, other, needed):
                    yield self._ats[bit], self._ats[at]

    def _sharing(self, one: Unit, needed: int) -> int:
        """Return the units that share as many of the rarer words as whoever shares `needed` of all does."""
        least = min(_LOOKED_FOR, needed)
        by_rarity = sorted(one.stems, key=self._rank.__getitem__)
        # Of those that share one, two or three words; a fourth is never looked for.
        once = twice = thrice = 0
        for stem in by_rarity[: len(by_rarity) - needed + least]:
            having = self._having[stem]
            thrice |= twice & having
            twice |= once & having
            once |= having
        return (once, twice, thrice)[least - 1]

    def _near(self, one: Unit) -> int:
        """Return the units whose dates may be the same, or are one day apart."""
        end = (1 << bisect_right(self._firsts, one.last + 1)) - 1
        found = 0
        for length, units in self._of_length.items():
            found |= units & end & (-1 << bisect_left(self._firsts, one.first - length - 1))
        return found

    def _nearest(self, near: int, bit: int) -> Sequence[int]:
        """Return these units one by one; of too many those that stand nearest in the order."""
        found = list(_each(near))
        if len(found) <= MOST:
            return found
        self.crowded += 1
        return sorted(found, key=lambda at: (abs(at - bit), at))[:MOST]


_Key = TypeVar("_Key")


def _bits(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, int]:
    """Return for each key the number that has the bits that stand beside it; those of a key come in their order."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for key, at in pairs:
        found[key].append(at)
    return {key: _number(ats) for key, ats in found.items()}


def _number(ats: Sequence[int]) -> int:
    """Return the number that has these bits, of which the last is the highest."""
    octets = bytearray((ats[-1] >> 3) + 1)
    for at in ats:
        octets[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(octets, "little")


def _each(bits: int) -> Iterator[int]:
    """Yield which bits a number has."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _with_at_least(units: Sequence[Unit]) -> list[int]:
    """Return by every number of words the units that have so many or more."""
    exactly = _bits((len(unit.stems), at) for at, unit in enumerate(units))
    found = [0] * (max(exactly, default=0) + 2)
    for number in range(len(found) - 2, -1, -1):
        found[number] = found[number + 1] | exactly.get(number, 0)
    return found


def _length(unit: Unit) -> int:
    return _LENGTHS[bisect_left(_LENGTHS, unit.days)]


def _may(one: Unit, other: Unit, needed: int) -> bool:
    """Whether two units may be one event: the same people, days that meet, and so many words that they share."""
    if one.subject is not None and other.subject is not None and one.subject != other.subject:
        return False
    slack = 1 if one.days == 0 == other.days else 0
    return _meet(one, other, slack) and len(one.stems & other.stems) >= needed


def _meet(one: Unit, other: Unit, slack: int) -> bool:
    return one.first <= other.last + slack and other.first <= one.last + slack


def _ordinals(span: Span) -> tuple[int, int]:
    first = span.first.toordinal() if span.first is not None else 1
    return first, span.last.toordinal() if span.last is not None else date.max.toordinal()
