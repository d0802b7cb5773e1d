"""A financial year: from 1 April to 31 March, as annual reports count."""

import re
from datetime import date

from msgspec import Struct

from reviewctl.model.event import Moment
from reviewctl.model.quarter import EARLIEST

_NAME = re.compile(r"([0-9]{4})[-/](?:[0-9]{2})?([0-9]{2})")


class FinancialYear(Struct, frozen=True, order=True):
    """A financial year, by the calendar year in which it begins: 2025 is 1 April 2025 to 31 March 2026."""

    begins: int

    @property
    def name(self) -> str:
        """How it is written: 2025-26."""
        return f"{self.begins}-{(self.begins + 1) % 100:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.begins, 4, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.begins + 1, 3, 31)

    def holds(self, moment: Moment | None) -> bool:
        """Whether something is known to have happened in it: of a year alone that cannot be said."""
        if moment is None or moment.on is None or moment.precision == "year":
            return False
        return self.first <= moment.on <= self.last

    def may_hold(self, moment: Moment | None) -> bool:
        """Whether something may have happened in it, and as well in another: its day is not known well enough."""
        if moment is None or self.holds(moment):
            return False
        if moment.on is None:
            return True
        return moment.precision == "year" and moment.on.year in (self.begins, self.begins + 1)


def year_named(text: str) -> FinancialYear:
    """Return the year that is written 2025-26, 2025/26 or 2025-2026. Raises ValueError for anything else."""
    found = _NAME.fullmatch(text.strip())
    fits = found is not None and (int(found[1]) + 1) % 100 == int(found[2])
    if found is None or not fits or not EARLIEST <= int(found[1]) <= 2099:
        raise ValueError("A financial year is written 2025-26, for 1 April 2025 to 31 March 2026.")
    return FinancialYear(int(found[1]))


def year_of(day: date) -> FinancialYear:
    """Return the financial year in which a day lies."""
    return FinancialYear(day.year if day.month > 3 else day.year - 1)
