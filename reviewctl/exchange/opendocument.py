"""OpenDocument spreadsheets that agencies send, read from their XML as it goes by.

No library tells which rows are hidden, what is commented and what was changed, all of which must be said.
"""

import io
import re
import zipfile
from datetime import date, datetime, timedelta

from reviewctl.exchange.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    counted,
    filled_down,
    number_of,
    restored,
    shown_date,
    text_of,
    time_of,
    too_many,
    too_wide,
    trimmed,
)
from reviewctl.exchange.odf import Attributes, Hearer, Styles, heard
from reviewctl.model.sheet import (
    AgencyFile,
    AgencyTable,
    Merge,
    Notice,
    TableRow,
    TimedValue,
    Unsettled,
    cell_name,
)
from reviewctl.model.trouble import ReviewctlError

_CHANGES: dict[str, Unsettled] = {
    "table:cell-content-change": "tracked-deletion",
    "table:deletion": "tracked-deletion",
    "table:insertion": "tracked-insertion",
    "table:movement": "tracked-move",
}


def read_opendocument_tables(data: bytes) -> AgencyFile:
    """Return the sheets of a spreadsheet that `check_parcel` let pass; to be run apart.

    A date whose format shows no day is given in words, "May 2016", as with Excel's. Rows and cells that the file
    has once for many are counted before they are made.
    """
    styles, reader = Styles(), _Reader()
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        for part in ("styles.xml", "content.xml"):
            if part in parcel.namelist():
                heard(parcel.read(part), styles)
        reader.styles = styles
        heard(parcel.read("content.xml"), reader)
    notices = [Notice(kind=kind, place=place, count=count) for (kind, place), count in reader.noted.items()]
    return AgencyFile(
        form="ods",
        tables=tuple(reader.tables),
        notices=tuple(notices),
        links=reader.links,
        outside=reader.outside,
    )


class _Reader(Hearer):
    """Makes tables of the sheets. What stands in a comment, a drawing or the history of changes is no cell's."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.tables: list[AgencyTable] = []
        self.noted: dict[tuple[Unsettled, str], int] = {}
        self.links = False
        self.outside = 0
        self._within: list[str] = []
        self._sheet: _Sheet | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element that begins."""
        if name in ("office:annotation", "table:tracked-changes") or name.startswith("draw:"):
            self._within.append(name)
        if name == "office:annotation":
            self._note("comment", self._sheet.place() if self._sheet is not None else "the spreadsheet")
        elif name in _CHANGES and "table:tracked-changes" in self._within:
            self._note(_CHANGES[name], "the spreadsheet's history of changes")
        elif name in ("table:table-source", "table:cell-range-source"):
            self.links = True
        elif self._within:
            self.outside += name == "text:p" and any(one.startswith("draw:") for one in self._within)
        elif name == "table:table":
            self._begin(attributes)
        elif self._sheet is not None:
            self._sheet.start(name, attributes)

    def _begin(self, attributes: Attributes) -> None:
        if self._sheet is not None or len(self.tables) >= MOST_TABLES:
            raise ReviewctlError(
                "The spreadsheet holds a table within a table, or hundreds of sheets.",
                "Copy the chronology into a new spreadsheet, and import that.",
            )
        hidden = attributes.get("table:style-name", "") in self.styles.hidden
        self._sheet = _Sheet(attributes.get("table:name", ""), len(self.tables) + 1, hidden, self.styles)

    def _note(self, kind: Unsettled, place: str) -> None:
        self.noted[kind, place] = self.noted.get((kind, place), 0) + 1

    def text(self, text: str) -> None:
        """Hear of text."""
        if self._sheet is not None and not self._within:
            self._sheet.text(text)

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        if self._within:
            if name == self._within[-1]:
                self._within.pop()
        elif name == "table:table" and self._sheet is not None:
            self.tables.append(self._sheet.made())
            self._sheet = None
        elif self._sheet is not None:
            self._sheet.end(name)


class _Sheet:
    """One sheet, being made: rows and columns are counted from 0 here."""

    def __init__(self, name: str, number: int, hidden: bool, styles: Styles) -> None:
        self.name = name
        self.number = number
        self._hidden = hidden
        self._styles = styles
        self._rows: list[TableRow] = []
        self._hidden_columns: set[int] = set()
        self._column_styles: list[str] = []
        self._merges: list[Merge] = []
        self._unstored: list[str] = []
        self._row = self._repeats = self._column = 0
        self._row_hidden = False
        self._row_style = ""
        self._cells: list[TimedValue] = []
        self._cell: Attributes = {}
        self._lines: list[str] = []
        self._in_line = 0

    def place(self) -> str:
        """Return how a person finds the cell that is read now."""
        return f"sheet {self.number} {cell_name(self._row + 1, self._column)}"

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element that begins."""
        match name:
            case "table:table-column":
                self._begin_column(attributes)
            case "table:table-row":
                self._begin_row(attributes)
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._lines, self._in_line = attributes, [], 0
            case "text:p" | "text:h":
                self._lines.append("")
                self._in_line += 1
            case "text:s":
                self.text(" " * min(_count(attributes, "text:c"), 100))
            case "text:tab":
                self.text(" ")
            case "text:line-break":
                self.text("\n")

    def text(self, text: str) -> None:
        """Hear of text: that of a paragraph counts."""
        if self._in_line and self._lines:
            self._lines[-1] += text

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        match name:
            case "text:p" | "text:h":
                self._in_line -= 1
            case "table:table-cell" | "table:covered-table-cell":
                self._end_cell(covered=name != "table:table-cell")
            case "table:table-row":
                self._end_row()

    def _begin_column(self, attributes: Attributes) -> None:
        count = min(_count(attributes, "table:number-columns-repeated"), MOST_COLUMNS)
        at = len(self._column_styles)
        if attributes.get("table:visibility", "visible") != "visible":
            self._hidden_columns |= set(range(at, min(at + count, MOST_COLUMNS)))
        self._column_styles += [attributes.get("table:default-cell-style-name", "")] * count
        del self._column_styles[MOST_COLUMNS:]

    def _begin_row(self, attributes: Attributes) -> None:
        self._repeats = _count(attributes, "table:number-rows-repeated")
        self._row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._cells, self._column = [], 0

    def _end_cell(self, *, covered: bool) -> None:
        value = self._value()
        count = _count(self._cell, "table:number-columns-repeated")
        if value is not None and not covered and self._column + count > MOST_COLUMNS:
            raise too_wide(f"Sheet {self.number}", self._row + 1)
        self._merge()
        if value is None and self._cell.get("table:formula"):
            self._unstored.append(cell_name(self._row + 1, self._column))
        self._cells += [None if covered else value] * min(count, MOST_COLUMNS + 1 - len(self._cells))
        self._column += count

    def _merge(self) -> None:
        down, across = (_count(self._cell, f"table:number-{one}-spanned") for one in ("rows", "columns"))
        if down > 1 or across > 1:
            top, left = self._row + 1, self._column + 1
            self._merges.append(Merge(top, left, top + down - 1, left + across - 1))

    def _value(self) -> TimedValue:
        kind, cell = self._cell.get("office:value-type", ""), self._cell
        match kind:
            case "date":
                return shown_date(
                    _moment(cell.get("office:date-value", "")), self._styles.fields(self._style())
                )
            case "time":
                return time_of(_length(cell.get("office:time-value", "")))
            case "boolean":
                return cell.get("office:boolean-value") == "true"
            case "float":
                return number_of(float(cell.get("office:value", "nan")))
        return text_of(restored("\n".join(self._lines)))

    def _style(self) -> str:
        columns = self._column_styles
        column = columns[self._column] if self._column < len(columns) else ""
        return self._cell.get("table:style-name") or self._row_style or column

    def _end_row(self) -> None:
        cells = trimmed(self._cells)
        if cells and len(self._rows) + self._repeats > MOST_ROWS:
            raise too_many(f"Sheet {self.number}")
        if cells:
            numbers = range(self._row + 1, self._row + 1 + self._repeats)
            self._rows += [TableRow(number, self._row_hidden, cells) for number in numbers]
        self._row += self._repeats

    def made(self) -> AgencyTable:
        """Return the sheet as a table."""
        return AgencyTable(
            name=self.name,
            hidden=self._hidden,
            rows=filled_down(counted(self._rows, f"Sheet {self.number}"), self._merges),
            hidden_columns=tuple(sorted(self._hidden_columns)),
            merges=tuple(self._merges),
            unstored=tuple(self._unstored),
        )


def _count(attributes: Attributes, name: str) -> int:
    found = attributes.get(name, "1")
    return max(int(found), 1) if found.isascii() and found.isdigit() and len(found) < 10 else 1


def _moment(text: str) -> date | datetime:
    moment = datetime.fromisoformat(text[:26])
    return moment if "T" in text else moment.date()


_LENGTH = re.compile(r"PT(\d{1,6})H(\d{1,6})M(\d{1,6})(?:[.,]\d*)?S")


def _length(text: str) -> timedelta:
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise ValueError("a time of day that is none")
    hours, minutes, seconds = map(int, found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
