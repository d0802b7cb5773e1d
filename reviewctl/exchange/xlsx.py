"""Reading Excel workbooks: the one home of openpyxl. What was calculated is read as Excel last calculated it."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from msgspec import Struct

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
    check_workbook(data)
    return apart(_read, data)


def _read(data: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    links = any(name.startswith("xl/externalLinks/") for name in book._archive.namelist())  # type: ignore[attr-defined]
    sheets = tuple(_sheet(one) for one in book.worksheets[:MOST_SHEETS])
    return Workbook(sheets=sheets, since_1904=book.epoch == CALENDAR_MAC_1904, links=links)


class _Layout(Struct):
    """What openpyxl does not tell when it reads row by row."""

    hidden: set[int]
    merges: list[Merge]
    unstored: list[str]
    formulas: int = 0


def _sheet(sheet: Any) -> Sheet:
    layout = _layout(sheet)
    sheet.reset_dimensions()
    rows = tuple(_rows(sheet, layout.hidden))
    return Sheet(
        name=str(sheet.title),
        hidden=sheet.sheet_state != "visible",
        rows=rows,
        merges=tuple(layout.merges),
        formulas=layout.formulas,
        unstored=tuple(layout.unstored[:MOST_ROWS]),
    )


def _rows(sheet: Any, hidden: set[int]) -> Iterator[SheetRow]:
    count = 0
    for number, raw in enumerate(sheet.iter_rows(values_only=True), 1):
        if not any(value is not None for value in raw):
            continue
        cells = tuple(_value(value) for value in raw[:MOST_COLUMNS])
        while cells and cells[-1] is None:
            cells = cells[:-1]
        if cells:
            yield SheetRow(number, number in hidden, cells)
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


def _layout(sheet: Any) -> _Layout:
    """Return the rows that are hidden, the cells that are merged, and the formulas without a result."""
    found = _Layout(set(), [], [])
    holder: Element | None = None
    number = 0
    with sheet._get_source() as source:
        for event, element in iterparse(source, events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                if name == "sheetData":
                    holder = element
                elif name == "row":
                    number = int(element.get("r") or number + 1)
                    if element.get("hidden") in ("1", "true"):
                        found.hidden.add(number)
            elif name == "c":
                _note_formula(element, found)
            elif name == "row" and holder is not None:
                holder.clear()  # A million empty rows would otherwise be kept.
            elif name == "mergeCell":
                found.merges += _merge(element.get("ref") or "")
    return found


def _note_formula(cell: Element, found: _Layout) -> None:
    parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
    if "f" in parts:
        found.formulas += 1
        if parts.get("v") is None:
            found.unstored.append(cell.get("r") or "")


def _merge(reference: str) -> Iterator[Merge]:
    first, _, last = reference.partition(":")
    a, b = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if a is not None and b is not None:
        yield Merge(int(a[2]), _number(a[1]), int(b[2]), _number(b[1]))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
