"""Cells that hold no text: a day that the spreadsheet knows for one, a number, nothing."""

from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.kinds import Reading, Setting
from reviewctl.facts.written.pieces import YEARS
from reviewctl.model.sheet import TimedValue

_SERIALS = range(18_000, 70_000)
"""The numbers by which a spreadsheet counts the days from 1949 to 2091, where a cell is not shown as a date."""
_FIRST = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_NO_DAY = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1))
"""The day that a spreadsheet gives to a cell that holds a time of day and no day."""


def unread(reason: str) -> Reading:
    """Return the reading of what is meant for a date and is none."""
    return Reading(kind="unread", reason=reason)


def read_value(value: TimedValue, setting: Setting) -> Reading:
    """Return what a cell says that holds no text: nothing, a day that the spreadsheet knows, or a number."""
    if value is None:
        return Reading(kind="blank")
    if isinstance(value, datetime):
        return _of_datetime(value)
    if isinstance(value, date):
        return _of_day(value)
    if isinstance(value, time):
        return Reading(kind="blank", time=f"{value.hour:02}:{value.minute:02}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return unread("The cell holds yes or no, and no date. Write the date, such as 22/05/2016.")
    return number_read(value, setting)


def _of_datetime(value: datetime) -> Reading:
    """Return a day with its time. Midnight is how a spreadsheet keeps a day that has no time."""
    clock = f"{value.hour:02}:{value.minute:02}"
    at = clock if value.time() != time() else None
    if value.date() in _NO_DAY:
        return Reading(kind="blank", time=clock)
    return replace(_of_day(value.date()), time=at)


def _of_day(value: date) -> Reading:
    if value in _NO_DAY or value.year not in YEARS:
        return unread(
            "The cell is shown as a date and holds none that can be meant. Write the date, such as 22/05/2016."
        )
    return Reading(kind="date", date=value.isoformat())


def number_read(value: float, setting: Setting) -> Reading:
    """Return what a number says: a year, or the count of days by which a spreadsheet keeps a date."""
    if value != value or value in (float("inf"), float("-inf")):
        return unread("The cell holds no date. Write the date, such as 22/05/2016.")
    whole = int(value)
    if whole == value and whole in YEARS:
        return Reading(kind="date", date=str(whole))
    if whole not in _SERIALS:
        return unread("The cell holds a number that is no date. Write the date, such as 22/05/2016.")
    day = _FIRST[setting.since_1904] + timedelta(days=whole)
    minutes = min(round((value - whole) * 1440), 1439)
    return Reading(
        kind="date",
        date=day.isoformat(),
        as_written=f"{value:.15g}",
        time=f"{minutes // 60:02}:{minutes % 60:02}" if minutes else None,
        assumption=f"The number {whole} is taken as {plain_day(day)}: spreadsheets count days so.",
    )
