"""Reading Word documents: headings, paragraphs, lists, tables, text boxes and notes, in the order of the page."""

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from reviewctl.exchange.apart import apart
from reviewctl.exchange.parcel import check_paper
from reviewctl.exchange.word.fields import without_unended
from reviewctl.exchange.word.numbered import Numbering
from reviewctl.exchange.word.running import MC, M, Reader, stripped
from reviewctl.exchange.word.styled import Style, Styles, W, goes_on, is_contents, is_quote
from reviewctl.model.prose import Run, words
from reviewctl.model.sheet import Notice
from reviewctl.model.trouble import ReviewctlError
from reviewctl.model.wordpaper import Element, Left, Line, WordCell, WordPaper, WordTable

MOST_MARKS = 1_500_000
"""Beginnings and ends of elements in the text. A report of five hundred pages has some three hundred thousand."""
_TEXT = "word/document.xml"
_SHOWN = 60
"""So many letters of a heading say where something stands."""


def read_paper(data: bytes, *, hidden: bool = False) -> WordPaper:
    """Return what a Word document holds, read in a process of its own.

    Tracked changes are read as accepted, comments are left out, and so is text that is hidden, unless `hidden`;
    each is told as a notice. Raises ReviewctlError, saying what to do, for a file that cannot be trusted or read.
    """
    check_paper(data)
    return apart(partial(_read, hidden=hidden), data)


def _read(data: bytes, *, hidden: bool) -> WordPaper:
    from docx import Document

    _refuse_endless(data)
    document = Document(io.BytesIO(data))
    without_unended(document.element.body)
    paper, sound = _Story(document, hidden=hidden, with_contents=False).paper()
    # A table of contents that is never ended would swallow all that stands behind it.
    return paper if sound else _Story(document, hidden=hidden, with_contents=True).paper()[0]


def _refuse_endless(data: bytes) -> None:
    """Raise ReviewctlError for a document of more marks than any paper has: to read them all would take for ever."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        if parcel.read(_TEXT).count(b"<") > MOST_MARKS:
            raise ReviewctlError(
                "The document has too much in it: more than the longest report has by far.",
                "If it is yours: copy the text into a new document, and bring that in.",
            )


class _Story:
    """One reading of a document from its beginning to its end."""

    def __init__(self, document: Any, *, hidden: bool, with_contents: bool) -> None:
        self._document = document
        links = {
            key: one.target_ref
            for key, one in document.part.rels.items()
            if one.is_external and one.reltype.endswith("/hyperlink")
        }
        self._styles = Styles(_of_part(document, "styles"))
        self._numbering = Numbering(_of_part(document, "numbering"), self._styles)
        self._reader = Reader(self._styles, links, hidden=hidden, with_contents=with_contents)
        self._rest: list[tuple[Run, ...]] = []
        self._depth = 0

    def paper(self) -> tuple[WordPaper, bool]:
        """Return the document, and whether all that was begun in it is ended."""
        elements = tuple(self._elements(self._document.element.body))
        sound = not self._reader.fields.in_contents
        notes = tuple(self._notes())
        self._around()
        notices = tuple(
            Notice(kind=kind, place=place, count=count)
            for (kind, place), count in self._reader.notices.items()
        )
        left = tuple(Left(what, count) for what, count in self._reader.left.items())
        return WordPaper(elements=elements, notes=notes, notices=notices, left=left), sound

    def _elements(self, parent: Any) -> Iterator[Element]:
        for child in parent:
            tag = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            match tag:
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._flushed()
                    table = self._table(child)
                    if table.rows:
                        yield table
                case "sdt":
                    yield from self._control(child)
                case "altChunk":
                    self._reader.leave("inserted document")
                    yield Line(runs=(Run("[inserted document left out]"),))
                case _ if child.tag == f"{MC}AlternateContent":
                    yield from self._elements(child[0] if len(child) else ())
                case "ins" | "moveTo" if child.find(f"{W}r") is not None:
                    yield from self._bare(child)
                case "customXml" | "ins" | "moveTo" | "smartTag":
                    yield from self._elements(child)
                case "r" | "hyperlink" | "fldSimple":
                    yield from self._bare(child)
                case _ if child.tag in (f"{M}oMath", f"{M}oMathPara"):
                    yield from self._bare(child)
        yield from self._flushed()

    def _bare(self, element: Any) -> Iterator[Element]:
        """Yield running text that stands in no paragraph, as some programs write it, as a line of its own."""
        runs = stripped(self._reader.bare(element))
        if runs:
            yield Line(runs=runs)
        yield from self._boxes()

    def _control(self, element: Any) -> Iterator[Element]:
        """Yield what stands in a content control; a table of contents is left out, line by line."""
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._reader.leave("contents", _lines_of(content))
            return
        yield from self._elements(content)

    def _paragraph(self, element: Any) -> Iterator[Element]:
        settings = element.find(f"{W}pPr")
        styles = self._styles.of_paragraph(settings)
        within = self._reader.fields.in_contents
        if is_contents(styles) and not self._reader.with_contents:
            self._skip(element, styles)
            return
        level = self._styles.level(settings, styles)
        runs, prominent = self._reader.runs(element, styles)
        if within and not runs:
            self._reader.leave("contents", bool(_lines_of_one(element)))
        if _mark_is_gone(settings):
            # The mark between two paragraphs was deleted: accepted, they are one.
            self._reader.notice("tracked-deletion")
            self._rest.append(runs)
            return
        runs = stripped(_together([*self._rest, runs]))
        self._rest = []
        if runs:
            yield self._line(settings, styles, runs, level, prominent)
        yield from self._boxes()

    def _line(
        self, settings: Any, styles: list[Style], runs: tuple[Run, ...], level: int | None, prominent: bool
    ) -> Line:
        label = self._numbering.label(settings, styles)
        if level is not None and level > 0:
            self._reader.place = f'under "{_short(words(runs))}"'
        return Line(
            runs=runs,
            level=level,
            label=label.text if label is not None else "",
            item=label.level if label is not None and level is None else None,
            bullet=label is not None and label.bullet,
            indent=self._indent(settings, styles),
            more=goes_on(styles),
            quote=is_quote(styles),
            prominent=prominent,
        )

    def _indent(self, settings: Any, styles: list[Style]) -> int:
        """Return how far the words of a paragraph are moved in: by itself, its list or its style."""
        by_list = self._numbering.settings(settings, styles)
        for at in (settings, by_list, *(style.element.find(f"{W}pPr") for style in styles)):
            found = at.find(f"{W}ind") if at is not None else None
            word = (found.get(f"{W}left") or found.get(f"{W}start")) if found is not None else None
            if word is not None:
                return int(word) if word.isascii() and word.isdecimal() and len(word) < 7 else 0
        return 0

    def _skip(self, element: Any, styles: list[Style]) -> None:
        """Read a line of a table of contents past, for the fields that it begins and ends."""
        self._reader.runs(element, styles)
        self._reader.leave("contents", bool(_lines_of_one(element)))

    def _flushed(self) -> Iterator[Element]:
        """Yield what was waiting for a paragraph to be joined to, and none came."""
        runs, self._rest = stripped(_together(self._rest)), []
        if runs:
            yield Line(runs=runs)
        yield from self._boxes()

    def _boxes(self) -> Iterator[Element]:
        """Yield the text boxes that hang on a paragraph, behind it."""
        boxes, self._reader.boxes = self._reader.boxes, []
        for box in boxes:
            yield from self._elements(box)

    def _table(self, element: Any) -> WordTable:
        rows, headed, kept = [], False, self._reader.place
        self._depth += 1
        found = [one for one in _rows(element) if not _row_is(one, "del")]
        for gone in _rows(element):
            for kind in ("del", "ins"):
                if _row_is(gone, kind):
                    self._reader.notice("tracked-deletion" if kind == "del" else "tracked-insertion")
        for number, row in enumerate(found, 1):
            self._reader.place = (
                f"in a table {kept}, row {number}" if self._depth == 1 else self._reader.place
            )
            cells = tuple(self._cells(row))
            repeated = row.find(f"{W}trPr/{W}tblHeader")
            if number == 1:
                headed = (repeated is not None and repeated.get(f"{W}val") not in ("0", "false")) or _bold(
                    cells
                )
            rows.append(cells)
        self._depth -= 1
        if self._depth == 0:
            self._reader.place = kept
        return WordTable(rows=tuple(one for one in rows if any(cell.elements for cell in one)), headed=headed)

    def _cells(self, row: Any) -> Iterator[WordCell]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        if before is not None:
            yield WordCell((), _across(before))
        for cell in _children(row, "tc"):
            settings = cell.find(f"{W}tcPr")
            span = settings.find(f"{W}gridSpan") if settings is not None else None
            yield WordCell(tuple(self._elements(cell)), _across(span))

    def _notes(self) -> Iterator[tuple[Element, ...]]:
        """Yield the notes that the text refers to, in that order; one may refer to others."""
        parts = {name: _of_part(self._document, f"{name}s") for name in ("footnote", "endnote")}
        done = 0
        while done < len(self._reader.notes):
            kind, key = self._reader.notes[done]
            done += 1
            self._reader.place = f"in {kind} {done}"
            note = next((one for one in _children(parts[kind], kind) if one.get(f"{W}id") == key), None)
            yield tuple(self._elements(note)) if note is not None else ()

    def _around(self) -> None:
        """Count the text over and under the pages, which is not read along, and what is unsettled in it."""
        for one in self._document.part.rels.values():
            if one.is_external or not one.reltype.endswith(("/header", "/footer")):
                continue
            element = one.target_part.element
            self._reader.place = "over or under the pages"
            self._reader.leave("header", bool("".join(t.text or "" for t in element.iter(f"{W}t")).strip()))


def _of_part(document: Any, name: str) -> Any:
    """Return the root of a part beside the text, such as its styles or its footnotes; None where there is none."""
    from docx.oxml import parse_xml

    for one in document.part.rels.values():
        if not one.is_external and one.reltype.endswith(f"/{name}"):
            part = one.target_part
            return part.element if hasattr(part, "element") else parse_xml(part.blob)
    return None


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name, through the wrappings that content controls and changes put round them."""
    for child in parent if parent is not None else ():
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, name)


def _rows(table: Any) -> list[Any]:
    return list(_children(table, "tr"))


def _row_is(row: Any, kind: str) -> bool:
    return row.find(f"{W}trPr/{W}{kind}") is not None


def _across(setting: Any) -> int:
    word = setting.get(f"{W}val") if setting is not None else None
    return min(max(int(word), 1), 200) if word is not None and word.isascii() and word.isdecimal() else 1


def _bold(cells: tuple[WordCell, ...]) -> bool:
    """Whether all that stands in a row is bold."""
    lines = [line for cell in cells for line in cell.elements]
    return bool(lines) and all(isinstance(line, Line) and line.prominent for line in lines)


def _mark_is_gone(settings: Any) -> bool:
    """Whether the mark that ends a paragraph was deleted, or moved away."""
    return settings is not None and any(
        settings.find(f"{W}rPr/{W}{kind}") is not None for kind in ("del", "moveFrom")
    )


def _together(parts: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    return tuple(run for part in parts for run in part)


def _lines_of(content: Any) -> int:
    return sum(_lines_of_one(one) for one in content.iter(f"{W}p"))


def _lines_of_one(paragraph: Any) -> bool:
    return any((one.text or "").strip() for one in paragraph.iter(f"{W}t"))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"
