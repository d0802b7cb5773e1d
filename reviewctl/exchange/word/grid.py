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
_MANY = 6
"""From so many columns on the type is smaller."""
_TITLES = "E7E7E7"


def weights(block: Grid) -> list[int]:
    """Return how many characters each column would like to be wide."""
    rows: list[tuple[Cell, ...]] = [tuple(map(Cell, block.titles)), *block.rows]
    return [_weight([_text(row[at]) for row in rows if at < len(row)]) for at in range(block.columns)]


def _text(cell: Cell) -> str:
    return "\n".join(words(one) for one in (cell.runs, *cell.below))


def _weight(texts: Sequence[str]) -> int:
    """Return a column's by its longest word and its usual text."""
    word = max((len(word) for text in texts for word in text.split()), default=0)
    lines = [line for text in texts for line in text.split("\n") if line]
    usual = sum(map(len, lines)) // max(len(lines), 1)
    longest = max(map(len, lines), default=0)
    return max(min(longest, max(22, usual), _LONG), min(word, 24) + 2, 4)


def put_grid(document: "DocumentType", block: Grid) -> None:
    """Write a table at the end of the document."""
    from docx.shared import Pt

    table: Any = document.add_table(rows=0, cols=block.columns, style="Table Grid")
    table.autofit = False
    widths = _widths(document, block)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    size = 9 if block.columns >= _MANY else 10
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


def _widths(document: "DocumentType", block: Grid) -> list[int]:
    """Return how wide each column is, so that all together are as wide as the text of the page.

    A table of few words is not drawn out over the whole page.
    """
    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    wanted = weights(block)
    size = 9 if block.columns >= _MANY else 10
    natural = sum(wanted) * size * 12700 * 0.56 + block.columns * 150_000
    share = min(1.0, natural / room)
    return [int(room * share * one / sum(wanted)) for one in wanted]


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
