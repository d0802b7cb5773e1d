"""A report, or a document of the record, as a Word document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.word.grid import measured, put_grid
from reviewctl.exchange.word.notes import put_notes
from reviewctl.exchange.word.numbers import LEVELS, new_numbers, own_points
from reviewctl.exchange.word.paper import footer, paper, properties, saved
from reviewctl.exchange.word.plain import softer_lines
from reviewctl.exchange.word.runs import put_runs, shade
from reviewctl.model.prose import Block, Code, Figure, Grid, Heading, List, Paragraph, Prose, Quote, Rule, Run

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph as WordParagraph

_NEEDED = 85
"""So many characters at the least fit side by side on a page that stands upright."""
_WANTED = 170
"""A table that would like to be wider than this, in characters, lies better on its side."""
_INDENT = 0.7
"""Centimetres that each list, or what is quoted, is moved in."""


def document_of(prose: Prose, house: bytes | None = None) -> bytes:
    """Return a text as a Word document, on the Board's own paper where there is one.

    A page of wide tables lies on its side. Titles of tables stand again on every page, and rows stay whole. The
    document says nothing of who made it, on which computer or when. Raises ReviewctlError for a house style that
    cannot be used.
    """
    document = paper(house)
    properties(document, prose.title)
    british(document)
    if house is None:
        lesser_headings(document)
        softer_lines(document)
    if prose.source is None and _is_wide(prose.blocks):
        turn(document)
    footer(document, " · ".join(filter(None, (prose.reference, prose.mark))), of_how_many=True)
    if prose.mark:
        document.add_paragraph().add_run(prose.mark).bold = True
    if not any(isinstance(block, Heading) and block.level == 1 for block in prose.blocks):
        _put(document, Heading((Run(prose.title),)))
    put_all(document, prose.blocks)
    if prose.notes:
        put_notes(document, prose.notes, put_all)
    return saved(document)


def british(document: "DocumentType") -> None:
    """Say that the text is British English: for spelling, and for what reads it aloud."""
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "en-GB")


def lesser_headings(document: "DocumentType") -> None:
    """Set the headings below those of letters in the house's type, too."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    for level in (4, 5, 6):
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.bold = "Arial", Pt(11), level == 4
        heading.font.italic, heading.font.color.rgb = level != 4, RGBColor(0, 0, 0)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            heading.element.rPr.rFonts.attrib.pop(qn(theme), None)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(4)


def _is_wide(blocks: Sequence[Block]) -> bool:
    sizes = (measured(block) for block in blocks if isinstance(block, Grid))
    return any(sum(needed) > _NEEDED or sum(wanted) > _WANTED for needed, wanted in sizes)


def turn(document: "DocumentType") -> None:
    """Lay the page on its side."""
    from docx.enum.section import WD_ORIENT

    section = document.sections[-1]
    wide, high = section.page_width, section.page_height
    if wide is not None and high is not None and wide < high:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = high, wide


def put_all(document: "DocumentType", blocks: Sequence[Block], depth: int = 0) -> None:
    """Write blocks at the end, moved in by so many steps."""
    for block in blocks:
        _put(document, block, depth)


def _put(document: "DocumentType", block: Block, depth: int = 0) -> None:
    match block:
        case Heading():
            _heading(document, block)
        case Paragraph():
            paragraph = _moved(document.add_paragraph(), depth)
            put_runs(paragraph, block.runs, tone=block.tone)
        case List():
            _list(document, block, depth)
        case Quote():
            _quote(document, block, depth)
        case Grid():
            put_grid(document, block)
        case Code():
            _code(document, block, depth)
        case Rule():
            _rule(document)
        case Figure():
            _put(document, Paragraph((Run(f"[{block.alt}]", italic=True),)), depth)


def _moved(paragraph: "WordParagraph", depth: int) -> "WordParagraph":
    from docx.shared import Cm

    if depth:
        paragraph.paragraph_format.left_indent = Cm(_INDENT * depth)
    return paragraph


def _heading(document: "DocumentType", block: Heading) -> None:
    level = min(max(block.level, 1), 6)
    put_runs(document.add_heading(level=level), block.runs)
    if block.right:
        put_runs(document.add_paragraph(), (Run(block.right),), tone="quiet")


def _list(document: "DocumentType", block: List, depth: int) -> None:
    """Write a list: the first paragraph of an item bears its point or number, the others hang under it."""
    from docx.shared import Pt

    level = min(depth, LEVELS - 1)
    number = own_points(document) if block.start is None else new_numbers(document, level, block.start)
    for item in block.items:
        first, *others = item or (Paragraph(()),)
        if isinstance(first, Paragraph):
            _point(document, first, number, level, depth)
        else:
            _point(document, Paragraph(()), number, level, depth)
            others = [first, *others]
        put_all(document, others, depth + 1)
    if not depth:
        document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _point(document: "DocumentType", first: Paragraph, number: int, level: int, depth: int) -> None:
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph(style="List Paragraph")
    properties_of: Any = paragraph._p.get_or_add_pPr()
    held = properties_of.get_or_add_numPr()
    held.get_or_add_ilvl().val = level
    held.get_or_add_numId().val = number
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Cm(_INDENT * (depth + 1)), Cm(-_INDENT)
    form.space_after = Pt(4)
    _spaced(properties_of)
    put_runs(paragraph, first.runs, tone=first.tone)


def _spaced(of_paragraph: Any) -> None:
    """Let the space behind an item be, where its style would close it up."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:contextualSpacing")
    element.set(qn("w:val"), "0")
    ind = of_paragraph.find(qn("w:ind"))
    ind.addnext(element)


def _quote(document: "DocumentType", block: Quote, depth: int) -> None:
    """Write what is quoted, in the style for it, moved in."""
    for inner in block.blocks:
        if isinstance(inner, Paragraph):
            paragraph = _moved(document.add_paragraph(style="Quote"), depth + 1)
            put_runs(paragraph, inner.runs, tone=inner.tone)
        else:
            _put(document, inner, depth + 1)


def _code(document: "DocumentType", block: Code, depth: int) -> None:
    paragraph = document.add_paragraph()
    shade(paragraph._p.get_or_add_pPr(), "F4F4F4")
    put_runs(_moved(paragraph, depth), (Run("\n".join(block.lines), code=True),), tone=block.tone)


def _rule(document: "DocumentType") -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    held: Any = document.add_paragraph()._p.get_or_add_pPr()
    held.append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="949494"/></w:pBdr>'
        )
    )
