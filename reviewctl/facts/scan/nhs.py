"""Scanner: NHS numbers, those of the register and any other.

Ten digits, the last of which is a check digit, shown in groups of 3, 3 and 4 (NHS Data Dictionary, NHS NUMBER).
"""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.owned import digits_in, digits_of, owners_of
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "NHS number"
_TEN = re.compile(r"(?<![\w.-])\d{3}(?P<a>[\s.\-/]{0,3})\d{3}(?P<b>[\s.\-/]{0,3})\d{4}(?![\w-]|\.\d)")
_CONTEXT = re.compile(r"\b(?:nhs|patient|hospital|record|emis|systmone|spine)\b")
_NEAR = 40


def nhs_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for NHS numbers."""
    owners = owners_of(register, lambda one: (one.nhs_number,), digits_of)

    def find(text: Text) -> Iterator[Found]:
        digits = digits_in(text.reading.text)
        for number, whose in owners.items():
            for span in digits.spans(number, text.reading.text):
                if digits.alone(*span, text.reading.text):
                    yield Found(*span, KIND, "block", whose, "NHS number")
        for found in _TEN.finditer(text.reading.text):
            severity = _grade(text.reading.text, found)
            if severity is not None and digits_of(found.group()) not in owners:
                yield Found(*found.span(), KIND, severity, (), "any NHS number")

    return find


def valid_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number: weighted 10 to 2, their sum and the check digit give 11."""
    if not re.fullmatch(r"[0-9]{10}", digits):
        return False
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check < 10 and check == int(digits[9])


def _grade(text: str, found: re.Match[str]) -> Grade | None:
    near = bool(_CONTEXT.search(text[max(0, found.start() - _NEAR) : found.end() + _NEAR // 2]))
    grouped = bool(found["a"] and found["b"])
    if valid_nhs_number(digits_of(found.group())):
        return "block" if near or grouped else "warning"
    # With a slip in it the number still is one, if it is called so.
    return "warning" if near and "nhs" in text[max(0, found.start() - _NEAR) : found.start()] else None
