"""Neutral sentences for made-up reviews: nobody is in them, and nothing in them happened."""

from random import Random

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
