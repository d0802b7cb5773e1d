"""Workbooks that agencies send: every sheet as it is shown, and what lies in it unseen."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers.expat import ParserCreate

from reviewctl.exchange.cells import (
    MOST_COLUMNS,
    MOST_TABLES,
    counted,
    filled_down,
    number_of,
    restored,
    shown_date,
    text_of,
    time_of,
    too_wide,
    trimmed,
)
from reviewctl.exchange.excel.reading import Layout
from reviewctl.model.sheet import AgencyFile, AgencyTable, Notice, TableRow, TimedValue
from reviewctl.model.trouble import ReviewctlError


def read_workbook_tables(data: bytes) -> AgencyFile:
    """Return the sheets of a workbook that `check_parcel` let pass; to be run apart.

    A date whose format shows no day is given in words, "May 2016": the day behind it is Excel's own. Nothing is
    worked out; a formula is what Excel last made of it.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > MOST_TABLES:
        raise ReviewctlError(
            f"The workbook has {len(book.worksheets)} sheets.",
            "Copy those with the chronology into a new workbook.",
        )
    sheets = [_sheet(one, number) for number, one in enumerate(book.worksheets, 1)]
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        notices = (*_comments(parcel, book.worksheets), *_revisions(parcel))
        links = any(name.startswith("xl/externalLinks/") for name in parcel.namelist())
        outside = _drawn(parcel)
    since_1904 = book.epoch == CALENDAR_MAC_1904
    return AgencyFile(
        form="xlsx",
        tables=tuple(sheets),
        notices=notices,
        since_1904=since_1904,
        links=links,
        outside=outside,
    )


def _sheet(sheet: Any, number: int) -> AgencyTable:
    layout = Layout.of(sheet)
    if layout.widest > MOST_COLUMNS:
        raise too_wide(f"Sheet {number}", layout.widest_at)
    sheet.reset_dimensions()
    rows = tuple(counted(_rows(sheet, layout), f"Sheet {number}")) if layout.last else ()
    merges = tuple(layout.merges)
    return AgencyTable(
        name=str(sheet.title),
        hidden=sheet.sheet_state != "visible",
        rows=filled_down(rows, merges),
        hidden_columns=tuple(sorted(layout.hidden_columns)),
        merges=merges,
        unstored=tuple(layout.unstored),
    )


def _rows(sheet: Any, layout: Layout) -> Iterator[TableRow]:
    for number, raw in enumerate(sheet.iter_rows(max_row=layout.last), 1):
        cells = trimmed([_value(cell) for cell in raw]) if raw else ()
        if cells:
            yield TableRow(number, number in layout.hidden, cells)


def _value(cell: Any) -> TimedValue:
    value = cell.value
    match value:
        case None | bool():
            return value
        case datetime() | date():
            return _moment(value, shown_fields(str(cell.number_format)))
        case timedelta():
            return time_of(value)
        case time():
            return time_of(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
        case int() | float():
            return number_of(value)
    return text_of(restored(_unescaped(str(value))))


_EXCELS_FIRST_YEARS = 1904


def _moment(value: datetime | date, fields: str) -> TimedValue:
    """Return a date as it is shown. One of Excel's first days under a time's format is a time."""
    if fields == "t" and isinstance(value, datetime) and value.year <= _EXCELS_FIRST_YEARS:
        return value.time()
    return shown_date(value, fields)


_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|AM/PM|A/P', re.IGNORECASE)
_FIELD = re.compile(r"y+|m+|d+|h+|s+", re.IGNORECASE)


def shown_fields(form: str) -> str:
    """Return which of year, month, day and time ("ymdt") a number format of Excel shows: "mmm-yy" gives "ym".

    An m is a minute behind hours or before seconds, else a month. A weekday alone is no day.
    """
    runs = [run.lower() for run in _FIELD.findall(_NOT_SHOWN.sub("", form.split(";")[0]))]
    found = set()
    for at, run in enumerate(runs):
        before, after = runs[at - 1][0] if at else "", runs[at + 1][0] if at + 1 < len(runs) else ""
        minute = run[0] == "m" and len(run) < 3 and (before == "h" or after == "s")
        if run[0] in "hs" or minute:
            found.add("t")
        elif run[0] != "d" or len(run) < 3:
            found.add(run[0])
    return "".join(one for one in "ymdt" if one in found)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """Return text with the characters that XML cannot hold, and Excel writes as _x000D_, in place."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _comments(parcel: zipfile.ZipFile, sheets: Any) -> Iterator[Notice]:
    """Yield the cells with comments or notes. A new comment is written for old programs as a note, too."""
    for number, sheet in enumerate(sheets, 1):
        cells = dict.fromkeys(
            ref
            for part in _parts_of(parcel, sheet._worksheet_path)
            if "comment" in part.lower()
            for ref in _attributes(parcel.read(part), ("comment", "threadedComment"), "ref")
        )
        yield from (Notice(kind="comment", place=f"sheet {number} {cell}") for cell in cells)


def _revisions(parcel: zipfile.ZipFile) -> Iterator[Notice]:
    """Yield the history of changes that a workbook shared in the old way keeps, with all that was overwritten."""
    logs = [name for name in parcel.namelist() if name.startswith("xl/revisions/revisionLog")]
    if logs:
        yield Notice(kind="tracked-deletion", place="the workbook's history of changes", count=len(logs))


def _drawn(parcel: zipfile.ZipFile) -> int:
    """Return how many paragraphs stand in text boxes and shapes, which are no cells."""
    parts = [one for one in parcel.namelist() if one.startswith("xl/drawings/drawing")]
    return sum(_filled(parcel.read(one)) for one in parts)


def _filled(data: bytes) -> int:
    """Return how many paragraphs of a drawing hold words."""
    count, words = 0, ""

    def text(piece: str) -> None:
        nonlocal words
        words += piece

    def end(name: str) -> None:
        nonlocal count, words
        if name.rpartition(":")[2] == "p":
            count, words = count + bool(words.strip()), ""

    parser = ParserCreate()
    parser.CharacterDataHandler, parser.EndElementHandler = text, end
    parser.Parse(data, True)
    return count


def _parts_of(parcel: zipfile.ZipFile, path: str) -> list[str]:
    """Return the parts that a sheet refers to and that are there."""
    folder, name = posixpath.split(path)
    relations, there = f"{folder}/_rels/{name}.rels", set(parcel.namelist())
    if relations not in there:
        return []
    targets = _attributes(parcel.read(relations), ("Relationship",), "Target")
    paths = [posixpath.normpath(posixpath.join("/", folder, one)).lstrip("/") for one in targets]
    return [one for one in paths if one in there]


def _attributes(data: bytes, elements: tuple[str, ...], attribute: str) -> list[str]:
    """Return what an attribute says in all elements of these names."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] in elements and attribute in attributes:
            found.append(attributes[attribute])

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(data, True)
    return found
