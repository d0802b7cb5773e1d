"""A table of values as an Excel workbook: no formula, days that are days, a heading that stays in sight."""

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.repacked import same_every_time
from reviewctl.model.listing import Listing, Value
from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from openpyxl import Workbook

_FIXED = datetime(2000, 1, 1)
"""What a workbook says of when it was made: always the same, so that the same record gives the same bytes."""
_LONGEST = 32_767
"""Letters that a cell of Excel may hold."""
_NARROWEST, _WIDEST = 9, 60
_FIRST_DAY = date(1900, 3, 1)
"""Earlier days are text: Excel counts a 29 February 1900 that there never was, and none before that year."""
_MANY = 12
_TITLES = "E7E7E7"
_FORMULA = ("=", "+", "-", "@", "'")


def workbook_of(listing: Listing) -> bytes:
    """Return a table as a workbook: a sheet of values, and a sheet that says what they are.

    Text is only ever text, whatever it begins with. The workbook says nothing of who made it, or when. Raises
    ReviewctlError for a text that is longer than a cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "List"
    _fill(sheet, listing)
    _about(book.create_sheet("About"), listing)
    return bytes_of(book, listing.title)


def bytes_of(book: "Workbook", title: str) -> bytes:
    """Return a workbook as it is kept: the same bytes for the same values, and no word of who made it."""
    from openpyxl.writer.excel import ExcelWriter

    told = book.properties
    told.creator, told.title, told.language = "", title, "en-GB"
    told.created = told.modified = _FIXED
    out = io.BytesIO()
    # openpyxl's own way to save would write down the time of day.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        ExcelWriter(book, parcel).save()
    return same_every_time(out.getvalue())


class _Looks:
    """How cells look. Each look is made once and given to many: to make it anew takes longer than the cell."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        def cell(**looks: Any) -> Any:
            made: Any = WriteOnlyCell(sheet)
            made.alignment = Alignment(vertical="top", wrap_text=True)
            for name, value in looks.items():
                setattr(made, name, value)
            return made._style

        self.title = cell(font=Font(bold=True), fill=PatternFill("solid", fgColor=_TITLES))
        self.plain = cell()
        self.guarded = cell(quotePrefix=True)
        self.day = cell(number_format="dd/mm/yyyy")

    def of(self, value: object) -> Any:
        """Return how a value looks. Text that begins as a formula does is marked: it stays text when it is edited."""
        if isinstance(value, date):
            return self.day
        return self.guarded if isinstance(value, str) and value.startswith(_FORMULA) else self.plain


def _fill(sheet: Any, listing: Listing) -> None:
    from openpyxl.utils import get_column_letter

    looks = _Looks(sheet)
    for at, title in enumerate(listing.titles, 1):
        _put(sheet, 1, at, title)._style = looks.title
    for number, row in enumerate(listing.rows, 2):
        for at, value in enumerate(row, 1):
            shown = _shown(value)
            if shown is not None and shown != "":
                _put(sheet, number, at, shown)._style = looks.of(shown)
    for at in range(1, len(listing.titles) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _width(listing, at - 1)
    if listing.titles:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        sheet.print_title_rows = "1:1"
    _on_paper(sheet, wide=len(listing.titles) > _MANY)


def _shown(value: Value) -> Value:
    """Return a value as a cell can hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) and value < _FIRST_DAY else value


def _put(sheet: Any, row: int, column: int, value: Value) -> Any:
    """Write a value into a cell. Text is only ever text."""
    if not isinstance(value, str):
        return sheet.cell(row, column, value)
    if len(value) > _LONGEST:
        raise ReviewctlError(
            f"A text of row {row} is longer than a cell of Excel can hold ({_LONGEST} letters).",
            "Write it as .docx, .html or .csv.",
        )
    cell = sheet.cell(row, column)
    cell.value, cell.data_type = value, "s"
    return cell


def _width(listing: Listing, at: int) -> int:
    """Return how wide a column is, in characters: as its usual text wants it, within reason."""
    texts = [str(row[at]) for row in listing.rows if row[at] is not None]
    lines = [len(line) for text in texts for line in text.split("\n")]
    usual = max(lines, default=0)
    return max(_NARROWEST, min(_WIDEST, max(usual, len(listing.titles[at]) + 3) + 2))


def _on_paper(sheet: Any, *, wide: bool = False) -> None:
    """Have it printed on its side, all columns on one page's width: on A4, a wide one on A3."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8 if wide else 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "Confidential", "page &P of &N"


def _about(sheet: Any, listing: Listing) -> None:
    looks = _Looks(sheet)
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(listing.about, 1):
        _put(sheet, number, 1, line)._style = looks.of(line)
    _on_paper(sheet)
