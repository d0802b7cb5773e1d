"""Footnotes of Word documents, which python-docx has no way to write: a part of their own."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reviewctl.model.prose import Block

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
"""The lines above notes. Word wants them there, under these two numbers."""


def put_notes(
    document: "DocumentType",
    notes: Sequence[Sequence[Block]],
    write: Callable[["DocumentType", Sequence[Block]], None],
) -> None:
    """Give the document its notes. `write` puts blocks at the end of the body, whence they are taken."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    root: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{_LINES}</w:footnotes>")
    for number, blocks in enumerate(notes, 1):
        root.append(_note(document, number, blocks, write))
    data = _bytes(root)
    part = document.part
    for one in part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            held: Any = one.target_part
            held._blob = data
            return
    package: Any = part.package
    part.relate_to(Part(PackURI("/word/footnotes.xml"), _TYPE, data, package), RELATIONSHIP_TYPE.FOOTNOTES)


def _note(document: "DocumentType", number: int, blocks: Sequence[Block], write: Callable[..., None]) -> Any:
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    body: Any = document.element.body
    before = len(body)
    write(document, blocks)
    note = _element("w:footnote", number)
    for child in list(body)[before - 1 : -1]:
        note.append(child)
    for at, child in enumerate(_paragraphs(note)):
        paragraph = Paragraph(child, document._body)
        paragraph.paragraph_format.space_after = Pt(2)
        if at == 0:
            _mark(paragraph)
        for run in paragraph.runs:
            run.font.size = Pt(9)
    return note


def _paragraphs(note: Any) -> list[Any]:
    from docx.oxml.ns import qn

    return list(note.iter(qn("w:p")))


def _mark(paragraph: Any) -> None:
    """Set the note's own number before its first word."""
    from docx.oxml import OxmlElement

    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(OxmlElement("w:footnoteRef"))
    space = paragraph.add_run(" ")
    first = next((one for one in paragraph._p if one.tag.endswith("}r")), None)
    if first is not None and first is not run._r:
        first.addprevious(run._r)
        first.addprevious(space._r)


def _element(tag: str, number: int) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    element.set(qn("w:id"), str(number))
    return element


def _bytes(root: Any) -> bytes:
    from docx.opc.oxml import serialize_part_xml

    return bytes(serialize_part_xml(root))
