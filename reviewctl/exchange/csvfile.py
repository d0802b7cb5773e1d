"""CSV as spreadsheets and other systems write it: its alphabet and its separator are found out, never guessed."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from reviewctl.exchange.cells import counted, restored, text_of, trimmed
from reviewctl.model.sheet import AgencyFile, AgencyTable, TableRow
from reviewctl.model.trouble import ReviewctlError

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_SAVE = 'In Excel choose Save As and "CSV UTF-8", or save it as a workbook (.xlsx).'
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_HEADED = 3
"""How much more a separator counts that parts the headings: in prose there are commas, above all tables none."""
_LONGEST = 10 << 20

if TYPE_CHECKING:
    import _csv
Rows = list[list[str]]


def read_csv(data: bytes) -> AgencyFile:
    """Return the table of a CSV. Its rows are numbered as a spreadsheet that opened it would show them.

    Raises ReviewctlError for what is no text, for a quotation mark that is never closed (with its line), and
    where it cannot be told what separates the columns.
    """
    text, encoding = _text(data)
    _refuse_unreadable(text)
    separator, text = _declared(text)
    rows = _parsed(text, separator) if separator else _by_likeliest(text)
    found = tuple(counted(_table(rows), "The file"))
    return AgencyFile(form="csv", tables=(AgencyTable(name="", rows=found),), encoding=encoding)


def _text(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, "cp1252"), "cp1252"


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ReviewctlError(
            f"Line {line} of the file holds bytes that are no text in any alphabet that Excel writes.", _SAVE
        ) from None


def _refuse_unreadable(text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReviewctlError(f"Line {line} of the file holds a byte of nothing (NUL): it is no CSV.", _SAVE)
    if not text.strip():
        raise ReviewctlError("The file is empty.", "Ask the agency for it again.")


def _declared(text: str) -> tuple[str, str]:
    """Return the separator that the first line names ("sep=;", as Excel has it), and the text after it."""
    first, _, rest = text.partition("\n")
    plain = first.strip().strip('"')
    if plain.lower().startswith("sep=") and plain[4:] in _SEPARATORS:
        return plain[4:], "\n" + rest  # A blank line in its place, so that rows keep their numbers.
    return "", text


def _by_likeliest(text: str) -> Rows:
    """Return the rows as parted by the separator that makes a table of them.

    Raises ReviewctlError where none does, where another does nearly as well, and where the best cannot be read.
    """
    tried = [_Tried(mark, _readable(text, mark)) for mark in _SEPARATORS if mark in text]
    likely = [one for one in tried if one.weight]
    if not likely:
        raise _no_columns(text, [one.mark for one in tried])
    top = min(one.first for one in likely)
    best, *others = sorted(likely, key=lambda one: -one.weight * (_HEADED if one.first == top else 1))
    rivals = [one for one in others if one.first <= best.first and 2 * one.weight > best.weight]
    if rivals:
        both = f"{_SEPARATORS[best.mark]} or {_SEPARATORS[rivals[0].mark]}"
        raise ReviewctlError(f"It cannot be told whether {both} part the columns of the file.", _SAVE)
    return _parsed(text, best.mark)


class _Tried:
    """A separator, tried. `weight`: how much of a table it makes; `first`: the first row that it parts at all."""

    def __init__(self, mark: str, rows: Rows) -> None:
        widths = Counter(len(row) for row in rows if len(row) > 1)
        self.mark = mark
        self.weight = max((count * (wide - 1) for wide, count in widths.items()), default=0)
        self.first = next((number for number, row in enumerate(rows) if len(row) > 1), 0)


def _no_columns(text: str, marks: list[str]) -> ReviewctlError:
    for mark in marks:
        try:
            _parsed(text, mark)
        except ReviewctlError as fault:
            return fault
    return ReviewctlError(
        "The file has no columns: no comma, semicolon or tab parts its lines as those of a table.", _SAVE
    )


def _readable(text: str, mark: str) -> Rows:
    """Return as many rows as can be read with this separator."""
    rows: Rows = []
    with suppress(csv.Error):
        for row in _reader(text, mark):
            rows.append(row)
    return rows


def _reader(text: str, mark: str) -> "_csv.Reader":
    csv.field_size_limit(_LONGEST)
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)


def _parsed(text: str, mark: str) -> Rows:
    rows: Rows = []
    reader = _reader(text, mark)
    started = 1
    try:
        for row in reader:
            rows.append(row)
            started = reader.line_num + 1
    except csv.Error:
        raise ReviewctlError(
            f"A quotation mark in the row that begins on line {started} of the file is never closed, or stands "
            "within words that are in quotation marks.",
            "Save the file again from the program that it comes from, as a workbook (.xlsx) if you can.",
        ) from None
    return rows


def _table(rows: Rows) -> Iterator[TableRow]:
    for number, row in enumerate(rows, 1):
        cells = trimmed([text_of(restored(cell)) for cell in row])
        if cells:
            yield TableRow(number, False, cells)
