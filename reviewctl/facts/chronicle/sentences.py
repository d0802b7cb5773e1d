"""How what is assumed of an integrated chronology is said: days in full, agencies by name, whole sentences."""

from collections.abc import Mapping, Sequence
from datetime import date

from reviewctl.model.integrated import Telling
from reviewctl.model.span import Span

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Names = Mapping[str, str]
"""Agencies' names by id. One that is missing is called by its id."""


def day_words(day: date) -> str:
    """Return "2 March 2019"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_days(span: Span) -> str:
    """Return between which days a span lies: "2 March 2019", "1 to 31 March 2019", "any day to 2 March 2019"."""
    if span.first is None or span.last is None:
        known = span.first or span.last
        if known is None:
            return "any day at all"
        return f"{day_words(known)} or later" if span.last is None else f"{day_words(known)} or earlier"
    if span.first == span.last:
        return day_words(span.first)
    return f"{_beginning(span.first, span.last)} to {day_words(span.last)}"


def entry_name(one: Telling, names: Names) -> str:
    """Return how an entry is called: "3 of Pennine Care"."""
    return f"{one.entry.id} of {names.get(one.agency, one.agency)}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def many(count: int, word: str, several: str = "") -> str:
    """Return "1 entry" or "3 entries"; `several` is the word for more than one, where an s does not make it."""
    return f"{count:,} {word if count == 1 else several or f'{word}s'}"


def _beginning(first: date, last: date) -> str:
    if first.year != last.year:
        return day_words(first)
    return str(first.day) if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
