"""Workbooks that are no lists, or are meant to do harm: one clear message each, and nothing of them is opened."""

import io
import random
import time
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reviewctl.exchange import apart
from reviewctl.exchange.excel.reading import read_workbook
from reviewctl.exchange.parcel import check_workbook
from reviewctl.model.finding import ReviewctlError
from tests.unit.tracker.books import saved, simple


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def packed(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook made of these parts, packed as Excel does or in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as parcel:
        for name, data in parts.items():
            parcel.writestr(name, data)
    return out.getvalue()


PLAIN = saved(simple(["SAR 2019/1", "12/3/19"]))
SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(xml: bytes) -> bytes:
    """Return a workbook whose only sheet holds these rows."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    size = b'<dimension ref="A1:A2"/><sheetData>'
    return packed({**parts_of(PLAIN), SHEET: head + size + xml + b"</sheetData></worksheet>"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Ref,Received\nSAR 1,12/3/19\n", "not an Excel workbook"),
        (b"", "not an Excel workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (PLAIN[: len(PLAIN) // 2], "damaged"),
        (packed({"word/document.xml": b"<a/>"}), "not an Excel workbook"),
        (packed({**parts_of(PLAIN), "xl/vbaProject.bin": b"x"}), "macros"),
        (packed({"xl/workbook.bin": b"x"}), "binary"),
        (packed(parts_of(PLAIN), zipfile.ZIP_LZMA), "Excel never packs"),
        (packed(parts_of(PLAIN), zipfile.ZIP_BZIP2), "Excel never packs"),
        (packed({**parts_of(PLAIN), **{f"xl/media/{n}.png": b"" for n in range(200)}}), "parts"),
        (packed({**parts_of(PLAIN), "xl/media/a.bin": bytes(30 << 20)}), "swells"),
        (packed({**parts_of(PLAIN), SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "Excel never writes"),
        (packed({**parts_of(PLAIN), SHEET: "<a/>".encode("utf-16")}), "Excel never writes"),
        (packed({**parts_of(PLAIN), SHEET: b"<worksheet><row>"}), "damaged"),
        (bytes(11 << 20), "10 MB"),
    ],
    ids=[
        "csv renamed", "empty", "xls", "encrypted", "truncated", "docx renamed", "macros", "xlsb",
        "lzma", "bzip2", "parts", "bomb", "doctype", "utf-16",
        "broken", "large",
    ],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_refused(data: bytes, said: str) -> None:
    """Each is refused in a sentence of its own, with what to do, and soon."""
    started = time.monotonic()
    with pytest.raises(ReviewctlError, match=said) as fault:
        read_workbook(data)
    assert fault.value.hint
    assert time.monotonic() - started < 5


def test_a_workbook_that_takes_too_much_is_stopped() -> None:
    """What grows beyond its limit of memory is stopped, and the next workbook is read as ever."""
    with pytest.raises(ReviewctlError, match="too much"):
        apart.apart(lambda _: len(bytearray(2 * apart.MEMORY)), b"")
    assert read_workbook(PLAIN).sheets[0].rows


def test_a_workbook_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes on and on is stopped by its limit of time."""
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(ReviewctlError, match="too much"):
        apart.apart(lambda _: sum(number for number in range(10**12)), b"")


def test_a_million_empty_rows_are_no_trouble() -> None:
    """Somebody formatted the sheet down to its end: the two rows that hold something are read, and soon."""
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 1_048_577))
    full = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    book = read_workbook(with_sheet(full % (1, 1) + full % (2, 2) + empty))
    assert [row.number for row in book.sheets[0].rows] == [1, 2]


def test_a_cell_in_the_last_row_is_no_trouble() -> None:
    """One lost cell at the very bottom is read with the number of its row."""
    full = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    book = read_workbook(with_sheet(full % (1, 1) + full % (1_048_576, 1_048_576)))
    assert [row.number for row in book.sheets[0].rows] == [1, 1_048_576]


def test_a_cell_at_the_far_corner_is_no_trouble() -> None:
    """One lost cell in the last column does not make the table sixteen thousand columns wide."""
    book = read_workbook(
        with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>')
    )
    assert [row.cells for row in book.sheets[0].rows] == [(1,)]


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    """A sheet that says it is one cell large is read to its end."""
    parts = parts_of(PLAIN)
    parts[SHEET] = parts[SHEET].replace(b'ref="A1:F2"', b'ref="A1:A1"')
    assert len(read_workbook(packed(parts)).sheets[0].rows) == 2


def test_days_counted_from_1904_are_right() -> None:
    """A workbook from an old Macintosh gives the days that it shows."""
    book = simple(["SAR 1", None])
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["B2"] = datetime(2019, 3, 12)
    found = read_workbook(saved(book))
    assert found.since_1904
    assert str(found.sheets[0].rows[1].cells[1]) == "2019-03-12"


def test_formulas_are_text_as_last_worked_out_or_counted_as_missing() -> None:
    """Nothing is worked out: a formula without a stored result is named by its cell."""
    book = simple(["SAR 1", '=HYPERLINK("http://example.org","12/3/19")'])
    sheet = read_workbook(saved(book)).sheets[0]
    assert (sheet.formulas, sheet.unstored) == (1, ("B2",))
    assert sheet.rows[1].cells == ("SAR 1",)


def test_hidden_rows_sheets_and_merged_cells_are_told() -> None:
    """What a person does not see on the screen is marked, and merged cells are known by their corners."""
    book = simple(["SAR 1"], ["SAR 2"])
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].merge_cells("B1:C1")
    book.create_sheet("old").sheet_state = "hidden"
    found = read_workbook(saved(book))
    assert [row.hidden for row in found.sheets[0].rows] == [False, False, True]
    assert [(m.top, m.left, m.bottom, m.right) for m in found.sheets[0].merges] == [(1, 2, 1, 3)]
    assert [one.hidden for one in found.sheets] == [False, True]


def test_a_workbook_hurt_in_any_byte_is_looked_at_or_refused() -> None:
    """Cut short, or with wrong bytes where a zip says what it holds: a sentence, and never a bug."""
    dice = random.Random(7)
    starts = [
        at for at in range(len(PLAIN)) if PLAIN[at : at + 4] in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
    ]
    refused = 0
    for _ in range(1500):
        hurt = bytearray(PLAIN[: dice.choice((len(PLAIN), len(PLAIN), dice.randrange(4, len(PLAIN))))])
        for _ in range(dice.randint(1, 6)):
            hurt[(dice.choice(starts) + dice.randrange(4, 50)) % len(hurt)] = dice.randrange(256)
        try:
            check_workbook(bytes(hurt))
        except ReviewctlError:
            refused += 1
    assert refused > 1000


def test_links_to_other_files_are_told_and_not_followed() -> None:
    """A part that points elsewhere is noted."""
    assert not read_workbook(PLAIN).links
    assert read_workbook(packed({**parts_of(PLAIN), "xl/externalLinks/externalLink1.xml": b"<a/>"})).links


def test_an_empty_workbook_has_an_empty_sheet() -> None:
    """A workbook in which nothing was written is read, and is empty."""
    assert read_workbook(saved(Workbook())).sheets[0].rows == ()
