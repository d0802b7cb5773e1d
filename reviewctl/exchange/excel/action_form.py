"""The form for one owner's actions as an Excel workbook: what it is to read, and text cells that it fills in."""

import io
from collections.abc import Sequence
from typing import Any

from reviewctl.exchange.excel.listing import bytes_of, workbook_of
from reviewctl.model.listing import Listing

_TEXT = "@"
"""Excel's format for text. Without it "2026-05" would become the first of May."""
_WIDTH = 28
_LONGEST_LIST = 250
"""Characters of choices that Excel takes for a cell."""


def action_form(listing: Listing, answers: int, choices: Sequence[str]) -> bytes:
    """Return a table as a workbook whose last `answers` columns are to be filled in.

    `choices` are the words offered in the first of them; other words can be typed, and are judged when the form
    comes back. The same table gives the same bytes.
    """
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    book = load_workbook(io.BytesIO(workbook_of(listing)))
    sheet: Any = book["List"]
    first = len(listing.titles) - answers + 1
    for column in range(first, len(listing.titles) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        for row in range(2, len(listing.rows) + 2):
            cell = sheet.cell(row, column)
            cell.number_format = _TEXT
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.fill = PatternFill("solid", fgColor="FFF8E1")
    _offer(sheet, f"{get_column_letter(first)}2:{get_column_letter(first)}{len(listing.rows) + 1}", choices)
    return bytes_of(book, listing.title)


def _offer(sheet: Any, cells: str, choices: Sequence[str]) -> None:
    """Offer words in cells, where Excel can hold them as a list; what else is typed is not refused there."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(choices)
    if not choices or len(listed) > _LONGEST_LIST or any("," in one or '"' in one for one in choices):
        return
    offered = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(offered)
    offered.add(cells)
