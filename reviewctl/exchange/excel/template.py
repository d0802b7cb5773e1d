"""The form for an agency's chronology as an Excel workbook, which comes back as it went out."""

from collections.abc import Sequence
from typing import Any

from reviewctl.exchange.excel.listing import bytes_of
from reviewctl.model.chronology_form import ABBREVIATIONS, NO_CONTACT, ChronologyForm, FormColumn

_BLANK_ROWS = 500
"""Rows made ready to be written in, behind those that are filled."""
_FEW_ROWS = 60
_TEXT = "@"
"""Excel's format for text. Without it "May 16" would become a day, "2.10" a number and "- seen" a formula."""
_LINE = 14.5
"""Points that a line of text takes."""
_WIDEST, _NARROWEST = 170, 7
"""Characters: of all columns together, and of any."""
_SHADE = "E7E7E7"
_PROMPT = 255
"""Characters that Excel shows of a hint."""


def workbook_form(form: ChronologyForm) -> bytes:
    """Return the form as a workbook: what to know, the chronology, periods without contact, and abbreviations.

    Headings and Ref are protected, without a password: against accidents only. Cells are text, so that Excel turns
    nothing into a date or a number. The same form gives the same bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    first: Any = book.active
    first.title = "Read me first"
    choices = _read_me(first, form)
    _chronology(book.create_sheet("Chronology"), form, choices)
    dates = next((one.hint for one in form.columns if one.field == "date"), "")
    hints = (dates, dates, "Why there was none, or why no record survives.")
    _small(book.create_sheet("No contact"), form, NO_CONTACT, (18, 18, 80), hints, form.no_contact)
    meanings = ("As it stands in your lines.", "What it stands for, in full.")
    _small(book.create_sheet("Abbreviations"), form, ABBREVIATIONS, (18, 80), meanings, form.abbreviations)
    book.active = 0
    return bytes_of(book, form.title)


def _read_me(sheet: Any, form: ChronologyForm) -> dict[str, str]:
    """Write what the author should know, and return where the choices of each field stand, for drop-downs."""
    page = _Page(sheet)
    page.heading(form.title, size=14)
    for label, words in form.about:
        page.pair(label, words)
    page.heading("How to fill it in")
    for line in form.instructions:
        page.line(line)
    page.heading("What belongs in each column")
    for column in form.columns:
        page.pair(column.title, column.hint)
    if form.questions:
        page.heading("The questions of the terms of reference")
        for number, text in form.questions:
            page.pair(number, text)
    choices: dict[str, str] = {}
    for column in form.columns:
        if column.choices:
            page.heading(f"{column.title}: one of")
            choices[column.field] = f"'{sheet.title}'!$B${page.row + 1}:$B${page.row + len(column.choices)}"
            for one in column.choices:
                page.pair("", one)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    _on_paper(sheet, form, wide=False)
    return choices


class _Page:
    """Writes down a sheet, line by line."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.row = 0

    def heading(self, words: str, size: int = 11) -> None:
        """Write a heading, with room above it."""
        self.row += 2 if self.row else 1
        _put(self.sheet, self.row, 1, words, bold=True, size=size, wrap=False)
        self.sheet.row_dimensions[self.row].height = 1.6 * size

    def pair(self, label: str, words: str) -> None:
        """Write a label and what it says."""
        self.row += 1
        _put(self.sheet, self.row, 1, label, bold=True)
        _put(self.sheet, self.row, 2, words)
        self._high_enough(words, 95)

    def line(self, words: str) -> None:
        """Write a line over both columns."""
        self.row += 1
        _put(self.sheet, self.row, 1, words)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=2)
        self._high_enough(words, 118)

    def _high_enough(self, words: str, width: int) -> None:
        """Make a row as high as its words: programs do it by themselves, but not for cells that are merged."""
        self.sheet.row_dimensions[self.row].height = _LINE * _lines(words, width)


def _chronology(sheet: Any, form: ChronologyForm, choices: dict[str, str]) -> None:
    _headings(sheet, [one.title for one in form.columns], _on_one_page([one.width for one in form.columns]))
    last = 1 + len(form.rows) + _BLANK_ROWS
    _fill(sheet, form.rows, last, [one.locked for one in form.columns])
    for at, column in enumerate(form.columns, 1):
        _prompt(sheet, at, last, column, choices.get(column.field))
    _on_paper(sheet, form, wide=True)
    _protected(sheet)


def _on_one_page(widths: Sequence[int]) -> list[int]:
    """Return widths, made smaller together where a page on its side would be too narrow to be read."""
    factor = min(1.0, _WIDEST / sum(widths))
    return [max(round(width * factor), _NARROWEST) for width in widths]


def _small(
    sheet: Any,
    form: ChronologyForm,
    titles: Sequence[str],
    widths: Sequence[int],
    hints: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    _headings(sheet, titles, widths)
    last = 1 + len(rows) + _FEW_ROWS
    _fill(sheet, rows, last, [False] * len(titles))
    for at, (title, hint) in enumerate(zip(titles, hints, strict=True), 1):
        _prompt(sheet, at, last, FormColumn(field="", title=title, hint=hint, width=1), None)
    _on_paper(sheet, form, wide=True)
    _protected(sheet)


def _headings(sheet: Any, titles: Sequence[str], widths: Sequence[int]) -> None:
    from openpyxl.styles import PatternFill
    from openpyxl.utils import get_column_letter

    for at, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        _lined(_put(sheet, 1, at, title, bold=True)).fill = PatternFill("solid", fgColor=_SHADE)
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[1].height = _LINE * max(map(_lines, titles, [width - 2 for width in widths]))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _fill(sheet: Any, rows: Sequence[Sequence[str]], last: int, locked: Sequence[bool]) -> None:
    """Write what is on record, and make the cells below ready to be written in; cells of one look share it."""
    from openpyxl.styles import Protection

    for at, lock in enumerate(locked, 1):
        first = _lined(_put(sheet, 2, at, ""))
        first.protection = Protection(locked=lock)
        for number in range(2, last + 1):
            cell = sheet.cell(number, at)
            cell._style = first._style
            _say(cell, rows[number - 2][at - 1] if number - 2 < len(rows) else "")
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _LINE * max(map(_lines, row, _widths_of(sheet, len(row))))


def _lined(cell: Any) -> Any:
    """Draw a thin grey line round a cell."""
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="A6A6A6")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    return cell


def _widths_of(sheet: Any, count: int) -> list[int]:
    from openpyxl.utils import get_column_letter

    return [int(sheet.column_dimensions[get_column_letter(at)].width) for at in range(1, count + 1)]


def _lines(words: str, width: int) -> int:
    """Return how many lines words take in a cell of this width: not all programs count them by themselves."""
    return sum(max(1, -(-len(line) // width)) for line in words.split("\n"))


def _put(
    sheet: Any, row: int, column: int, words: str, *, bold: bool = False, size: int = 10, wrap: bool = True
) -> Any:
    """Write words into a cell as text, whatever they begin with."""
    from openpyxl.styles import Alignment, Font

    cell = _say(sheet.cell(row, column), words)
    cell.number_format = _TEXT
    cell.font = Font(name="Arial", size=size, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cell


def _say(cell: Any, words: str) -> Any:
    if words:
        cell.value = words
        cell.data_type = "s"
    return cell


def _prompt(sheet: Any, at: int, last: int, column: FormColumn, choices: str | None) -> None:
    """Show a column's hint beside the cell that is being filled in, and a list where there are choices."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(at)
    rule = DataValidation(type="list", formula1=choices) if choices else DataValidation()
    rule.allow_blank, rule.showErrorMessage, rule.showInputMessage = True, False, True
    rule.promptTitle, rule.prompt = column.title[:32], column.hint[:_PROMPT] or None
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)


def _protected(sheet: Any) -> None:
    """Protect what is locked. Columns and rows may be widened, rows added, words formatted and found."""
    told = sheet.protection
    told.sheet = True
    told.formatCells = told.formatColumns = told.formatRows = told.insertRows = told.deleteRows = False
    told.sort = told.autoFilter = False  # Each of these says what is forbidden.


def _on_paper(sheet: Any, form: ChronologyForm, *, wide: bool) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    agency = next((words for label, words in form.about if label == "Agency"), "")
    sheet.oddFooter.left.text = f"{form.case} · {agency} · Confidential".replace("&", "&&")
    sheet.oddFooter.right.text = "page &P of &N"
