"""The axis of time: which days the picture shows to scale, where each lies, and where the axis has its ticks."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.span import Span
from reviewctl.render.dates import MONTHS

STRETCH = 0.25
"""How far the axis is drawn out beyond the period looked at, on either side, as a part of its length. What lies
farther off stands beside the axis: one entry of 1950 would press five years into a corner."""
_FEW = 20
_OFF = 0.05
"""Without a period looked at, the axis shows all days of up to so many entries; of more, all but so small a part at
either end."""
_TIER = 62
"""How many units the label of a month with its year takes."""


class Scale(Struct, frozen=True, kw_only=True):
    """A piece of the axis: the first and the last day, both shown in full, between two places in units."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / (self.last.toordinal() - self.first.toordinal() + 1)

    def start(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day.toordinal() - self.first.toordinal()) * self.day

    def end(self, day: date) -> float:
        """Return where a day ends."""
        return self.start(day) + self.day

    def day_at(self, x: float) -> date:
        """Return the day that is drawn at a place, or the nearest."""
        number = self.first.toordinal() + int((x - self.left) // self.day)
        return date.fromordinal(min(max(number, self.first.toordinal()), self.last.toordinal()))


class Tick(Struct, frozen=True, kw_only=True):
    """A tick of the axis: where it stands, what it says; `strong` where it opens a year, or among days a month."""

    x: float
    label: str
    strong: bool = False


def days_shown(
    spans: Sequence[Span], period: tuple[date | None, date | None], *, asked: bool = False
) -> tuple[date, date] | None:
    """Return the first and the last day that are drawn to scale; None where nothing has a day.

    They are those of the `period`, drawn out to what lies no farther from it than a quarter of its length; when
    it was `asked` for, exactly it. A side of the period that is open is where the entries begin or end.
    """
    bounds = sorted(day for span in spans for day in (span.first, span.last) if day is not None)
    core = _core(bounds)
    first, last = period[0] or (core[0] if core else period[1]), period[1] or (core[1] if core else period[0])
    if first is None or last is None:
        return None
    first, last = min(first, last), max(first, last)
    if asked and None not in period:
        return first, last
    room = max(31, int((last.toordinal() - first.toordinal() + 1) * STRETCH))
    near = [day for day in bounds if abs_days(day, first) <= room or abs_days(day, last) <= room]
    return min([first, *near]), max([last, *near])


def abs_days(one: date, other: date) -> int:
    """Return how many days lie between two, whichever comes first."""
    return abs(one.toordinal() - other.toordinal())


def _core(days: Sequence[date]) -> tuple[date, date] | None:
    """Return the first and last of sorted days, but for a few far off where there are many."""
    if not days:
        return None
    off = int(len(days) * _OFF) if len(days) > _FEW else 0
    return days[off], days[-1 - off]


def ticks_of(scale: Scale) -> tuple[Tick, ...]:
    """Return the ticks: of days, weeks, months, quarters or years, as close as their labels can be read."""
    day = scale.day
    if day >= 22:
        found = _days(scale)
    elif day * 7 >= 44:
        found = _weeks(scale)
    elif day * 28 >= 30:
        found = _months(scale, 1)
    elif day * 90 >= 34:
        found = _months(scale, 3)
    else:
        found = _years(scale)
    return tuple(found)


def tiers_of(scale: Scale) -> tuple[Tick, ...]:
    """Return the labels that stand above the ticks: months above days, years above weeks and months; else none."""
    day = scale.day
    if day * 90 < 34:
        return ()
    by_month = day >= 22
    starts = [scale.first, *(one for one in _firsts(scale, 1) if by_month or one.month == 1)]
    starts = list(dict.fromkeys(starts))
    ends = [*(scale.start(one) for one in starts[1:]), scale.right]
    return tuple(
        Tick(
            x=scale.start(one),
            label=f"{MONTHS[one.month - 1]} {one.year}" if by_month else f"{one.year}",
            strong=True,
        )
        for one, end in zip(starts, ends, strict=True)
        if end - scale.start(one) >= (_TIER * 1.6 if by_month else 34)
    )


def _days(scale: Scale) -> Iterator[Tick]:
    for number in range(scale.first.toordinal(), scale.last.toordinal() + 1):
        day = date.fromordinal(number)
        yield Tick(x=scale.start(day), label=str(day.day), strong=day.day == 1)


def _weeks(scale: Scale) -> Iterator[Tick]:
    """Yield the Mondays."""
    begin = scale.first.toordinal() + (-scale.first.weekday()) % 7
    for number in range(begin, scale.last.toordinal() + 1, 7):
        day = date.fromordinal(number)
        opens = day.month == 1 and day.day <= 7
        yield Tick(x=scale.start(day), label=f"{day.day} {MONTHS[day.month - 1][:3]}", strong=opens)


def _months(scale: Scale, step: int) -> Iterator[Tick]:
    for day in _firsts(scale, step):
        yield Tick(x=scale.start(day), label=MONTHS[day.month - 1][:3], strong=day.month == 1)


def _firsts(scale: Scale, step: int) -> Iterator[date]:
    """Yield the first days of months, every so many from January on."""
    for year in range(scale.first.year, scale.last.year + 1):
        for month in range(1, 13, step):
            day = date(year, month, 1)
            if scale.first <= day <= scale.last:
                yield day


def _years(scale: Scale) -> Iterator[Tick]:
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
    step = next((one for one in steps if one * scale.day * 365 >= 40), steps[-1])
    for year in range(scale.first.year - scale.first.year % step, scale.last.year + 1, step):
        if year >= 1 and scale.first <= date(year, 1, 1) <= scale.last:
            yield Tick(x=scale.start(date(year, 1, 1)), label=str(year), strong=step == 1)
