"""Recommendations that were made before: how alike two are, and the nearest ones among many.

Alike is how many of the words of the one the other has, too: of the two shares the lesser, in per cent, so that a long
recommendation is not like a short one because it holds it among other things. Words count as the same that differ in
their ending, or in a letter or two (rapidfuzz). What is meant alike and said in other words is not found.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from heapq import nlargest
from itertools import chain
from math import ceil
from typing import Literal, cast

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
_COMPARED = 60
"""With so many each is compared at the most: those that share the most words."""
_ENOUGH = 3
"""So many words two must have to be nearly the same: less is a heading."""

Alike = Literal["the same words", "nearly the same", "much alike"]


class Recommended(Struct, frozen=True, kw_only=True):
    """One recommendation of a review, as its plan has it: where it stands and what it says."""

    case: str
    folder: str
    id: str
    text: str
    theme: str | None = None
    owners: tuple[str, ...] = ()


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
    if min(len(a.words), len(b.words)) * 100 < least * max(len(a.words), len(b.words)):
        return 0
    found = 100 if a.words == b.words else int(min(_share(a.words, b.words), _share(b.words, a.words)))
    if min(len(a.words), len(b.words)) < _ENOUGH or _turned_round(a, b):
        found = min(found, NEARLY - 1)
    return found if found >= least else 0


def _turned_round(a: Gist, b: Gist) -> bool:
    """Whether what goes to somebody in the one comes from them in the other."""
    to, other = a.towards - b.towards, b.towards - a.towards
    return not to.isdisjoint(b.words) and not other.isdisjoint(a.words)


def _share(of: Sequence[str], among: Sequence[str]) -> float:
    """Return how much of the one the other has, in per cent. A word that is like another counts as far as it is."""
    there = frozenset(among)
    return sum(100.0 if word in there else _nearest(word, among) for word in of) / len(of)


def _nearest(word: str, among: Sequence[str]) -> float:
    ratio = _ratio()
    return max(ratio(word, other, score_cutoff=_SAME_WORD) for other in among)


@cache
def _ratio() -> Callable[..., float]:
    from rapidfuzz import fuzz

    return cast(Callable[..., float], fuzz.ratio)


class Earlier:
    """Many recommendations, ready to be asked which of them are like one. Nothing in it is compared with everything."""

    def __init__(self, recommended: Iterable[Recommended], gists: Gists) -> None:
        """Put the recommendations away by their words; those of the very same words lie together."""
        self._gists = gists
        self._by_gist: dict[Gist, list[Recommended]] = {}
        for one in recommended:
            self._by_gist.setdefault(gists.of(one.text), []).append(one)
        self._said = tuple(self._by_gist)
        self._themes = tuple(frozenset(map(_theme, self._by_gist[gist])) for gist in self._said)
        self._holding: dict[str, list[int]] = {}
        for number, gist in enumerate(self._said):
            for word in gist.words:
                self._holding.setdefault(word, []).append(number)

    def like(self, one: Recommended, least: int = MUCH) -> tuple[Near, ...]:
        """Return those of other reviews that are like one, the most alike first, then by review and number.

        Where both have a theme it must be the same one.
        """
        gist = self._gists.of(one.text)
        found = [
            Near(one=other, alike=alike)
            for said in self._worth_comparing(gist.words, _theme(one))
            if (alike := likeness(gist, said, least))
            for other in self._by_gist[said]
            if other.case != one.case and same_theme(one, other)
        ]
        return tuple(sorted(found, key=lambda near: (-near.alike, near.one.case, near.one.id)))

    def _worth_comparing(self, words: Sequence[str], theme: str) -> Iterator[Gist]:
        """Yield what shares enough words with one. It holds one of its rarest words: the rest is not looked at."""
        if not words:
            return
        wanted = ceil(_EXACTLY * len(words))
        rarest = sorted(words, key=lambda word: (len(self._holding.get(word, ())), word))
        first, rest = rarest[: len(words) - wanted + 1], rarest[len(words) - wanted + 1 :]
        shared = Counter(chain.from_iterable(self._holding.get(word, ()) for word in first))
        others = frozenset(rest)
        counted = (
            (count + len(others.intersection(self._said[at].words)), at) for at, count in shared.items()
        )
        enough = (one for one in counted if one[0] >= wanted and _meet(theme, self._themes[one[1]]))
        best = nlargest(_COMPARED, enough)
        yield from (self._said[at] for _, at in best)


def same_theme(a: Recommended, b: Recommended) -> bool:
    """Whether two may be compared: they have one theme, or at least one of them has none."""
    return _meet(_theme(a), frozenset((_theme(b),)))


def _theme(one: Recommended) -> str:
    return " ".join((one.theme or "").casefold().split())


def _meet(theme: str, others: frozenset[str]) -> bool:
    return not theme or theme in others or "" in others
