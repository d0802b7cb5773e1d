"""The running text of a Word document as it reads with all changes accepted, and what is to be settled in it."""

from collections.abc import Callable, Iterator
from typing import Any

from reviewctl.model.sheet import Unsettled

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_INSIDE = (
    "hyperlink",
    "smartTag",
    "fldSimple",
    "dir",
    "bdo",
    "customXml",
    "sdtContent",
    "oMath",
    "oMathPara",
)
_CHANGES: dict[str, Unsettled] = {
    "ins": "tracked-insertion",
    "del": "tracked-deletion",
    "moveFrom": "tracked-move",
    "moveTo": "tracked-move",
    "cellIns": "tracked-insertion",
    "cellDel": "tracked-deletion",
}
_DEEPEST = 10
"""So many styles are followed from one to the one that it is based on."""
_SIGNS = {
    "F0FC": "✓",
    "F0FE": "☑",
    "F052": "☑",
    "F0FD": "☒",
    "F054": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0B7": "•",
}
"""Ticks and boxes of the fonts Wingdings and Symbol, by the number that Word keeps of them."""


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment of XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(settings: Any, name: str, default: str = "") -> str:
    """Return the value of a setting: "" where it is not there, `default` where it says none."""
    found = settings.find(_W + name) if settings is not None else None
    return str(found.get(f"{_W}val", default)) if found is not None else ""


def on(settings: Any, name: str) -> bool:
    """Whether a setting is there and not switched off."""
    found = settings.find(_W + name) if settings is not None else None
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


class Story:
    """Reads paragraphs. `place` says where, for what is noted; `boxes` are text boxes that were met."""

    def __init__(self, document: Any) -> None:
        self.place = ""
        self.boxes: list[Any] = []
        self._part = document.part
        self._noted: dict[tuple[Unsettled, str], int] = {}
        self._fields: list[str] = []
        self._unseen = _by_style(document.styles.element, _hides)
        self._listing = _by_style(document.styles.element, _lists)
        self._notes = {kind: self._notes_of(kind) for kind in ("footnote", "endnote")}
        self._references = 0

    def parts(self, kind: str) -> Iterator[Any]:
        """Yield the root element of every part of this kind: header, footer, comments …"""
        from docx.oxml import parse_xml

        seen = set()
        for one in self._part.rels.values():
            if not one.is_external and one.reltype.endswith(f"/{kind}") and one.target_part not in seen:
                seen.add(one.target_part)
                yield parse_xml(one.target_part.blob)

    def found(self) -> dict[tuple[Unsettled, str], int]:
        """Return how much there is to settle, by what and where; comments whose place is lost come last."""
        whole = sum(len(part.findall(f"{_W}comment")) for part in self.parts("comments"))
        lost = whole - self._references
        return {**self._noted, **({("comment", "the document"): lost} if lost > 0 else {})}

    def note(self, kind: Unsettled) -> None:
        """Note something that is to be settled here."""
        key = (kind, self.place)
        self._noted[key] = self._noted.get(key, 0) + 1

    def row_is_deleted(self, settings: Any) -> bool:
        """Note that a row was inserted or deleted, and return whether it goes."""
        return self._changed(settings, ("ins", "del")) == "del"

    def cell_is_deleted(self, settings: Any) -> bool:
        """Note that a cell was inserted or deleted, and return whether it goes."""
        return self._changed(settings, ("cellIns", "cellDel")) == "cellDel"

    def _changed(self, settings: Any, names: tuple[str, ...]) -> str:
        there = [one for one in names if settings is not None and settings.find(_W + one) is not None]
        for one in there:
            self.note(_CHANGES[one])
        return there[-1] if there else ""

    def is_point(self, paragraph: Any) -> bool:
        """Whether a paragraph is a point of a list, with a sign or a number before it that Word alone writes."""
        settings = paragraph.pPr
        numbers = settings.find(f"{_W}numPr") if settings is not None else None
        if numbers is None:
            return value_of(settings, "pStyle") in self._listing
        return value_of(numbers, "numId") not in ("", "0")

    def paragraph(self, paragraph: Any) -> tuple[str, bool]:
        """Return the words of a paragraph, and whether it ends there: one whose mark was deleted goes on."""
        settings = paragraph.pPr
        mark = settings.find(f"{_W}rPr") if settings is not None else None
        before = dict(self._noted)
        words: list[str] = []
        self._inline(paragraph, words.append)
        ends = not (
            mark is not None and (mark.find(f"{_W}del") is not None or mark.find(f"{_W}moveFrom") is not None)
        )
        if self._noted == before:  # Else the change of the mark is a part of one that was counted.
            self._changed(mark, ("ins", "del", "moveFrom", "moveTo"))
        if value_of(settings, "pStyle") in self._unseen and "".join(words).strip():
            self.note("hidden-text")
            return "", ends
        return "".join(words), ends

    def _inline(self, element: Any, say: Callable[[str], None]) -> None:
        for child in element.iterchildren():
            match name_of(child):
                case "r":
                    self._run(child, say)
                case "ins" | "moveTo" as name:
                    self.note(_CHANGES[name])
                    self._inline(child, say)
                case "del" | "moveFrom" as name:
                    self.note(_CHANGES[name])
                    self._ends_of_fields(child)
                case "sdt" if child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
                    pass  # What stands there asks to be written over.
                case "sdt":
                    self._inline(child, say)
                case name if name in _INSIDE:
                    self._inline(child, say)

    def _run(self, run: Any, say: Callable[[str], None]) -> None:
        settings = run.find(f"{_W}rPr")
        hidden = on(settings, "vanish") or value_of(settings, "rStyle") in self._unseen
        words: list[str] = []
        self._pieces(run, words.append)
        if hidden and "".join(words).strip():
            self.note("hidden-text")
        elif not hidden:
            for one in words:
                say(one)

    def _pieces(self, run: Any, say: Callable[[str], None]) -> None:
        for piece in run.iterchildren():
            match name_of(piece):
                case "fldChar":
                    self._field(piece)
                case "commentReference":
                    self._references += 1
                    self.note("comment")
                case "drawing" | "pict" | "object":
                    self._keep_boxes(piece)
                case "AlternateContent":
                    self._choose(piece, say)
                case name if "code" not in self._fields:
                    say(self._shown(name, piece))

    def _choose(self, piece: Any, say: Callable[[str], None]) -> None:
        """Read what is there once for new programs and once for old ones: text boxes, or signs with words for them."""
        choice, *fallback = list(piece)
        if next(choice.iter(f"{_W}txbxContent"), None) is not None:
            self._keep_boxes(choice)
        else:
            self._pieces(fallback[-1] if fallback else choice, say)

    def _shown(self, name: str, piece: Any) -> str:
        match name:
            case "t":
                return piece.text or ""
            case "tab" | "ptab":
                return " "
            case "br" | "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _SIGNS.get(str(piece.get(f"{_W}char")).upper(), "")
            case "footnoteReference" | "endnoteReference":
                words = self._notes[name.removesuffix("Reference")].get(piece.get(f"{_W}id"), "")
                return f" [{words}]" if words else ""
            case "ruby":
                base = piece.find(f"{_W}rubyBase")
                return "".join(one.text or "" for one in base.iter(f"{_W}t")) if base is not None else ""
        return ""

    def _field(self, mark: Any) -> None:
        """Follow a field: its code is no text, its result is."""
        match mark.get(f"{_W}fldCharType"):
            case "begin":
                self._fields.append("code")
            case "separate" if self._fields:
                self._fields[-1] = "result"
            case "end" if self._fields:
                self._fields.pop()

    def _ends_of_fields(self, element: Any) -> None:
        for mark in element.iter(f"{_W}fldChar"):
            self._field(mark)

    def _keep_boxes(self, element: Any) -> None:
        self.boxes += list(element.iter(f"{_W}txbxContent"))

    def _notes_of(self, kind: str) -> dict[str, str]:
        """Return the text of the footnotes or endnotes by their numbers."""
        self.place = f"the {kind}s"
        found: dict[str, str] = {}
        self._notes = {"footnote": {}, "endnote": {}}
        for part in self.parts(f"{kind}s"):
            for one in part.findall(f"{_W}{kind}"):
                if one.get(f"{_W}type") in (None, "normal"):
                    lines = [self.paragraph(paragraph)[0].strip() for paragraph in one.iter(f"{_W}p")]
                    found[one.get(f"{_W}id")] = " ".join(filter(None, lines))
        return found


def _by_style(styles: Any, sets: Callable[[Any], bool]) -> frozenset[str]:
    """Return the ids of the styles that set something, themselves or by those that they are based on."""
    own = {one.get(f"{_W}styleId"): one for one in styles.findall(f"{_W}style")}
    out = {key for key, one in own.items() if sets(one)}
    for _ in range(_DEEPEST):
        more = {key for key, one in own.items() if value_of(one, "basedOn") in out}
        if more <= out:
            break
        out |= more
    return frozenset(out)


def _hides(style: Any) -> bool:
    return on(style.find(f"{_W}rPr"), "vanish")


def _lists(style: Any) -> bool:
    return style.find(f"{_W}pPr/{_W}numPr") is not None
