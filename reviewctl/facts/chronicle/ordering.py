"""The one order of the integrated chronology, and every assumption that it rests on.

Lines stand in the order of `facts/span.order_key`: by the first day that each may mean (where its beginning is open,
by the last); on one day the narrower before the wider; those without a time of day before those with one. What is
then still equal stands by the agency's id, and within an agency by the entry's id, numbers as numbers. So the order
rests on what is recorded and on nothing else: neither the order of the files nor that of the lines in them matters.
What has no date, or one without its year, stands at the end; each says beside which entries of its own agency it
was written, which is all that is known of its place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from reviewctl.facts.chronicle.sentences import Names, day_words, span_days
from reviewctl.facts.span import OrderKey, order_key, span_of
from reviewctl.facts.timeofday import time_of_day
from reviewctl.model.chronology import Chronology, Entry
from reviewctl.model.finding import Spot
from reviewctl.model.integrated import Telling
from reviewctl.model.review import Document
from reviewctl.model.span import Span

_DIGITS = re.compile(r"([0-9]+)")
_NUMBERS = r"[0-9]{1,2} *[/.-] *(?:[0-9]{1,2}|[A-Za-z]{3,9})"
_MONTH = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SHORT_YEAR = re.compile(rf"(?:{_NUMBERS} *[/.-] *|{_MONTH},? +)['’]?[0-9]{{2}}(?![0-9:])", re.IGNORECASE)
_OF_A_YEAR = re.compile(rf"{_NUMBERS}|{_MONTH}", re.IGNORECASE)
_FULL_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")

NaturalId = tuple[tuple[int, int, str], ...]
Key = tuple[OrderKey, str, NaturalId]
"""By what entries stand in one order: their date, their agency, their id."""


class Account(Struct, frozen=True):
    """What one agency told: its document, whose data is a Chronology, and whether it is the initial one.

    `missing` counts the rows of its file that could not be brought in.
    """

    agency: str
    document: Document
    initial: bool = False
    missing: int = 0

    @property
    def chronology(self) -> Chronology:
        """The chronology itself."""
        found: Chronology = self.document.data
        return found


def tellings_of(account: Account, lines: bool = True) -> Iterator[Telling]:
    """Yield the entries of an agency, each with its span and the place where it stands.

    Without `lines` the place is the file alone: to know the lines, one that is not plain is read a second time.
    """
    whole = Spot(account.document.path)
    for number, entry in enumerate(account.chronology.entries):
        yield Telling(
            agency=account.agency,
            entry=entry,
            span=span_of(entry.date, entry.time),
            spot=account.document.spot(("entries", number)) if lines else whole,
            initial=account.initial,
        )


def key_of(one: Telling) -> Key:
    """Return the key by which entries stand in one order, whatever they are listed with."""
    return order_key(one.span), one.agency, natural(one.entry.id)


def natural(item: str) -> NaturalId:
    """Return a key that puts the id 2 before 10, and 2a behind 2."""
    parts = _DIGITS.split(item)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)


def anchor_of(span: Span) -> date | None:
    """Return the day at which a span stands in the order: the first that it may mean, else the last; None for none."""
    return span.first or span.last


def neighbours(accounts: Iterable[Account], names: Names) -> dict[tuple[str, str], str]:
    """Return for each entry without a place in time beside which of its agency's entries it was written.

    By agency and id; the words are "between 3 and 4 of Pennine Care", "before 1 of …", "after 9 of …", or "" for one
    that stands alone. It is the order of its own file, which for these is all that is known.
    """
    found: dict[tuple[str, str], str] = {}
    for account in accounts:
        name = names.get(account.agency, account.agency)
        entries = account.chronology.entries
        for at, entry in enumerate(entries):
            if not span_of(entry.date, entry.time).placed:
                before = entries[at - 1].id if at else None
                after = entries[at + 1].id if at + 1 < len(entries) else None
                found[account.agency, entry.id] = _beside(before, after, name)
    return found


def timed_days(tellings: Iterable[Telling]) -> frozenset[date]:
    """Return the days on which something has a time of day."""
    days = (anchor_of(one.span) for one in tellings if _timed(one.span))
    return frozenset(day for day in days if day is not None)


def place_assumptions(span: Span, timed: frozenset[date], beside: str) -> Iterator[str]:
    """Yield what was taken for granted to put a line where it stands. `beside` is that of `neighbours`."""
    anchor = anchor_of(span)
    if anchor is None:
        lacks = (
            "Its year is not known" if span.precision == "yearless" else "It has no date that can be placed"
        )
        yield f"{lacks}: it stands at the end{f'. In its own chronology it stands {beside}' if beside else ''}."
        return
    if span.first is None:
        yield f"When it began is not known: it stands at the last day that it may mean, {day_words(anchor)}."
    elif span.last is None:
        yield f"When it ended is not known: it stands at its first day, {day_words(anchor)}."
    elif span.precision == "range":
        yield f"It lies within, or lasted, {span_days(span)}: it stands at the first of these days."
    elif span.first != span.last:
        yield f"Its day is not known ({span_days(span)}): it stands at the first possible one."
    elif anchor in timed and not _timed(span):
        what = "is in words that name none" if span.time else "is not known"
        yield f"Its time of day {what}: it stands before those of that day that have one."
    if span.time is not None and span.time.casefold() == "midnight":
        yield "Midnight is taken as the end of that day: it stands behind all else of it."
    if span.approximate or span.uncertain:
        yield _doubtful(span)


def reading_assumptions(entry: Entry) -> Iterator[str]:
    """Yield what was taken for granted when the words of the source were made a date."""
    words = (entry.as_written or "").strip()
    if not words or entry.date is None or _FULL_YEAR.search(words):
        return
    year = entry.date[:4]
    if not year.isdecimal():
        return
    if _SHORT_YEAR.search(words):
        yield f"The year is written with two digits ({words}): taken for {year}."
    elif _OF_A_YEAR.search(words):
        yield f"The words for the date ({words}) name no year: {year} was taken from elsewhere."


def _timed(span: Span) -> bool:
    return span.time is not None and time_of_day(span.time) is not None


def _doubtful(span: Span) -> str:
    kind = "approximate and doubtful" if span.approximate and span.uncertain else "approximate"
    return f"The date is {kind if span.approximate else 'doubtful'}: it stands as if it were right."


def _beside(before: str | None, after: str | None, name: str) -> str:
    if before is not None and after is not None:
        return f"between {before} and {after} of {name}"
    if before is not None:
        return f"after {before} of {name}, at its end"
    return f"before {after} of {name}, at its beginning" if after is not None else ""


def by_agency(accounts: Iterable[Account]) -> Mapping[str, Account]:
    """Return the account of each agency that counts: the full one, else the initial one."""
    found: dict[str, Account] = {}
    for account in sorted(accounts, key=lambda one: (one.agency, one.initial)):
        found.setdefault(account.agency, account)
    return found
