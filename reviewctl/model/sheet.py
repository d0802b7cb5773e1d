"""A workbook of somebody else's as it was read: its sheets, their rows and cells, and what is odd about them."""

from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct

CellValue = str | int | float | bool | date | None
"""What a cell holds. A date is one that the spreadsheet itself knows for a date; its time of day is left out."""
TimedValue = CellValue | datetime | time
"""What a cell of an agency's table holds: as above, and the time of day where the cell has one."""


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


class TableRow(Struct, frozen=True):
    """A row of an agency's table: its number as the program shows it, whether it is hidden, and its cells."""

    number: int
    hidden: bool
    cells: tuple[TimedValue, ...]


class AgencyTable(Struct, frozen=True, kw_only=True):
    """One table that an agency sent: a sheet of a workbook, a table of a Word document, or the whole of a CSV.

    `name` is said in messages: the sheet's name, "table 1", or "" for a CSV. Rows without anything are left out.
    `before` is the heading or line of text that stands above a table of Word. `unstored` are cells of formulas
    whose result the file does not hold. `hidden_columns` are counted from 0, as the cells of a row are. Where cells
    were merged downwards, each of their rows that holds something else has the words again; the other cells of a
    merge are blank.
    """

    name: str
    rows: tuple[TableRow, ...]
    hidden: bool = False
    before: str = ""
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()
    unstored: tuple[str, ...] = ()


Unsettled = Literal["tracked-insertion", "tracked-deletion", "tracked-move", "comment", "hidden-text"]
"""What is to be settled first. Tables are read as if all changes were accepted, and without text that is hidden."""


class Notice(Struct, frozen=True, kw_only=True):
    """Something in a file that its author may not know to be there, and where; never its words.

    `place` is how a person finds it: "sheet 1 C5", "table 1, row 3", "page header". `count` is how many there.
    """

    kind: Unsettled
    place: str
    count: int = 1


class AgencyFile(Struct, frozen=True, kw_only=True):
    """A file that an agency sent, read: its tables, and what must be settled or asked about first.

    `form` is its kind (xlsx, ods, docx, csv). `encoding` is what a CSV was read as. `since_1904` as in Workbook.
    `outside` counts the paragraphs that stand outside the tables: of Word, and in the text boxes of any file.
    """

    form: Literal["xlsx", "ods", "docx", "csv"]
    tables: tuple[AgencyTable, ...]
    notices: tuple[Notice, ...] = ()
    since_1904: bool = False
    links: bool = False
    encoding: str = ""
    outside: int = 0
