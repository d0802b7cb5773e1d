"""Scanner: the names, aliases and nicknames of the register, in every form in which they may be written."""

from collections.abc import Iterable, Iterator

from reviewctl.facts.scan.forms import Form, Index, forms_of, index_of
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import ORDINARY_USES, English, Wording
from reviewctl.model.identities import IdentityRegister

KIND = "name"
_SHORT = 3
_FIRST_OF_MANY_LETTERS = "\u2e80"


def names_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for every form of the names of a register."""
    forms = tuple(forms_of(register))
    index = index_of(forms)
    unspaced = tuple(form for form in forms if any(word[0] >= _FIRST_OF_MANY_LETTERS for word in form.words))

    def find(text: Text) -> Iterator[Found]:
        for start, end, form in matches(text.wording, index):
            severity = grade(text.wording, start, end, form, english)
            if severity is not None:
                yield _found(text.wording, start, end, form, severity)
        yield from _without_blanks(text.reading.text, unspaced)

    return find


def matches(wording: Wording, index: Index) -> Iterator[tuple[int, int, Form]]:
    """Yield each form that stands in a text, with the numbers of its first word and of the word behind its last."""
    for number, word in enumerate(wording.words):
        for form in index.by_first.get(word, ()):
            end = number + len(form.words)
            if wording.words[number:end] == form.words and _one_name(wording, number, end):
                yield number, end, form


def _one_name(wording: Wording, start: int, end: int) -> bool:
    return all(wording.together(number) for number in range(start + 1, end))


def grade(wording: Wording, start: int, end: int, form: Form, english: English) -> Grade | None:
    """Return how bad it is that a form stands there; None where it is a word of the language and no name."""
    words = form.words
    long = [word for word in words if len(word) > 1]
    capitals = [number for number in range(start, end) if wording.capital(number)]
    if not all(english.ordinary(word) for word in long):
        return _of_a_name(wording, start, form, bool(capitals))
    if end - start > 1 and not _has_initial(words):
        return "block" if len(capitals) == end - start and form.strength != "weak" else "warning"
    if _has_initial(words) and len(capitals) < end - start:
        return None  # "a will", "i hope": no initial is written small.
    if end - start == 1:
        return _of_a_word(wording, start, form)
    # "A Young person", "I Hope": those two letters are words of their own.
    return "warning" if {"a", "i"} & set(words) and "." not in wording.gap(end - 1) else "block"


def _has_initial(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and any(len(word) == 1 for word in words)


def _of_a_name(wording: Wording, start: int, form: Form, capital: bool) -> Grade | None:
    if len(form.words) == 1 and len(form.words[0]) <= _SHORT:
        if not capital:
            return None
        if wording.all_capitals(start) and not wording.titled(start):
            return "warning"
    if len(form.words) == 2 and len(form.words[1]) == 1 and not wording.capital(start + 1):
        return None  # "Susan a" is the given name, which is found by itself.
    return "warning" if form.strength == "weak" else "block"


def _of_a_word(wording: Wording, number: int, form: Form) -> Grade | None:
    """Return how bad a name is that is a word as well, by what stands round it."""
    if not wording.capital(number) or wording.a_month(number):
        return None
    if wording.titled(number):
        return "block"
    if wording.all_capitals(number) and _among_capitals(wording, number):
        return None
    if _ordinary_use(wording, number):
        return None
    return "warning"


def _among_capitals(wording: Wording, number: int) -> bool:
    near = [
        one
        for one in (number - 1, number + 1)
        if 0 <= one < len(wording.words) and len(wording.words[one]) > 1
    ]
    return bool(near) and all(wording.all_capitals(one) for one in near)


def _ordinary_use(wording: Wording, number: int) -> bool:
    uses = ORDINARY_USES.get(wording.words[number], frozenset())
    return wording.word(number + 1) in uses and wording.after(number) in (" ", "\n")


def _found(wording: Wording, start: int, end: int, form: Form, severity: Grade) -> Found:
    return Found(wording.starts[start], wording.ends[end - 1], KIND, severity, (form.entry,), form.field)


def _without_blanks(text: str, forms: Iterable[Form]) -> Iterator[Found]:
    """Yield names in scripts that part no words, such as Chinese."""
    for form in forms:
        name = "".join(form.words)
        at = text.find(name)
        while at >= 0:
            yield Found(at, at + len(name), KIND, "block", (form.entry,), form.field)
            at = text.find(name, at + 1)
