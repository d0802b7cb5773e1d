"""The forms in which a name may be written: in full, turned round, with initials, run together, in part.

A form is a row of words, as a reading has them; what stands between them (a blank, a hyphen, an apostrophe, a
comma) makes no difference. Where it makes one, in one word or in two, there is a form for each.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from reviewctl.facts.scan.folded import fold
from reviewctl.facts.scan.listed import listed
from reviewctl.model.identities import Identity, IdentityRegister, PersonName

Strength = Literal["whole", "part", "weak"]
"""`whole`: a name with its parts. `part`: a given or family name alone. `weak`: what may well be somebody else's.

Weak are a second given name and half of a family name."""

Words = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_RUN_TOGETHER = 4
_LEAST_HALF = 4
_ARTICLES = listed(
    "al el ul ibn bin bint abu de del della di da dos la le van von der den ter ap ab st san ben"
)


class Form(Struct, frozen=True):
    """A way in which a name of one entry may be written, and the field that it comes from."""

    words: Words
    entry: str
    field: str
    strength: Strength

    def __repr__(self) -> str:
        return f"Form({self.entry!r}, {self.field!r}, {self.strength!r})"


def forms_of(register: IdentityRegister) -> Iterator[Form]:
    """Yield every form of every name, alias and nickname of a register."""
    for identity in register.identities:
        for number, name in enumerate(identity.names):
            yield from _named(name, identity, f"names[{number}]")
        for field, texts in (("aliases", identity.aliases), ("nicknames", identity.nicknames)):
            for number, text in enumerate(texts):
                yield from _alias(text, identity, f"{field}[{number}]")
        yield from _nickname_with_family(identity)


def words_in(text: str | None) -> Words:
    """Return the words of a name, folded."""
    return tuple(_WORD.findall(fold(text or "")))


def written(words: Words) -> Iterator[Words]:
    """Yield the ways of parting a name into words: O'Brien and Obrien, Mc Donald, McDonald and MacDonald."""
    yield words
    if len(words) > 1:
        yield ("".join(words),)
    whole = "".join(words)
    for front, other in (("mc", "mac"), ("mac", "mc")):
        rest = whole.removeprefix(front)
        if whole.startswith(front) and len(rest) > 3:
            yield from ((front + rest,), (other + rest,), (front, rest), (other, rest))
    if whole.startswith("o") and len(words) == 1 and len(whole) > 5 and whole[1] not in "aeiou":
        yield ("o", whole[1:])
    if words[:1] == ("st",):
        yield ("saint", *words[1:])


def given_names(name: PersonName) -> tuple[Words, ...]:
    """Return the given names of a name, each as its words: Ann-Marie is one name of two words."""
    return tuple(words_in(part) for part in re.split(r"\s+", (name.given or "").strip()) if words_in(part))


def _named(name: PersonName, identity: Identity, at: str) -> Iterator[Form]:
    given, family = given_names(name), words_in(name.family)
    former = "former " if name.former else ""
    if family:
        yield from _alone(family, identity, f"{former}family name", "part")
        yield from _halves(family, identity, f"{former}family name")
    for number, one in enumerate(given):
        yield from _alone(one, identity, f"{former}given name", "weak" if number else "part")
        yield from _halves(one, identity, f"{former}given name")
    if len(given) > 1:
        yield from _whole([tuple(word for one in given for word in one)], identity, f"{former}given name")
        yield from _alone(
            tuple(word for one in given[:2] for word in one), identity, f"{former}given name", "part"
        )
    if given and family:
        yield from _whole(_full(given, family), identity, f"{former}full name")


def _alone(words: Words, identity: Identity, field: str, strength: Strength) -> Iterator[Form]:
    if len("".join(words)) < 2:
        return  # A single letter is nobody by itself; with the family name it is looked for.
    for one in written(words):
        yield Form(one, identity.pseudonym, field, strength)
        if len(one[-1]) > 2:
            yield Form((*one[:-1], one[-1] + "s"), identity.pseudonym, field, strength)


def _halves(words: Words, identity: Identity, field: str) -> Iterator[Form]:
    """Yield the halves of a double-barrelled name, and the name behind an article: Hassan of al-Hassan."""
    behind = words[0] in _ARTICLES or len(words[0]) == 1
    for word in words if len(words) > 1 else ():
        if len(word) >= _LEAST_HALF and word not in _ARTICLES:
            yield Form((word,), identity.pseudonym, field, "part" if behind else "weak")


def _whole(rows: Iterable[Words], identity: Identity, field: str) -> Iterator[Form]:
    for row in dict.fromkeys(rows):
        yield Form(row, identity.pseudonym, field, "whole")


def _full(given: tuple[Words, ...], family: Words) -> Iterator[Words]:
    """Yield a full name both ways round, with all, some or only the first letters of its given names."""
    for last in written(family):
        for front in _fronts(given):
            for row in ((*front, *last), (*last, *front)):
                yield row
                yield (*row[:-1], row[-1] + "s")
        for row in ((*given[0], *last), (*last, *given[0]), (given[0][0][0], *last)):
            if len(run := "".join(row)) >= _LEAST_RUN_TOGETHER:
                yield (run,)
    yield (*given[0], family[0][0])


def _fronts(given: tuple[Words, ...]) -> Iterator[Words]:
    first, others = given[0], given[1:]
    letters = tuple(word[0] for one in given for word in one)
    for start in dict.fromkeys(written(first)):
        yield start
        if others:
            yield (*start, *(word for one in others for word in one))
            yield (*start, *others[0])
            yield ("".join((*start, *others[0])),)
            yield (*start, others[0][0][0])
            yield (*start, *letters[len(first) :])
            yield (letters[0], *others[0])
            yield tuple(word for one in others for word in one)
    yield letters[:1]
    if len(letters) > 1:
        yield letters[:2]
        yield ("".join(letters[:2]),)
        yield letters
        yield ("".join(letters),)


def _alias(text: str, identity: Identity, field: str) -> Iterator[Form]:
    words = words_in(text)
    kind = field.partition("[")[0].removesuffix("es") if field.startswith("aliases") else "nickname"
    if not words:
        return
    yield from _alone(words, identity, kind, "whole" if len(words) > 1 else "part")
    if len(words) > 1 and kind == "alias" and identity.is_person:
        yield from _whole([(words[-1], *words[:-1]), (words[0][0], *words[1:])], identity, kind)
        yield from _alone(words[-1:], identity, kind, "part" if len(words[-1]) >= _LEAST_HALF else "weak")


def _nickname_with_family(identity: Identity) -> Iterator[Form]:
    for nickname in identity.nicknames:
        for name in identity.names:
            if words_in(nickname) and words_in(name.family):
                yield from _whole(_full((words_in(nickname),), words_in(name.family)), identity, "full name")


class Index(Struct, frozen=True):
    """Forms by their first word, the longest first."""

    by_first: dict[str, tuple[Form, ...]]

    def __repr__(self) -> str:
        return f"Index({len(self.by_first)} words)"


def index_of(forms: Iterable[Form]) -> Index:
    """Return forms so that they are found by the first of their words; each (words, entry) once, the strongest."""
    order = {"whole": 0, "part": 1, "weak": 2}
    best: dict[tuple[Words, str], Form] = {}
    for form in forms:
        known = best.get((form.words, form.entry))
        if known is None or order[form.strength] < order[known.strength]:
            best[form.words, form.entry] = form
    by_first: dict[str, list[Form]] = {}
    for form in best.values():
        by_first.setdefault(form.words[0], []).append(form)
    ranked = {first: sorted(some, key=lambda form: -len(form.words)) for first, some in by_first.items()}
    return Index({first: tuple(some) for first, some in ranked.items()})
