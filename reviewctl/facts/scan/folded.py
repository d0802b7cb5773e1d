"""A text as it is searched: accents, markup and unseen characters folded away, with the way back.

A text is read in two ways. *Joined*, markup is left out as if it were not there, so that a name of which a
letter is in bold is whole again. *Spaced*, markup stays and parts what stands beside it, so that the words
within a tag are read too.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

_TAG = r"<!--|-->|</?[a-zA-Z][^<>]*>|<!\[CDATA\[|\]\]>"
_SPECIAL = re.compile(
    rf"(?P<entity>&(?:amp;)*\#?\w{{1,32}};)|(?P<percent>(?:%[0-9A-Fa-f]{{2}})+)|(?P<tag>{_TAG})"
    r"|(?P<link>\]\([^()\s]*\)|\]\[[^\[\]]*\]|\[\^?|\])"
    r"|(?P<mark>\*+|_+|~~+|`+|\\(?=[^\w\s]))"
    r"|(?P<broken>(?<=[^\W\d_])[-\u2010\u00ad]\s*\n\s*(?=[^\W\d_]))"
    r"|(?P<other>[^\x00-\x7f])"
)
_CAPITAL_WITHIN = re.compile(r"[a-z][A-Z]")
_BLOCK = re.compile(
    r"</?(?:br|p|div|t[dhr]|table|li|ul|ol|h[1-6]|section|article|header|footer|hr|dd|dt)\b", re.I
)
_LETTER_BY_LETTER = re.compile(r"(?<![^\W_])(?<!['’])[^\W\d_](?:[ .-][^\W\d_]){3,}(?![^\W_])")
_UNSEEN = frozenset(("Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"))
_KEPT = frozenset("\n\t\r\f\v")
_ALIKE = str.maketrans(
    "łŁøØđĐıðÐþæÆœŒӏӀǀ℮εβ‘’‚‛ʼʻ′`´＇“”„‐‑‒–—―−аеорсухіѕјԁАВЕКМНОРСТХІЅЈαικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "lLoOdDidDtaAoOllleeb''''''''''\"\"\"-------aeopcyxisjdABEKMHOPCTXISJaikvoptuxABEZHIKMNOPTYX",
)
"""What NFKD does not take apart, and what looks like another letter: Cyrillic and Greek ones for Latin ones."""
_LONGER = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th"}


_LETTER_IN_DRESS = re.compile(
    "(?:LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER|PARENTHESIZED LATIN SMALL LETTER"
    "|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z])"
)
"""What Unicode calls letters that NFKD leaves in their dress."""
_BLANK_OF_BRAILLE = "\u2800"


class Reading(Struct, frozen=True):
    """A text as it is searched. `shown` has its capitals, `text` has not; both have the same length.

    `runs` says where stretches of it began in the original: (offset here, offset there, whether each character here
    is one there).
    """

    shown: str
    text: str
    runs: tuple[tuple[int, int, bool], ...]
    ends: tuple[int, ...]
    joined: bool

    def __repr__(self) -> str:
        return f"Reading({len(self.text)} characters)"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch that is found here begins and ends in the original text."""
        first, last = self._run(start), self._run(end - 1)
        return self._there(first, start), self._end(last, end - 1)

    def _run(self, offset: int) -> int:
        return bisect_right(self.runs, offset, key=lambda run: run[0]) - 1

    def _there(self, run: int, offset: int) -> int:
        here, there, each = self.runs[run]
        return there + (offset - here if each else 0)

    def _end(self, run: int, offset: int) -> int:
        return self._there(run, offset) + 1 if self.runs[run][2] else self.ends[run]


def readings(text: str) -> tuple[Reading, ...]:
    """Return a text as it is searched: once, or twice where something in it could be read in two ways."""
    joined = _read(text, joined=True)
    spaced = _read(text, joined=False)
    same = joined.text == spaced.text and not _CAPITAL_WITHIN.search(joined.shown)
    return (joined,) if same else (joined, spaced)


def fold(word: str) -> str:
    """Return a word or name as a reading would have it, in small letters and without accents."""
    return "".join(_folded_character(one) for one in unicodedata.normalize("NFC", word)).lower().strip()


def _read(text: str, *, joined: bool) -> Reading:
    pieces: list[tuple[str, int, int, bool]] = []
    at = 0
    for start, end, instead in _specials(text, joined=joined):
        if start > at:
            pieces.append((text[at:start], at, start, True))
        if instead:
            pieces.append((instead, start, end, False))
        at = end
    if at < len(text):
        pieces.append((text[at:], at, len(text), True))
    if joined:
        pieces = list(_letters_joined(pieces))
    return _made(pieces, joined=joined)


def _made(pieces: list[tuple[str, int, int, bool]], *, joined: bool) -> Reading:
    runs: list[tuple[int, int, bool]] = []
    here = 0
    for piece, start, _, each in pieces:
        runs.append((here, start, each))
        here += len(piece)
    shown = "".join(piece for piece, _, _, _ in pieces)
    return Reading(shown, _lower(shown), tuple(runs), tuple(end for _, _, end, _ in pieces), joined)


def _lower(shown: str) -> str:
    low = shown.lower()
    if len(low) == len(shown):
        return low
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in shown)


def _specials(text: str, *, joined: bool) -> Iterator[tuple[int, int, str]]:
    """Yield each stretch that is not read as it stands: where it begins and ends, and what is read instead."""
    for found in _SPECIAL.finditer(text):
        instead = _instead(found, joined=joined)
        if instead is not None:
            yield found.start(), found.end(), instead


def _instead(found: re.Match[str], *, joined: bool) -> str | None:
    word = found.group()
    match found.lastgroup:
        case "entity":
            return _entity(word)
        case "percent":
            return _percent(word)
        case "other":
            return _folded_character(word)
        case "tag":
            return None if not joined else " " if _BLOCK.match(word) else ""
        case "broken":
            return "" if joined else None
    return "" if joined else None


def _entity(word: str) -> str | None:
    read = word
    for _ in range(word.count("&") + word.count("amp;") + 1):
        read = html.unescape(read)
    return None if read == word else "".join(_folded_character(one) for one in read)


def _percent(word: str) -> str | None:
    try:
        read = bytes.fromhex(word.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "".join(_folded_character(one) for one in read)


def _folded_character(one: str) -> str:
    """Return what is read for a character: "" for one that cannot be seen, a plain letter for one with an accent."""
    if one in _LONGER:
        return _LONGER[one]
    if one.isascii():
        return one if one.isprintable() or one in _KEPT else ""
    kind = unicodedata.category(one)
    if kind[0] == "Z":
        return "\n" if kind in ("Zl", "Zp") else " "
    if kind == "Nd":
        return str(unicodedata.digit(one))
    if kind in _UNSEEN:
        return "\n" if one == "\x85" else ""
    if one == _BLANK_OF_BRAILLE:
        return " "
    dressed = _LETTER_IN_DRESS.fullmatch(unicodedata.name(one, ""))
    if dressed is not None:
        return dressed[1]
    taken_apart = unicodedata.normalize("NFKD", one.translate(_ALIKE))
    return "".join(part for part in taken_apart if unicodedata.category(part) not in _UNSEEN).translate(
        _ALIKE
    )


def _letters_joined(pieces: list[tuple[str, int, int, bool]]) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the pieces, with words that are written letter by letter (S u s a n) put together."""
    for piece, start, end, each in pieces:
        if not each:
            yield piece, start, end, each
            continue
        at = 0
        for found in _LETTER_BY_LETTER.finditer(piece):
            yield piece[at : found.start()], start + at, start + found.start(), True
            for offset in range(found.start(), found.end(), 2):
                yield piece[offset], start + offset, start + offset + 1, True
            at = found.end()
        yield piece[at:], start + at, end, True
