"""The words of a cell, as a file of the register may hold them; and what should not have been in them."""

import re
import unicodedata

from msgspec import Struct

from reviewctl.store.decode import FORBIDDEN, describe_character

LONGEST = 20_000
"""So many characters a cell may hold: some eight pages. More is a document that was pasted in."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NO_WIDTH = re.compile(
    "[\u00ad\u200b-\u200f\u202a\u202c\u2060-\u2064\u2066\u2068\u2069\ufeff\U000e0000-\U000e0fff]"
)
"""Soft hyphens, joiners and flags of emoji, the marks that a telephone puts round a number, and what else has no width:
Word and web pages leave it in a text, and it changes nothing of it. What turns letters round is not among them."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_TEN_DIGITS = re.compile(r"(?<![0-9])([0-9]{3})[ -]?([0-9]{3})[ -]?([0-9]{4})(?![0-9])")
_PHONE = re.compile(r"(?<![0-9])(?:\+44 ?\(?0?\)? ?|0)(?:[0-9][ -]?){9,10}(?![0-9])")


class Cleaned(Struct, frozen=True):
    """A cell's words as they will be recorded, how many characters without a width were left out of them, and why
    they cannot be recorded at all ("" where they can).
    """

    text: str
    unseen: int = 0
    fault: str = ""


def cleaned(text: str) -> Cleaned:
    """Return the words of a cell. Blanks round them, and at the end of a line, are no part of them."""
    plain = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    plain, unseen = _NO_WIDTH.subn("", plain)
    plain = "\n".join(line.rstrip() for line in plain.split("\n")).strip()
    if len(plain) > LONGEST:
        return Cleaned(
            "",
            unseen,
            f"{len(plain):,} characters stand in one cell, and {LONGEST:,} is the most that is taken",
        )
    hit = FORBIDDEN.search(plain)
    if hit is not None:
        return Cleaned(
            "", unseen, f"a character that cannot be seen stands there ({describe_character(hit[0])})"
        )
    return Cleaned(plain, unseen)


def seen(text: str) -> str:
    """Return what of a text can be seen, as for a heading, or a date that is to be read."""
    return FORBIDDEN.sub("", text)


def personal(text: str) -> tuple[str, ...]:
    """Return what in a text is a person's own beyond doubt: an NHS number, an e-mail address, a telephone number."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    if any(_is_nhs_number("".join(hit.groups())) for hit in _TEN_DIGITS.finditer(plain)):
        found.append("an NHS number")
    if _MAIL.search(plain):
        found.append("an e-mail address")
    if _PHONE.search(plain):
        found.append("a telephone number")
    return tuple(found)


def _is_nhs_number(digits: str) -> bool:
    """Whether ten digits check as an NHS number (modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])
