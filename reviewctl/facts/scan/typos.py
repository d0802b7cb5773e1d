"""Scanner: names of five letters or more in which one letter is wrong, missing, doubled or out of its place.

And those with a blank in them, or with numbers for letters.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reviewctl.facts.scan.forms import Form, forms_of
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import (
    ARTICLES,
    DAYS,
    DONE_BY_PERSONS,
    MONTHS,
    OFTEN_CAPITAL,
    English,
    Wording,
)
from reviewctl.model.identities import IdentityRegister

KIND = "misspelt name"
LEAST_LETTERS = 5
ALIKE_ENOUGH = 85
"""How alike, in per cent (rapidfuzz's ratio), two words are at least of which one may be the other misspelt.
One wrong letter in five leaves them less alike than that, so one step of writing (a letter put in, left out,
changed, or two swapped) is always near enough.
"""


def typos_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for misspelt names of a register."""
    owners = _owners(forms_of(register))
    known = {form.words[0] for form in forms_of(register) if len(form.words) == 1}
    whole = sorted(owners)

    def find(text: Text) -> Iterator[Found]:
        wording = text.wording
        places = _places(wording, known, english)
        for word in sorted(places):
            near = _near(word, whole)
            for number in places[word] if near else ():
                entries = tuple(sorted({form.entry for name in near for form in owners[name]}))
                if english.ordinary(word) and not _out_of_place(wording, number):
                    continue
                yield _found(wording, number, entries, near, owners)
        yield from _parted(wording, owners, english)
        yield from _with_numbers(text.reading.text, owners, whole)

    return find


_WITHIN = re.compile(r"(?!\n\s*\n|[.!?]+\s)[\W\d_]{1,4}")
"""What may stand within a name that somebody took apart: a few signs, and no end of a sentence or a paragraph."""


def _parted(wording: Wording, owners: dict[str, list[Form]], english: English) -> Iterator[Found]:
    """Yield names with a blank or something else in them (Su san), unless they may be two words of the language."""
    for number in range(1, len(wording.words)):
        first, second = wording.words[number - 1], wording.words[number]
        forms = owners.get(first + second, ())
        if not forms or not _WITHIN.fullmatch(wording.gap(number)):
            continue
        if english.ordinary(first) and english.ordinary(second) and not _as_a_name(wording, number - 1):
            continue
        entries = tuple(sorted({form.entry for form in forms}))
        start, end = wording.starts[number - 1], wording.ends[number]
        yield Found(start, end, KIND, "warning", entries, f"{forms[0].field}, in two")


def _as_a_name(wording: Wording, number: int) -> bool:
    """Whether a word of the language, with the one behind it, has the capital letter of a name."""
    done = wording.word(number + 2) in DONE_BY_PERSONS
    return wording.capital(number) and (not wording.begins(number) or wording.titled(number) or done)


_WITH_NUMBERS = re.compile(r"(?<![^\W_])(?=[a-z]*[0134578])(?:[0134578]*[a-z]){3,}[0134578]*(?![^\W_])")
_MEANT = str.maketrans("0134578", "oleastb")
"""What a scanned page, or somebody who hides a name, writes for letters."""


def _with_numbers(text: str, owners: dict[str, list[Form]], whole: list[str]) -> Iterator[Found]:
    """Yield names in which numbers stand for letters (Zebul0n)."""
    for found in _WITH_NUMBERS.finditer(text):
        word = found.group().translate(_MEANT)
        near = _near(word, whole) if len(word) >= LEAST_LETTERS else ()
        if near:
            entries = tuple(sorted({form.entry for name in near for form in owners[name]}))
            yield Found(*found.span(), KIND, "warning", entries, f"{owners[near[0]][0].field}, with numbers")


def _owners(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """Return whose a word of five letters or more is, by the word."""
    owners: dict[str, list[Form]] = {}
    for form in forms:
        for word in form.words:
            if len(word) >= LEAST_LETTERS and not _plural(form, word) and not _run_together(form, word):
                owners.setdefault(word, []).append(form)
    return owners


def _plural(form: Form, word: str) -> bool:
    return word.endswith("s") and form.strength == "whole" and word == form.words[-1]


def _run_together(form: Form, word: str) -> bool:
    return form.strength == "whole" and len(form.words) == 1 and len(word) > LEAST_LETTERS


def _places(wording: Wording, known: set[str], english: English) -> dict[str, list[int]]:
    """Return where words stand that might be a misspelt name.

    They are no form of a name, and no word of the language without a capital.
    """
    places: dict[str, list[int]] = {}
    for number, word in enumerate(wording.words):
        if len(word) < LEAST_LETTERS - 1 or word in known or word in MONTHS or word in DAYS:
            continue
        if english.ordinary(word) and not wording.capital(number):
            continue
        places.setdefault(word, []).append(number)
    return places


def _near(word: str, names: list[str]) -> tuple[str, ...]:
    one_step, alike = _measures()
    found = {name for name, _, _ in one_step(word, names)} | {name for name, _, _ in alike(word, names)}
    return tuple(sorted(found))


def _measures() -> tuple[Any, Any]:
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    def one_step(word: str, names: list[str]) -> Any:
        return process.extract(word, names, scorer=OSA.distance, score_cutoff=1, limit=None)

    def alike(word: str, names: list[str]) -> Any:
        return process.extract(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH, limit=None)

    return one_step, alike


def _out_of_place(wording: Wording, number: int) -> bool:
    """Whether a word of the language has a capital letter for which neither a sentence nor a proper name accounts."""
    if wording.begins(number) or wording.all_capitals(number):
        return wording.titled(number) or wording.word(number + 1) in DONE_BY_PERSONS
    if wording.words[number] in OFTEN_CAPITAL or wording.word(number - 1) in ARTICLES:
        return False
    beside = wording.capital(number - 1) and wording.together(number)
    before = wording.capital(number + 1) and wording.together(number + 1)
    return not (beside or before) or wording.titled(number)


def _found(
    wording: Wording,
    number: int,
    entries: tuple[str, ...],
    near: tuple[str, ...],
    owners: dict[str, list[Form]],
) -> Found:
    fields = sorted({(form.strength == "whole", form.field) for name in near for form in owners[name]})
    start, end = wording.starts[number], wording.ends[number]
    return Found(
        start, end, KIND, _grade(wording, number, near, owners), entries, f"{fields[0][1]}, misspelt"
    )


def _grade(wording: Wording, number: int, near: tuple[str, ...], owners: dict[str, list[Form]]) -> Grade:
    """Return `block` where a right part of the same name stands beside the misspelt one."""
    beside = {wording.word(number - 1) if wording.together(number) else "", wording.word(number + 1)}
    parts = {
        word for name in near for form in owners[name] if form.strength == "whole" for word in form.words
    }
    return "block" if (beside & parts) - {""} - set(near) and wording.capital(number) else "warning"
