"""Scanner: National Insurance numbers: two letters, six digits and a letter from A to D.

The letters D, F, I, Q, U and V stand in neither place and O not in the second; BG, GB, KN, NK, NT, TN and ZZ are not
given out (HMRC, National Insurance Manual NIM39110).
"""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.owned import owners_of, run_together
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "National Insurance number"
_BETWEEN = r"[\s.\-/]{0,2}"
_NUMBER = re.compile(
    rf"(?<![a-z0-9])(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z]{_BETWEEN}"
    rf"\d{{2}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{2}}(?:{_BETWEEN}(?P<last>[a-d]))?(?![a-z0-9])"
)
_LIKE_ONE = re.compile(
    rf"(?<![a-z0-9])[a-z]{_BETWEEN}[a-z](?:{_BETWEEN}\d){{6}}(?:{_BETWEEN}[a-z])?(?![a-z0-9])"
)
_CONTEXT = re.compile(r"\b(?:n\.?i\.?|nino|national insurance|insurance)\b")
_NEAR = 40


def nino_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for National Insurance numbers."""
    owners = owners_of(register, lambda one: (one.ni_number,), run_together)
    shorter = {number[:8]: whose for number, whose in owners.items() if len(number) == 9}

    def find(text: Text) -> Iterator[Found]:
        for found in _LIKE_ONE.finditer(text.reading.text):
            # What the register calls one is one, whether it could be given out or not.
            if whose := owners.get(run_together(found.group())):
                yield Found(*found.span(), KIND, "block", whose, "NI number")
        for found in _NUMBER.finditer(text.reading.text):
            number = run_together(found.group())
            whose = owners.get(number) or shorter.get(number[:8], ())
            called = _CONTEXT.search(text.reading.text[max(0, found.start() - _NEAR) : found.start()])
            sure = bool(whose or found["last"] or called)
            if not sure and not text.reading.shown[found.start() : found.start() + 2].isupper():
                continue  # "or 2026-03" is no number.
            field = "NI number" if whose else "any NI number"
            yield Found(*found.span(), KIND, "block" if sure else "warning", whose, field)

    return find


def valid_ni_number(text: str) -> bool:
    """Return whether a text is written as a National Insurance number is."""
    return _NUMBER.fullmatch(text.strip().lower()) is not None
