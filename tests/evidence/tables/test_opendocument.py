"""OpenDocument spreadsheets as LibreOffice writes them."""

from datetime import date, datetime, time

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.sheet import Merge, Notice, TableRow
from tests.evidence.tables.files import cells_of, read, spreadsheet_of

STYLES = (
    b'<number:date-style style:name="N1"><number:month/><number:year/></number:date-style>'
    b'<number:date-style style:name="N2"><number:day/><number:month/><number:year/></number:date-style>'
    b'<style:style style:name="month" style:data-style-name="N1"/>'
    b'<style:style style:name="day" style:data-style-name="N2"/>'
    b'<style:style style:name="child" style:parent-style-name="month"/>'
    b'<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
)


def sheet(rows: bytes, name: str = "Chronology", style: str = "") -> bytes:
    """Return the XML of a sheet."""
    return b'<table:table table:name="%s" table:style-name="%s">%s</table:table>' % (
        name.encode(),
        style.encode(),
        rows,
    )


def row(*cells: bytes, more: bytes = b"") -> bytes:
    """Return the XML of a row."""
    return b"<table:table-row %s>%s</table:table-row>" % (more, b"".join(cells))


def text(words: str, more: bytes = b"") -> bytes:
    """Return the XML of a cell of text."""
    lines = b"".join(b"<text:p>%s</text:p>" % line.encode() for line in words.split("\n"))
    return b'<table:table-cell office:value-type="string" %s>%s</table:table-cell>' % (more, lines)


def value(kind: str, what: str, more: bytes = b"") -> bytes:
    """Return the XML of a cell with a value."""
    name = {"float": "value"}.get(kind, f"{kind}-value")
    said = f'office:value-type="{kind}" office:{name}="{what}"'.encode()
    return b"<table:table-cell %s %s><text:p>as shown</text:p></table:table-cell>" % (said, more)


EMPTY = b"<table:table-cell/>"


def test_values_are_what_they_are() -> None:
    """Days, moments, times, numbers, answers and words, of several lines."""
    cells = row(
        value("date", "2016-05-22"), value("date", "2016-05-22T19:30:00"), value("time", "PT09H05M00S"),
        value("float", "45000"), value("boolean", "true"), text("one\ntwo  'three"), value("time", "PT33H00M00S"),
    )  # fmt: skip
    assert cells_of(read(spreadsheet_of(sheet(cells)))) == [
        (
            date(2016, 5, 22),
            datetime(2016, 5, 22, 19, 30),
            time(9, 5),
            45000,
            True,
            "one\ntwo  'three",
            "33:00",
        )
    ]


@pytest.mark.parametrize("where", ["cell", "column", "row", "parent"])
def test_a_month_is_no_day(where: str) -> None:
    """A date that is shown as a month is one, wherever its format is kept."""
    style = b'table:style-name="%s"' % (b"child" if where == "parent" else b"month")
    default = b'table:default-cell-style-name="month"'
    cell = value("date", "2016-05-01", style if where in ("cell", "parent") else b"")
    column = b"<table:table-column %s/>" % (default if where == "column" else b"")
    rows = column + row(cell, more=default if where == "row" else b"")
    assert cells_of(read(spreadsheet_of(sheet(rows), STYLES))) == [("May 2016",)]


def test_rows_and_cells_that_are_written_once_for_many() -> None:
    """Blank ones are counted and not made; filled ones are made."""
    rows = row(text("a"), b'<table:table-cell table:number-columns-repeated="2"/>', text("d"))
    rows += row(EMPTY, more=b'table:number-rows-repeated="1048570"')
    rows += row(text("z", b'table:number-columns-repeated="3"'), more=b'table:number-rows-repeated="2"')
    rows += row(b'<table:table-cell table:number-columns-repeated="16384"/>')
    found = read(spreadsheet_of(sheet(rows))).tables[0].rows
    assert found == (
        TableRow(1, False, ("a", None, None, "d")),
        TableRow(1_048_572, False, ("z", "z", "z")),
        TableRow(1_048_573, False, ("z", "z", "z")),
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (row(text("x"), more=b'table:number-rows-repeated="1048576"'), "20,000 rows"),
        (row(text("x", b'table:number-columns-repeated="16384"')), "250 columns"),
        (row(b'<table:table-cell table:number-columns-repeated="16383"/>', text("x")), "250 columns"),
        (row(b"<table:table-cell>" + sheet(row(text("x"))) + b"</table:table-cell>"), "table within a table"),
        (row(value("date", "2016-13-45")), "damaged"),
    ],
    ids=["rows", "cells", "far corner", "nested", "no date"],
)
def test_bombs_are_refused(rows: bytes, said: str) -> None:
    """A few bytes that stand for a billion cells are not unrolled."""
    with pytest.raises(ReviewctlError, match=said):
        read(spreadsheet_of(sheet(rows)))


def test_what_a_person_does_not_see_is_marked() -> None:
    """Hidden sheets, rows and columns, comments with their cells, and the history of changes."""
    note = b"<office:annotation><text:p>Real Name</text:p></office:annotation>"
    cell = b'<table:table-cell office:value-type="string">%s<text:p>seen</text:p></table:table-cell>' % note
    columns = b'<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = columns + row(text("a"), cell) + row(text("b"), more=b'table:visibility="collapse"')
    rows += row(text("c"), more=b'table:visibility="filter"')
    old = b"<table:previous><text:p>Real Name</text:p></table:previous>"
    change = b"<table:cell-content-change>%s</table:cell-content-change>" % old
    history = b"<table:tracked-changes>%s</table:tracked-changes>" % change
    file = read(spreadsheet_of(history + sheet(rows) + sheet(row(text("x")), "old", "away"), STYLES))
    assert [one.hidden for one in file.tables] == [False, True]
    assert file.tables[0].rows == (
        TableRow(1, False, ("a", "seen")), TableRow(2, True, ("b",)), TableRow(3, True, ("c",))
    )  # fmt: skip
    assert file.tables[0].hidden_columns == (1,)
    assert set(file.notices) == {
        Notice(kind="comment", place="sheet 1 B1"),
        Notice(kind="tracked-deletion", place="the spreadsheet's history of changes"),
    }


def test_merged_cells_and_drawings() -> None:
    """A date over two rows is the date of both; the text of a drawing is no cell's."""
    frame = b"<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    first = text("22 May", b'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    with_frame = (
        b'<table:table-cell office:value-type="string">%s<text:p>one</text:p></table:table-cell>' % frame
    )
    rows = row(first, with_frame) + row(b"<table:covered-table-cell/>", text("two"))
    file = read(spreadsheet_of(sheet(rows)))
    assert cells_of(file) == [("22 May", "one"), ("22 May", "two")]
    assert (file.tables[0].merges, file.outside) == ((Merge(1, 1, 2, 1),), 1)


def test_a_formula_without_a_result_is_named() -> None:
    """Nothing is worked out."""
    cells = row(
        b'<table:table-cell table:formula="of:=1+1"/>', value("float", "2", b'table:formula="of:=1+1"')
    )
    table = read(spreadsheet_of(sheet(cells))).tables[0]
    assert (table.rows[0].cells, table.unstored) == ((None, 2), ("A1",))
