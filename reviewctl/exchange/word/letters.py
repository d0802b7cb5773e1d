"""Drafts of letters as Word documents."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.repacked import same_every_time
from reviewctl.exchange.word.paper import footer, paper, properties
from reviewctl.model.letter import Block, Grid, Heading, Item, Letter, Paragraph, Runs

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph as WordParagraph


def word_of(letters: tuple[Letter, ...]) -> bytes:
    """Return drafts as one Word document, each from a new page; blanks are marked in yellow.

    The document says nothing of who made it, on which computer or when.
    """
    document = paper()
    footer(document, letters[0].reference)
    properties(document, letters[0].title)
    for number, letter in enumerate(letters):
        _write(document, letter, first=not number)
    out = io.BytesIO()
    document.save(out)
    return same_every_time(out.getvalue())


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
        _whole(row)
        for cell, found, wide in zip(row.cells, (*cells, *((),) * columns), widths, strict=False):
            cell.width = wide
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            _runs(paragraph, found, bold=number == 0 and any(block.titles), size=10)
    if any(block.titles):
        _repeated(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


_TO_WRITE_IN = 24
"""As wide as so many characters is a column in which people write."""


def _widths(rows: Sequence[tuple[Runs, ...]], columns: int) -> list[int]:
    """Return how wide each column is, by its words: one that is empty below its title is there to write in."""
    from docx.shared import Cm

    columned = [[_text(row[at]) if at < len(row) else "" for row in rows] for at in range(columns)]
    weights = [_weight(texts) for texts in columned]
    return [int(Cm(16) * weight / sum(weights)) for weight in weights]


def _weight(texts: list[str]) -> int:
    if len(texts) > 1 and not any(texts[1:]):
        return _TO_WRITE_IN
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(min(max(map(len, texts)), 28), longest_word + 2, 8)


def _text(cell: Runs) -> str:
    return "".join(run.text for run in cell)


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated(row: Any) -> None:
    """Have a table's titles stand again on every page, as screen readers want them, too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


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
