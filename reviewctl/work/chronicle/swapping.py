"""The trace that a spreadsheet with American settings leaves in British dates: some turned round, some left as text.

It takes 3/5/2016 for the fifth of March, and keeps it as a date cell; 22/5/2016 is no date to it, and stays text. So in
a column that it has been at, the day of every date cell is at most 12, and that of every such text is more.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from reviewctl.model.sheet import TableRow, TimedValue
from reviewctl.work.chronicle.columns import Column, Header

_TYPED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9])")
"""Numbers that a spreadsheet makes a date of, if it can: with strokes or hyphens. With full stops they stay text."""
_MONTHS = 12
_FEWEST = 3
"""So many cells there must be to say anything: two may fall out so by chance once in four times."""


class Swapped(Struct, frozen=True, kw_only=True):
    """A column in which dates may be turned round: in which rows, and the rows whose text shows it."""

    table: str
    column: Column
    rows: tuple[int, ...]
    shown_by: tuple[int, ...]


def swapped_columns(table: str, rows: Iterable[TableRow], header: Header) -> Iterator[Swapped]:
    """Yield the columns of dates that bear the trace."""
    lines = tuple(rows)
    for column in header.filling("date"):
        cells = [(one.number, one.cells[column.index]) for one in lines if column.index < len(one.cells)]
        found = swapped(cells)
        if found is not None:
            yield Swapped(table=table, column=column, rows=found[0], shown_by=found[1])


def swapped(cells: Iterable[tuple[int, TimedValue]]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return in which rows of a column dates may be turned round, and which rows show it; None without the trace.

    `cells` are pairs of a row's number and its cell. A date whose day is its month is the same either way.
    """
    cells = tuple(cells)
    days = [(row, cell) for row, cell in cells if isinstance(cell, date)]
    typed = [(row, cell) for row, cell in cells if isinstance(cell, str) and _TYPED.match(cell)]
    turned = tuple(row for row, cell in days if cell.day != cell.month)
    if not turned or not typed or len(days) + len(typed) < _FEWEST:
        return None
    if any(cell.day > _MONTHS for _, cell in days) or not all(_stays_text(cell) for _, cell in typed):
        return None
    return turned, tuple(row for row, _ in typed)


def _stays_text(words: str) -> bool:
    """Whether a date in numbers is none with the month first, and one with the day first."""
    found = _TYPED.match(words)
    return found is not None and int(found[1]) > _MONTHS >= int(found[3])
