"""Recommendations that were made before: how alike two are, and the nearest ones among many.

Alike is how many of the words of the one the other has, too: of the two shares the lesser, in per cent, so that a long
recommendation is not like a short one because it holds it among other things. Words count as the same that differ in
their ending, or in a letter or two (rapidfuzz). What is meant alike and said in other words is not found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from heapq import nlargest
from itertools import chain, islice
from math import ceil
from typing import Literal

from msgspec import Struct

from reviewctl.facts.actions.gist import Gist, Gists

NEARLY = 72
"""From so many per cent on two recommendations are nearly the same: of the pairs so called at most one in twenty are
two different things (measured within themes: tests/similar)."""
MUCH = 60
"""From so many per cent on two are much alike: worth reading, and about one time in four another thing."""
_SAME_WORD = 80
"""How alike, in per cent (rapidfuzz's ratio), two words are that may be one: assess and assessor."""
_EXACTLY = 0.4
"""The share of words that must be the very same ones for two to be compared: what cannot reach `MUCH` is left out."""
_COMPARED = 30
"""With so many each is compared at the most: those that share the most words."""
_READ = 2_000
"""With so many it is seen how many words they share, those that hold its rarest words: however many there are."""
_COUNTED = 200
"""With so many of these, those that share the most of its rarest words, the rest of the words is compared."""
_ANY = "\0"
"""Stands for every theme, and for none."""
_ENOUGH = 3
"""So many words two must have to be nearly the same: less is a heading."""

Alike = Literal["the same words", "nearly the same", "much alike"]


class Recommended(Struct, frozen=True, kw_only=True):
    """One recommendation of a review, as its plan has it: where it stands, what it says, which actions answer it."""

    case: str
    folder: str
    id: str
    text: str
    theme: str | None = None
    owners: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


class Near(Struct, frozen=True, kw_only=True):
    """A recommendation of another review that is like one, and how alike the two are in per cent."""

    one: Recommended
    alike: int


def words_for(alike: int) -> Alike:
    """Return how alike two recommendations are, in words, for `MUCH` per cent or more."""
    return "the same words" if alike == 100 else "nearly the same" if alike >= NEARLY else "much alike"


def likeness(a: Gist, b: Gist, least: int = 0) -> int:
    """Return how alike two are, in per cent; 0 for less than `least`, or where one says nothing."""
    if not a.words or not b.words:
        return 0
    longest, shortest = max(len(a.words), len(b.words)), min(len(a.words), len(b.words))
    if shortest * 100 < least * longest:
        return 0
    found = 100 if a.words == b.words else _shares(a.words, b.words, longest, least)
    if shortest < _ENOUGH or _turned_round(a, b):
        found = min(found, NEARLY - 1)
    return found if found >= least else 0


def _turned_round(a: Gist, b: Gist) -> bool:
    """Whether what goes to somebody in the one comes from them in the other."""
    to, other = a.towards - b.towards, b.towards - a.towards
    return not to.isdisjoint(b.words) and not other.isdisjoint(a.words)


def _shares(a: Sequence[str], b: Sequence[str], longest: int, least: int) -> int:
    """Return the lesser of how much of each the other has, in per cent. A word that is like one counts as far.

    Where it is less than `least`, it may come out as less than it is.
    """
    there, other = frozenset(a), frozenset(b)
    only, rest = there - other, other - there
    same = 100.0 * (len(a) - len(only))
    if not only or not rest:
        return int(same / longest)
    share = (same + _like(only, rest, least * len(a) - same)) / len(a)
    if share < least:
        return 0
    return int(min(share, (same + _like(rest, only, least * len(b) - same)) / len(b)))


def _like(words: frozenset[str], others: frozenset[str], wanted: float) -> float:
    """Return how far words are like others, 100 for each at the most; 0 as soon as it cannot be `wanted` any more."""
    best, among = _best(), tuple(others)
    found, most = 0.0, 100.0 * len(words)
    for word in words:
        nearest = best(word, among)
        counts = nearest[1] if nearest is not None else 0.0
        found, most = found + counts, most + counts - 100.0
        if most + 1 < wanted:  # One more than is needed: sums of shares are rounded.
            return 0.0
    return found


@cache
def _best() -> Callable[..., tuple[str, float, int] | None]:
    """Return what finds the word that is most like one, in one call for all that it is compared with."""
    from rapidfuzz import fuzz, process

    return partial(process.extractOne, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)


class Earlier:
    """Many recommendations, ready to be asked which of them are like one. Nothing in it is compared with everything."""

    def __init__(self, recommended: Iterable[Recommended], gists: Gists) -> None:
        """Put the recommendations away by their words; those of the very same words lie together."""
        self._gists = gists
        self._by_gist: dict[Gist, list[Recommended]] = {}
        for one in recommended:
            self._by_gist.setdefault(gists.of(one.text), []).append(one)
        self._said = tuple(self._by_gist)
        self._holding: dict[tuple[str, str], list[int]] = {}
        for number, gist in enumerate(self._said):
            for theme in {_ANY, *map(_theme, self._by_gist[gist])}:
                for word in gist.words:
                    self._holding.setdefault((theme, word), []).append(number)

    def like(self, one: Recommended, least: int = MUCH) -> tuple[Near, ...]:
        """Return those of other reviews that are like one, the most alike first, then by review and number.

        Where both have a theme it must be the same one.
        """
        gist = self._gists.of(one.text)
        found = [
            Near(one=other, alike=alike)
            for said in self._worth_comparing(gist, _theme(one))
            if (alike := likeness(gist, said, least))
            for other in self._by_gist[said]
            if other.case != one.case and same_theme(one, other)
        ]
        return tuple(sorted(found, key=lambda near: (-near.alike, near.one.case, near.one.id)))

    def _worth_comparing(self, gist: Gist, theme: str) -> Iterator[Gist]:
        """Yield what is the same, and what shares enough words: it holds one of the rarest, so the rest is not read."""
        words = gist.words
        if not words:
            return
        if gist in self._by_gist:
            yield gist
        wanted = ceil(_EXACTLY * len(words))
        rarest = sorted(words, key=lambda word: (sum(map(len, self._lists(theme, word))), word))
        first, rest = rarest[: len(words) - wanted + 1], frozenset(rarest[len(words) - wanted + 1 :])
        holding = chain.from_iterable(one for word in first for one in self._lists(theme, word))
        counted = Counter(islice(holding, _READ)).most_common(_COUNTED)
        shared = ((count + len(rest.intersection(self._said[at].words)), -at) for at, count in counted)
        best = nlargest(_COMPARED, (one for one in shared if one[0] >= wanted))
        yield from (self._said[-at] for _, at in best if self._said[-at] != gist)

    def _lists(self, theme: str, word: str) -> Iterator[list[int]]:
        """Yield the numbers of what holds a word and may be compared with one of this theme."""
        for one in (theme, "") if theme else (_ANY,):
            yield self._holding.get((one, word), [])


def same_theme(a: Recommended, b: Recommended) -> bool:
    """Whether two may be compared: they have one theme, or at least one of them has none."""
    return not a.theme or not b.theme or _theme(a) == _theme(b)


def _theme(one: Recommended) -> str:
    return " ".join((one.theme or "").casefold().split())
