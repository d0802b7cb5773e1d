"""A paper that is published as a Word document: headings, tables and pictures that a screen reader can tell.

Of who made it, where and with what it says nothing; nor does what it takes over of the Board's house style.
"""

import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reviewctl.exchange.picture import made_anew
from reviewctl.exchange.repacked import same_every_time
from reviewctl.exchange.word.document import british, lesser_headings, put_all, turn
from reviewctl.exchange.word.house import forget
from reviewctl.exchange.word.notes import put_notes
from reviewctl.exchange.word.paper import footer, paper
from reviewctl.exchange.word.plain import softer_lines
from reviewctl.exchange.word.runs import put_runs
from reviewctl.model.pressing import Edition, Image, Style
from reviewctl.model.prose import Figure, Heading, Run
from reviewctl.model.trouble import ReviewctlError

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

_KEPT = {
    "officeDocument", "core-properties", "extended-properties", "styles", "settings", "numbering", "footnotes",
    "endnotes", "fontTable", "theme", "webSettings", "header", "footer", "image", "hyperlink",
}  # fmt: skip
"""What a document may hold, by the ends of the relations' names. Comments, people and whatever is new are left out."""
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:subject>{board}</dc:subject>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)
_DOTS_FOR_A_CENTIMETRE = 60
"""At 150 dots to the inch a picture is sharp on paper: so many are a centimetre of it."""
_CREST_HIGH = 2.0
_GREY = "4A4A4A"


def published_document(edition: Edition, style: Style, crest: Image | None) -> bytes:
    """Return a paper as a .docx, on the Board's own paper where the style has one; the same bytes each time.

    Raises ReviewctlError for a house style that cannot be used.
    """
    document = paper(style.word)
    forget(document)
    british(document)
    if style.word is None:
        lesser_headings(document)
        softer_lines(document)
        _coloured(document, style.colour)
        _sized(document, style)
    if edition.landscape:
        turn(document)
    footer(document, edition.board, of_how_many=True, confidential=False)
    _cover(document, edition, style, crest)
    for block in edition.blocks:
        if isinstance(block, Figure) and block.path in edition.images:
            _picture(document, edition.images[block.path], block.alt)
        else:
            put_all(document, [block])
    if edition.notes:
        put_notes(document, edition.notes, put_all)
    _only_what_is_known(document)
    return same_every_time(_cleaned(_bytes(document), edition))


def _coloured(document: "DocumentType", colour: str) -> None:
    """Set headings in the Board's colour."""
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    for level, size in ((1, 24), (2, 16), (3, 13), (4, 11.5), (5, 11), (6, 11)):
        heading = styles[f"Heading {level}"]
        heading.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
        heading.font.size = Pt(size)
        heading.paragraph_format.space_before = Pt(18 if level == 2 else 12)
        heading.paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15


def _sized(document: "DocumentType", style: Style) -> None:
    from docx.shared import Inches

    if style.paper == "us-letter":
        section = document.sections[-1]
        section.page_width, section.page_height = Inches(8.5), Inches(11)


def _cover(document: "DocumentType", edition: Edition, style: Style, crest: Image | None) -> None:
    """Write what stands at the head: the notice, the crest, the Board, the title and its facts."""
    if edition.notice:
        _framed(document, edition.notice, style.colour)
    if crest is not None:
        _put_picture(document, crest, style.crest_alt, high=_CREST_HIGH)
    board = document.add_paragraph()
    put_runs(board, (Run(edition.board, bold=True),))
    _line(board, "bottom", style.colour, 18)
    put_all(document, [Heading((Run(edition.title),))])
    for label, said in edition.facts:
        _fact(document, label, said)


def _fact(document: "DocumentType", label: str, said: str) -> None:
    from docx.shared import Cm, Pt, RGBColor

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3.2))
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(f"{label}:").font.color.rgb = RGBColor.from_string(_GREY)
    paragraph.add_run(f"\t{said}")


def _framed(document: "DocumentType", words: str, colour: str) -> None:
    paragraph = document.add_paragraph()
    put_runs(paragraph, (Run(words, bold=True),))
    for side in ("top", "left", "bottom", "right"):
        _line(paragraph, side, colour, 8)


def _line(paragraph: Any, side: str, colour: str, thick: int) -> None:
    """Draw a line at a side of a paragraph, so many eighths of a point thick."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    held = paragraph._p.get_or_add_pPr()
    borders = held.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        held.append(borders)
    line = OxmlElement(f"w:{side}")
    looks = (
        ("val", "single"),
        ("sz", str(thick)),
        ("space", "4"),
        ("color", colour.removeprefix("#").upper()),
    )
    for name, value in looks:
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _picture(document: "DocumentType", image: Image, alt: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    _put_picture(document, image, alt)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _put_picture(document: "DocumentType", image: Image, alt: str, *, high: float | None = None) -> None:
    """Put a picture at the end, no wider than the page, with the words that stand for it."""
    from docx.shared import Cm, Emu

    section = document.sections[-1]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    wide = Emu(min(Cm(image.width / _DOTS_FOR_A_CENTIMETRE), room))
    held = io.BytesIO(image.data)
    shape = document.add_picture(held, height=Cm(high)) if high else document.add_picture(held, width=wide)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    properties: Any = shape._inline.docPr
    properties.set("descr", alt)
    properties.set("name", f"Picture {properties.get('id')}")
    for inner in shape._inline.iter():
        if inner.tag.endswith("}cNvPr"):
            inner.set("name", "Picture")


def _only_what_is_known(document: "DocumentType") -> None:
    """Take out every part of a house style that a paper has no need of: comments, people, custom data."""
    package: Any = document.part.package
    for holder in (package, *package.iter_parts()):
        for key in [key for key, one in holder.rels.items() if one.reltype.rpartition("/")[2] not in _KEPT]:
            del holder.rels[key]


def _bytes(document: "DocumentType") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _cleaned(data: bytes, edition: Edition) -> bytes:
    """Return the package with properties of our own, pictures made anew, and no sign of when what was edited."""
    core = _CORE.format(
        title=escape(edition.title), board=escape(edition.board), language=escape(edition.language)
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, core if name == "docProps/core.xml" else _part(name, old.read(name)))
    return out.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name.startswith("word/media/"):
        return _held_picture(name, data)
    return _without_sessions(data) if name.startswith("word/") and name.endswith(".xml") else data


def _held_picture(name: str, data: bytes) -> bytes:
    """Return a picture of ours or of the house style made anew."""
    try:
        return made_anew(name, data).data
    except ReviewctlError:
        raise ReviewctlError(
            "The register's house-style.docx holds a picture that is no sound png or jpg, and what it says of itself "
            "cannot be taken out.",
            "Put it in anew in Word as png or jpg (Insert, Pictures), and save the house style again.",
        ) from None


def _without_sessions(data: bytes) -> bytes:
    """Return a part without the numbers by which Word remembers in which session what was written."""
    if b"rsid" not in data:
        return data
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    root: Any = parse_xml(data)
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2].startswith("rsid"):
            element.getparent().remove(element)
            continue
        for name in [one for one in element.attrib if one.rpartition("}")[2].startswith("rsid")]:
            del element.attrib[name]
    return bytes(serialize_part_xml(root))
