"""A report as CSV (RFC 4180): one line a record, and nothing that a spreadsheet would calculate."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewctl.model.report import Report
from reviewctl.render.formats import Look
from reviewctl.render.visible import visible

# Excel opens a file as UTF-8 only with this before it.
BOM = "\ufeff"
# What a spreadsheet takes for a formula, in full width too. The apostrophes keep the way back unambiguous.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the records line by line under the names of the fields; with a BOM where it goes into a file."""
    if look.to_file:
        yield BOM
    fields = fields_of(report)
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    for cells in _rows(report, fields):
        writer.writerow(cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def fields_of(report: Report) -> tuple[str, ...]:
    """Return the names of the columns: those that the report names, else those of its first record."""
    return report.fields or (tuple(report.records[0]) if report.records else ())


def _rows(report: Report, fields: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of the header, if there is one, and of every record."""
    if fields:
        yield [_cell(field) for field in fields]
    for record in report.records:
        yield [_cell(record.get(field)) for field in fields]


def neutral(text: str) -> str:
    """Return `text`, behind an apostrophe if a spreadsheet would calculate it. To undo: drop that one."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_words(value: object) -> str:
    """Return a value as text, whatever it is made of."""
    return _words(msgspec.to_builtins(value))


def _cell(value: object) -> str:
    """Return one value as a cell. Numbers and dates are no text, and so need no guard."""
    plain = msgspec.to_builtins(value)
    text = _words(plain)
    return neutral(visible(text, keep="\t\r\n")) if isinstance(plain, str | list | tuple | dict) else text


def _words(value: object) -> str:
    """Return a value as text: nothing for none, the items of a list with "; " between."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Mapping():
            return " ".join(filter(None, map(_words, value.values())))
        case list() | tuple():
            return "; ".join(map(_words, value))
    return str(value)
