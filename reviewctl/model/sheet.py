"""A workbook of somebody else's as it was read: its sheets, their rows and cells, and what is odd about them."""

from datetime import date

from msgspec import Struct

CellValue = str | int | float | bool | date | None
"""What a cell holds. A date is one that the spreadsheet itself knows for a date; its time of day is left out."""


class SheetRow(Struct, frozen=True):
    """A row: its number as the spreadsheet shows it, whether it is hidden, and its cells from column A on."""

    number: int
    hidden: bool
    cells: tuple[CellValue, ...]


class Merge(Struct, frozen=True):
    """Cells that were merged into one: rows and columns from and to, counted from 1, both included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet. Rows without anything in them are left out.

    `unstored` are the cells with a formula whose result the file does not hold. `formulas` counts all formulas.
    """

    name: str
    hidden: bool
    rows: tuple[SheetRow, ...]
    merges: tuple[Merge, ...] = ()
    formulas: int = 0
    unstored: tuple[str, ...] = ()


class Workbook(Struct, frozen=True, kw_only=True):
    """A workbook. `since_1904`: its days are counted from 1904, as on old Macintoshes. `links`: to other files."""

    sheets: tuple[Sheet, ...]
    since_1904: bool = False
    links: bool = False


def column_letters(index: int) -> str:
    """Return how a spreadsheet calls the column with this index, counted from 0: A, B … Z, AA."""
    number, out = index + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def cell_name(row: int, index: int) -> str:
    """Return how a spreadsheet calls a cell: C5. `index` is the column's, counted from 0."""
    return f"{column_letters(index)}{row}"
