"""The occasions on which a step is to be done: for a case, for each item of a collection, and again and again.

Two ways of recurring are those of the calendar and of meetings: each quarter or financial year, from its end;
each meeting of a kind, from its day. The third goes by what was done: every two years, from the last time.
"""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from msgspec import Struct

from reviewctl.facts.calendar import LAST_YEAR, Calendar
from reviewctl.facts.conditions import answer
from reviewctl.facts.events import Timeline, last_day
from reviewctl.facts.plan import Period, PlannedStep, Recurs
from reviewctl.facts.record import COLLECTIONS
from reviewctl.facts.workingdays import due
from reviewctl.model.address import Address
from reviewctl.model.event import Moment
from reviewctl.model.quarter import quarter_of
from reviewctl.model.review import minutes_of

_DAY = timedelta(days=1)


class Occasion(Struct, frozen=True):
    """One time that a step recurs: by what it is named, when it began, when it was done, and until when.

    `start` is None while the step has not begun to recur. Of an interval, `due` is the day by which it has
    passed, and `event` the one from which it counts.
    """

    item: str | None
    start: Moment | None
    done: Moment | None = None
    due: date | None = None
    event: Address | None = None


def items(planned: PlannedStep, timeline: Timeline) -> tuple[str | None, ...]:
    """Return the items for which a step runs, (None,) where it runs for the case alone."""
    if planned.for_each is None:
        return (None,)
    found = COLLECTIONS[planned.for_each](timeline.case)
    if not planned.only:
        return found
    return tuple(item for item in found if answer(planned.only, item, timeline) != "no")


def occasions(
    planned: PlannedStep, recurs: Recurs, timeline: Timeline, calendar: Calendar
) -> tuple[Occasion, ...]:
    """Return each time that a step recurs by the day judged on, in order.

    Where there is none, one that has not begun is returned; or one whose beginning is not known.
    """
    if recurs.period is not None:
        found = tuple(_periods(planned, recurs, timeline))
    elif recurs.meeting is not None:
        found = tuple(_meetings(planned, recurs, timeline))
    else:
        found = tuple(_intervals(planned, recurs, timeline, calendar))
    return found or (_not_begun(planned, recurs, timeline),)


def _not_begun(planned: PlannedStep, recurs: Recurs, timeline: Timeline) -> Occasion:
    begun, _ = _bounds(recurs, timeline)
    doubtful = begun is not None and (begun.on is None or (recurs.interval is not None and not begun.exact))
    if doubtful:
        return Occasion(None, begun, event=recurs.from_)
    done = timeline.moment(planned.until) if recurs.interval is not None and begun is None else None
    if done is not None and done.on is None:
        return Occasion(None, done, event=planned.until)
    return Occasion(None, None)


def _periods(planned: PlannedStep, recurs: Recurs, timeline: Timeline) -> Iterator[Occasion]:
    begun, last = _bounds(recurs, timeline)
    if begun is None or begun.on is None:
        return
    key, end = period_of(last_day(begun), recurs.period)
    # Behind the years of which the calendar knows no period can be named, and none is counted up to a day typed so.
    while end <= last and end.year <= LAST_YEAR:
        yield Occasion(key, Moment(end), timeline.moment(planned.until.of(key)))
        key, end = period_of(end + _DAY, recurs.period)


def period_of(day: date, period: Period | None) -> tuple[str, date]:
    """Return the name of the quarter or the financial year in which a day lies, and its last day.

    A quarter is one of the calendar: 2026-q1 is January to March 2026. A financial year is from April to
    March: 2025-26.
    """
    if period == "quarter":
        quarter = quarter_of(day)
        return quarter.name, quarter.last
    year = day.year if day.month > 3 else day.year - 1
    end = date(year + 1, 3, 31) if year < MAXYEAR else date.max
    return f"{year}-{(year + 1) % 100:02d}", end


def is_period(key: str, period: Period) -> bool:
    """Whether a key is the name of a quarter, or of a financial year."""
    found = _PERIODS[period].fullmatch(key)
    if found is None:
        return False
    return period == "quarter" or (int(found[1]) + 1) % 100 == int(found[2])


_PERIODS: dict[Period, re.Pattern[str]] = {
    "quarter": re.compile(r"([0-9]{4})-q[1-4]"),
    "financial-year": re.compile(r"([0-9]{4})-([0-9]{2})"),
}


def _meetings(planned: PlannedStep, recurs: Recurs, timeline: Timeline) -> Iterator[Occasion]:
    begun, last = _bounds(recurs, timeline)
    if begun is None or begun.on is None:
        return
    first = last_day(begun)
    held = sorted(
        (minutes.date, timeline.case.id in minutes.cases)
        for minutes in map(minutes_of, timeline.case.around)
        if minutes.kind == recurs.meeting and minutes.status == "held" and first < minutes.date <= last
    )
    days = sorted({day for day, _ in held})
    happened = (one for one in timeline.happened(planned.until) if one.on is not None)
    written = sorted(happened, key=lambda one: one.on or date.max)
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else date.max
        taken = Moment(day) if (day, True) in held else None
        later = next((one for one in written if day <= (one.on or day) < following), None)
        yield Occasion(day.isoformat(), Moment(day), taken or later)


def _intervals(
    planned: PlannedStep, recurs: Recurs, timeline: Timeline, calendar: Calendar
) -> Iterator[Occasion]:
    interval = recurs.interval
    assert interval is not None
    begun, last = _bounds(recurs, timeline)
    times = _times(planned, timeline)
    after = [one for one in times if one.on is not None]
    if begun is not None and begun.exact:
        start, event = begun, recurs.from_
        after = [one for one in after if last_day(one) > last_day(begun)]
    elif after:
        start, event = after.pop(0), planned.until
    else:
        return
    # Where no day at all is known of the only time that it was done, nobody can say whether it was in time.
    some_day = next((one for one in times if one.on is None), None) if start is begun and not after else None
    for done in [*after, some_day]:
        limit = due(last_day(start), interval, calendar, planned.counting) if start.exact else None
        # What falls due after it has ceased to recur is owed no more, and what was done then is not late.
        if last < timeline.as_of and _settled(done, limit or last_day(start)) > last:
            return
        yield Occasion(_named(start), start, done, limit, event)
        start, event = done or start, planned.until


def _times(planned: PlannedStep, timeline: Timeline) -> list[Moment]:
    """Return each time that a step was done, once, in order; the ones of which nothing is known come last."""
    found = {Moment(one.on, one.precision) for one in timeline.happened(planned.until)}
    return sorted(found, key=lambda one: (one.on or date.max, last_day(one)))


def _settled(done: Moment | None, limit: date) -> date:
    return limit if done is None else min(limit, last_day(done))


def _named(moment: Moment) -> str:
    """Return the day, month or year from which an interval counts."""
    return last_day(moment).isoformat()[: {"month": 7, "year": 4}.get(moment.precision, 10)]


def _bounds(recurs: Recurs, timeline: Timeline) -> tuple[Moment | None, date]:
    """Return from when a step recurs, None before it does, and the last day on which it did.

    Where no more than a month or a year is known, nothing is owed that may lie outside.
    """
    begun = timeline.moment(recurs.from_) if recurs.from_ is not None else None
    ended = timeline.moment(recurs.to) if recurs.to is not None else None
    last = ended.on - _DAY if ended is not None and ended.on is not None else timeline.as_of
    return begun, last
