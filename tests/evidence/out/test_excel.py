"""Excel out: values that are values, and text that nothing calculates."""

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reviewctl.exchange.excel.listing import workbook_of
from reviewctl.exchange.excel.reading import read_workbook
from reviewctl.model.report import Heading, Paragraph, Report
from reviewctl.model.trouble import ReviewctlError
from reviewctl.render.listed import listed
from tests.commands import House

RECORD = {
    "case": "SAR-2025-001",
    "anchor_date": date(2025, 1, 13),
    "days": -6,
    "verified": True,
    "reason": None,
    "citations": ["P§5.1", "P§11"],
}


def report(*records: dict[str, Any]) -> Report:
    """A report with these records, under a heading."""
    blocks = (Heading("Dates", "as at Monday 8 June 2026"), Paragraph("Two things."))
    return Report("deadlines", records=records, fields=tuple(records[0]) if records else (), blocks=blocks)


def book_of(*records: dict[str, Any]) -> Any:
    """The workbook of these records, opened again."""
    return load_workbook(io.BytesIO(workbook_of(listed(report(*records)))))


def test_a_value_stays_what_it_is() -> None:
    """A day is a day, a number a number, a list one text, and nothing is nothing."""
    sheet = book_of(RECORD)["List"]
    titles, values = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert titles == ["Case", "Anchor date", "Days", "Verified", "Reason", "Citations"]
    assert values == ["SAR-2025-001", datetime(2025, 1, 13), -6, "yes", None, "P§5.1; P§11"]
    assert sheet["B2"].is_date and sheet["B2"].number_format == "dd/mm/yyyy"


def test_a_day_that_excel_cannot_count_is_text() -> None:
    """Excel knows no year before 1900, and miscounts the first two months of that one."""
    sheet = book_of({"born": date(1899, 12, 31), "then": date(1900, 3, 1)})["List"]
    assert sheet["A2"].value == "1899-12-31"
    assert sheet["B2"].value == datetime(1900, 3, 1)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-6", "@SUM(A1)", '=HYPERLINK("http://x")', "'quoted"])
def test_text_is_never_a_formula(text: str) -> None:
    """It is a text for the program and, marked as one, for whoever edits it; and comes back as it was."""
    data = workbook_of(listed(report({"note": text})))
    cell = load_workbook(io.BytesIO(data))["List"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        assert not any(b"<f>" in parcel.read(name) for name in parcel.namelist())


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_is_kept(text: str) -> None:
    """Whatever was typed can be written, and signs that no program shows are made visible."""
    found = book_of({"note": text, "end": "x"})["List"]["A2"].value
    if text.isprintable() and text:
        assert found == text


def test_the_heading_stays_in_sight() -> None:
    """It is frozen, can be filtered by, and stands again on every sheet of paper."""
    sheet = book_of(RECORD, RECORD)["List"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_it_says_what_it_is() -> None:
    """A second sheet holds the lines of the page's heading."""
    sheet = book_of(RECORD)["About"]
    lines = [row[0].value for row in sheet.iter_rows()]
    assert lines == ["Confidential", "Dates", "as at Monday 8 June 2026", "Two things."]


def test_the_same_records_give_the_same_bytes_and_no_name() -> None:
    """Nothing in the file says who made it, or when."""
    data = workbook_of(listed(report(RECORD)))
    assert data == workbook_of(listed(report(RECORD)))
    told = load_workbook(io.BytesIO(data)).properties
    assert (told.creator or "", told.lastModifiedBy, told.created, told.modified) == (
        "", None, datetime(2000, 1, 1), datetime(2000, 1, 1)
    )  # fmt: skip


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    """Excel would call the file damaged; nothing is cut off in silence."""
    with pytest.raises(ReviewctlError, match="row 2 is longer"):
        workbook_of(listed(report({"note": "x" * 40_000})))


def test_every_report_is_a_workbook_that_our_own_reader_takes(every_report: list[tuple[str, Report]]) -> None:
    """Commands of tests/cases: a row for each record, and nothing that the reader of strange files refuses."""
    for label, one in every_report[::4]:  # The reader works in a process of its own, which takes its time.
        book = read_workbook(workbook_of(listed(one)))
        assert [sheet.name for sheet in book.sheets] == ["List", "About"], label
        assert len(book.sheets[0].rows) == (len(one.records) + 1 if listed(one).titles else 0), label
        assert not book.links and not any(sheet.formulas for sheet in book.sheets)


@pytest.mark.parametrize(
    "command", ["status", "deadlines", "next", "quorum", "validate", "show SAR-2019-001"]
)
def test_a_workbook_has_the_rows_of_the_csv(example: House, tmp_path: Path, command: str) -> None:
    """Both are for programs, and whole."""
    words = (*command.split(), "--as-of", "2022-10-10", "-o")
    for ending in ("csv", "xlsx"):
        assert example.tries(*words, str(tmp_path / f"list.{ending}")).code in (0, 1)
    rows = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_bytes().decode("utf-8-sig"), newline="")))
    sheet = load_workbook(tmp_path / "list.xlsx")["List"]
    assert len(rows) > 2
    assert (sheet.max_row, sheet.max_column) == (len(rows), len(rows[0]))
