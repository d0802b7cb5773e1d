"""The form for an agency's chronology as a Word document, which comes back as it went out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.word.paper import footer, paper, properties, saved
from reviewctl.exchange.word.table import kept_whole, repeated
from reviewctl.model.chronology_form import ABBREVIATIONS, NO_CONTACT, ChronologyForm

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

_BLANK_ROWS, _FEW_ROWS = 25, 6
_WIDE = 26.7
"""Centimetres between the margins of a page on its side."""
_SMALL = 9
_LETTER, _PADDING = 0.2, 0.5
"""Centimetres that a letter takes in this size, and that a cell keeps free."""
_DATE = 10
"""Letters of a date; words that are longer may be broken."""
_SHADE = "E7E7E7"


def document_form(form: ChronologyForm, house: bytes | None = None) -> bytes:
    """Return the form as a document on its side: what to know, and the three tables to fill in.

    Headings stand again on every page, and they and each Ref are locked one by one: a document that is protected
    as a whole would let nobody add a row. `house` is the Board's own house style. The same form gives the same bytes.
    """
    document = _sideways(house)
    footer(document, form.case)
    properties(document, form.title)
    _read_me(document, form)
    titles = [one.title for one in form.columns]
    locked = [one.locked for one in form.columns]
    document.add_heading("Chronology", 2)
    _table(document, titles, [one.width for one in form.columns], form.rows, _BLANK_ROWS, locked)
    document.add_heading("No contact", 2)
    document.add_paragraph("Periods in which there was no contact, or of which no record survives, and why.")
    _table(document, NO_CONTACT, (18, 18, 80), form.no_contact, _FEW_ROWS, [False] * 3)
    document.add_heading("Abbreviations", 2)
    _table(document, ABBREVIATIONS, (18, 80), form.abbreviations, _FEW_ROWS, [False] * 2)
    return saved(document)


def _sideways(house: bytes | None) -> "DocumentType":
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = paper(house)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    return document


def _read_me(document: "DocumentType", form: ChronologyForm) -> None:
    document.add_heading(form.title, 1)
    for label, words in form.about:
        _labelled(document, f"{label}: ", words)
    document.add_heading("How to fill it in", 2)
    for line in form.instructions:
        _close(document.add_paragraph(line, style="List Bullet"))
    document.add_heading("What belongs in each column", 2)
    for column in form.columns:
        one_of = f" One of: {', '.join(column.choices)}." if column.choices else ""
        _labelled(document, f"{column.title}: ", f"{column.hint}{one_of}")
    if form.questions:
        document.add_heading("The questions of the terms of reference", 2)
        for number, text in form.questions:
            _labelled(document, f"{number}  ", text)


def _labelled(document: "DocumentType", label: str, words: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(label).bold = True
    paragraph.add_run(words)
    _close(paragraph)


def _close(paragraph: Any) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(2)


def _table(
    document: "DocumentType",
    titles: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    blank: int,
    locked: Sequence[bool],
) -> None:
    from docx.shared import Cm

    filled = [tuple(titles), *rows, *[("",) * len(titles)] * blank]
    table = document.add_table(rows=len(filled), cols=len(titles), style="Table Grid")
    table.autofit = False
    wide = [int(Cm(one)) for one in _centimetres(filled, widths)]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for number, (row, words) in enumerate(zip(table.rows, filled, strict=True)):
        kept_whole(row)
        for cell, text, width, lock in zip(row.cells, words, wide, locked, strict=True):
            cell.width = width
            _write(cell, text, heading=not number, locked=not number or (lock and bool(text)))
    repeated(table.rows[0])
    document.add_paragraph()


def _centimetres(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[float]:
    """Return how wide each column is: room for a date in the first, and in any for words that are not too long."""
    columns = zip(*rows, strict=True)
    words = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    least = [_PADDING + _LETTER * max(min(word, _DATE), 0 if at else _DATE) for at, word in enumerate(words)]
    wanted = [max(_WIDE * width / sum(widths), least[at]) for at, width in enumerate(widths)]
    over = sum(wanted) - _WIDE
    room = sum(one - floor for one, floor in zip(wanted, least, strict=True))
    return [one - over * (one - floor) / room for one, floor in zip(wanted, least, strict=True)]


def _write(cell: Any, text: str, *, heading: bool, locked: bool) -> None:
    from docx.shared import Pt

    first, *more = text.split("\n")
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in more)]
    for paragraph, line in zip(paragraphs, (first, *more), strict=True):
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(_SMALL), heading
        if locked:
            _lock(run)
    if heading:
        _shade(cell)


def _lock(run: Any) -> None:
    """Put a run into a control whose words cannot be changed, and which cannot be deleted."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, settings, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    lock = OxmlElement("w:lock")
    lock.set(qn("w:val"), "sdtContentLocked")
    settings.append(lock)
    run._r.addprevious(control)
    content.append(run._r)
    control.extend((settings, content))


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
