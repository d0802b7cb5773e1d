"""Which days are working days, and which day it is: the one home of pendulum and of the package `holidays`.

Both are slow to load (about one start of Python, and eight), so each is imported where it is used. The
years that gov.uk has settled are written down in `bankholidays`; the package `holidays` works out the years
before and after them, and is loaded by the first date that lies there.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from msgspec import Struct

from reviewctl.facts import bankholidays
from reviewctl.model.allowance import CalendarName

# Before the Banking and Financial Dealings Act 1971 the bank holidays were others; behind 2099 nobody plans.
FIRST_YEAR, LAST_YEAR = 1972, 2099
_PARTS = {"england-and-wales": ("ENG",), "united-kingdom": ("ENG", "SCT", "NIR")}

Days = tuple[tuple[date, str], ...]


class Calendar(Struct, frozen=True):
    """The days that are not worked from the day `first` to the day `last`, besides Saturdays and Sundays.

    `closed` has them by date, each with its name: bank holidays, and the board's own `extra` days. Bank
    holidays after `confirmed_until` are worked out by rule, for none has been announced: whatever rests on
    them is shown as provisional.

    Two lists serve the arithmetic, where Mondays to Fridays are numbered from 1 January of the year 1:
    `closed_weekdays` are the numbers of the closed ones; `next_worked` says of each which working day,
    numbered likewise, comes next behind it.
    """

    name: CalendarName
    first: date
    last: date
    closed: Days
    extra: Days
    confirmed_until: date
    closed_weekdays: tuple[int, ...]
    next_worked: tuple[int, ...]


def today() -> date:
    """Return the date in London. Only the command line asks; everything else is told `as_of`."""
    return london_date(datetime.now(UTC))  # noqa: TID251 (the one place that may)


def london_date(moment: datetime) -> date:
    """Return the date that London's calendars show at `moment`, wherever the computer stands.

    London's clocks show UTC or, in summer, an hour more: up to the last hour of a day in UTC the date is the same.
    So pendulum, which takes longer to load than Python to start, is hardly ever needed.
    """
    at = moment.astimezone(UTC)
    if at.hour < 23:
        return at.date()
    import pendulum

    there = pendulum.instance(moment).in_timezone("Europe/London")
    return date(there.year, there.month, there.day)


def calendar_for(name: CalendarName, extra_closed: Mapping[date, str]) -> Calendar:
    """Return the calendar `name` for the settled years, less the days on which the board is closed."""
    return _settled(name, tuple(sorted(extra_closed.items())))


def reaching(calendar: Calendar, a: date, b: date) -> Calendar:
    """Return `calendar`; or where a day lies outside its years, the same calendar for all years known."""
    first, last = calendar.first, calendar.last
    if first <= a <= last and first <= b <= last:
        return calendar
    return _whole(calendar.name, calendar.extra)


def weekday_number(ordinal: int) -> int:
    """Return how many Mondays to Fridays there are from 1 January of the year 1, a Monday, to that day."""
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + (rest if rest < 5 else 5)


@lru_cache(maxsize=64)
def _settled(name: CalendarName, extra: Days) -> Calendar:
    """Return the calendar of the years that gov.uk has settled."""
    first, last = bankholidays.CONFIRMED_FROM.year, bankholidays.CONFIRMED_UNTIL.year
    return _calendar(name, first, last, _settled_days(name), extra)


@lru_cache(maxsize=64)
def _whole(name: CalendarName, extra: Days) -> Calendar:
    """Return the calendar of all years: settled ones as gov.uk has them, the others by rule."""
    first, last = bankholidays.CONFIRMED_FROM.year, bankholidays.CONFIRMED_UNTIL.year
    years = (*range(FIRST_YEAR, first), *range(last + 1, LAST_YEAR + 1))
    return _calendar(name, FIRST_YEAR, LAST_YEAR, _by_rule(name, years) | _settled_days(name), extra)


def _calendar(name: CalendarName, first: int, last: int, days: dict[date, str], extra: Days) -> Calendar:
    """Put a calendar together. A bank holiday keeps its name where the board is closed on it, too."""
    closed = tuple(sorted((dict(extra) | days).items()))
    numbers = tuple(weekday_number(day.toordinal()) for day, _ in closed if day.weekday() < 5)
    return Calendar(
        name=name,
        first=date(first, 1, 1),
        last=date(last, 12, 31),
        closed=closed,
        extra=extra,
        confirmed_until=bankholidays.CONFIRMED_UNTIL,
        closed_weekdays=numbers,
        next_worked=tuple(number - n for n, number in enumerate(numbers)),
    )


def _settled_days(name: CalendarName) -> dict[date, str]:
    """Return the bank holidays of the settled years."""
    days = bankholidays.written(bankholidays.ENGLAND_AND_WALES)
    if name == "united-kingdom":
        days |= bankholidays.written(bankholidays.ELSEWHERE_IN_THE_UK)
    return days


def _by_rule(name: CalendarName, years: Collection[int]) -> dict[date, str]:
    """Return the bank holidays of `years` as the package `holidays` works them out."""
    from holidays.countries.united_kingdom import GB

    build: Callable[..., Mapping[date, str]] = GB
    parts = [build(subdiv=part, years=years) for part in reversed(_PARTS[name])]
    days = {day: title for part in parts for day, title in part.items() if day.weekday() < 5}
    return {day: title.replace("(observed)", "(substitute day)") for day, title in days.items()}
