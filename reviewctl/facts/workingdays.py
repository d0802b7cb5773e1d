"""Counting days: when a thing is due, how far away it is, and which days did not count.

Mondays to Fridays are counted by division and the closed ones among them by bisecting, so that a sum costs
about a microsecond however long the allowance. Beyond the years that a date can have, a sum stops at the
last.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from operator import itemgetter

from reviewctl.facts.calendar import Calendar, reaching
from reviewctl.model.allowance import Allowance, Counting, Unit

DAY_AFTER = Counting()
_MONTHS: dict[Unit, int] = {"months": 1, "years": 12}
_DAYS: dict[Unit, int] = {"days": 1, "weeks": 7}
_DAY = itemgetter(0)
_from_ordinal = date.fromordinal


def due(start: date, allowance: Allowance, calendar: Calendar, counting: Counting = DAY_AFTER) -> date:
    """Return the last day in time for what must follow an event on `start` within `allowance`.

    Working days: the day of the event is day 0, or day 1 where `counting` says so. Months and years: the
    corresponding date, or the month's last day; never moved off a weekend.
    """
    if allowance.unit != "working days":
        return _by_date(start, allowance, counting, 1)
    number = allowance.number
    worked, works = _worked(start, calendar)
    rolls = not works and counting.non_working == "roll-forward"
    if number == 0:
        found = _working_day(worked + 1, calendar) if rolls else start
    elif counting.count == "same-day":
        found = _working_day(worked + number - works, calendar)
    else:
        found = _working_day(worked + number + rolls, calendar)
    if calendar.first <= start and found <= calendar.last:
        return found  # As `reaching` asks, without the call: nearly every sum ends here.
    wider = reaching(calendar, start, found)
    return found if wider is calendar else due(start, allowance, wider, counting)


def due_before(end: date, allowance: Allowance, calendar: Calendar, counting: Counting = DAY_AFTER) -> date:
    """Return the last day in time for what must come `allowance` before an event on `end`.

    The day of the event is day 0, or day 1, and the days are counted backwards. Rolling forward has no
    meaning here: it would put the last day behind the event.
    """
    if allowance.unit != "working days":
        return _by_date(end, allowance, counting, -1)
    found = _backward(end, allowance.number, calendar, counting)
    wider = reaching(calendar, found, end)
    return found if wider is calendar else _backward(end, allowance.number, wider, counting)


def days_between(a: date, b: date, unit: Unit, calendar: Calendar) -> int:
    """Return how many days lie from `a` to `b`: working days for that unit, calendar days for any other.

    The day `a` is day 0; the sum is negative where `b` comes first. From a Friday to the Saturday behind it
    are no working days: whether a thing is late is judged by its dates, never by this sum.
    """
    if unit != "working days":
        return b.toordinal() - a.toordinal()
    calendar = reaching(calendar, a, b)
    return _worked(b, calendar)[0] - _worked(a, calendar)[0]


def skipped(start: date, due: date, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    """Return the days between the two dates that a count of working days leaves out, in order, each with
    why.

    Neither date is among them: the day of the event is not counted, and a due date is a working day.
    """
    a, b = sorted((start, due))
    calendar = reaching(calendar, a, b)
    low = bisect_right(calendar.closed, a, key=_DAY)
    closed = calendar.closed[low : bisect_left(calendar.closed, b, lo=low, key=_DAY)]
    weekdays = (entry for entry in closed if entry[0].weekday() < 5)
    return tuple(sorted((*_every("Saturday", 6, a, b), *_every("Sunday", 7, a, b), *weekdays)))


def is_working(day: date, calendar: Calendar) -> bool:
    """Return whether `day` is a working day."""
    return _worked(day, reaching(calendar, day, day))[1]


def is_provisional(start: date, due: date, calendar: Calendar) -> bool:
    """Return whether a count of working days between the two rests on bank holidays not yet announced."""
    return max(start, due) > calendar.confirmed_until


def _backward(end: date, number: int, calendar: Calendar, counting: Counting) -> date:
    """Return the working day `number` of a count backwards from an event on `end`."""
    if number == 0:
        return end
    worked, works = _worked(end, calendar)
    from_itself = counting.count == "same-day" or not works
    return _working_day(worked - number + from_itself, calendar)


def _worked(day: date, calendar: Calendar) -> tuple[int, bool]:
    """Return the number of the last working day up to `day`, and whether that is `day` itself."""
    # As `weekday_number` does, without the call: this is what a sum costs.
    ordinal = day.toordinal()
    rest = ordinal % 7
    weekday = ordinal // 7 * 5 + (rest if rest < 5 else 5)
    closed = calendar.closed_weekdays
    passed = bisect_right(closed, weekday)
    # Where none has passed yet, [-1] is the last of all, and that is another.
    return weekday - passed, 0 < rest < 6 and closed[passed - 1] != weekday


def _working_day(number: int, calendar: Calendar) -> date:
    """Return the working day with that number: the opposite of `_worked`."""
    before = number + bisect_right(calendar.next_worked, number) - 1
    ordinal = before + before // 5 * 2 + 1
    try:
        return _from_ordinal(ordinal)
    except (ValueError, OverflowError):
        return _nearest(ordinal)


def _by_date(day: date, allowance: Allowance, counting: Counting, sign: int) -> date:
    """Return the date that many calendar days, weeks, months or years after (or before) `day`."""
    if allowance.unit in _MONTHS:
        return _months(day, sign * allowance.number * _MONTHS[allowance.unit])
    days = allowance.number * _DAYS[allowance.unit]
    if allowance.unit == "days" and counting.count == "same-day" and days:
        days -= 1
    return _date(day.toordinal() + sign * days)


def _months(day: date, months: int) -> date:
    """Return the corresponding date that many months on, or the last day of a month that has none."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if year > MAXYEAR else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _date(ordinal: int) -> date:
    """Return the date with that ordinal, or the nearest that there is."""
    try:
        return _from_ordinal(ordinal)
    except (ValueError, OverflowError):
        return _nearest(ordinal)


def _nearest(ordinal: int) -> date:
    """Return the first or the last date that there is, whichever an ordinal lies beyond."""
    return date.min if ordinal < 1 else date.max


def _every(name: str, number: int, a: date, b: date) -> list[tuple[date, str]]:
    """Return the days between the two dates that are the given day of the week (Monday is 1)."""
    after = a.toordinal() + 1
    first = after + (number - after) % 7
    return [(date.fromordinal(ordinal), name) for ordinal in range(first, b.toordinal(), 7)]
