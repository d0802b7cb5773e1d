"""How dates, and the days to them, are said: the same everywhere, in English on every computer."""

from datetime import date

from reviewctl.model.allowance import Unit

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(day: date) -> str:
    """Return "Monday 8 June 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_and_day(day: date, as_of: date, *, padded: bool = False) -> str:
    """Return "Fri 5 Dec", or "Fri 14 Nov 25" in another year than that of `as_of`.

    `padded` sets the day in two columns ("Fri  5 Dec"), for dates that stand under each other.
    """
    number = f"{day.day:>2}" if padded else str(day.day)
    return f"{DAYS[day.weekday()][:3]} {number} {_month_and_year(day, as_of)}"


def short_day(day: date, as_of: date) -> str:
    """Return "29 May", or "29 May 25" in another year than that of `as_of`."""
    return f"{day.day} {_month_and_year(day, as_of)}"


def plain_day(day: date) -> str:
    """Return "4 Dec 2025"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def as_at(as_of: date) -> str:
    """Return the right-hand part of a page's heading: "as at Monday 8 June 2026"."""
    return f"as at {long_day(as_of)}"


def distance(days: int, unit: Unit, *, met: bool = False, late: bool = False) -> str:
    """Return how far off a due date is: "114 d left", "today", "6 wd over"; if met "3 d early", "2 wd late".

    `days` is positive while there is time. `late` is for the weekend behind a due Friday, when no working day
    has gone by and yet it is over.
    """
    if days == 0:
        if late:
            return "just late" if met else "just over"
        return "on the day" if met else "today"
    before, behind = ("early", "late") if met else ("left", "over")
    return f"{abs(days)} {_short_unit(unit)} {before if days > 0 else behind}"


def waiting(days: int) -> str:
    """Return "90 d waiting": how long a duty without a limit has been open."""
    return f"{days} d waiting"


def paused(in_hand: int | None, unit: Unit) -> str:
    """Return "paused, 72 d in hand": what will be left of an allowance on the day it is resumed."""
    if in_hand is None:
        return "paused"
    if in_hand < 1:
        return f"paused, {abs(in_hand)} {_short_unit(unit)} over" if in_hand else "paused, over"
    return f"paused, {in_hand} {_short_unit(unit)} in hand"


def short_allowance(text: str) -> str:
    """Return an allowance for a narrow column: "15 wd" for "15 working days"; any other as it is."""
    return text.replace(" working days", " wd").replace(" working day", " wd")


def _short_unit(unit: Unit) -> str:
    """Return "wd" for working days, "d" for any other: those are counted in calendar days."""
    return "wd" if unit == "working days" else "d"


def _month_and_year(day: date, as_of: date) -> str:
    """Return "Dec"; in another year "Dec 25", or "Dec 1926" where two digits would mislead."""
    month = MONTHS[day.month - 1][:3]
    if day.year == as_of.year:
        return month
    return f"{month} {day.year % 100:02}" if abs(day.year - as_of.year) < 50 else f"{month} {day.year}"
