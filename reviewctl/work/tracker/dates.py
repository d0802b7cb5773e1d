"""Dates as people write them into spreadsheets: days, months, years, "n/k", and words behind them."""

import re
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from reviewctl.model.sheet import CellValue
from reviewctl.work.tracker.discretion import harmless
from reviewctl.work.tracker.lexicon import lexicon, plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
_FIRST_YEAR, _YEARS_AHEAD = 1980, 5
_SERIALS = range(18_000, 70_000)
"""The numbers by which a spreadsheet counts the days from 1949 to 2091, where a cell is not shown as a date."""

Kind = Literal["date", "blank", "not-yet", "not-known", "unread"]


class Reading(Struct, frozen=True):
    """What a cell says about when something happened.

    `text` is the date as the record writes it: 2019-03-12, 2019-03 or 2019. `note` are words that stood beside it
    and may be kept. `lost` says that words were left out, for they may hold a name.
    """

    kind: Kind
    text: str = ""
    note: str = ""
    lost: bool = False

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
    if whole in _SERIALS:
        start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        return _bounded((start + timedelta(days=whole)).isoformat(), today)
    return Reading("unread")


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
    for form, read in _FORMS:
        found = form.match(lowered, begin)
        if found is not None:
            written = read(found, today)
            reading = _bounded(written, today) if written else Reading("unread")
            return _with_note(reading, text, found.end(), begin)
    return Reading("unread", note=text if harmless(text) else "", lost=not harmless(text))


def _with_note(reading: Reading, text: str, end: int, begin: int) -> Reading:
    rest = " ".join(text[end:].split()).strip(" ,;:-–()[].")
    if reading.kind == "unread":
        whole = harmless(text)
        return Reading("unread", note=text if whole else "", lost=not whole)
    written = f"the list says: {text[:end].strip()}" if begin else ""
    kept = rest if harmless(rest) else ""
    note = "; ".join(filter(None, (written if harmless(written) else "", kept)))
    return Reading(reading.kind, reading.text, note, lost=bool(rest) and not kept)


def _year(text: str, today: date) -> int:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    near = 2000 + int(digits)
    return near if near <= today.year + _YEARS_AHEAD else near - 100


def _of_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _of_month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}" if 1 <= month <= 12 else ""


def _iso(found: re.Match[str], today: date) -> str:
    return _of_day(int(found[1]), int(found[2]), int(found[3]))


def _numbers(found: re.Match[str], today: date) -> str:
    return _of_day(_year(found[3], today), int(found[2]), int(found[1]))


def _in_words(found: re.Match[str], today: date) -> str:
    return _of_day(_year(found[3], today), _MONTHS.index(found[2][:3]) + 1, int(found[1]))


def _month_year(found: re.Match[str], today: date) -> str:
    return _of_month(_year(found[2], today), _MONTHS.index(found[1][:3]) + 1)


def _number_month(found: re.Match[str], today: date) -> str:
    return _of_month(int(found[2]), int(found[1]))


def _iso_month(found: re.Match[str], today: date) -> str:
    return _of_month(int(found[1]), int(found[2]))


def _only_year(found: re.Match[str], today: date) -> str:
    return found[1]


_FORMS = (
    (_ISO, _iso),
    (_NUMBERS, _numbers),
    (_WORDS, _in_words),
    (_MONTH_YEAR, _month_year),
    (_ISO_MONTH, _iso_month),
    (_NUMBER_MONTH, _number_month),
    (_ONLY_YEAR, _only_year),
)


def _bounded(text: str, today: date) -> Reading:
    """Return the date, or that it is none: a year before 1980, or far ahead, is a slip of the keys."""
    return (
        Reading("date", text)
        if _FIRST_YEAR <= int(text[:4]) <= today.year + _YEARS_AHEAD
        else Reading("unread")
    )
