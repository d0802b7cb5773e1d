"""What one written date names: which day, month and year, and what it leaves open."""

from msgspec import Struct

YEARS = range(1850, 2101)
"""The years that a chronology of a person's life may name; any other number of four digits is no year."""


class Piece(Struct, frozen=True, kw_only=True):
    """What a written date names. `short` is a year of two digits, `portion` a part of what is named otherwise.

    `weekday` is 0 for Monday. `lost` says that the year is said to be lost. `loose` are two numbers that are a
    month and its year only where the review looks at that month.
    """

    year: int | None = None
    short: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    portion: str = ""
    weekday: int | None = None
    lost: bool = False
    loose: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names its year, in two digits at least."""
        return self.year is not None or self.short is not None or self.decade is not None or self.lost


class Refused(Struct, frozen=True):
    """A date that is none, or not the one that it seems: why, and which it may be."""

    reason: str
    candidates: tuple[Piece, ...] = ()


Pieces = tuple[Piece, ...]
"""One date, as what it may be: 16 May or May 2016."""
Parsed = Pieces | Refused | None
