"""When something happened, as far as it is known: the days between which it lies, and how sure that is."""

from datetime import date
from typing import Literal

from msgspec import Struct

Precision = Literal["time", "day", "month", "season", "year", "decade", "range", "open", "yearless", "none"]
"""What was written. `range`: between two days; `open`: a range without a beginning or an end; `yearless`: a day or
month whose year is lost; `none`: no date at all, or words that name none."""


class Span(Struct, frozen=True, kw_only=True):
    """The days between which an uncertain date lies.

    `first` and `last` are the earliest and the latest day that it may mean, both included; None where it is
    open on that side, or where nothing bounds it. `time` is the time of day, "19:00", where the date itself
    has one. `approximate` says about (`~`), `uncertain` perhaps (`?`).
    """

    first: date | None = None
    last: date | None = None
    precision: Precision = "none"
    time: str | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def placed(self) -> bool:
        """Whether it can stand in an order of dates: one side of it at least is bounded."""
        return self.first is not None or self.last is not None

    @property
    def exact(self) -> bool:
        """Whether it is one day for certain."""
        sure = not self.approximate and not self.uncertain
        return sure and self.first is not None and self.first == self.last


NOWHERE = Span()
"""The span of what has no date."""
