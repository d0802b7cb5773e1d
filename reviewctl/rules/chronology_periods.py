"""CHR: whether the times without contact are explained, and hold what they say."""

from collections.abc import Iterator
from datetime import date, timedelta

from reviewctl.facts.span import span_of
from reviewctl.model.chronology import NoContact
from reviewctl.model.review import Document
from reviewctl.model.span import Span
from reviewctl.rules.chronology_dates import Line, Told, chronologies, entries
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day

Stretch = tuple[date, date]


def _periods(told: Told) -> Iterator[tuple[int, NoContact]]:
    yield from enumerate(told.document.data.no_contact)


def _at(document: Document, number: int) -> str:
    return f"{document.name}.no_contact.{number + 1}"


@rule("CHR014", "no-contact-without-reason", "warning")
def without_reason(review: Review) -> Iterator[Offence]:
    """A time without contact, and not why."""
    for told in review.once(chronologies):
        for number, period in _periods(told):
            if not period.reason:
                yield Offence(
                    spot=told.document.spot(("no_contact", number)),
                    at=_at(told.document, number),
                    message=f"Period {number + 1} without contact of {told.document.item} gives no reason.",
                    help="Ask the agency, and write under reason why there was no contact, or why no record survives.",
                )


@rule("CHR015", "no-contact-reversed", "error")
def reversed_period(review: Review) -> Iterator[Offence]:
    """A time without contact that ends before it begins."""
    for told in review.once(chronologies):
        for number, period in _periods(told):
            first, last = span_of(period.from_).first, span_of(period.to).last
            if first is not None and last is not None and last < first:
                yield Offence(
                    spot=told.document.spot(("no_contact", number, "to")),
                    at=_at(told.document, number),
                    message=f"Period {number + 1} without contact of {told.document.item} ends before it begins.",
                    help="Correct whichever of from and to is wrong.",
                )


@rule("CHR016", "no-contact-with-entries", "warning")
def with_entries(review: Review) -> Iterator[Offence]:
    """A time without contact in which the agency's own lines lie."""
    for told in review.once(chronologies):
        for number, period in _periods(told):
            first, last = span_of(period.from_).last, span_of(period.to).first
            inside = [line for line in told.lines if first and last and _inside(line.span, first, last)]
            if inside:
                lie = "lies" if len(inside) == 1 else "lie"
                yield Offence(
                    spot=told.document.spot(("no_contact", number)),
                    at=_at(told.document, number),
                    message=f"{entries(inside)} {lie} in period {number + 1}, in which {told.document.item} had no "
                    "contact.",
                    help="Correct the dates of the period, or of the entries; two periods may stand for one.",
                    related=(told.document.spot(("entries", inside[0].number)),),
                )


def _inside(span: Span, first: date, last: date) -> bool:
    """Whether a span lies between two days for certain, neither of them included."""
    if span.first is None or span.last is None or span.approximate or span.uncertain:
        return False
    return first < span.first and span.last < last


@rule("CHR018", "long-time-without-entries", "warning", reads=("tor", "returns"))
def long_time_without(review: Review) -> Iterator[Offence]:
    """A long time within the scope without a line, and without a word on why. The policy says what is long."""
    scope, rule_of = review.case.terms.scope, review.pack.chronology
    longest = rule_of.gap_days if rule_of is not None else None
    if longest is None or scope is None or scope.from_ is None or scope.to is None:
        return
    for told in review.once(chronologies):
        if not told.lines or not review.happened(f"returns[{told.document.item}].chronology.returned"):
            continue
        empty = [one for one in _empty(told, scope.from_, scope.to) if (one[1] - one[0]).days + 1 > longest]
        if empty:
            yield _long(told, empty)


def _long(told: Told, empty: list[Stretch]) -> Offence:
    first, last = empty[0]
    more = f", and {len(empty) - 1} more such times" if len(empty) > 1 else ""
    return Offence(
        spot=told.document.spot(("entries",), key=True),
        at=told.document.name,
        message=f"The chronology of {told.document.item} has no entry from {day(first)} to {day(last)}{more}, and "
        "does not say that there was no contact.",
        help="Ask the agency. If there was no contact, write the time and the reason under no_contact.",
    )


def _empty(told: Told, first: date, last: date) -> Iterator[Stretch]:
    """Yield the times between two days in which nothing lies, whatever the uncertain dates mean."""
    reached = first
    for begin, end in sorted(_filled(told, first, last)):
        if begin > reached:
            yield reached, begin - timedelta(days=1)
        reached = max(reached, end + timedelta(days=1))
    if reached <= last:
        yield reached, last


def _filled(told: Told, first: date, last: date) -> Iterator[Stretch]:
    for span in (*_spans(told.lines), *(_whole(period) for _, period in _periods(told))):
        begin, end = max(span.first or first, first), min(span.last or last, last)
        if begin <= end:
            yield begin, end


def _spans(lines: tuple[Line, ...]) -> Iterator[Span]:
    return (line.span for line in lines if line.span.placed)


def _whole(period: NoContact) -> Span:
    return Span(first=span_of(period.from_).first, last=span_of(period.to).last)
