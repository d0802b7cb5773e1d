"""Times of which nobody tells: for certain, and possibly.

The days of the period looked at on which no entry can lie, whatever the uncertain dates mean, are a *definite* gap. A
time in which an entry may lie, but need not, is a *possible* one: there is a way to understand all the dates by which
nothing lies in it, and no longer time round it of which that could be said. Of an agency with entries that have no
date, or a doubtful one ("perhaps"), no gap is definite, for they may lie in it; so it is where rows of its file could
not be brought in. Nor is a gap definite that begins or ends beside an approximate date, of which nobody has said how
far it reaches. A date is understood as a day somewhere between the
first and the last that it may mean; one without a beginning or an end may lie as far away as one likes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.chronicle.sentences import span_days
from reviewctl.facts.span import span_of
from reviewctl.model.chronology import NoContact
from reviewctl.model.integrated import Gap
from reviewctl.model.span import Span

Days = tuple[int, int]
"""From which day to which, both included, as ordinals."""
_NEVER = date.min.toordinal()
_FOR_EVER = date.max.toordinal()


class Told(Struct, frozen=True, kw_only=True):
    """Of which times an agency, or (`agency` None) all of them tell: the spans, and its reasons for no contact.

    `missing` counts the rows of its file that could not be brought in.
    """

    agency: str | None
    spans: Sequence[Span]
    no_contact: Sequence[NoContact] = ()
    missing: int = 0


def gaps_of(told: Told, scope: tuple[date | None, date | None], least: int) -> Iterator[Gap]:
    """Yield the gaps of at least so many days within the scope, by their first day.

    A scope that is open at an end is taken to the first or last day that an entry can mean. Where nothing has a
    date there is no gap, but an empty chronology.
    """
    there = [span for span in told.spans if span.placed]
    placed = sorted(set(map(_ordinals, there)))
    period = _period(placed, scope)
    if not placed or period is None:
        return
    lacking = _lacking(len(told.spans) - len(there), told.missing)
    certain = [one for one in empty_days(placed, period) if _length(one) >= least]
    found = [_certain_gap(one, placed, period, _unless(one, lacking, there), told) for one in certain]
    possible = [one for one in possible_gaps(placed, period) if _length(one) >= least]
    found += [
        _possible_gap(one, placed, _unless(one, lacking, there), told)
        for one in possible
        if not _holds_any(one, certain)
    ]
    yield from sorted(found, key=lambda gap: (gap.first, gap.last))


def empty_days(placed: Iterable[Days], period: Days) -> Iterator[Days]:
    """Yield the stretches of a period that no span touches. `placed` are in order."""
    day, last = period
    for first, end in placed:
        if first > last:
            break
        if first > day:
            yield day, first - 1
        day = max(day, end + 1)
    if day <= last:
        yield day, last


def possible_gaps(placed: Sequence[Days], period: Days) -> Iterator[Days]:
    """Yield the longest stretches of a period that hold no span as a whole, so that each entry may lie outside.

    Those are meant that no longer one holds. They may overlap. `placed` are in order.
    """
    starts = sorted({period[0], *(first + 1 for first, _ in placed if period[0] <= first < period[1])})
    ends = _earliest_ends(placed, starts)
    before = period[0] - 1
    for start, end in zip(starts, ends, strict=True):
        last = min(end - 1, period[1])
        if last >= start and last > before:
            yield start, last
            before = last


def _earliest_ends(placed: Sequence[Days], starts: Sequence[int]) -> list[int]:
    """Return for each of the days, which are in order, the earliest end of the spans that begin on it or later."""
    found: list[int] = []
    at, least = len(placed) - 1, _FOR_EVER + 1
    for start in reversed(starts):
        while at >= 0 and placed[at][0] >= start:
            least = min(least, placed[at][1])
            at -= 1
        found.append(least)
    return found[::-1]


def _certain_gap(one: Days, placed: Sequence[Days], period: Days, unless: str, told: Told) -> Gap:
    before = max((first + 1 for first, last in placed if last < one[0]), default=period[0])
    after = min((last - 1 for first, last in placed if first > one[1]), default=period[1])
    widest = max(before, period[0]), min(after, period[1])
    gap = _gap(one, told, definite=not unless, only_if=unless or None)
    return replace(gap, widest=_dates(widest)) if widest != one else gap


def _possible_gap(one: Days, placed: Sequence[Days], unless: str, told: Told) -> Gap:
    within = [each for each in placed if each[0] <= one[1] and each[1] >= one[0]]
    entries = (
        "the one date that may lie in it lies"
        if len(within) == 1
        else f"the {len(within)} dates that may lie in it all lie"
    )
    return _gap(
        one, told, definite=False, only_if=f"{entries} outside it{f', and {unless}' if unless else ''}"
    )


def _unless(one: Days, lacking: str, there: Iterable[Span]) -> str:
    """Return what must be so if nothing lies in a gap, beside where the dates say that they lie; "" for nothing."""
    doubtful = sum(span.uncertain for span in there)
    beside = sum(span.approximate and not span.uncertain and _borders(span, one) for span in there)
    parts = (
        lacking,
        _if_right(doubtful, "doubtful"),
        _if_right(beside, "approximate", " beside it"),
    )
    return ", and ".join(filter(None, parts))


def _borders(span: Span, one: Days) -> bool:
    """Whether a date ends the day before a gap, or begins the day behind it."""
    first, last = _ordinals(span)
    return last == one[0] - 1 or first == one[1] + 1


def _if_right(count: int, kind: str, where: str = "") -> str:
    if not count:
        return ""
    return (
        f"the one {kind} date{where} is right"
        if count == 1
        else f"the {count:,} {kind} dates{where} are right"
    )


def _lacking(undated: int, missing: int) -> str:
    """Return what must be so of entries without a date, and of rows that are not here; "" where there are none."""
    parts = (
        _if_outside(undated, "entry", "entries", "without a date"),
        _if_outside(missing, "row", "rows", "that could not be brought in"),
    )
    return ", and ".join(filter(None, parts))


def _if_outside(count: int, one: str, more: str, which: str) -> str:
    if not count:
        return ""
    if count == 1:
        return f"the one {one} {which} does not lie in it"
    return f"none of the {count:,} {more} {which} lies in it"


def _gap(one: Days, told: Told, *, definite: bool, only_if: str | None) -> Gap:
    first, last = _dates(one)
    return Gap(
        agency=told.agency,
        first=first,
        last=last,
        days=_length(one),
        definite=definite,
        explained=_explained(one, told.no_contact),
        only_if=only_if,
    )


def _explained(one: Days, reasons: Iterable[NoContact]) -> str | None:
    """Return the agency's reason for no contact over a gap, and for which part of it, where it is not for all."""
    found = []
    for reason in reasons:
        period = no_contact_span(reason)
        first, last = _ordinals(period)
        if not reason.reason or not period.placed or first > one[1] or last < one[0]:
            continue
        whole = first <= one[0] and last >= one[1]
        found.append(reason.reason if whole else f"{reason.reason} ({span_days(period)})")
    return "; ".join(found) or None


def no_contact_span(reason: NoContact) -> Span:
    """Return from which day to which there was no contact, at the most; open where an end is not given.

    Where one of the two alone is given and is itself a period, it is that period.
    """
    begin, end = span_of(reason.from_), span_of(reason.to)
    if reason.to is None and begin.precision == "range":
        end = begin
    if reason.from_ is None and end.precision == "range":
        begin = end
    return Span(first=begin.first, last=end.last, precision="range")


def _holds_any(one: Days, others: Iterable[Days]) -> bool:
    return any(one[0] <= first and last <= one[1] for first, last in others)


def _period(placed: Sequence[Days], scope: tuple[date | None, date | None]) -> Days | None:
    """Return the period in which gaps are looked for; None where there is none."""
    days = [day for pair in placed for day in pair if _NEVER < day < _FOR_EVER]
    first = scope[0].toordinal() if scope[0] is not None else min(days, default=None)
    last = scope[1].toordinal() if scope[1] is not None else max(days, default=None)
    return (first, last) if first is not None and last is not None and first <= last else None


def _ordinals(span: Span) -> Days:
    first = span.first.toordinal() if span.first is not None else _NEVER
    return first, span.last.toordinal() if span.last is not None else _FOR_EVER


def _length(one: Days) -> int:
    return one[1] - one[0] + 1


def _dates(one: Days) -> tuple[date, date]:
    return date.fromordinal(one[0]), date.fromordinal(one[1])
