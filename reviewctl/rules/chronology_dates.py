"""CHR: whether the dates and times of a chronology's lines can be what they say."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from reviewctl.facts.span import overlap, span_of
from reviewctl.facts.timeofday import time_of_day
from reviewctl.model.address import read_address
from reviewctl.model.chronology import Entry
from reviewctl.model.review import Document
from reviewctl.model.span import Span
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.words import day, listed

_NAMED = 8
"""How many entries a message names; of more it says how many."""


class Line(Struct, frozen=True):
    """An entry with its place in the file and the days between which it lies."""

    number: int
    entry: Entry
    span: Span


class Told(Struct, frozen=True):
    """A chronology with its lines."""

    document: Document
    lines: tuple[Line, ...]


def chronologies(review: Review) -> tuple[Told, ...]:
    """Return the agencies' full chronologies with their lines."""
    return tuple(_told(document) for document in review.case.several("chronology"))


def _told(document: Document) -> Told:
    lines = (Line(number, one, span_of(one.date)) for number, one in enumerate(document.data.entries))
    return Told(document, tuple(lines))


def entries(lines: Iterable[Line]) -> str:
    """Return how a message names entries: "Entry 3", "Entries 3, 5 and 9", "Entries 1, 2 … and 40 more"."""
    ids = [line.entry.id for line in lines]
    if len(ids) == 1:
        return f"Entry {ids[0]}"
    if len(ids) <= _NAMED:
        return f"Entries {listed(ids)}"
    return f"Entries {', '.join(ids[:_NAMED])} and {len(ids) - _NAMED} more"


def offence(told: Told, lines: list[Line], message: str, help: str, field: str = "date") -> Offence:
    """Return one offence for several entries of a chronology, at the first of them."""
    return Offence(
        spot=told.document.spot(("entries", lines[0].number, field)),
        at=told.document.name,
        message=message,
        help=help,
    )


def _scope(review: Review) -> Span | None:
    scope = review.case.terms.scope
    if scope is None or (scope.from_ is None and scope.to is None):
        return None
    if scope.from_ is not None and scope.to is not None and scope.to < scope.from_:
        return None  # TOR002 says so; nothing can be judged by it.
    return Span(first=scope.from_, last=scope.to, precision="range")


def _in_words(scope: Span) -> str:
    if scope.first is None or scope.last is None:
        return f"to {day(scope.last)}" if scope.first is None else f"from {day(scope.first)}"
    return f"{day(scope.first)} to {day(scope.last)}"


@rule("CHR007", "entry-outside-scope", "warning", reads=("tor",))
def outside_scope(review: Review) -> Iterator[Offence]:
    """Lines that lie outside the period that the review looks at; a note where they only may."""
    scope = _scope(review)
    if scope is None:
        return
    for told in review.once(chronologies):
        outside = [line for line in told.lines if line.span.placed and not _within(line.span, scope)]
        surely = [line for line in outside if overlap(line.span, scope) is None and not _vague(line.span)]
        for lines, word in ((surely, "outside"), ([one for one in outside if one not in surely], "")):
            if lines:
                yield _outside(told, lines, scope, bool(word))


def _outside(told: Told, lines: list[Line], scope: Span, surely: bool) -> Offence:
    lie = ("lies" if len(lines) == 1 else "lie") if surely else "may lie"
    found = offence(
        told,
        lines,
        f"{entries(lines)} {lie} outside the period that the review looks at ({_in_words(scope)}).",
        "Needed as background? Have that agreed as an exception. Else delete it, correct its date, or have the "
        "scope of the terms of reference changed.",
    )
    return Offence(
        spot=found.spot,
        at=found.at,
        message=found.message,
        help=found.help,
        severity=None if surely else "note",
    )


def _within(span: Span, scope: Span) -> bool:
    """Whether a span lies in the scope whatever it means."""
    begins = scope.first is None or (span.first is not None and span.first >= scope.first)
    ends = scope.last is None or (span.last is not None and span.last <= scope.last)
    return begins and ends


def _vague(span: Span) -> bool:
    return span.approximate or span.uncertain


@rule("CHR008", "entries-out-of-order", "note")
def out_of_order(review: Review) -> Iterator[Offence]:
    """Lines that stand behind one that is certainly later."""
    for told in review.once(chronologies):
        late: date | None = None
        astray: list[Line] = []
        for line in told.lines:
            if late is not None and line.span.last is not None and line.span.last < late:
                astray.append(line)
            if line.span.first is not None and not _vague(line.span):
                late = max(late, line.span.first) if late is not None else line.span.first
        if astray:
            stand = "stands" if len(astray) == 1 else "stand"
            yield offence(
                told,
                astray,
                f"{entries(astray)} {stand} behind an entry that is later.",
                "Is a date wrong? Correct it. Else leave them: chronology merge puts all entries in order.",
            )


@rule("CHR009", "time-not-understood", "warning")
def time_not_understood(review: Review) -> Iterator[Offence]:
    """A time of day that no clock shows, or in words that are not understood, which is a note."""
    for document in (*review.case.several("chronology"), *review.case.several("initial-chronology")):
        for number, entry in enumerate(document.data.entries):
            if entry.time and time_of_day(entry.time) is None:
                figures = any(sign.isdigit() for sign in entry.time)
                said = "is none that a clock shows" if figures else "is in words that are not understood"
                yield Offence(
                    spot=document.spot(("entries", number, "time")),
                    at=f"{document.name}.{entry.id}",
                    message=f"The time of entry {entry.id} {said}.",
                    help="Write it by the 24-hour clock, 19:00, about 19:30 or 19:00-20:15; or evening, night and "
                    "the like.",
                    severity=None if figures else "note",
                )


@rule("CHR010", "entry-after-it-was-returned", "warning", reads=("returns",))
def after_it_was_returned(review: Review) -> Iterator[Offence]:
    """Lines of a day on which the chronology had been returned already."""
    for told in review.once(chronologies):
        returned = _last_returned(review, told.document.item)
        late = [line for line in told.lines if returned is not None and _after(line.span, returned)]
        late = [line for line in late if not _after(line.span, review.today)]
        if late:
            lie = "is dated" if len(late) == 1 else "are dated"
            yield offence(
                told,
                late,
                f"{entries(late)} {lie} after the day on which the chronology came back, {day(returned)}.",
                "Correct the date, or record when the chronology came back with these entries.",
            )


def _last_returned(review: Review, agency: str) -> date | None:
    """Return the last day on which a chronology came: one that was sent again may hold what happened since."""
    address = read_address(f"returns[{agency}].chronology.returned")
    days = [one.on for one in review.facts.timeline.happened(address) if one.on is not None]
    return max(days, default=None)


@rule("CHR011", "entry-still-to-come", "warning")
def still_to_come(review: Review) -> Iterator[Offence]:
    """Lines of a day that has not come yet."""
    for told in review.once(chronologies):
        ahead = [line for line in told.lines if _after(line.span, review.today)]
        if ahead:
            lie = "is dated" if len(ahead) == 1 else "are dated"
            yield offence(
                told,
                ahead,
                f"{entries(ahead)} {lie} on a day still to come.",
                "Correct the year, most likely. What is planned has no place in a chronology.",
            )


def _after(span: Span, on: date) -> bool:
    return span.first is not None and span.first > on


@rule("CHR012", "entry-before-birth", "note")
def before_birth(review: Review) -> Iterator[Offence]:
    """Lines about somebody of a day before the birth."""
    born = {one.id: span_of(one.born) for one in review.case.file.subjects if one.born}
    only = next(iter(born), "") if len(review.case.file.subjects) == 1 else ""
    if not born:
        return
    for told in review.once(chronologies):
        early = [
            line for line in told.lines if _before(line.span, born.get(line.entry.subject or only, Span()))
        ]
        if early:
            lie = "is dated" if len(early) == 1 else "are dated"
            yield offence(
                told,
                early,
                f"{entries(early)} {lie} before the birth of whom it is about."
                if len(early) == 1
                else f"{entries(early)} {lie} before the birth of whom they are about.",
                "Correct the date or the subject; an event of the family before the birth may stand.",
            )


def _before(span: Span, born: Span) -> bool:
    if span.last is None or born.first is None or _vague(span) or _vague(born):
        return False
    return span.last < born.first
