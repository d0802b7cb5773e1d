"""What a text says was not done: "did not attend", "no referral", "DNA"."""

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.;:!?,]")
_STEM = 4
_REACH = 3
"""So many words behind a "not" may be what was not done: "did not come to the door"."""
_WORDS_OF_DENIAL = "no not never nor neither without failed unable refused declined cannot nil none"
DENIALS = frozenset(_WORDS_OF_DENIAL.split())
"""Words that deny what follows them."""
SAID_OTHERWISE = {"dna": "attended", "dnas": "attended", "wnb": "brought"}
"""What stands for a denial and a word together: did not attend, was not brought."""
_SAYS_NOTHING = "a an the to any be been for of on in at with was were had has have did do does"
_EMPTY = frozenset(_SAYS_NOTHING.split())


def denies(word: str) -> bool:
    """Return whether a word, in small letters, denies what follows it: "no", "didn't"."""
    return word in DENIALS or word.endswith(("n't", "n’t"))


@lru_cache(maxsize=1024)
def done_and_not(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the beginnings of the words that a text says plainly, and of those that it denies.

    A denial reaches over the next few words, and never past a stop.
    """
    plain: set[str] = set()
    denied: set[str] = set()
    left = 0
    for word in _TOKEN.findall(text.casefold()):
        if word in ".;:!?,":
            left = 0
        elif word in SAID_OTHERWISE:
            denied.add(SAID_OTHERWISE[word][:_STEM])
        elif denies(word):
            left = _REACH
        elif word not in _EMPTY:
            (denied if left else plain).add(word[:_STEM])
            left = max(0, left - 1)
    return frozenset(plain), frozenset(denied)


def contradict(one: str, other: str) -> bool:
    """Return whether one text denies a word that the other says plainly, and does not itself say it elsewhere.

    Where both deny the same thing, only what stands right behind a denial counts: "no concerns were raised" and
    "raised no concerns" say one thing.
    """
    plain, denied = done_and_not(one)
    others_plain, others_denied = done_and_not(other)
    if denied & others_denied:
        denied, others_denied = denied & _heads(one), others_denied & _heads(other)
    return bool((denied - plain) & (others_plain - others_denied)) or bool(
        (others_denied - others_plain) & (plain - denied)
    )


@lru_cache(maxsize=1024)
def _heads(text: str) -> frozenset[str]:
    """Return the beginnings of the words that stand right behind a denial, but for those that say nothing."""
    found: set[str] = set()
    waiting = False
    for word in _TOKEN.findall(text.casefold()):
        if word in SAID_OTHERWISE:
            found.add(SAID_OTHERWISE[word][:_STEM])
        elif denies(word):
            waiting = True
        elif word in ".;:!?,":
            waiting = False
        elif waiting and word not in _EMPTY:
            found.add(word[:_STEM])
            waiting = False
    return frozenset(found)
