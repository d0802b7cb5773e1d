"""A quarter of the calendar year."""

import re
from calendar import monthrange
from datetime import date

from msgspec import Struct

from reviewctl.model.event import Moment

_NAME = re.compile(r"([0-9]{4})-q([1-4])")
EARLIEST = 1900
"""The first year of which a quarter can be named."""


class Quarter(Struct, frozen=True, order=True):
    """A quarter of the calendar year: `number` 1 is January to March."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """How it is written: 2026-q1."""
        return f"{self.year}-q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    def earlier(self, by: int = 1) -> "Quarter":
        """Return the quarter that lies so many before this one."""
        year, rest = divmod(4 * self.year + self.number - 1 - by, 4)
        return Quarter(year, rest + 1)

    def holds(self, moment: Moment | None) -> bool:
        """Whether something is known to have happened in it: of a year alone that cannot be said."""
        if moment is None or moment.on is None or moment.precision == "year":
            return False
        return self.first <= moment.on <= self.last


def quarter_named(text: str) -> Quarter:
    """Return the quarter that is written 2026-q1. Raises ValueError for anything else."""
    found = _NAME.fullmatch(text.strip().lower())
    if found is None or not EARLIEST <= int(found[1]) <= 2099:
        raise ValueError("A quarter is written 2026-q1, for January to March 2026.")
    return Quarter(int(found[1]), int(found[2]))


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)
