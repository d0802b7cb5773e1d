"""What a recommendation is about, as a set of words: without who is asked, whom it was about, and how plans speak."""

import re
from collections.abc import Iterable

from msgspec import Struct

from reviewctl.model.board import Alias, Board

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_PSEUDONYM = re.compile(
    r"\b(?:adult|child|person|subject|baby|family|mother|father|mr|mrs|ms|miss)[ -][A-Z]{1,2}[0-9]{0,3}\b",
    re.IGNORECASE,
)
"""Adult J1, Child Q, Mrs K: whom a review was about."""
_FUNCTION = (
    "a about all an and any anybody anyone are as at be been before between both but by can could do does during each"
    " every everybody everyone for from had has have he her his how if in into is it its itself may might more must no"
    " nobody not of off on one or out over own shall she should so somebody someone than that the their them then there"
    " these they this those to under up was were what when whenever where which while who whom whose will with within"
    " would after itself himself herself themselves also such other out"
)
_OF_PLANS = (
    "board partnership seek seeks assurance assure assured assures ensure ensures ensured recommend recommended"
    " recommends recommendation consider considers considered agency agencies partner partners multi-agency multi"
    " relevant appropriate robust need needs adult adults person people individual individuals"
)
"""How recommendations begin whatever they ask for: the Board should seek assurance that all partner agencies …"""
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred"
    " first second third"
)
_LEFT_OUT = frozenset(f"{_FUNCTION} {_OF_PLANS} {_NUMBERS}".split())
_ONE_MEANING = (
    "staff practitioner practitioners professional professionals worker workers colleague colleagues",
    "procedure procedures protocol protocols policy policies pathway pathways guidance guideline guidelines",
    "train training trained trains teach taught learn learns",
    "refuse refuses refused refusal decline declines declined",
    "record records recorded recording write writes written document documents documented documentation",
    "audit audits audited sample samples",
    "refer refers referral referrals referred",
    "tell tells told inform informs informed notify notifies notified",
    "concern concerns worry worries warning warnings",
    "ask asks asked discuss discusses discussed talk talked enquiry",
    "share shares shared sharing exchange exchanges send sends sent pass passes",
    "give gives given receive receives offer offers offered",
    "see seen sees recognise recognises recognising spot examine examines",
    "family families relative relatives",
    "medicine medicines medication medications",
    "patient patients resident residents inpatient inpatients",
    "child children pupil pupils",
    "month months monthly",
    "year years yearly annual annually",
    "day days daily hour hours week weeks weekly",
    "gp gps general",
)
"""Words that recommendations use for one another. Each line is one meaning, which its first word stands for."""
_MEANT = {word: line.split()[0] for line in _ONE_MEANING for word in line.split()}
_TOWARDS = frozenset(("to", "with"))
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ers", "ed", "es", "er", "s", "e", "y")
_STEM = 4
"""So many letters of a word must be left for an ending to be one."""


class Gist(Struct, frozen=True):
    """What a recommendation is about: its words, each once, made alike and sorted; and those after to or with.

    What the police share with GPs and what GPs share with the police are the same words, and not the same thing.
    """

    words: tuple[str, ...]
    towards: frozenset[str] = frozenset()


class Gists:
    """Makes that by which recommendations are compared. Each text is worked out once."""

    def __init__(self, board: Board) -> None:
        """Take the Board whose agencies' names are left out: who is asked does not make it another thing."""
        names = sorted({name for one in board.agencies for name in _names(one.name, one.aliases, one.id)})
        longest = sorted(map(re.escape, names), key=len, reverse=True)
        self._agencies = re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE) if longest else None
        self._made: dict[str, Gist] = {}

    def of(self, text: str) -> Gist:
        """Return what a text is about, without the agencies' names; with them where it says nothing else."""
        if text not in self._made:
            bare = _PSEUDONYM.sub(" ", text)
            without = self._agencies.sub(" ", bare) if self._agencies is not None else bare
            self._made[text] = _gist(without) or _gist(bare) or Gist(())
        return self._made[text]


def _names(name: str, aliases: Iterable[Alias], agency_id: str) -> set[str]:
    return {name, agency_id, *(one.name for one in aliases)}


def _gist(text: str) -> Gist | None:
    words: dict[str, bool] = {}
    towards = False
    for one in _WORD.findall(text.casefold()):
        word = one.replace("’", "'").removesuffix("'s")
        if word not in _LEFT_OUT:
            stem = _stem(_MEANT.get(word, word))
            words[stem] = words.get(stem, False) or towards
            towards = False
        elif word in _TOWARDS:
            towards = True
    return Gist(tuple(sorted(words)), frozenset(one for one, was in words.items() if was)) if words else None


def _stem(word: str) -> str:
    """Return a word without its ending, where enough of it is left: referrals and referral are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word
