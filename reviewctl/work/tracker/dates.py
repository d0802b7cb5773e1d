"""Dates as people write them into trackers: days, months, years, "n/k", and words behind them.

Where in a cell a date stands, and what is only said of it, is found here; what it means is read as in chronologies.
"""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.written import Setting, read_when
from reviewctl.model.sheet import CellValue
from reviewctl.work.tracker.discretion import harmless
from reviewctl.work.tracker.lexicon import lexicon, plain

_MONTH = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR = r"('?[0-9]{2}|[0-9]{4})"
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.]+z?)?(?![0-9])")
_NUMBERS = re.compile(rf"{_DAY_NAME}([0-9]{{1,2}})\s*[/.-]\s*([0-9]{{1,2}})\s*[/.-]\s*{_YEAR}(?![0-9])")
_WORDS = re.compile(rf"{_DAY_NAME}([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]+(?:of )?{_MONTH}[ -,]+{_YEAR}(?![0-9])")
_MONTH_YEAR = re.compile(rf"{_MONTH}[ /,-]*{_YEAR}(?![0-9/])")
_NUMBER_MONTH = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{4})(?![0-9])")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?![0-9-])")
_ONLY_YEAR = re.compile(r"([0-9]{4})(?![0-9/-])")
_ROUGH = re.compile(
    r"^(c\.?|ca\.?|circa|approx(?:imately)?\.?|about|around|early|mid|late|end of|beginning of|start of|"
    r"spring|summer|autumn|winter|q[1-4])[ -]+(?=\S)"
)
_NOT_YET = ("tbc", "tba", "tbd", "pending", "awaiting", "awaited", "outstanding")
"""First words that say that it has not happened, whatever follows them."""
_FIRST_YEAR, _YEARS_AHEAD = 1900, 5
_FIRST_SHORT_YEAR = 1980
"""A year of two digits is none before this one: 12/3/75 may be anything."""
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A day, a month or a year: what the day on which something happened may be in a diary."""
_QUOTED = re.compile(r'^"[^"]*"')
"""The words of a cell, with which a reason may begin: what is in a list is not repeated."""
_SERIALS = range(18_000, 70_000)
"""The numbers by which a spreadsheet counts the days from 1949 to 2091, where a cell is not shown as a date."""

Kind = Literal["date", "blank", "not-yet", "not-known", "unread"]


class Reading(Struct, frozen=True):
    """What a cell says about when something happened.

    `text` is the date as the record writes it: 2019-03-12, 2019-03 or 2019. `note` are words that stood beside it
    and may be kept. `lost` says that words were left out, for they may hold a name. `why` says of a date that is none
    what is wrong with it, such as a day of the week that contradicts it.
    """

    kind: Kind
    text: str = ""
    note: str = ""
    lost: bool = False
    why: str = ""

    @property
    def no_date(self) -> str:
        """That it is no date, with what is wrong with it where that is known."""
        return f"no date ({self.why})" if self.why else "no date"

    @property
    def day(self) -> date | None:
        """The very day, where it is known."""
        return date.fromisoformat(self.text) if len(self.text) == 10 else None

    def after(self, today: date) -> bool:
        """Whether it is a date still to come: a month or year that has begun is none."""
        return self.kind == "date" and self.text > today.isoformat()[: len(self.text)]


BLANK = Reading("blank")


def read_date(value: CellValue, today: date, *, since_1904: bool = False) -> Reading:
    """Return what a cell says about when something happened. The day comes before the month, always."""
    if value is None or isinstance(value, bool):
        return BLANK if value is None else Reading("unread")
    if isinstance(value, date):
        return _bounded(value.isoformat(), today)
    if isinstance(value, int | float):
        return _from_number(value, today, since_1904)
    return _from_text(value, today, since_1904)


def _from_number(value: float, today: date, since_1904: bool) -> Reading:
    if value != value or value in (float("inf"), float("-inf")):
        return Reading("unread")
    whole = int(value)
    if whole == value and _FIRST_YEAR <= whole <= today.year + _YEARS_AHEAD:
        return Reading("date", str(whole))
    return _meant(whole, today, since_1904) if whole in _SERIALS else Reading("unread")


def _from_text(text: str, today: date, since_1904: bool) -> Reading:
    said = plain(text)
    words = lexicon()
    if not said or said in words.nothing:
        return BLANK
    if said in words.not_yet or said.partition(" ")[0].rstrip(":,-") in _NOT_YET:
        return Reading("not-yet")
    if said in words.not_known:
        return Reading("not-known")
    if said.isascii() and said.isdecimal() and len(said) in (4, 5):
        return _from_number(int(said), today, since_1904)
    return _dated(text.strip(), today)


def _dated(text: str, today: date) -> Reading:
    """Return the date with which a text begins, and the words behind it as its note."""
    lowered = text.lower()
    rough = _ROUGH.match(lowered)
    begin = rough.end() if rough is not None else 0
    for form in _FORMS:
        found = form.match(lowered, begin)
        if found is not None:
            words = _of_month(found) if form is _MONTH_YEAR else found[0]
            return _with_note(_meant(words, today), text, found.end(), begin)
    return Reading("unread", note=text if harmless(text) else "", lost=not harmless(text))


def _with_note(reading: Reading, text: str, end: int, begin: int) -> Reading:
    rest = " ".join(text[end:].split()).strip(" ,;:-–()[].")
    if reading.kind == "unread":
        whole = harmless(text)
        return Reading("unread", note=text if whole else "", lost=not whole, why=reading.why)
    written = f"the list says: {text[:end].strip()}" if begin else ""
    kept = rest if harmless(rest) else ""
    note = "; ".join(filter(None, (written if harmless(written) else "", kept)))
    return Reading(reading.kind, reading.text, note, lost=bool(rest) and not kept)


_FORMS = (_ISO, _NUMBERS, _WORDS, _MONTH_YEAR, _ISO_MONTH, _NUMBER_MONTH, _ONLY_YEAR)


def _of_month(found: re.Match[str]) -> str:
    """Return a month and its year so that both are certain: "Mar 19" is March 2019 here, where a chronology asks."""
    digits = found[2].lstrip("'")
    return f"{found[1]} {digits}" if len(digits) == 4 else f"{found[1]} '{digits}"


def _meant(words: str | int, today: date, since_1904: bool = False) -> Reading:
    """Return what a date means. A year of two digits is one of those from 1980 to five years ahead."""
    first, last = date(_FIRST_SHORT_YEAR, 1, 1), date(today.year + _YEARS_AHEAD, 12, 31)
    setting = Setting(scope_from=first, scope_to=last, since_1904=since_1904)
    found = read_when(words, None, setting)
    text = found.date or ""
    if found.kind != "date" or not _PLAIN.fullmatch(text):
        return Reading("unread", why=_QUOTED.sub("it", found.reason.partition(". ")[0].removesuffix(".")))
    taken_for = found.assumption and int(text[:4]) < _FIRST_SHORT_YEAR
    return Reading("unread") if taken_for else _bounded(text, today)


def _bounded(text: str, today: date) -> Reading:
    """Return the date, or that it is none: a year before 1900, or far ahead, is a slip of the keys."""
    return (
        Reading("date", text)
        if _FIRST_YEAR <= int(text[:4]) <= today.year + _YEARS_AHEAD
        else Reading("unread")
    )
