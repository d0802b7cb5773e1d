"""The words of a reading, and what stands round each: whether a capital letter tells a name from a word."""

import re
from collections.abc import Container, Iterator

from msgspec import Struct

from reviewctl.facts.scan.folded import Reading
from reviewctl.facts.scan.listed import listed

_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEW_SENTENCE = re.compile(r"[.!?:;][\"')\]*_]*\s|\n\s*\n|\n\s*[-*#>|\d+]|[|\"]\s*$")
_TOGETHER = re.compile(r"[\s.,'/&_\-()\[\]*:\"<>=|\\+@]{0,8}")
_STOP = re.compile(r"[.!?]['\")\]*_]*\s")
TITLES = listed(
    "mr mrs ms miss mx dr prof professor sir lady lord rev reverend father sister brother pc ds di dc sgt "
    "aunt auntie uncle baby nan nana grandad granddad grandma master mum mummy dad daddy"
)
"""Words after which a word with a capital is a name."""
MONTHS = listed(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec"
)
_POINTED = TITLES | {"st", "jr", "snr"}
DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_BEFORE_A_MONTH = listed("in since until till during early late mid last next this each every end")


class Wording(Struct, frozen=True):
    """The words of a reading in their order: in small letters, as shown, and from where to where they stand."""

    text: str
    words: tuple[str, ...]
    shown: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __repr__(self) -> str:
        return f"Wording({len(self.words)} words)"

    def gap(self, number: int) -> str:
        """Return what stands between a word and the one before it; before the first, all that there is."""
        before = self.ends[number - 1] if number else 0
        return self.text[before : self.starts[number]]

    def after(self, number: int) -> str:
        """Return what stands between a word and the next one."""
        following = self.starts[number + 1] if number + 1 < len(self.words) else len(self.text)
        return self.text[self.ends[number] : following]

    def word(self, number: int) -> str:
        """Return a word in small letters, "" where there is none."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def capital(self, number: int) -> bool:
        """Whether a word begins with a capital letter."""
        return 0 <= number < len(self.words) and self.shown[number][0].isupper()

    def all_capitals(self, number: int) -> bool:
        """Whether a word of two letters or more is written in capitals."""
        return self.capital(number) and len(self.shown[number]) > 1 and self.shown[number].isupper()

    def begins(self, number: int) -> bool:
        """Whether a word stands at the beginning of a sentence, a heading, a quotation or a cell."""
        if number == 0:
            return True
        gap = self.gap(number)
        if not _NEW_SENTENCE.search(gap):
            return False
        return not (gap.startswith(". ") and self.words[number - 1] in TITLES)

    def titled(self, number: int) -> bool:
        """Whether a word stands behind a title, such as Mr."""
        return self.word(number - 1) in TITLES and self.together(number) and "," not in self.gap(number)

    def together(self, number: int) -> bool:
        """Whether a word and the one before it may be parts of one name: no sentence ends between them."""
        gap = self.gap(number)
        if gap in (" ", "-", "'"):
            return True
        if not _TOGETHER.fullmatch(gap) or gap.count("\n") > 1:
            return False
        return not _STOP.search(gap) or len(self.words[number - 1]) == 1 or self.words[number - 1] in _POINTED

    def a_month(self, number: int) -> bool:
        """Whether a word that is also a month stands where a month would."""
        if self.words[number] not in MONTHS:
            return False
        before, after = self.gap(number), self.after(number)
        if re.search(r"\d(?:st|nd|rd|th)?[\s\-/.,]*$", before) or re.match(r"[\s\-/.,']*\d", after):
            return True
        if self.word(number - 1) in _BEFORE_A_MONTH or self.word(number + 1) in ("half",):
            return True
        if re.search(
            r"\d\s*(?:st|nd|rd|th)\s+(?:of\s+)?$",
            self.text[max(0, self.starts[number] - 12) : self.starts[number]],
        ):
            return True
        near = {self.word(number + step) for step in (-3, -2, 2, 3)} | {
            self.word(number - 1),
            self.word(number + 1),
        }
        return bool(near & (MONTHS - {"may", "mar", "jan"} - {self.words[number]}))


def wording_of(reading: Reading) -> Wording:
    """Return the words of a reading. Where it is spaced, a capital letter begins a word: SusanSmith are two."""
    found = [one.span() for one in _WORD.finditer(reading.text)]
    if not reading.joined:
        found = [part for span in found for part in _parted(reading.shown, *span)]
    return Wording(
        text=reading.text,
        words=tuple(reading.text[start:end] for start, end in found),
        shown=tuple(reading.shown[start:end] for start, end in found),
        starts=tuple(start for start, _ in found),
        ends=tuple(end for _, end in found),
    )


def _parted(shown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for capital in _CAPITAL_WITHIN.finditer(shown, start, end):
        yield at, capital.start()
        at = capital.start()
    yield at, end


class English(Struct, frozen=True):
    """The words of the language, by which a word is told from a name."""

    known: Container[str]

    def ordinary(self, word: str) -> bool:
        """Whether a word, in small letters, is one of the language, a month or a day."""
        return (
            word in self.known or word in MONTHS or word in DAYS or word in _OTHERS or self._inflected(word)
        )

    def _inflected(self, word: str) -> bool:
        return word.endswith("s") and len(word) > 3 and word[:-1] in self.known


_PARTS = listed("don didn doesn wasn weren isn aren hasn haven hadn won wouldn couldn shouldn ll ve re")
"""What an apostrophe leaves of a word: don't, they'll."""
_OF_THE_FIELD = listed(
    "anonymise anonymised anonymising bespoke carer carers caseload caseloads catheter catheters "
    "checklist coercive complainant complainants constable constables continence cooperative custodial "
    "dataset datasets dietitian dietitians domiciliary ethnicity facilitator frontline handover helpline "
    "homelessness hospice hospices housebound inspectorate intranet leaver leavers locum locums "
    "methodology modifiable multiagency notifiable ombudsman outreach paramedic paramedics physiotherapy "
    "podiatrist podiatrists practitioner quorate referral referrals referrer regulator regulators "
    "safeguarding salaried sepsis stakeholder stakeholders thematic timeframe timeline timelines tracker "
    "underway voicemail website websites wellbeing whistleblowing england english wales welsh scotland "
    "scottish scots ireland irish britain british briton britons european europe asian african american "
    "indian pakistani polish roma london londoner manchester midlands yorkshire lancashire cheshire "
    "christmas easter christian muslim jewish hindu sikh methodist catholic anglican"
)
"""Words of health, care and policing, of peoples, places and feasts, that the list of the language does not have."""
_OTHERS = _PARTS | _OF_THE_FIELD
OFTEN_CAPITAL = _OF_THE_FIELD | listed(
    "panel board chair court review trust care police crown council committee coroner act action adult child children "
    "family health hospital home house judge king queen service services social state nation protocol section part "
    "ward nurse officer case agency authority commission commissioner report statement hub mental minister office"
)
"""Words that a report writes with a capital letter as a matter of course."""
DONE_BY_PERSONS = listed(
    "said told asked felt knew thought went came lived moved died wanted refused declined agreed explained reported "
    "described disclosed denied phoned rang texted replied cried slept drank smoked loved hated worried wept left"
)
"""What somebody does: a word before one of these, at the beginning of a sentence, may be a name."""
ARTICLES = listed("the a an this that these each every our its their his her my your no any some one")
"""Behind one of these a word with a capital letter is an office or a thing, and hardly a person."""

ORDINARY_USES: dict[str, frozenset[str]] = {
    "young": listed(
        "people person persons adult adults carer carer carers man men woman women child children "
        "mother mothers father fathers parent parents boy boys girl girls offender offenders and age "
        "at ones"
    ),
    "will": listed(
        "the a an this that these those there they we you it he she i all any anyone agencies people and"
    ),
    "may": listed("the a an this that these those there they we you it he she i and"),
    "hope": listed("that and is for of in"),
    "mark": listed("out up the a"),
    "grace": listed("period periods"),
    "brown": listed("envelope envelopes paper bag bags bin bins"),
}
"""What follows a word at the beginning of a sentence where it is the word and not the name."""
