"""The running text of a paragraph of Word, piece by piece, as it would read with all tracked changes accepted."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.exchange.word.fields import Fields, is_contents
from reviewctl.exchange.word.styled import Style, Styles, W
from reviewctl.model.prose import Run, Runs
from reviewctl.model.wordpaper import Absent

if TYPE_CHECKING:
    from reviewctl.model.sheet import Unsettled

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATHS = f"{M}t"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_GRAPHICS: tuple[tuple[str, Absent], ...] = (
    ("/chart", "chart"),
    ("/diagram", "diagram"),
    ("/picture", "picture"),
)
# The signs of Word's symbol fonts that people use: bullets, ticks and boxes.
_SIGNS = {
    "F0FC": "\u2713",
    "F0FE": "\u2612",
    "F0A8": "\u2610",
    "F06F": "\u2610",
    "F0FB": "\u2717",
    "F0B7": "•",
}
_SIGNS |= {"F0E0": "\u2192", "F0A7": "•", "F0D8": "•", "F078": "\u2612", "F052": "\u2611", "F0A3": "\u2610"}
_BREAK = "\n"
# No file of the register may hold these: they cannot be seen, or they make a reader see something else.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\xa0\u2000-\u200a\u202f\u205f]")
_MADE_BY_A_MACHINE = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content.*)$", re.DOTALL
)


class Look(Struct, frozen=True):
    """How a piece of text looks."""

    bold: bool = False
    italic: bool = False
    struck: bool = False


class Reader:
    """What is known while a document is read from its beginning to its end.

    `boxes` are the text boxes that were met in the present paragraph. `notes` are the notes that were referred to,
    in order: whether it is a footnote or an endnote, and its number in the file.
    """

    def __init__(self, styles: Styles, links: dict[str, str], *, hidden: bool, with_contents: bool) -> None:
        """Take how the document is to be read: with text that is hidden, and with its table of contents."""
        self.styles = styles
        self.links = links
        self.hidden = hidden
        self.with_contents = with_contents
        self.fields = Fields()
        self.place = "before the first heading"
        self.boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.notices: dict[tuple[Unsettled, str], int] = {}
        self.left: dict[Absent, int] = {}

    def notice(self, kind: "Unsettled") -> None:
        """Count something that is to be settled, where it stands."""
        self.notices[kind, self.place] = self.notices.get((kind, self.place), 0) + 1

    def leave(self, what: "Absent", count: int = 1) -> None:
        """Count something that is not read along."""
        if count:
            self.left[what] = self.left.get(what, 0) + count

    def clean(self, text: str) -> str:
        """Return a text without what cannot be seen, its spaces and ends of lines made plain."""
        plain = _SPACES.sub(" ", _ENDS.sub(_BREAK, text))
        seen = _UNSEEN.sub("", plain)
        self.leave("unseen", len(plain) - len(seen))
        return seen

    def runs(self, paragraph: Any, styles: list[Style]) -> tuple[Runs, bool]:
        """Return the text of a paragraph, and whether all of it is bold or in capitals by any style."""
        pieces = list(self._within(paragraph, styles))
        said = [(run, loud) for run, loud in pieces if run.text.strip()]
        text = "".join(run.text for run, _ in said)
        loud = bool(said) and (all(loud for _, loud in said) or (text.isupper() and len(text) > 3))
        return _joined([run for run, _ in pieces]), loud

    def bare(self, element: Any) -> Runs:
        """Return the text of a run, a link or a formula that stands in no paragraph."""
        return _joined([run for run, _ in self._within((element,), [])])

    def _within(self, parent: Any, styles: list[Style]) -> Iterator[tuple[Run, bool]]:
        for child in parent:
            match child.tag:
                case str() as tag if tag == f"{W}r":
                    yield from self._run(child, styles)
                case str() as tag if tag in (f"{W}del", f"{W}moveFrom"):
                    self._gone(child, "tracked-deletion" if tag == f"{W}del" else "tracked-move")
                case str() as tag if tag in (f"{W}ins", f"{W}moveTo"):
                    if _has_text(child):
                        self.notice("tracked-insertion" if tag == f"{W}ins" else "tracked-move")
                    yield from self._within(child, styles)
                case str() as tag if tag == f"{W}hyperlink":
                    yield from self._link(child, styles)
                case str() as tag if tag == f"{W}fldSimple":
                    if is_contents(child.get(f"{W}instr") or "") and not self.with_contents:
                        self.leave("contents")
                    else:
                        yield from self._within(child, styles)
                case str() as tag if tag == f"{W}commentRangeStart" or tag.endswith("Pr"):
                    continue
                case str() as tag if tag == _MATHS:
                    yield Run(self.clean(child.text or "")), False
                case str() as tag if tag == f"{MC}AlternateContent":
                    yield from self._within(_chosen(child), styles)
                case str():
                    yield from self._within(child, styles)

    def _gone(self, element: Any, kind: "Unsettled") -> None:
        """Count a deletion; the comments upon what was deleted are told all the same."""
        if any(True for _ in element.iter(f"{W}delText", f"{W}t")):
            self.notice(kind)
        for _ in element.iter(f"{W}commentReference"):
            self.notice("comment")

    def _link(self, element: Any, styles: list[Style]) -> Iterator[tuple[Run, bool]]:
        """Yield the words of a link, and behind them the address of a page of the web that they do not say."""
        pieces = list(self._within(element, styles))
        yield from pieces
        address = self.links.get(element.get(f"{_R}id") or "", "")
        text = "".join(run.text for run, _ in pieces)
        if text.strip() and address.startswith(("http://", "https://")) and not _says(text, address):
            yield Run(self.clean(f" ({address})")), False

    def _run(self, run: Any, styles: list[Style]) -> Iterator[tuple[Run, bool]]:
        boxes = len(self.boxes)
        pieces = list(self._pieces(run))
        is_on = self.styles.is_on
        said = any(isinstance(one, str) and one.strip() for one in pieces) or len(self.boxes) > boxes
        if said and is_on("vanish", run, styles):
            self.notice("hidden-text")
            if not self.hidden:
                del self.boxes[boxes:]
                return
        look = Look(is_on("b", run), is_on("i", run), is_on("strike", run) or is_on("dstrike", run))
        loud = look.bold or is_on("b", run, styles) or is_on("caps", run, styles)
        for one in pieces:
            if isinstance(one, int):
                yield Run("", note=one), loud
            elif one:
                yield Run(one, bold=look.bold, italic=look.italic, struck=look.struck), loud

    def _pieces(self, run: Any) -> Iterator[str | int]:
        """Yield the texts of a run, and the numbers of the notes that it refers to."""
        for child in run:
            tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if tag == "fldChar":
                yield self.fields.hear(child)
            elif tag == "instrText":
                self.fields.code(child.text or "")
            elif tag == "commentReference":
                self.notice("comment")
            elif self.fields.in_code or (self.fields.in_contents and not self.with_contents):
                continue
            else:
                yield from self._piece(tag, child)

    def _piece(self, tag: str, child: Any) -> Iterator[str | int]:
        match tag:
            case "t":
                yield self.clean(
                    (child.text or "").replace("\n", " ")
                )  # a blank to Word, which breaks lines by marks
            case "br":
                yield _BREAK if child.get(f"{W}type") not in ("page", "column") else " "
            case "cr":
                yield _BREAK
            case "tab" | "ptab":
                yield " "
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _SIGNS.get((child.get(f"{W}char") or "").upper(), "\u25a1")
            case "footnoteReference" | "endnoteReference":
                self.notes.append((tag.removesuffix("Reference"), child.get(f"{W}id") or ""))
                yield len(self.notes)
            case "drawing" | "pict" | "object":
                yield self._drawn(child, tag)
            case "ruby":
                yield self.clean("".join(child.itertext(f"{W}t")))
            case _ if child.tag == f"{MC}AlternateContent":
                for one in _chosen(child):
                    yield from self._piece(one.tag.removeprefix(W), one)

    def _drawn(self, element: Any, tag: str) -> str:
        """Return the remark that stands for something drawn; the text of a text box is kept for later."""
        boxes = list(_outermost(element, f"{W}txbxContent"))
        self.boxes += boxes
        if tag == "object":
            self.leave("embedded file")
            return "[embedded file left out]"
        art = " ".join(one.get("string") or "" for one in element.iter() if _is_art(one)).strip()
        if art:
            return self.clean(art)
        what = _graphic(element)
        if what is None:
            return ""
        self.leave(what)
        told = self.clean(_told(element))
        return f"[{what} left out: {told}]" if told else f"[{what} left out]"


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a name that lie in no other of that name; of two forms of one thing the first."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _outermost(_chosen(child), tag)
        else:
            yield from _outermost(child, tag)


def _chosen(alternate: Any) -> Any:
    """Return the one of two forms of the same thing that is read: the first, which is the newer."""
    for child in alternate:
        if child.tag in (f"{MC}Choice", f"{MC}Fallback"):
            return child
    return ()


def _graphic(element: Any) -> Absent | None:
    """Return what is drawn; None for a line or a shape, which says nothing."""
    for one in element.iter():
        uri = one.get("uri") or "" if isinstance(one.tag, str) and one.tag.endswith("}graphicData") else ""
        for end, what in _GRAPHICS:
            if uri.endswith(end):
                return what
        if isinstance(one.tag, str) and one.tag.endswith(("}imagedata", "}blip")):
            return "picture"
    # Words that were drawn elsewhere, in a slide for instance, and lie in no text box of Word's.
    return "diagram" if any((one.text or "").strip() for one in element.iter(_DRAWN_TEXT)) else None


def _is_art(element: Any) -> bool:
    """Whether words are drawn as a picture is: old WordArt, which keeps them as a setting."""
    return isinstance(element.tag, str) and element.tag.endswith("}textpath")


def _told(element: Any) -> str:
    """Return what the author wrote of a picture for those who cannot see it."""
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag.endswith("}docPr"):
            return " ".join(_MADE_BY_A_MACHINE.sub("", one.get("descr") or "").split())
    return ""


def _has_text(element: Any) -> bool:
    return any((one.text or "") for one in element.iter(f"{W}t"))


def _says(text: str, address: str) -> bool:
    """Whether the words of a link say its address themselves."""
    return address.rstrip("/").removeprefix("https://").removeprefix("http://").removeprefix("www.") in text


def _joined(runs: list[Run]) -> Runs:
    """Return runs with neighbours of the same look made one."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and run.note is None and last.note is None and _alike(last, run):
            out[-1] = Run(last.text + run.text, bold=run.bold, italic=run.italic, struck=run.struck)
        else:
            out.append(run)
    return tuple(out)


def _alike(one: Run, other: Run) -> bool:
    """Whether two runs look the same, and may be one."""
    return (one.bold, one.italic, one.struck) == (other.bold, other.italic, other.struck)


def stripped(runs: Runs) -> Runs:
    """Return runs without blanks round the whole."""
    while runs and runs[0].note is None and not runs[0].text.strip():
        runs = runs[1:]
    while runs and runs[-1].note is None and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs = (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:])
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
    return runs
