"""Workbooks as boards keep them, made for the tests: a messy list of forty rows, and one of published reviews."""

import io
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[list[Any]]

GROUPS = [
    "SAR LOG",
    None,
    None,
    "REFERRAL",
    None,
    "SCREENING",
    None,
    "DECISION",
    None,
    None,
    "REVIEW",
    None,
    None,
    None,
    None,
]
HEADINGS = [
    "Ref No.", "Known as", "Name of adult", "Date received ", "Referred by", "Date of Sar Panel",
    "Panel recommendation",
    "Date of decision", "SAR Y/N", "Mandatory / Discretionary", "ToR agreed", "Report recieved",
    "Date published",
    "Status", "Comments",
]  # fmt: skip
D = datetime

MESSY: Rows = [
    ["SAR 2017/1", "Adult A", "Real Name One", D(2017, 3, 6), "GMP", D(2017, 3, 24), "SAR", D(2017, 4, 3),
     "Yes", "Mandatory",
     "May-17", "March 2018", D(2018, 5, 14), "Closed", "Mrs Smith unhappy with letter"],
    ["SAR 2017/2", "Adult B", "Real Name Two", "June 2017", "Pennine Care", "n/k", "No SAR", "07/2017",
     "No", None, None, None, None,
     "Closed", None],
    ["SAR 2017/3", "Adult C", "x", "2017", "Stockport NHS Foundation Trust", None, None, None, "N", None,
     None, None, None, "closed", None],
    [None] * 15,
    ["2018/19"] + [None] * 14,
    ["SAR 2018/1", "Adults D and E", "x", "12/3/18 (by email)", "Pennine Care", "26.03.2018", "SAR",
     "3/4/18", "YES", "M",
     "1st June 2018", "n/k", "14/6/19", "Published - action plan ongoing", None],
    ["SAR 2018/2", "Adult F ", "x", "03/2018", "hospital", "April 2018", None, "TBC", None, None, None,
     None, None, "closed", None],
    ["2018-3", "Janet Smythe", "x", "Mar-18", "Dr Jones, GP", "not known", None, "c. May 2018", "Not met",
     None, "N/A", "N/A", "N/A",
     "Closed", None],
    ["S/18/04", "Adult H", "x", D(2018, 9, 3), "Police", D(2018, 9, 20), "other", D(2018, 9, 28),
     "Single agency review", "n/a", None,
     None, None, "Closed", None],
    ["SAR 2018/1", "Adults D and E", "x", "12/3/18 (by email)", "Pennine Care", "26.03.2018", "SAR",
     "3/4/18", "YES", "M",
     "1st June 2018", "n/k", "14/6/19", "Published - action plan ongoing", None],
    HEADINGS,
]  # fmt: skip


def open_rows() -> Rows:
    """Return rows of reviews that are still going on, and referrals that were turned down, year by year."""
    rows: Rows = []
    for number in range(1, 25):
        year = 2019 + number // 5
        received = date(year, 1 + number % 12, 3 + number % 9)
        row: list[Any] = [
            f"SAR {year}/{number}",
            f"Adult {chr(73 + number % 17)}{number}",
            "x",
            D(*received.timetuple()[:3]),
        ]
        row += ["GMP", f"{received.day}/{received.month}/{year % 100:02}" if number % 3 else None]
        row += [
            "SAR" if number % 2 else "No SAR",
            D(year + 1, 1, 15),
            "Yes" if number % 2 else "No",
            None,
            None,
            None,
            None,
        ]
        row += ["Closed" if number % 2 == 0 else "Live", None]
        rows.append(row)
    return rows


NEWEST: Rows = [
    ["SAR 2026/1", "Adult W", "x", D(2026, 2, 2), "GMP", D(2026, 2, 16), "SAR", D(2026, 2, 27), "Yes",
     "Discretionary", "see file", None,
     None, "Live", None],
    ["SAR 2026/2", "Adult X", "x", D(2026, 9, 1), "GMP", "awaiting info", None, None, None, None, None,
     None, None, "Live", None],
    ["SAR 2026/3", "Adult Y", "x", D(2026, 11, 16), "GMP", None, None, None, None, None, None, None, None,
     "New", None],
    ["SAR 2026/4", "Adult Z", "x", "3/25/2026", "GMP", D(2026, 4, 9), "SAR", D(2026, 4, 14), "Maybe", None,
     None, None, D(2027, 1, 12),
     "On hold", None],
    ["Total", None, None, 36, None, None, None, None, None, None, None, None, None, None, None],
]  # fmt: skip


def messy() -> Workbook:
    """Return a list as it grows over ten years: a title, two lines of headings, merged cells, notes and totals."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "SAR log"
    sheet.append(["Anyshire Safeguarding Adults Board - SAR tracker (OFFICIAL SENSITIVE)"])
    sheet.merge_cells("A1:O1")
    sheet.append([])
    sheet.append(GROUPS)
    for span in ("A3:C3", "D3:E3", "F3:G3", "H3:J3", "K3:O3"):
        sheet.merge_cells(span)
    sheet.append(HEADINGS)
    for row in [*MESSY, *open_rows(), *NEWEST]:
        sheet.append(row)
    sheet.row_dimensions[sheet.max_row - 1].hidden = False
    book.create_sheet("Lists").append(["Yes", "No"])
    book.create_sheet("Empty")
    hidden = book.create_sheet("old")
    hidden.sheet_state = "hidden"
    hidden.append(HEADINGS)
    hidden.append(["SAR 2011/1", "Adult Q"])
    return book


def simple(*rows: list[Any], headings: list[str] | None = None, title: str = "SARs") -> Workbook:
    """Return a list with one line of headings and these rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in (
        [headings or ["Ref", "Received", "Screening date", "Decision date", "Outcome", "Status"]],
        rows,
    ):
        for one in row:
            sheet.append(one)
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
