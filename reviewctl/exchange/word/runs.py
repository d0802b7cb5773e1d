"""Running text of Word documents."""

from typing import TYPE_CHECKING, Any

from reviewctl.exchange.word.notes import reference
from reviewctl.model.prose import Run, Runs
from reviewctl.model.report import Style

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

_COLOURS: dict[Style, str] = {"late": "A40000", "soon": "7A4600", "good": "135E1F", "quiet": "4D4D4D"}
"""Dark enough to be read on white and on light grey (WCAG AA), and only ever beside a word that says the same."""
_TYPED = "Courier New"


def put_runs(
    paragraph: "WordParagraph",
    found: Runs,
    *,
    bold: bool = False,
    size: float | None = None,
    tone: Style = "",
) -> None:
    """Write runs into a paragraph; `bold`, a `size` in points and a `tone` hold for all of them."""
    for one in found:
        run = paragraph.add_run(one.text)
        if size is not None:
            _sized(run, size)
        if one.note is not None:
            reference(run, one.note, again=one.again)
        _styled(run, one, bold, one.tone or tone)


def _styled(run: Any, one: Run, bold: bool, tone: Style) -> None:
    from docx.shared import RGBColor

    if bold or one.bold or tone == "strong":
        run.bold = True
    if one.italic:
        run.italic = True
    if one.struck:
        run.font.strike = True
    if one.code:
        run.font.name = _TYPED
        if run.font.size is None:
            _sized(run, 9)
    if tone in _COLOURS:
        run.font.color.rgb = RGBColor.from_string(_COLOURS[tone])


def _sized(run: Any, size: float) -> None:
    from docx.shared import Pt

    run.font.size = Pt(size)


def shade(held: Any, colour: str) -> None:
    """Lay a colour behind a paragraph or a cell, whose properties these are."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        element.set(qn(f"w:{name}"), value)
    held.append(element)
