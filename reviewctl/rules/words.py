"""How rules say dates, spans and agencies in a sentence."""

from datetime import date

from reviewctl.model.deadline import Deadline

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(on: date | None) -> str:
    """Return a date as a person writes it: `2 May 2026`; "no date" for none."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}" if on is not None else "no date"


def over(one: Deadline) -> str:
    """Return how late a deadline is: `3 working days late`, `1 day late`."""
    late = -(one.days or 0)
    unit = one.unit.removesuffix("s") if late == 1 else one.unit
    return f"{late} {unit} late"


def who(item: str | None) -> str:
    """Return an item's id as it stands; ids and never names are what a message may quote."""
    return item or ""


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
