"""Running text of Word documents.

It is written as Word's own XML: python-docx takes some milliseconds for a row of a table, and a chronology has
thousands.
"""

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from reviewctl.model.prose import Run, Runs
from reviewctl.model.report import Style

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

_COLOURS: dict[Style, str] = {"late": "A40000", "soon": "7A4600", "good": "135E1F", "quiet": "4D4D4D"}
"""Dark enough to be read on white and on light grey (WCAG AA), and only ever beside a word that says the same."""
_LINK = "1D4F91"
_TYPED = "Courier New"
_TYPED_SIZE = 9


def put_runs(paragraph: "WordParagraph", found: Runs, *, tone: Style = "") -> None:
    """Write runs into a paragraph; a `tone` holds for all of them that have none of their own."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    held: Any = parse_xml(f"<w:p {nsdecls('w')}>{xml_of(found, tone=tone)}</w:p>")
    paragraph._p.extend(list(held))


def xml_of(found: Runs, *, bold: bool = False, size: float | None = None, tone: Style = "") -> str:
    """Return runs as Word's XML; `bold`, a `size` in points and a `tone` hold for all of them."""
    return "".join(_run(one, bold or one.bold, size, one.tone or tone) for one in found)


def _run(one: Run, bold: bool, size: float | None, tone: Style) -> str:
    looks = "".join(_looks(one, bold or tone == "strong", size, tone))
    run = f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{_content(one)}</w:r>"
    return f"<w:fldSimple w:instr={_leading(one.link)}>{run}</w:fldSimple>" if one.link else run


def _leading(link: str) -> str:
    """Return what makes of a run a link: a field, which wants no entry in a list of its own."""
    where = link.replace('"', "%22").replace("\\", "%5C")
    return quoteattr(f'HYPERLINK "{where}"')


def _looks(one: Run, bold: bool, size: float | None, tone: Style) -> list[str]:
    """Return how a run looks, in the order that Word's schema wants."""
    size = size or (_TYPED_SIZE if one.code else None)
    return [
        f'<w:rFonts w:ascii="{_TYPED}" w:hAnsi="{_TYPED}" w:cs="{_TYPED}"/>' if one.code else "",
        "<w:b/>" if bold else "",
        "<w:i/>" if one.italic else "",
        "<w:strike/>" if one.struck else "",
        f'<w:color w:val="{_LINK if one.link else _COLOURS[tone]}"/>' if one.link or tone in _COLOURS else "",
        f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else "",
        '<w:u w:val="single"/>' if one.link else "",
        '<w:vertAlign w:val="superscript"/>' if one.note is not None else "",
    ]


def _content(one: Run) -> str:
    """Return what a run says, or the note that it stands for.

    Word counts the marks of notes itself, each as a note of its own: one that refers again is the number alone.
    """
    if one.note is not None and not one.again:
        return f'<w:footnoteReference w:id="{one.note}"/>'
    text = one.text if one.note is None else str(one.note)
    return "<w:br/>".join("<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n"))


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def shade(held: Any, colour: str) -> None:
    """Lay a colour behind a paragraph, whose properties these are."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        element.set(qn(f"w:{name}"), value)
    held.append(element)
