"""Dates as people in England write them, so that a message can say how to write the one that was meant."""

import re
from datetime import date
from functools import lru_cache

from reviewctl.facts.edtf import fault_of, is_edtf

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = tuple(name[:3].lower() for name in _NAMES)
# Only a day that is at fault is read by these: made ready by the first one, not by every start.
_NUMBERS = r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4}|[0-9]{2})"
_WORDS = r"(?:[A-Za-z]{3,9},? )?([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9}),? ([0-9]{4})"
_YEAR_FIRST = r"([0-9]{4})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})(?:[T ][0-9:.+Z-]*)?"
_DAY = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?![0-9])")
NOT_AGREED = frozenset(
    ("tbc", "tba", "tbd", "n/a", "na", "none", "pending", "unknown", "awaited", "asap", "?", "??")
)


def in_words(day: date) -> str:
    """Return a day as people say it: `21 May 2026`."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def meant(text: str) -> date | None:
    """Return the day that a text means, read as in Britain with the day first; None if it is none."""
    text = text.strip()
    if found := re.fullmatch(_NUMBERS, text):
        day, month, year = (int(part) for part in found.groups())
        return _date(year + 2000 if year < 100 else year, month, day)
    if found := re.fullmatch(_WORDS, text):
        month_name = found[2][:3].lower()
        if month_name in _MONTHS:
            return _date(int(found[3]), _MONTHS.index(month_name) + 1, int(found[1]))
    if found := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day)
    return None


@lru_cache(maxsize=4096)
def known_day(text: str) -> bool:
    """Return whether every day and month that a text writes in full is one that the calendar has."""
    if len(text) == 10 and text[4] == text[7] == "-":  # Nearly always it is a single day.
        try:
            return bool(date.fromisoformat(text))
        except ValueError:
            pass  # It may be something else than a day.
    return all(_date(int(hit[1]), int(hit[2]), int(hit[3] or 1)) is not None for hit in _DAY.finditer(text))


@lru_cache(maxsize=4096)
def known_span(text: str) -> bool:
    """Return whether a date that may be uncertain (EDTF) is one of the calendar, and does not run backwards."""
    return not fault_of(text) if is_edtf(text) else known_day(text)


def why_not_a_span(text: str) -> str:
    """Return what is wrong with a date that may be uncertain, as the rest of a sentence; "" where nothing is."""
    return fault_of(text) if is_edtf(text) else ""


def not_agreed(text: str) -> bool:
    """Return whether a text is one of the ways to say that there is no date yet."""
    return text.strip().casefold() in NOT_AGREED


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
