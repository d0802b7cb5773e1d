"""A table of values for a spreadsheet, and what is to be said of it."""

from datetime import date

from msgspec import Struct

Value = str | int | float | bool | date | None


class Listing(Struct, frozen=True, kw_only=True):
    """Rows of values under titles. `about` are lines for a sheet of their own: what it is, and as at which day."""

    title: str
    titles: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    about: tuple[str, ...] = ()
