"""Word documents out: drafts of letters, on A4, in Word's own styles. The one home of python-docx."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reviewctl.model.letter import Block, Grid, Heading, Item, Letter, Paragraph, Runs

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph as WordParagraph

_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""What a document says of when it was made: always the same, so that the same record gives the same bytes."""
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_FONT = "Arial"


def word_of(letters: tuple[Letter, ...]) -> bytes:
    """Return drafts as one Word document, each from a new page; blanks are marked in yellow.

    The document says nothing of who made it, on which computer or when.
    """
    document = _paper()
    _footer(document, letters[0].reference)
    _properties(document, letters[0].title)
    for number, letter in enumerate(letters):
        _write(document, letter, first=not number)
    out = io.BytesIO()
    document.save(out)
    return _same_every_time(out.getvalue())


def _paper() -> "DocumentType":
    """Return an empty A4 document in the house's type."""
    from docx import Document
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for level, size in ((1, 15), (2, 12), (3, 11)):
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = _FONT, Pt(size), True
        heading.font.color.rgb = RGBColor(0, 0, 0)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            heading.element.rPr.rFonts.attrib.pop(qn(theme), None)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(4)
        heading.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(8)  # behind the list: within it the style has none
    return document


def _properties(document: "DocumentType", title: str) -> None:
    core = document.core_properties
    core.title, core.language = title, "en-GB"
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.created = core.modified = _FIXED
    core.last_printed = _FIXED
    core.revision = 1


def _footer(document: "DocumentType", reference: str) -> None:
    """Write the reference and the page's number under every page."""
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{reference} · Confidential · page ")
    _field(paragraph, "PAGE")
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _field(paragraph: "WordParagraph", name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run: Any = paragraph.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = name
        run._r.append(element)


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


def _same_every_time(data: bytes) -> bytes:
    """Return the package with the times of all its parts set to one, and the parts in one order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, _FIRST_OF_ZIP), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
