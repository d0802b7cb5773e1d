"""Dates that may be uncertain (EDTF) in plain words: "about 28 Mar 2026", "between Mar and May 2019"."""

from datetime import date, timedelta
from functools import lru_cache

from reviewctl.facts.edtf import SOME_SEASON, Point, ends_of, fault_of, is_edtf
from reviewctl.render.dates import MONTHS, plain_day

_SEASONS = {SOME_SEASON: "some season of", 21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MARKS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
NOT_KNOWN = "not known"


@lru_cache(maxsize=65536)
def span_words(edtf: str | None, as_written: str | None = None) -> str:
    """Return a date that may be uncertain as people say it; the source's own words where there is no date.

    "28 Mar 2026", "about 28 Mar 2026", "May 2016", "spring 2014", "2010s", "between Mar and May 2019", "week of
    3 Jun 2019", "up to May 2016", "from 2014 on", "11 Feb, year not known", "22 May 2016 at 19:00"; "not known"
    for nothing. What is no date of any calendar is returned as it stands.
    """
    if not edtf:
        return as_written or NOT_KNOWN
    if not is_edtf(edtf) or fault_of(edtf):
        return edtf
    begin, end = ends_of(edtf)
    if "/" not in edtf:
        return _marked(begin) if begin is not None else NOT_KNOWN
    return _ranged(begin, end)


def _ranged(begin: Point | None, end: Point | None) -> str:
    if begin is None or end is None:
        if begin is not None:
            return f"from {_marked(begin)} on"
        return f"up to {_marked(end)}" if end is not None else NOT_KNOWN
    if begin == end:
        return _marked(begin)
    mark = _MARKS[begin.mark] if begin.mark == end.mark else ""
    if _is_week(begin, end):
        return f"{mark}{'the ' if mark else ''}week of {_words(begin)}"
    if mark:
        return f"{mark}{_first_of_two(begin, end)} to {_words(end)}"
    first = _MARKS[begin.mark] + (_words(begin) if begin.mark or end.mark else _first_of_two(begin, end))
    return f"between {first} and {_marked(end)}"


def _is_week(begin: Point, end: Point) -> bool:
    """Whether two days are the Monday and the Sunday of a week, and as sure as each other."""
    days = _one_day(begin), _one_day(end)
    if days[0] is None or days[1] is None or begin.mark != end.mark or begin.time or end.time:
        return False
    return days[0].weekday() == 0 and days[1] - days[0] == timedelta(days=6)


def _one_day(point: Point) -> date | None:
    return point.first if point.first is not None and point.first == point.last else None


def _first_of_two(begin: Point, end: Point) -> str:
    """Return the beginning of a range without the month and the year that its end says too."""
    if begin.years != end.years or len(begin.years) > 1 or begin.time or end.time:
        return _words(begin)
    if begin.day is not None and end.day is not None and begin.month and end.month:
        return str(begin.day) if begin.month == end.month else f"{begin.day} {_month(begin.month)}"
    bare = begin.days is None and end.days is None
    return _month(begin.month) if bare and begin.month and end.month else _words(begin)


def _marked(point: Point) -> str:
    return _MARKS[point.mark] + _words(point)


def _words(point: Point) -> str:
    words = _day_words(point)
    return f"{words} at {point.time}" if point.time else words


def _day_words(point: Point) -> str:
    """Return one date in words, without what makes it uncertain as a whole."""
    if point.year is None:
        return _without_year(point)
    if point.season is not None:
        return f"{_SEASONS[point.season]} {point.year}"
    if point.month is None:
        return _without_month(point)
    if point.day is None:
        return _within_month(point)
    day = _one_day(point)
    return plain_day(day) if day is not None else f"{point.day} {_month(point.month)} {point.year}"


def _within_month(point: Point) -> str:
    whole = f"{_month(point.month or 1)} {point.year}"
    some = point.days is not None and len(point.days) < 31 and point.first and point.last
    return (
        f"between {point.first.day} and {point.last.day} {whole}"
        if some and point.first and point.last
        else whole
    )


def _without_month(point: Point) -> str:
    if point.days is None or len(point.days) > 30:
        some = point.months is not None and len(point.months) < 12
        months = (
            f"between {_month(point.months[0])} and {_month(point.months[-1])} "
            if some and point.months
            else ""
        )
        return f"{months}{point.year}"
    if point.day is not None:
        return f"day {point.day} of a month in {point.year}"
    return f"between day {point.days[0]} and {point.days[-1]} of a month in {point.year}"


def _without_year(point: Point) -> str:
    """Return what is known of a date whose year is lost, or is one of several."""
    part = _part_of_year(point)
    if not point.years:
        return f"{part}, year not known" if part else NOT_KNOWN
    if len(point.years) <= 10 and point.years[0] % 10 == 0:
        years = f"{point.years[0]}s"
    else:
        years = f"between {point.years[0]} and {point.years[-1]}"
    return f"{part}, {years}" if part else years


def _part_of_year(point: Point) -> str:
    if point.season is not None:
        return _SEASONS[point.season]
    if point.month is None:
        return f"day {point.day} of a month" if point.day is not None else ""
    if point.day is None:
        return _month(point.month)
    return f"{point.day} {_month(point.month)}"


def _month(number: int) -> str:
    return MONTHS[number - 1][:3]
