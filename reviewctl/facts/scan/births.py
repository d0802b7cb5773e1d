"""Scanner: dates of birth: those of the register however written, and any date beside "born" or "DOB"."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.dates import Written, dates_in
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import Identity, IdentityRegister

KIND = "date of birth"
_BEFORE = re.compile(
    r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\.?(?![a-z])|\bdates?\s+of\s+birth\b|\bbirth\s?date\b|\bbirthday\b|\bb\.)"
    r"(?:[^\w.!?]+(?:on|is|was|the|of|at|in|recorded|as|given|to|a|her|his|their))*[^\w.!?]{0,4}$"
)
_AFTER = re.compile(
    r"^\W{0,3}(?:\(?\s*(?:d\.?o\.?b\b|date of birth|birth date)"
    r"|(?:was|is)\s+(?:her|his|their)\s+(?:date of birth|birthday))"
)
_BIRTHDAY = re.compile(r"\b(?:birthdays?|born|birth|dob|turned \d+|turning \d+)\b")
_NEAR = 60


def births_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for dates of birth."""
    born = tuple(one for one in register.identities if one.born is not None)

    def find(text: Text) -> Iterator[Found]:
        for written in dates_in(text.reading.text):
            yield from _judged(text.reading.text, written, born)

    return find


def _judged(text: str, written: Written, born: tuple[Identity, ...]) -> Iterator[Found]:
    whose = tuple(sorted({one.pseudonym for one in born if _is(written, one)}))
    if whose:
        severity: Grade = "warning" if _only_the_other_way_round(written, born) else "block"
        yield Found(written.start, written.end, KIND, severity, whose, "born")
        return
    days = tuple(sorted({one.pseudonym for one in born if _day_of(written, one)}))
    near = text[max(0, written.start - _NEAR) : written.end + _NEAR]
    if days and _BIRTHDAY.search(near):
        yield Found(written.start, written.end, KIND, "warning", days, "born, day and month")
    elif written.year is not None and _called_so(text, written):
        yield Found(written.start, written.end, KIND, "block", (), "any date of birth")


def _is(written: Written, one: Identity) -> bool:
    return one.born is not None and written.is_of(one.born.day, one.born.month, one.born.year)


def _day_of(written: Written, one: Identity) -> bool:
    return one.born is not None and written.without_year(one.born.day, one.born.month)


def _only_the_other_way_round(written: Written, born: tuple[Identity, ...]) -> bool:
    """Whether a date is one of birth only if its month stands before its day."""
    return not any(_is(written, one) and one.born and one.born.day == written.day for one in born)


def _called_so(text: str, written: Written) -> bool:
    before = text[max(0, written.start - _NEAR) : written.start]
    return bool(_BEFORE.search(before) or _AFTER.match(text[written.end : written.end + _NEAR]))
