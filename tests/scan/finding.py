"""What the search finds in a text, put as a test reads it."""

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.scan.passage import Hit, Passage
from reviewctl.facts.scan.scanning import scan
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import Identity, IdentityRegister, PersonName
from reviewctl.store.english import english_words


@cache
def english() -> English:
    """Return the words of the language, read once."""
    return English(english_words())


def register_of(*identities: Identity, public: tuple[str, ...] = ()) -> IdentityRegister:
    """Return a register of these."""
    return IdentityRegister(format=1, identities=identities, public=public)


def named(given: str = "", family: str = "", **more: object) -> IdentityRegister:
    """Return a register of one person, P, of this name."""
    names = (PersonName(given=given or None, family=family or None),)
    return register_of(replace(Identity(pseudonym="P", kind="subject", names=names), **more))


class Seen(Struct, frozen=True):
    """A hit with the words that it is of, which only a test may have."""

    text: str
    severity: str
    scanner: str
    entries: tuple[str, ...]


def found(text: str, register: IdentityRegister) -> list[Seen]:
    """Return what is found in a text."""
    return [
        Seen(words_of(text, hit), hit.severity, hit.scanner, hit.entries)
        for hit in scan([Passage("x", text)], register, english())
    ]


def words_of(text: str, hit: Hit) -> str:
    """Return the words of a text that a hit is of."""
    start = offset_of(text, hit)
    return text[start : start + hit.length]


def offset_of(text: str, hit: Hit) -> int:
    """Return where in a text a hit begins."""
    return sum(len(line) + 1 for line in text.split("\n")[: hit.spot.line - 1]) + hit.spot.column - 1


def told(text: str, register: IdentityRegister) -> list[tuple[str, str]]:
    """Return what is found in a text, and how bad each is."""
    return [(one.text, one.severity) for one in found(text, register)]
