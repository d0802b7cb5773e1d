"""How alike two accounts of an event are, in per cent: the one door to rapidfuzz."""

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from reviewctl.facts.chronicle.negation import DENIALS, SAID_OTHERWISE

_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_SMALL = "a an and as at be been but by for from had has have he her his in into is it its of on or she so"
_SMALLER = "that the their them then there they this to up was were which who with"
_NEITHER_DONE_NOR_NOT = "did do does didn't doesn't don't wasn't weren't hadn't hasn't couldn't dna dnas wnb"
SMALL_WORDS = frozenset((*_SMALL.split(), *_SMALLER.split(), *_NEITHER_DONE_NOR_NOT.split(), *DENIALS))
"""Words that say nothing of which event it is. Whether it was done or not is another question: "did not attend" and
"attended" are two accounts of one event, and contradict each other."""
_OTHERWISE = frozenset(SAID_OTHERWISE)
ENOUGH_TO_HOLD = 4
"""So many words an account must have for it to be enough that the other one has them all, among others; and for the
two to be one event although they do not name one and the same day."""

AT_MOST = 95
"""How alike, in per cent, two accounts are at the most of which one tells more: only the same words are 100."""

_Scorer = Callable[..., float]


def words_of(text: str) -> tuple[str, ...]:
    """Return the different words of a text that say something, in small letters, sorted."""
    found = set(_WORD.findall(text.casefold()))
    meant = {SAID_OTHERWISE[word] for word in found & _OTHERWISE}
    return tuple(sorted((found - SMALL_WORDS) | meant))


def alike(a: tuple[str, ...], b: tuple[str, ...], least: int) -> int:
    """Return how alike two texts are, given as `words_of` gives them, in per cent; 0 for less than `least`.

    It is the greater of two numbers: how alike all their words are, whatever their order (rapidfuzz's ratio of the
    sorted words); and, where the shorter has at least `ENOUGH_TO_HOLD` words, how alike they are if what only one of
    them tells is left aside (its token_set_ratio), at most `AT_MOST`. Without words nothing is alike.
    """
    if not a or not b:
        return 0
    if a == b:
        return 100
    ratio, token_set_ratio = _scorers()
    one, other = " ".join(a), " ".join(b)
    found = ratio(one, other, score_cutoff=least)
    if min(len(a), len(b)) >= ENOUGH_TO_HOLD:
        found = max(found, min(AT_MOST, token_set_ratio(one, other, score_cutoff=max(least, found))))
    return int(found) if found >= least else 0


@cache
def _scorers() -> tuple[_Scorer, _Scorer]:
    from rapidfuzz import fuzz

    return cast(_Scorer, fuzz.ratio), cast(_Scorer, fuzz.token_set_ratio)


def written_alike(a: str, b: str, least: float = 0.0) -> float:
    """Return how alike two texts are letter by letter, from 0 to 1; 0 for less than `least`, which is found sooner."""
    if not a or not b:
        return 1.0 if a == b else 0.0
    ratio, _ = _scorers()
    return ratio(a, b, score_cutoff=least * 100) / 100
