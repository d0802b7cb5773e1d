"""Tables of Word documents: as wide as the page, titles on every page, rows whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reviewctl.exchange.word.runs import xml_of
from reviewctl.model.prose import Cell, Grid, words
from reviewctl.model.report import Style

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
_TWENTIETH = 635
"""Word's units in a twentieth of a point, in which widths are written down."""
_SMALLEST = 8
_PAIR = 2
_TITLES = "E7E7E7"


def measured(block: Grid) -> tuple[list[int], list[int]]:
    """Return how many characters wide each column must be, so that no word is broken, and would like to be."""
    columns = _columns(block)
    return [_needed(lines) + _MARGINS for lines in columns], [_wanted(lines) + _MARGINS for lines in columns]


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
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    room = _room(document)
    needed, wanted = measured(block)
    size = _size(needed, room)
    widths = [wide // _TWENTIETH for wide in _widths(needed, wanted, room, size, pairs=not block.titles)]
    titles = _row(block, tuple(map(Cell, block.titles)), widths, size, first=True) if block.titles else ""
    rows = "".join(_row(block, cells, widths, size) for cells in block.rows)
    head = _head(block, str(document.styles["Table Grid"].style_id), widths)
    body: Any = document.element.body
    body.sectPr.addprevious(parse_xml(f"<w:tbl {nsdecls('w')}>{head}{titles}{rows}</w:tbl>"))
    behind = document.add_paragraph().paragraph_format
    behind.space_after, behind.line_spacing = Pt(0), Pt(8)


def _head(block: Grid, style: str, widths: Sequence[int]) -> str:
    """Return what is said of a whole table: its style, its columns, and which of its cells are titles."""
    look = 'w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
    if not block.titles:
        look = 'w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1"'
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="{escape(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(block: Grid, cells: Sequence[Cell], widths: Sequence[int], size: int, first: bool = False) -> str:
    """Return a row, which stays on one page; the first, of titles, stands again on every page."""
    padded = (*cells, *(Cell(),) * (len(widths) - len(cells)))
    inner = "".join(
        _cell(block, at, cell, wide, size, first)
        for at, (cell, wide) in enumerate(zip(padded, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if first else ''}</w:trPr>{inner}</w:tr>"


def _cell(block: Grid, at: int, cell: Cell, wide: int, size: int, first: bool) -> str:
    tone: Style = "quiet" if not block.titles and at == 0 else ""
    lines = [xml_of(cell.runs, bold=first, size=size, tone=tone)]
    lines += [xml_of(line, size=size - 1) for line in cell.below]
    side = '<w:jc w:val="right"/>' if at in block.right else ""
    spaced = f'<w:pPr><w:spacing w:before="40" w:after="40"/>{side}</w:pPr>'
    colour = f'<w:shd w:val="clear" w:color="auto" w:fill="{_TITLES}"/>' if first else ""
    paragraphs = "".join(f"<w:p>{spaced}{line}</w:p>" for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{colour}</w:tcPr>{paragraphs}</w:tc>'


def _room(document: "DocumentType") -> int:
    """Return how wide the text of a page is, in Word's units."""
    section = document.sections[-1]
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _size(needed: Sequence[int], room: int) -> int:
    """Return the largest type, in points, in which no word of the table is broken."""
    largest = 9 if len(needed) >= _MANY else 10
    return next((size for size in (largest, 9) if sum(needed) * _CHARACTER * size <= room), _SMALLEST)


def _widths(needed: Sequence[int], wanted: Sequence[int], room: int, size: int, *, pairs: bool) -> list[int]:
    """Return how wide each column is: as it would like to be, or, where there is no room, as near to it as may be.

    A table of few words is not drawn out over the whole page, but one that nearly fills it is.
    """
    unit = size * _CHARACTER
    if pairs and len(wanted) == _PAIR:
        first = min(max(wanted[0] / sum(wanted), 0.25), 0.5)
        return [int(room * first), int(room * (1 - first))]
    if sum(wanted) * unit <= room:
        drawn_out = max(1.0, room / (sum(wanted) * unit)) if sum(wanted) * unit > room / 2 else 1.0
        return [int(one * unit * drawn_out) for one in wanted]
    if sum(needed) * unit >= room:
        return [int(room * one / sum(needed)) for one in needed]
    share = (room / unit - sum(needed)) / (sum(wanted) - sum(needed))
    return [int((least + (most - least) * share) * unit) for least, most in zip(needed, wanted, strict=True)]
