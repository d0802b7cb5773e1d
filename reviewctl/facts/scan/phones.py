"""Scanner: telephone numbers. The one door to phonenumbers, which knows how they are written."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.owned import digits_in, digits_of, owners_of, public_of
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "telephone number"
_SHARED = ("0300", "0303", "0330", "0333", "0343", "0344", "0345", "0370", "0371", "0800", "0808")
"""Numbers that nobody has at home (Ofcom, National Telephone Numbering Plan): helplines and switchboards."""
_STRETCH = re.compile(r"(?<!\d)(?:\+|\(?0)[\d\s().\-/+]{8,60}")
"""What the library is shown: it looks at each of the numbers in a text, and a hostile text has many."""
_FEWEST, _MOST = 10, 15


def phones_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for telephone numbers, as they are written in Britain or with the code of a country."""
    owners = owners_of(register, lambda one: one.phones, national)
    public = public_of(register, national)

    def find(text: Text) -> Iterator[Found]:
        digits = digits_in(text.reading.text)
        for number, whose in owners.items():
            # The register's own, whatever stands between its digits and whatever code before them.
            for span in digits.spans(number.removeprefix("0"), text.reading.text):
                yield Found(*span, KIND, "block", whose, "phones")
        for start, end, number in _numbers(text.reading.text):
            whose = owners.get(number, ())
            if number in public and not whose:
                continue
            helpline = not whose and number.startswith(_SHARED)
            field = "phones" if whose else "helpline or switchboard" if helpline else "any telephone number"
            yield Found(start, end, KIND, "warning" if helpline else "block", whose, field)

    return find


def national(text: str) -> str:
    """Return the digits of a number as it is dialled in Britain: 0161 …, whatever code of a country was written."""
    digits = digits_of(text.replace("(0)", ""))
    for code in ("0044", "44"):
        if digits.startswith(code) and len(digits) > _FEWEST:
            return "0" + digits.removeprefix(code).lstrip("0")
    return digits


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    for stretch in _STRETCH.finditer(text):
        for found in PhoneNumberMatcher(stretch.group(), "GB", leniency=Leniency.POSSIBLE):
            digits = digits_of(found.raw_string)
            dialled = found.raw_string.lstrip("( ").startswith(("0", "+"))
            if dialled and _FEWEST <= len(digits) <= _MOST:
                yield stretch.start() + found.start, stretch.start() + found.end, national(found.raw_string)
