"""Where an uncertain date lies: between which days, in which order, how far from another, at what age.

Nothing is widened by guess. "About" (`~`) and "perhaps" (`?`) leave the days as they are written and are said
beside them; a season is its three months, a lost digit all that it may be.
"""

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from reviewctl.facts.edtf import Ends, Point, ends_of, fault_of
from reviewctl.facts.timeofday import is_clock, time_of_day
from reviewctl.model.integrated import Interval
from reviewctl.model.span import NOWHERE, Precision, Span

OrderKey = tuple[int, int, int, int, int, int, int]
"""By what lines are put in order; see `order_key`."""


def exact_day(written: str | None) -> date | None:
    """Return the day that an uncertain date writes, where it is one very day; None for anything less, or nothing."""
    try:
        return date.fromisoformat(written) if written and len(written) == 10 else None
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def span_of(edtf: str | None, time: str | None = None) -> Span:
    """Return between which days a date (EDTF) lies, with the time of day of its own or of its line.

    Whatever the form lets through gives a span. What names no day, or none that a calendar has, or ends before it
    begins, is not placed: that is a fault of its own.
    """
    span = _span(edtf) if edtf else NOWHERE
    if time is None or not time.strip():
        return span
    precision: Precision = "time" if span.precision == "day" and is_clock(time) else span.precision
    return replace(span, time=time.strip(), precision=precision)


def order_key(span: Span, time: str | None = None) -> OrderKey:
    """Return the key by which uncertain dates stand in one order, the same whatever they are listed with.

    1. What has no date, or one without its year, comes last.
    2. The earliest day that it may mean; where that is open, the latest.
    3. The narrower before the wider: 1 May 2016, then May 2016, then 2016. On the last day of what has no
       beginning it stands before all else; what has no end, after all else.
    4. The time of day: lines without one first, then by the earliest minute, then the narrower.
    5. The surer before the approximate, and that before what is only perhaps so.
    """
    if not span.placed:
        return (1, 0, 0, 0, 0, 0, _doubt(span))
    anchor = span.first or span.last
    return (0, anchor.toordinal() if anchor else 0, _width(span), *_minutes(time or span.time), _doubt(span))


def overlap(a: Span, b: Span) -> Span | None:
    """Return the days that two spans have in common; None where they have none, or either is not placed.

    It is the surer of the two in what it says of itself, and has a time of day only where one of them has.
    """
    if not a.placed or not b.placed:
        return None
    first, last = _latest(a.first, b.first), _earliest(a.last, b.last)
    if first is not None and last is not None and last < first:
        return None
    surer = min((a, b), key=_narrowness)
    return replace(surer, first=first, last=last, time=a.time or b.time)


def between(a: Span, b: Span) -> Interval:
    """Return how many days lie between two spans, whichever came first: at the least and at the most.

    0 is the same day. Both are None where one of them is not placed; the most is None where one is open.
    """
    if not a.placed or not b.placed:
        return Interval(least=None, most=None)
    apart = (_days(a.last, b.first), _days(b.last, a.first))
    most = (_days(a.first, b.last), _days(b.first, a.last))
    known = [abs(days) for days in most if days is not None]
    return Interval(
        least=max(0, *(days for days in (*apart, 0) if days is not None)),
        most=max(known) if len(known) == len(most) else None,
    )


_BEFORE = "before birth"


def age_words(born: str | None, span: Span) -> str:
    """Return how old somebody was, born on a day that may be uncertain (EDTF): "36", "36 or 37", "2 years 4 months".

    Under five in years and months; "before birth"; "at least 36" where the time has no end. "about" stands
    before it where either date is approximate, "perhaps" where either is uncertain; of what may lie before the
    birth only "perhaps" can be said. "" where nothing is known.
    """
    birth = span_of(born)
    if birth.first is None or birth.last is None or not span.placed:
        return ""
    words = _age(
        _months(birth.last, span.first) if span.first else None,
        _months(birth.first, span.last) if span.last else None,
    )
    about = "about " if birth.approximate or span.approximate else ""
    perhaps = "perhaps " if birth.uncertain or span.uncertain else ""
    if words.startswith(_BEFORE):  # Nobody is born by about: it is perhaps so.
        doubt = "perhaps " if about or perhaps else ""
        return f"{doubt}{words.replace('up to ', f'up to {about}')}"
    return f"{perhaps}{about}{words}" if words else ""


def _span(edtf: str) -> Span:
    if fault_of(edtf):
        return NOWHERE
    begin, end = ends_of(edtf)
    marks = "".join(point.mark for point in (begin, end) if point is not None)
    return Span(
        first=begin.first if begin is not None else None,
        last=end.last if end is not None else None,
        precision=_precision((begin, end), "/" in edtf),
        time=begin.time if begin is not None else None,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


def _precision(ends: Ends, ranged: bool) -> Precision:
    begin, end = ends
    known = [point for point in ends if point is not None and point.first is not None]
    if not known:
        says = any(point is not None and (point.month or point.day or point.season) for point in ends)
        return "yearless" if says else "none"
    if not ranged:
        return _precision_of(known[0])
    return "range" if begin in known and end in known else "open"


def _precision_of(point: Point) -> Precision:
    """Return how exactly a date that stands alone is known."""
    if point.year is None:
        bare = point.months is None or point.month is None
        decade = len(point.years) <= 10 and bare and point.day is None and point.season is None
        return "decade" if decade else "range"
    if point.season is not None:
        return "season"
    if point.month is None:
        return "range" if point.day is not None or _part(point.days) else "year"
    if point.day is None:
        return "range" if _part(point.days) else "month"
    return "time" if point.time is not None else "day"


def _part(days: range | None) -> bool:
    """Whether a digit of the day is known: 2X, and not XX."""
    return days is not None and len(days) < 31


def _width(span: Span) -> int:
    """Return how many days a span takes; less than all for what has no beginning, more than all for no end."""
    if span.first is None:
        return -1
    return (span.last - span.first).days if span.last is not None else date.max.toordinal()


def _narrowness(span: Span) -> tuple[bool, int, int]:
    """Return the key that puts the narrower span first, and of two as narrow the surer."""
    return span.first is None, _width(span), _doubt(span)


def _doubt(span: Span) -> int:
    return 2 * span.uncertain + span.approximate


def _minutes(time: str | None) -> tuple[int, int, int]:
    found = time_of_day(time) if time else None
    return (
        (0, 0, 0) if found is None else (1, found.first, 2 * (found.last - found.first) + (not found.exact))
    )


def _latest(a: date | None, b: date | None) -> date | None:
    return max(a, b) if a is not None and b is not None else a or b


def _earliest(a: date | None, b: date | None) -> date | None:
    return min(a, b) if a is not None and b is not None else a or b


def _days(begin: date | None, end: date | None) -> int | None:
    return (end - begin).days if begin is not None and end is not None else None


def _months(born: date, day: date) -> int:
    """Return how many whole months old somebody born on a day is; negative before the birth.

    Who was born on the 31st is a month older on the 1st, where a month has no 31st; so it is with years, too:
    one born on 29 February comes of an age on 1 March (Family Law Reform Act 1969, s.9).
    """
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - (day.day < born.day)


def _age(least: int | None, most: int | None) -> str:
    if most is not None and most < 0:
        return _BEFORE
    if least is None or most is None:
        known = least if least is not None else most
        if known is None or known < 0:
            return ""
        return f"{'at least' if most is None else 'at most'} {_one_age(known)}"
    if least < 0:
        return f"{_BEFORE}, or {'' if most < 1 else 'up to '}{_one_age(most)}"
    return _one_or_several(least, most)


def _one_or_several(least: int, most: int) -> str:
    years = most >= _IN_MONTHS and most // 12 != least // 12
    low, high = _one_age(least), _one_age(most)
    if years and least < _IN_MONTHS:
        low = f"{least // 12}"
    if low == high or (most >= _IN_MONTHS and not years):
        return high
    if least >= 1 and most < 12:
        low = str(least)
    near = most // 12 - least // 12 == 1 if years else most - least == 1
    return f"{low} or {high}" if near else f"{low} to {high}"


_IN_MONTHS = 60
"""Under five years of age a child's age is said in months, too: they are what matters then."""


def _one_age(months: int) -> str:
    years, rest = divmod(months, 12)
    if months >= _IN_MONTHS:
        return str(years)
    if months < 1:
        return "under 1 month"
    parts = (_many(years, "year"), _many(rest, "month"))
    return " ".join(part for part in parts if part)


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' if count != 1 else ''}" if count else ""
