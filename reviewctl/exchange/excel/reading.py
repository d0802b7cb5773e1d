"""Reading Excel workbooks. What was calculated is read as Excel last calculated it."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.parsers.expat import ParserCreate

from msgspec.structs import replace

from reviewctl.exchange.apart import apart
from reviewctl.exchange.parcel import check_workbook
from reviewctl.model.sheet import CellValue, Merge, Sheet, SheetRow, Workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 250
MOST_SHEETS = 60
_LONGEST = 4000
_REF = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def read_workbook(data: bytes) -> Workbook:
    """Return what a workbook holds. Raises ReviewctlError, saying what to do, where it cannot be trusted or read.

    The sizes that a sheet claims to have are not believed, and at most 20,000 filled rows of 250 columns are
    read of each sheet.
    """
    links = check_workbook(data)
    return replace(apart(_read, data), links=links)


def _read(data: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = tuple(_sheet(one) for one in book.worksheets[:MOST_SHEETS])
    return Workbook(sheets=sheets, since_1904=book.epoch == CALENDAR_MAC_1904)


class Layout:
    """What openpyxl does not tell when it reads row by row, heard from the parser as it goes through a sheet.

    `hidden` and `hidden_columns` have no height or no width, either; columns are counted from 0 and named as far
    as a table goes. `widest` is the column, counted from 1, in which the cell farthest to the right stands.
    `last` is the last row in which anything stands: what a sheet says of its own size is not believed, and a
    million rows that are only formatted need not be read.
    """

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.merges: list[Merge] = []
        self.unstored: list[str] = []
        self.formulas = 0
        self.last = 0
        self.widest = 0
        self.widest_at = 0
        self.hidden_columns: set[int] = set()
        self._row = 0
        self._cell = ""
        self._parts: set[str] = set()
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element that begins."""
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(attributes.get("r") or self._row + 1)
                if _is_hidden(attributes, "ht"):
                    self.hidden.add(self._row)
            case "col" if _is_hidden(attributes, "width"):
                last = min(int(attributes.get("max", 0)), MOST_COLUMNS)
                self.hidden_columns |= set(range(int(attributes.get("min", 1)) - 1, last))
            case "c":
                self._cell, self._parts = attributes.get("r", ""), set()
            case "f" | "is" as part:
                self._parts.add(part)
            case "v":
                self._in_value = True
            case "mergeCell":
                self.merges += _merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        """Hear of text: a value that is written down may be empty all the same."""
        if self._in_value and text:
            self._parts.add("v")

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        self._in_value = False
        if name.rpartition(":")[2] != "c" or not self._parts:
            return
        self.last = max(self.last, self._row)
        self._reach()
        if "f" in self._parts:
            self.formulas += 1
            if "v" not in self._parts:
                self.unstored.append(self._cell)

    def _reach(self) -> None:
        """Keep how far to the right cells stand. One without an address cannot be far."""
        found = _REF.fullmatch(self._cell)
        if found is not None and (column := column_number(found[1])) > self.widest:
            self.widest, self.widest_at = column, self._row

    @staticmethod
    def of(sheet: Any) -> "Layout":
        """Return the layout of a sheet that openpyxl opened to read."""
        found = Layout()
        parser = ParserCreate()
        parser.StartElementHandler = found.start
        parser.EndElementHandler = found.end
        parser.CharacterDataHandler = found.text
        with sheet._get_source() as source:
            parser.ParseFile(source)
        return found


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


def _sheet(sheet: Any) -> Sheet:
    layout = Layout.of(sheet)
    sheet.reset_dimensions()
    rows = tuple(_rows(sheet, layout)) if layout.last else ()
    return Sheet(
        name=str(sheet.title),
        hidden=sheet.sheet_state != "visible",
        rows=rows,
        merges=tuple(layout.merges),
        formulas=layout.formulas,
        unstored=tuple(layout.unstored[:MOST_ROWS]),
    )


def _rows(sheet: Any, layout: Layout) -> Iterator[SheetRow]:
    count = 0
    for number, raw in enumerate(sheet.iter_rows(max_row=layout.last, values_only=True), 1):
        if not any(value is not None for value in raw):
            continue
        cells = tuple(_value(value) for value in raw[:MOST_COLUMNS])
        while cells and cells[-1] is None:
            cells = cells[:-1]
        if cells:
            yield SheetRow(number, number in layout.hidden, cells)
            count += 1
        if count >= MOST_ROWS:
            return


def _value(value: object) -> CellValue:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date | bool | int | float):
        return value
    text = str(value)[:_LONGEST].replace("\xa0", " ").strip()
    return text or None


def _merge(reference: str) -> Iterator[Merge]:
    first, _, last = reference.partition(":")
    a, b = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if a is not None and b is not None:
        yield Merge(int(a[2]), column_number(a[1]), int(b[2]), column_number(b[1]))


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
