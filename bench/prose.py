"""Neutral sentences for made-up reviews: nobody is in them, and nothing in them happened."""

from functools import cache
from random import Random

from reviewctl.store.english import english_words

_WHO = ("the panel", "each agency", "the ward", "the home", "the practice", "the team", "a senior worker")
_DID = ("looked at", "asked about", "wrote down", "went through", "shared", "kept", "compared", "returned to")
_WHAT = (
    "the record of visits",
    "what was known of the risk",
    "the plan for discharge",
    "the wishes of the adult",
    "the capacity assessment",
    "how the referral was passed on",
    "the minutes of the strategy meeting",
    "the times at which nobody answered",
)
_WHEN = (
    "before the next meeting",
    "as the procedure asks",
    "in good time",
    "after the winter",
    "with the family",
    "and found no gap",
    "and says so plainly",
    "although the file was closed",
)


def prose(random: Random, words: int) -> str:
    """Return at least so many words, in sentences on one line."""
    said: list[str] = []
    count = 0
    while count < words:
        pick = random.random
        sentence = f"{_WHO[int(pick() * 7)]} {_DID[int(pick() * 8)]} {_WHAT[int(pick() * 8)]} {_WHEN[int(pick() * 8)]}"
        said.append(sentence)
        count += sentence.count(" ") + 1
    return "; ".join(said) + "."


def advice(random: Random) -> str:
    """Return a recommendation of which hardly any other is the like, as it is in a register of so many reviews."""
    does, about, what, who, when, how, where = (part[int(random.random() * len(part))] for part in _asked())
    return f"Agencies should {does} the {about} {what} of {who} each {when} by {how} in all {where} of the county."


@cache
def _asked() -> tuple[tuple[str, ...], ...]:
    """Return forty words for each of the seven places of a recommendation: always the same ones."""
    known = sorted(word for word in english_words() if 6 <= len(word) <= 9)
    return tuple(tuple(Random(place).sample(known, 40)) for place in range(7))
