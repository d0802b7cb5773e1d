"""Forty synthetic reports with planted identifiers, the same for the same seed, and ten thousand clean words."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from reviewctl.facts.scan.nicknames import short_forms
from reviewctl.model.identities import Identity, IdentityRegister, PersonName

CLEAN = Path(__file__).parent / "clean"
REPORTS = 40
WORDS_OF_A_REPORT = 250


class Planted(Struct, frozen=True):
    """An identifier in a report: where it begins and ends there, of what sort it is and whose."""

    start: int
    end: int
    sort: str
    form: str
    entry: str


class Report(Struct, frozen=True):
    """A synthetic report."""

    place: str
    text: str
    planted: tuple[Planted, ...]


@cache
def clean_texts() -> tuple[tuple[str, str], ...]:
    """Return the clean texts, each with its name."""
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(CLEAN.glob("*.md")))


def clean_words() -> int:
    """Return how many words the clean texts have."""
    return sum(len(text.split()) for _, text in clean_texts())


def sentences() -> list[str]:
    """Return the plain sentences of the clean texts: no headings, lists, tables or quotations."""
    paragraphs = (one for _, text in clean_texts() for one in text.split("\n\n"))
    prose = (one for one in paragraphs if not re.match(r"[#\-|*\d]", one) and '"' not in one)
    return [one for paragraph in prose for one in re.split(r"(?<=\.) (?=[A-Z])", paragraph)]


# What stands round a name, in the middle of a sentence and at its beginning.
_AROUND_A_NAME = (
    "On that day {} said that she had had enough.",
    "The nurse asked {} about the fall.",
    "A letter was sent to {} in error.",
    "{} told the officer that it had always been so.",
    "It was clear to the worker that {} was frightened.",
    "{} was seen at home by two practitioners.",
    "The mother of {} rang twice.",
    "The flat belonged to {}, who was away.",
    "Concerns about {} were raised again.",
    "Nobody spoke to {} alone.",
    "{} had moved by the end of that week.",
    "They agreed with {} that it could wait.",
    "The notes say that {} (who was tired) went home.",
)
_AROUND_A_NUMBER = {
    "NHS number": ("The NHS number {} was on the form.", "Ref: {} (see file).", "It gave {} as the number."),
    "NI number": (
        "The form had {} on it.",
        "National Insurance {} was quoted.",
    ),
    "postcode": (
        "The flat is in {} and is damp.",
        "Her address ended {}.",
    ),
    "date of birth": (
        "The form said {} in the box.",
        "She was born on {} in a hospital.",
        "DOB: {}.",
        "It was {} when she was born.",
    ),
    "telephone": (
        "He rang {} and left a message.",
        "Tel: {}.",
    ),
    "e-mail": (
        "A message went to {} that night.",
        "Contact: {}",
    ),
    "address": (
        "She lived at {} for a year.",
        "The van stopped outside {}.",
    ),
    "place": (
        "They met at {} on a Tuesday.",
        "The reply from {} was late.",
    ),
}

# How to write a name. A name that is a word is not written small by itself: nothing tells it from the word then.
Form = Callable[[random.Random, PersonName], str]


def _given(name: PersonName) -> str:
    return (name.given or "").split()[0]


def _pair(name: PersonName) -> str:
    return f"{_given(name)} {name.family}"


def _all(name: PersonName) -> str:
    return f"{name.given} {name.family}"


def _letters(name: PersonName) -> list[str]:
    return [one[0] for one in (name.given or "").split()]


def _in_the_middle(rng: random.Random, word: str, mark: str) -> str:
    at = rng.randint(1, len(word) - 1) if len(word) > 1 else 1
    return word[:at] + mark + word[at:]


def _bold(rng: random.Random, word: str) -> str:
    at = rng.randint(0, len(word) - 1)
    front, back = rng.choice(
        (("**", "**"), ("<b>", "</b>"), ("<em class='x'>", "</em>"), ("*", "*"), ("_", "_"))
    )
    return word[:at] + front + word[at] + back + word[at + 1 :]


def _entity(rng: random.Random, word: str) -> str:
    at = rng.randint(0, len(word) - 1)
    return word[:at] + rng.choice((f"&#{ord(word[at])};", f"&#x{ord(word[at]):x};")) + word[at + 1 :]


def _plain(text: str) -> str:
    import unicodedata

    apart = unicodedata.normalize("NFKD", text.replace("ł", "l"))
    return "".join(one for one in apart if not unicodedata.combining(one))


def _accented(rng: random.Random, word: str) -> str:
    known = {"a": "á", "e": "è", "i": "ï", "o": "ö", "u": "ú", "n": "ñ", "c": "ç", "z": "ž", "s": "š"}
    places = [at for at, one in enumerate(word) if one in known]
    return word if not places else word[: (at := rng.choice(places))] + known[word[at]] + word[at + 1 :]


FORMS: dict[str, Form] = {
    "full": lambda rng, name: _pair(name),
    "full, all given names": lambda rng, name: _all(name),
    "turned round": lambda rng, name: f"{name.family}, {_given(name)}",
    "turned round, capitals": lambda rng, name: f"{(name.family or '').upper()} {_given(name)}",
    "first letter": lambda rng, name: f"{_letters(name)[0]}. {name.family}",
    "first letter, no point": lambda rng, name: f"{_letters(name)[0]} {name.family}",
    "letters": lambda rng, name: f"{'.'.join(_letters(name))}. {name.family}",
    "family, letter": lambda rng, name: f"{name.family}, {_letters(name)[0]}.",
    "given": lambda rng, name: _given(name),
    "family": lambda rng, name: name.family or "",
    "title": lambda rng, name: f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Dr', 'Miss', 'Mr.'))} {name.family}",
    "given's": lambda rng, name: f"{_given(name)}{rng.choice(chr(39) + '’')}s",
    "family's": lambda rng, name: f"{name.family}’s",
    "family s'": lambda rng, name: f"{name.family}s'",
    "givens": lambda rng, name: f"{_given(name)}s" if len(_given(name)) > 2 else _given(name),
    "CAPITALS": lambda rng, name: _pair(name).upper(),
    "small": lambda rng, name: _pair(name).lower(),
    "no accents": lambda rng, name: _plain(_pair(name)),
    "other accents": lambda rng, name: _accented(rng, _pair(name)),
    "no-break blank": lambda rng, name: f"{_given(name)}\u00a0{name.family}",
    "two blanks": lambda rng, name: f"{_given(name)}  {name.family}",
    "end of line": lambda rng, name: f"{_given(name)}\n{name.family}",
    "hyphen at the end of a line": lambda rng, name: (
        f"{_in_the_middle(rng, _given(name), '-' + chr(10))} {name.family}"
    ),
    "soft hyphen": lambda rng, name: f"{_given(name)} {_in_the_middle(rng, name.family or '', chr(0xAD))}",
    "zero width": lambda rng, name: f"{_in_the_middle(rng, _given(name), chr(0x200B))} {name.family}",
    "letter in bold": lambda rng, name: f"{_given(name)} {_bold(rng, name.family or '')}",
    "entity": lambda rng, name: f"{_entity(rng, _given(name))} {name.family}",
    "blank entity": lambda rng, name: f"{_given(name)}&nbsp;{name.family}",
    "emphasised": lambda rng, name: f"**{_given(name)}** *{name.family}*",
    "linked": lambda rng, name: f"[{_given(name)}](https://example.org/x) {name.family}",
    "other hyphen": lambda rng, name: _pair(name).replace("-", rng.choice(("\u2011", "\u2013", " ", ""))),
    "other apostrophe": lambda rng, name: _pair(name).replace(
        "'", rng.choice(("’", "‘", "`", "ʼ", "&rsquo;", ""))
    ),
    "file name": lambda rng, name: f"{_plain(_given(name))}_{_plain(name.family or '')}_2019.docx",
    "run together": lambda rng, name: f"{_plain(_given(name))}{_plain(name.family or '')}".replace("'", ""),
    "in an attribute": lambda rng, name: f'<img src="1.png" alt="{_pair(name)}">',
    "wide letters": lambda rng, name: "".join(
        chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in _pair(name)
    ),
}


def typo(rng: random.Random, word: str, kind: str) -> str:
    """Return a word with two letters swapped, one dropped, one doubled or one wrong; never the word itself."""
    for _ in range(50):
        at = rng.randrange(len(word) - (kind == "swap"))
        one = word[at]
        new = {
            "swap": lambda at=at: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            "drop": lambda at=at: word[:at] + word[at + 1 :],
            "double": lambda at=at, one=one: word[:at] + one + word[at:],
            "wrong": lambda at=at, one=one: (
                word[:at]
                + (chr(rng.choice([c for c in range(97, 123) if chr(c) != one.lower()])))
                + word[at + 1 :]
            ),
        }[kind]()
        new = new[0].upper() + new[1:].lower()
        if new.lower() != word.lower():
            return new
    raise AssertionError(f"no {kind} of a word of {len(word)} letters")


KINDS_OF_TYPO = ("swap", "drop", "double", "wrong")


def long_words(register: IdentityRegister) -> list[tuple[str, str]]:
    """Return the names of five letters or more that are one word, each with whose it is."""
    found = [
        (part, one.pseudonym)
        for one in register.persons()
        for name in one.names
        for part in (_plain(_given(name)), _plain(name.family or ""))
    ]
    return [(part, entry) for part, entry in found if len(part) >= 5 and part.isalpha()]


def listed_nicknames(register: IdentityRegister) -> list[tuple[str, str]]:
    """Return every listed short form of every given name, each with whose it is."""
    return [
        (short.capitalize(), one.pseudonym)
        for one in register.persons()
        for given in {_plain(_given(one.names[0])).lower()}
        for short in sorted(short_forms(given))
    ]


def _dates(rng: random.Random, one: Identity) -> str:
    born = one.born
    assert born is not None
    day, month, year = born.day, born.strftime("%B"), born.year
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return rng.choice(
        (
            f"{day} {month} {year}",
            f"{day}{ending} {month} {year}",
            f"{month} {day}, {year}",
            f"{day} {month[:3]} {year}",
            f"{day}/{born.month}/{year}",
            f"{day:02}/{born.month:02}/{year % 100:02}",
            f"{day:02}.{born.month:02}.{year}",
            f"{year}-{born.month:02}-{day:02}",
            f"{day}-{month[:3]}-{year % 100:02}",
            f"the {day}{ending} of {month} {year}",
            f"{day:02}{born.month:02}{year}",
            f"{day} {month}, {year}",
            f"{day}{ending} {month} '{year % 100:02}",
        )
    )


def _grouped(rng: random.Random, digits: str) -> str:
    gap = rng.choice((" ", "-", "", "\u00a0", "  ", "."))
    return f"{digits[:3]}{gap}{digits[3:6]}{gap}{digits[6:]}"


def _phone(rng: random.Random, number: str) -> str:
    digits = number.replace(" ", "")
    return rng.choice(
        (
            number,
            digits,
            f"+44 {number[1:]}",
            f"+44 (0){digits[1:]}",
            f"({number[:5].strip()}) {digits[len(number[:5].strip()) :]}",
            number.replace(" ", "-"),
        )
    )


def structured(rng: random.Random, register: IdentityRegister) -> tuple[str, str, str]:
    """Return an identifier that has a form of its own: its sort, how it is written here, and whose it is."""
    sort = rng.choice(tuple(_AROUND_A_NUMBER))
    if sort == "place":
        one = rng.choice([one for one in register.identities if not one.is_person])
        text = rng.choice(one.words)
        return sort, rng.choice((text, text.upper(), text.replace(" ", "\u00a0"))), one.pseudonym
    one = rng.choice([one for one in register.persons() if one.nhs_number])
    home = one.addresses[0]
    assert one.nhs_number and one.ni_number and home.postcode and home.street
    number = one.ni_number.replace(" ", "")
    short = (
        home.street.replace("Lane", "Ln")
        .replace("Road", "Rd")
        .replace("Street", "St")
        .replace("Avenue", "Ave")
    )
    postcode = home.postcode
    text = {
        "NHS number": _grouped(rng, one.nhs_number),
        "NI number": rng.choice((one.ni_number, number, number.lower(), number.replace("C", " C"))),
        "postcode": rng.choice(
            (postcode, postcode.replace(" ", ""), postcode.lower(), postcode.replace(" ", "\u00a0"))
        ),
        "date of birth": _dates(rng, one),
        "telephone": _phone(rng, one.phones[0]),
        "e-mail": rng.choice((one.emails[0], one.emails[0].upper(), one.emails[0].replace("@", " [at] "))),
        "address": f"{home.house}{rng.choice((' ', ', '))}{rng.choice((home.street, short))}",
    }[sort]
    return sort, text, one.pseudonym


def register_form(rng: random.Random, register: IdentityRegister) -> tuple[str, str, str]:
    """Return a name of a register in one of its forms: which form, how it is written, and whose it is."""
    one = rng.choice(list(register.persons()))
    if one.aliases and rng.random() < 0.3:
        return "alias", one.aliases[0], one.pseudonym
    name = rng.choice(one.names)
    given = _given(name)
    forms = [form for form in FORMS if not (len(given) < 3 and form in _NOT_OF_SHORT_NAMES)]
    form = rng.choice(forms)
    return form, FORMS[form](rng, name), one.pseudonym


_NOT_OF_SHORT_NAMES = {"given", "given's", "givens"}
"""One or two letters by themselves are looked for elsewhere: tests/scan/test_names.py."""


class Plant(Struct, frozen=True):
    """What is to be planted, in which sentence."""

    sort: str
    form: str
    text: str
    entry: str
    around: str


def plants(rng: random.Random, register: IdentityRegister) -> list[Plant]:
    """Return five hundred identifiers: 200 in forms of the register, 120 structured, 100 misspelt, 80 nicknames."""
    out = []
    for _ in range(200):
        form, text, entry = register_form(rng, register)
        out.append(Plant("register form", form, text, entry, rng.choice(_AROUND_A_NAME)))
    for _ in range(120):
        sort, text, entry = structured(rng, register)
        out.append(Plant("structured", sort, text, entry, rng.choice(_AROUND_A_NUMBER[sort])))
    for number in range(100):
        word, entry = rng.choice(long_words(register))
        kind = KINDS_OF_TYPO[number % 4]
        out.append(Plant("typo", kind, typo(rng, word, kind), entry, rng.choice(_AROUND_A_NAME)))
    listed = listed_nicknames(register)
    for short, entry in rng.sample(listed, 80):
        out.append(Plant("nickname", "listed", short, entry, rng.choice(_AROUND_A_NAME)))
    rng.shuffle(out)
    return out


def reports(seed: int, register: IdentityRegister) -> tuple[Report, ...]:
    """Return forty reports with five hundred identifiers in them."""
    rng = random.Random(seed)
    shares = plants(rng, register)
    return tuple(_report(rng, number, shares[number::REPORTS]) for number in range(REPORTS))


def _report(rng: random.Random, number: int, share: list[Plant]) -> Report:
    filling = rng.sample(sentences(), 40)
    text, planted = "", []
    for place, plant in enumerate(share):
        text += " ".join(filling[place * 3 : place * 3 + 3]) + rng.choice((" ", " ", "\n\n"))
        before = plant.around.index("{}")
        start = len(text) + before
        text += plant.around.format(plant.text) + " "
        planted.append(Planted(start, start + len(plant.text), plant.sort, plant.form, plant.entry))
    return Report(f"reports/{number + 1:02}.md", text, tuple(planted))


def each_planted(some: tuple[Report, ...]) -> Iterator[tuple[Report, Planted]]:
    """Yield every identifier of some reports, with its report."""
    return ((report, one) for report in some for one in report.planted)
