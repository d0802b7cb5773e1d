"""The paper that documents are written on: A4, the house's type, and nothing said of who wrote it or when."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reviewctl.exchange.repacked import same_every_time
from reviewctl.exchange.word.house import at_home
from reviewctl.exchange.word.plain import plain

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.text.paragraph import Paragraph as WordParagraph

_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""What a document says of when it was made: always the same, so that the same record gives the same bytes."""


def paper(house: bytes | None = None) -> "DocumentType":
    """Return an empty document: A4 in the house's type, or the Board's own house style with its body taken out.

    What the Board's style does not define is as in ours. Raises ReviewctlError for one that cannot be used.
    """
    return plain() if house is None else at_home(house)


def properties(document: "DocumentType", title: str) -> None:
    """Set what a document says of itself: its title and language, and nothing of who made it or when."""
    core = document.core_properties
    core.title, core.language = title[:255], "en-GB"
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.created = core.modified = _FIXED
    core.last_printed = _FIXED
    core.revision = 1


def footer(
    document: "DocumentType", reference: str, *, of_how_many: bool = False, confidential: bool = True
) -> None:
    """Write the reference and the page's number under every page; what a house style has there stays above it.

    `of_how_many` says how many pages there are, too: not of letters, of which several may lie in one document. What
    is published is not `confidential`.
    """
    from docx.shared import Pt

    for one in _footers(document):
        filled = len(one.paragraphs) > 1 or bool(one.tables) or _holds_something(one.paragraphs[0])
        paragraph = one.add_paragraph() if filled else one.paragraphs[0]
        paragraph.add_run(f"{reference}{' · Confidential' if confidential else ''} · page ")
        _field(paragraph, "PAGE")
        if of_how_many:
            paragraph.add_run(" of ")
            _field(paragraph, "NUMPAGES")
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _footers(document: "DocumentType") -> list[Any]:
    """Return the footers that pages have: a house style may have others for its first page and its even ones."""
    section = document.sections[-1]
    found: list[Any] = [section.footer]
    if section.different_first_page_header_footer:
        found.append(section.first_page_footer)
    if document.settings.odd_and_even_pages_header_footer:
        found.append(section.even_page_footer)
    return found


def _holds_something(paragraph: "WordParagraph") -> bool:
    return any(not child.tag.endswith("}pPr") for child in paragraph._p)


def saved(document: "DocumentType") -> bytes:
    """Return the document as it is kept: the same bytes for the same record."""
    out = io.BytesIO()
    document.save(out)
    return same_every_time(out.getvalue())


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
