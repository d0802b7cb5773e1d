"""Drafts of letters as Word documents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewctl.exchange.word.paper import footer, paper, properties, saved
from reviewctl.exchange.word.table import kept_whole, repeated, weight
from reviewctl.model.letter import Block, Grid, Heading, Item, Letter, Paragraph, Runs

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph as WordParagraph


def word_of(letters: tuple[Letter, ...], house: bytes | None = None) -> bytes:
    """Return drafts as one Word document, each from a new page; blanks are marked in yellow.

    `house` is the Board's own house style, a Word document. The draft says nothing of who made it, on which
    computer or when. Raises ReviewctlError for a house style that cannot be used.
    """
    document = paper(house)
    footer(document, letters[0].reference)
    properties(document, letters[0].title)
    for number, letter in enumerate(letters):
        _write(document, letter, first=not number)
    return saved(document)


def _write(document: "DocumentType", letter: Letter, *, first: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    board = document.add_heading(letter.board, 1)
    board.paragraph_format.space_before = Pt(0)
    board.paragraph_format.page_break_before = not first
    mark = document.add_paragraph()
    mark.add_run("Confidential").bold = True
    date = document.add_paragraph(letter.date)
    date.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.to:
        _runs(document.add_paragraph(), letter.to)
    document.add_paragraph(f"Our reference: {letter.reference}")
    _runs(document.add_heading(level=2), letter.about)
    for block in letter.blocks:
        _block(document, block)
    if letter.signature:
        _lines(document.add_paragraph(), letter.signature).paragraph_format.keep_together = True


def _block(document: "DocumentType", block: Block) -> None:
    match block:
        case Heading():
            _runs(document.add_heading(level=block.level), block.runs)
        case Paragraph():
            _lines(document.add_paragraph(), block.lines)
        case Item():
            _item(document, block)
        case Grid():
            _grid(document, block)


def _item(document: "DocumentType", block: Item) -> None:
    """Write a line of a list; a number is written as it is, so that each letter begins at its own."""
    from docx.shared import Cm

    if not block.mark:
        _runs(document.add_paragraph(style="List Bullet"), block.runs)
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    paragraph.add_run(f"{block.mark}\t")
    _runs(paragraph, block.runs)


def _grid(document: "DocumentType", block: Grid) -> None:
    from docx.shared import Pt

    rows = [*([block.titles] if any(block.titles) else []), *block.rows]
    columns = max(map(len, rows))
    table = document.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    widths = _widths(rows, columns)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for number, cells in enumerate(rows):
        row = table.add_row()
        kept_whole(row)
        for cell, found, wide in zip(row.cells, (*cells, *((),) * columns), widths, strict=False):
            cell.width = wide
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _runs(paragraph, found, bold=number == 0 and any(block.titles), size=10)
    if any(block.titles):
        repeated(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(rows: Sequence[tuple[Runs, ...]], columns: int) -> list[int]:
    """Return how wide each column is, by its words: one that is empty below its title is there to write in."""
    from docx.shared import Cm

    columned = [[_text(row[at]) if at < len(row) else "" for row in rows] for at in range(columns)]
    weights = [weight(texts) for texts in columned]
    return [int(Cm(16) * one / sum(weights)) for one in weights]


def _text(cell: Runs) -> str:
    return "".join(run.text for run in cell)


def _lines(paragraph: "WordParagraph", lines: tuple[Runs, ...]) -> "WordParagraph":
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        _runs(paragraph, line)
    return paragraph


def _runs(paragraph: "WordParagraph", found: Runs, *, bold: bool = False, size: int | None = None) -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt

    for one in found:
        run = paragraph.add_run(one.text)
        if size is not None:
            run.font.size = Pt(size)
        if bold or one.style == "bold":
            run.bold = True
        if one.style == "blank":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
