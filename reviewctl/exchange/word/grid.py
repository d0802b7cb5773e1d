"""Tables of Word documents: as wide as the page, titles on every page, rows whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.word.runs import put_runs, shade
from reviewctl.exchange.word.table import kept_whole, repeated
from reviewctl.model.prose import Cell, Grid, Runs, words

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

_LONG = 60
"""No column wants more than so many characters, however long its text."""
_SHORT = 14
"""What is no longer than this, such as a date or a word of state, stays in one line."""
_MARGINS = 4
"""Characters' width that the margins of a cell take."""
_MANY = 6
"""From so many columns on the type is smaller."""
_CHARACTER = 12_700 * 0.58
"""How wide a character is, in Word's units, for each point of its size: Arial's, and a little more for capitals."""
_SMALLEST = 8
_PAIR = 2
_TITLES = "E7E7E7"


def weights(block: Grid) -> list[int]:
    """Return how many characters each column would like to be wide."""
    return [_wanted(texts) + _MARGINS for texts in _columns(block)]


def needs(block: Grid) -> list[int]:
    """Return how many characters wide each column must be, so that no word is broken."""
    return [_needed(lines) + _MARGINS for lines in _columns(block)]


def _columns(block: Grid) -> list[list[str]]:
    """Return the lines of text of each column."""
    rows: list[tuple[Cell, ...]] = [tuple(map(Cell, block.titles)), *block.rows]
    return [
        [line for row in rows if at < len(row) for line in _lines(row[at])] for at in range(block.columns)
    ]


def _lines(cell: Cell) -> list[str]:
    return [line for one in (cell.runs, *cell.below) for line in words(one).split("\n") if line]


def _wanted(lines: Sequence[str]) -> int:
    """Return a column's by its usual text, and by what must not be broken."""
    usual = sum(map(len, lines)) // max(len(lines), 1)
    longest = max(map(len, lines), default=0)
    return max(min(longest, max(22, usual), _LONG), _needed(lines))


def _needed(lines: Sequence[str]) -> int:
    """Return how wide a column must be so that no word of it, and nothing short, is broken."""
    word = max((len(word) for line in lines for word in line.split()), default=0)
    short = max((len(line) for line in lines if len(line) <= _SHORT), default=0)
    return max(min(word, 24), short, 2)


def put_grid(document: "DocumentType", block: Grid) -> None:
    """Write a table at the end of the document."""
    from docx.shared import Pt

    table: Any = document.add_table(rows=0, cols=block.columns, style="Table Grid")
    table.autofit = False
    room = _room(document)
    size = _size(block, room)
    widths = _widths(block, room, size)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    if block.titles:
        titles = tuple(Cell(title) for title in block.titles)
        row = _row(table, block, titles, widths, size, bold=True)
        repeated(row)
        for cell in row.cells:
            shade(cell._tc.get_or_add_tcPr(), _TITLES)
    for cells in block.rows:
        _row(table, block, cells, widths, size)
    _told(table, block)
    behind = document.add_paragraph().paragraph_format
    behind.space_after, behind.line_spacing = Pt(0), Pt(8)


def _row(
    table: Any, block: Grid, cells: Sequence[Cell], widths: Sequence[int], size: float, bold: bool = False
) -> Any:
    row = table.add_row()
    kept_whole(row)
    padded = (*cells, *(Cell(),) * (block.columns - len(cells)))
    for at, (held, cell, wide) in enumerate(zip(row.cells, padded, widths, strict=True)):
        held.width = wide
        _put(held, cell, size, bold=bold, quiet=not block.titles and at == 0, right=at in block.right)
    return row


def _put(held: Any, cell: Cell, size: float, *, bold: bool, quiet: bool, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    lines: tuple[tuple[Runs, float], ...] = ((cell.runs, size), *((line, size - 1) for line in cell.below))
    for number, (line, high) in enumerate(lines):
        paragraph = held.add_paragraph() if number else held.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        put_runs(paragraph, line, bold=bold, size=high, tone="quiet" if quiet else "")


def _room(document: "DocumentType") -> int:
    """Return how wide the text of a page is, in Word's units."""
    section = document.sections[-1]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _size(block: Grid, room: int) -> int:
    """Return the largest type, in points, in which no word of the table is broken."""
    largest = 9 if block.columns >= _MANY else 10
    needed = sum(needs(block)) * _CHARACTER
    return next((size for size in (largest, 9) if needed * size <= room), _SMALLEST)


def _widths(block: Grid, room: int, size: int) -> list[int]:
    """Return how wide each column is: as it would like to be, or, where there is no room, as near to it as may be.

    A table of few words is not drawn out over the whole page, but one that nearly fills it is.
    """
    unit = size * _CHARACTER
    wanted, needed = weights(block), needs(block)
    if not block.titles and block.columns == _PAIR:
        first = min(max(wanted[0] / sum(wanted), 0.25), 0.5)
        return [int(room * first), int(room * (1 - first))]
    if sum(wanted) * unit <= room:
        drawn_out = max(1.0, room / (sum(wanted) * unit)) if sum(wanted) * unit > room / 2 else 1.0
        return [int(one * unit * drawn_out) for one in wanted]
    if sum(needed) * unit >= room:
        return [int(room * one / sum(needed)) for one in needed]
    share = (room / unit - sum(needed)) / (sum(wanted) - sum(needed))
    return [int((least + (most - least) * share) * unit) for least, most in zip(needed, wanted, strict=True)]


def _told(table: Any, block: Grid) -> None:
    """Say which cells are titles: those of the first row, or the first of every row."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    held = table._tbl.tblPr
    for old in list(held.findall(qn("w:tblLook"))):
        held.remove(old)
    look = OxmlElement("w:tblLook")
    first_row, first_column = ("1", "0") if block.titles else ("0", "1")
    for name, value in (
        ("val", "0020" if block.titles else "0080"),
        ("firstRow", first_row),
        ("lastRow", "0"),
        ("firstColumn", first_column),
        ("lastColumn", "0"),
        ("noHBand", "1"),
        ("noVBand", "1"),
    ):
        look.set(qn(f"w:{name}"), value)
    held.append(look)
