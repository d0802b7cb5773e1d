"""Dates in the Extended Date/Time Format, level 1: what one that may be uncertain says, part by part.

The form that files may hold is `model.record.EDTF_FORM`. What fits the form may still be a day that no calendar
has, or a range that ends before it begins: `fault_of` says so.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from msgspec import Struct

from reviewctl.model.record import EDTF_FORM

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""The seasons by their number in EDTF, from which month to which, as the Met Office counts them for Britain."""
WINTER = 24

# Made ready by the first date that may be uncertain, not by every start: only chronologies and a few others have any.
_POINT = r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2})(?:T([0-9]{2}:[0-9]{2})(?::([0-9]{2}))?)?)?)?([?~%]?)"
_LOST = "XXXX"
SOME_SEASON = 20
"""The number that stands here for a season whose digit is lost: 2019-2X."""
_LEAP_YEAR = 2000
"""Stands in for a year that is lost: 29 February is a day then, too."""


class Point(Struct, frozen=True, kw_only=True):
    """One end of a range, or a date that stands alone.

    `years`, `months` and `days` are all that each may be; None where nothing is written. `years` is empty where
    the year is lost. `season` is 21 to 24, or 20 for one of them. `first` and `last` are the earliest and the
    latest day that it may mean, None where the year is lost. `time` is "19:00", and `mark` one of "", "?", "~"
    and "%".
    """

    years: range
    months: range | None = None
    days: range | None = None
    season: int | None = None
    time: str | None = None
    mark: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def month(self) -> int | None:
        """The month, where it is one and is known."""
        return self.months[0] if self.months is not None and len(self.months) == 1 else None

    @property
    def day(self) -> int | None:
        """The day of the month, where it is one and is known."""
        return self.days[0] if self.days is not None and len(self.days) == 1 else None

    @property
    def year(self) -> int | None:
        """The year, where it is one and is known."""
        return self.years[0] if len(self.years) == 1 else None


Ends = tuple[Point | None, Point | None]
"""The two ends of a range; None for an end that is open or not known."""


def is_edtf(text: str) -> bool:
    """Return whether a text has the form of a date that may be uncertain, whatever the calendar says."""
    return len(text) > 1 and re.fullmatch(EDTF_FORM, text) is not None


@lru_cache(maxsize=65536)
def point_of(text: str) -> Point | None:
    """Return what one end of a range says; None for "..", for nothing, and for what is no day of a calendar."""
    found = re.fullmatch(_POINT, text)
    if found is None or not _has_clock(found[4], found[5]):
        return None
    month = found[2]
    season = _season(month or "")
    read = Point(
        years=_choices(found[1], 1, 9999),
        months=_choices(month, 1, 12) if month and season is None else None,
        days=_choices(found[3], 1, 31) if found[3] else None,
        season=season,
        time=found[4],
        mark=found[6],
    )
    return _bounded(read, found[1] == _LOST)


def _season(month: str) -> int | None:
    if month == "2X":
        return SOME_SEASON
    return int(month) if month.isdecimal() and int(month) in SEASONS else None


def ends_of(text: str) -> Ends:
    """Return the two ends of a date: the same twice where it is no range."""
    begin, slash, end = text.partition("/")
    first = point_of(begin)
    return (first, point_of(end)) if slash else (first, first)


@lru_cache(maxsize=65536)
def fault_of(text: str) -> str:
    """Return what is wrong with a date of the right form, as the rest of a sentence; "" where nothing is."""
    for part in text.split("/"):
        if part not in ("", "..") and point_of(part) is None:
            return _fault_of_point(part)
    begin, end = ends_of(text)
    if begin is not None and end is not None and _backwards(begin, end):
        return "ends before it begins. Write the earlier date first: 2019-03/2019-05."
    return ""


def _fault_of_point(text: str) -> str:
    found = re.fullmatch(_POINT, text)
    if found is not None and not _has_clock(found[4], found[5]):
        return "has a time of day that no clock shows. The times are 00:00 to 23:59."
    return "is a day or month that no calendar has."


def _backwards(begin: Point, end: Point) -> bool:
    return begin.first is not None and end.last is not None and end.last < begin.first


def _has_clock(time: str | None, seconds: str | None) -> bool:
    if time is None:
        return True
    hours, _, minutes = time.partition(":")
    return int(hours) < 24 and int(minutes) < 60 and int(seconds or 0) < 60


def _choices(written: str, least: int, most: int) -> range:
    """Return all that digits may be of which some are lost; an empty range for "XXXX" and for what is too much."""
    if written == _LOST:
        return range(0)
    low, high = int(written.replace("X", "0")), int(written.replace("X", "9"))
    return range(max(low, least), min(high, most) + 1)


def _bounded(read: Point, lost: bool) -> Point | None:
    """Return the point with its first and last day; None where no day fits."""
    if not lost and not read.years:
        return None  # The year 0000: the calendar begins with the year 1.
    years = range(_LEAP_YEAR, _LEAP_YEAR + 1) if lost else read.years
    if read.season is not None:
        bounds = _of_season(years, read.season) if read.days is None else None
    else:
        bounds = _of_days(years, _or(read.months, range(1, 13)), _or(read.days, range(1, 32)))
    if bounds is None:
        return None
    first, last = (None, None) if lost else bounds
    return Point(
        years=read.years,
        months=read.months,
        days=read.days,
        season=read.season,
        time=read.time,
        mark=read.mark,
        first=first,
        last=last,
    )


def _or(given: range | None, default: range) -> range:
    return given if given is not None else default


def _of_days(years: range, months: range, days: range) -> tuple[date, date] | None:
    first = _earliest(years, months, days)
    last = _earliest(reversed(years), months[::-1], days[::-1])
    return (first, last) if first is not None and last is not None else None


def _earliest(years: Iterable[int], months: range, days: range) -> date | None:
    """Return the first of these days, in the order given, that the calendar has."""
    for year in years:
        for month in months:
            for day in days:
                try:
                    return date(year, month, day)
                except ValueError:
                    continue
    return None


def _of_season(years: range, season: int) -> tuple[date, date]:
    """Return the days of a season. The winter "of" a year may be the one that ended in it, or that began in it."""
    if season == SOME_SEASON:
        return _of_any_season(years)
    begin, end = SEASONS[season]
    if season != WINTER:
        return date(years[0], begin, 1), _last_of(years[-1], end)
    first = date(years[0] - 1, 12, 1) if years[0] > 1 else date.min
    return first, (_last_of(years[-1] + 1, end) if years[-1] < 9999 else date.max)


def _of_any_season(years: range) -> tuple[date, date]:
    """Return the days of all four seasons of a year: from its spring, or from a winter that ended in it."""
    found = [_of_season(years, season) for season in SEASONS]
    return min(first for first, _ in found), max(last for _, last in found)


def _last_of(year: int, month: int) -> date:
    for day in (31, 30, 29):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, 28)
