"""Workbooks as agencies send them: dates as they are shown, and what lies in them unseen."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reviewctl.exchange.excel.agency import shown_fields
from reviewctl.model.sheet import Merge, Notice
from tests.evidence.tables.files import PLAIN_XLSX, cells_of, packed, parts_of, read, saved, sheet_of


def book_of(*rows: list[object]) -> Workbook:
    """Return a workbook with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("dd/mm/yyyy", date(2016, 5, 22)),
        ("mm-dd-yy", date(2016, 5, 22)),
        ("[$-809]dddd, d mmmm yyyy;@", date(2016, 5, 22)),
        ('"on" d mmm yy', date(2016, 5, 22)),
        ("mmm-yy", "May 2016"),
        ("mmmm\\ yyyy", "May 2016"),
        ("ddd mmm yyyy", "May 2016"),
        ("d-mmm", "22 May"),
        ("yyyy", "2016"),
        ("mmmm", "May"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_shown(form: str, shown: object) -> None:
    """The day behind "May 2016", and the year behind "22 May", are Excel's own and nobody wrote them."""
    book = book_of(["Date"], [datetime(2016, 5, 22)])
    book.worksheets[0]["A2"].number_format = form
    assert cells_of(read(saved(book)))[1] == (shown,)


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("h:mm", "t"),
        ("mm:ss", "t"),
        ("[h]:mm:ss", "t"),
        ("dd/mm/yyyy hh:mm", "ymdt"),
        ("d mmm yyyy h:mm AM/PM", "ymdt"),
    ],
)
def test_a_minute_is_no_month(form: str, fields: str) -> None:
    """An m behind hours or before seconds is a minute."""
    assert shown_fields(form) == fields


def test_times_are_kept_to_the_second() -> None:
    """A moment, a time of day alone and a length of time are read as such; midnight is a day."""
    book = book_of(
        [
            datetime(2016, 5, 22, 19, 30),
            time(9, 5),
            datetime(2016, 5, 22),
            timedelta(hours=3),
            timedelta(hours=33),
        ]
    )
    cells = (datetime(2016, 5, 22, 19, 30), time(9, 5), date(2016, 5, 22), time(3, 0), "33:00")
    assert cells_of(read(saved(book))) == [cells]


@pytest.mark.parametrize("minutes", range(0, 1440, 61))
def test_no_minute_is_lost_to_the_fractions_of_a_day(minutes: int) -> None:
    """Excel keeps times as fractions of a day, of which hardly any is a whole minute to a computer."""
    at = datetime(2016, 5, 22) + timedelta(minutes=minutes)
    serial = (at - datetime(1899, 12, 30)) / timedelta(days=1)
    book = book_of([serial, serial % 1 or None, "x"])
    book.worksheets[0]["A1"].number_format, book.worksheets[0]["B1"].number_format = (
        "dd/mm/yyyy hh:mm",
        "hh:mm",
    )
    found = cells_of(read(saved(book)))[0]
    assert found[:2] == ((at, at.time()) if minutes else (at.date(), None))


def test_days_counted_from_1904_are_right() -> None:
    """A workbook from an old Macintosh gives the days that it shows, and says so."""
    book = book_of(["Date"])
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A2"] = datetime(2016, 5, 22)
    file = read(saved(book))
    assert (file.since_1904, cells_of(file)[1]) == (True, (date(2016, 5, 22),))


def test_a_number_that_may_be_a_date_stays_a_number() -> None:
    """45000 under no date's format is 45000: what it means is asked, not guessed."""
    assert cells_of(read(saved(book_of([45000, 2016, 1.5])))) == [(45000, 2016, 1.5)]


def test_what_a_person_does_not_see_is_marked() -> None:
    """Hidden sheets, rows and columns, and comments with their cells."""
    book = book_of(["a", "b", "c"], [1, 2, 3], [4, 5, 6])
    sheet = book.worksheets[0]
    sheet.title = "Chronology"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["C3"].comment = Comment("words", "somebody")
    book.create_sheet("old").sheet_state = "veryHidden"
    file = read(saved(book))
    assert [row.hidden for row in file.tables[0].rows] == [False, True, False]
    assert file.tables[0].hidden_columns == (1,)
    assert [one.hidden for one in file.tables] == [False, True]
    assert file.notices == (Notice(kind="comment", place="sheet 1 C3"),)


def test_what_has_no_height_or_width_is_hidden() -> None:
    """Dragged to nothing with the mouse, as people do who do not know of hiding."""
    data = sheet_of(b'<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>')
    parts = parts_of(data)
    columns = b'<cols><col min="2" max="2" width="0"/></cols><sheetData>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", columns)
    table = read(packed(parts)).tables[0]
    assert (table.rows[0].hidden, table.hidden_columns) == (True, (1,))


def test_all_columns_to_the_right_may_be_hidden() -> None:
    """People hide what is right of their table: only as many as a table may have are named."""
    columns = b'<cols><col min="3" max="16384" hidden="1" width="9"/></cols><sheetData>'
    data = sheet_of(b'<row r="1"><c r="A1"><v>1</v></c></row>')
    parts = parts_of(data)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", columns)
    assert read(packed(parts)).tables[0].hidden_columns == tuple(range(2, 250))


def test_the_history_of_a_shared_workbook_is_told() -> None:
    """A workbook shared in the old way keeps all that was ever overwritten."""
    data = packed({**parts_of(PLAIN_XLSX), "xl/revisions/revisionLog1.xml": b"<revisions/>"})
    assert read(data).notices == (Notice(kind="tracked-deletion", place="the workbook's history of changes"),)


def test_text_boxes_are_counted() -> None:
    """What stands in a shape on top of the sheet is in no cell."""
    shape = b'<xdr:wsDr xmlns:xdr="x" xmlns:a="y"><xdr:txBody><a:p><a:t>words</a:t></a:p><a:p/></xdr:txBody></xdr:wsDr>'
    assert read(packed({**parts_of(PLAIN_XLSX), "xl/drawings/drawing1.xml": shape})).outside == 1


def test_words_of_cells_merged_downwards_stand_in_each_row_that_holds_something() -> None:
    """One date for three contacts is the date of each; a row with nothing else in it is no contact."""
    book = book_of(
        ["22/05/2016", "first"], [None, "second"], [None, None], ["23/05/2016", "last"], ["2017", None]
    )
    book.worksheets[0].merge_cells("A1:A3")
    book.worksheets[0].merge_cells("A5:B5")
    table = read(saved(book)).tables[0]
    assert [row.cells for row in table.rows] == [
        ("22/05/2016", "first"), ("22/05/2016", "second"), ("23/05/2016", "last"), ("2017",)
    ]  # fmt: skip
    assert table.merges == (Merge(1, 1, 3, 1), Merge(5, 1, 5, 2))


def test_formulas_are_what_excel_last_made_of_them() -> None:
    """Nothing is worked out: a formula without a stored result is named by its cell."""
    row = b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c>'
    row += b'<c r="C1" t="str"><f>A1</f><v>x</v></c></row>'
    table = read(sheet_of(row)).tables[0]
    assert (table.rows[0].cells, table.unstored) == ((2, None, "x"), ("B1",))


def test_text_is_as_it_was_typed() -> None:
    """Lines stay lines, spaces spaces; Excel's own codes are left out; what else no one sees is there to be told."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is>'
    row += b'<t xml:space="preserve"> one_x000D_\ntwo\xc2\xa0three\xe2\x80\x8b  four </t></is></c></row>'
    assert cells_of(read(sheet_of(row))) == [("one\ntwo three\u200b  four",)]


def test_what_openpyxl_writes_comes_back() -> None:
    """Any words, numbers and days in any cells are read as they were written."""
    dice = random.Random(5)
    for _ in range(12):
        rows = [[_any(dice) for _ in range(6)] for _ in range(10)]
        assert [list(row) + [None] * (6 - len(row)) for row in cells_of(read(saved(book_of(*rows))))] == [
            row for row in rows if any(one is not None for one in row)
        ]


def _any(dice: random.Random) -> object:
    day = date(1990, 1, 1) + timedelta(days=dice.randrange(20_000))
    words = "x" + "".join(dice.choices("aé–“ 1/\n", k=dice.randrange(20))) + "x"
    moment = datetime(day.year, day.month, day.day, dice.randrange(1, 24), dice.randrange(60))
    return dice.choice(
        (words, day, moment, dice.randrange(10**6), time(dice.randrange(24), dice.randrange(60)), None)
    )
