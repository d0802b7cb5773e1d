"""Scanner: the houses and streets of the register, and the other words that give somebody away."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.folded import fold
from reviewctl.facts.scan.forms import words_in
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import HomeAddress, IdentityRegister

STREET, WORD = "street", "word that identifies"
_SHORTER = {
    "street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr", "close": "cl", "court": "ct",
    "crescent": "cres", "gardens": "gdns", "place": "pl", "square": "sq", "terrace": "terr", "grove": "gr",
    "mount": "mt", "north": "n", "south": "s", "east": "e", "west": "w", "house": "hse", "saint": "st",
    "boulevard": "blvd", "park": "pk",
}  # fmt: skip
_BETWEEN = r"[\s.,'/&_\-()]{0,5}"


def addresses_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for the streets of a register, with and without the number of the house."""
    patterns = [
        (pattern, needed, one.pseudonym, severity, field)
        for one in register.identities
        for home in one.addresses
        for pattern, needed, severity, field in _of_home(home)
    ]

    def find(text: Text) -> Iterator[Found]:
        for pattern, needed, entry, severity, field in patterns:
            for found in pattern.finditer(text.reading.text) if needed in text.reading.text else ():
                yield Found(*found.span(), STREET, severity, (entry,), field)

    return find


def words_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for the other words of a register: schools, homes, employers."""
    patterns = [
        (pattern, word, one.pseudonym)
        for one in register.identities
        for word in one.words
        if (pattern := _pattern(word)) is not None
    ]

    def find(text: Text) -> Iterator[Found]:
        for pattern, word, entry in patterns:
            plain = len(words_in(word)) == 1 and english.ordinary(fold(word)) and fold(word).isalpha()
            for found in pattern.finditer(text.reading.text):
                if plain and not text.reading.shown[found.start()].isupper():
                    continue
                yield Found(*found.span(), WORD, "warning" if plain else "block", (entry,), "words")

    return find


def _of_home(home: HomeAddress) -> Iterator[tuple[re.Pattern[str], str, Grade, str]]:
    """Yield how a home may be written, a part that is there wherever it is, how bad it is, and the field."""
    house, street = _pattern(home.house), _pattern(home.street)
    if house is not None and street is not None:
        number = rf"(?:(?:no|number|flat|apartment|apt|house)\b{_BETWEEN})?"
        both = re.compile(rf"(?<![^\W_]){number}{_inside(house)}{_BETWEEN}{_inside(street)}(?![^\W_])")
        yield both, _needed(home.street), "block", "addresses, house and street"
    if street is not None:
        yield street, _needed(home.street), "warning", "addresses, street"
    if house is not None and not re.fullmatch(
        r"\W*(?:flat|apartment|unit|room|no)?\W*\d+\W*[a-z]?\W*", fold(home.house or "")
    ):
        yield (
            house,
            _needed(home.house),
            "block" if len(words_in(home.house)) > 1 else "warning",
            "addresses, house",
        )


def _needed(text: str | None) -> str:
    """Return a part of a name that has no short form: where it is not in a text, the name is not, and no one looks."""
    parts = [part for part in re.findall(r"[^\W_]+", fold(text or "")) if part not in _SHORTER]
    return max(parts, key=len, default="")


def _pattern(text: str | None) -> re.Pattern[str] | None:
    """Return how a name of several words may be written; None where there is none."""
    parts = re.findall(r"[^\W_]+", fold(text or ""))
    if not parts:
        return None
    return re.compile(rf"(?<![^\W_]){_BETWEEN.join(_either(part) for part in parts)}(?:'?s)?(?![^\W_])")


def _either(part: str) -> str:
    short = _SHORTER.get(part)
    return f"(?:{re.escape(part)}|{short})" if short else re.escape(part)


def _inside(pattern: re.Pattern[str]) -> str:
    return pattern.pattern.removeprefix(r"(?<![^\W_])").removesuffix(r"(?![^\W_])")
