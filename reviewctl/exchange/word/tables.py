"""Tables of Word documents that agencies send: every one, as if all changes were accepted, and what lies unseen."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from reviewctl.exchange.cells import MOST_COLUMNS, MOST_TABLES, counted, filled_down, text_of, trimmed
from reviewctl.exchange.word.story import Story, name_of, on, value_of
from reviewctl.model.sheet import AgencyFile, AgencyTable, Merge, Notice, TableRow
from reviewctl.model.trouble import ReviewctlError

_LINE = 200
"""Characters of the line above a table that are kept."""
_MOST_TAGS = 4_000_000
"""Twice as many as a table of 20,000 rows and ten columns takes; more are not parsed."""
_MOST_PARAGRAPHS = 300_000


def read_document_tables(data: bytes) -> AgencyFile:
    """Return the tables of a Word document that `check_parcel` let pass; to be run apart.

    A table within a table is one of its own. Paragraphs of a cell are parted by new lines, the points of a list
    begin with a dash, and a footnote stands in brackets behind its word.
    """
    _refuse_endless(data)
    document = _opened(data)
    reader = _Reader(Story(document))
    reader.story.place = "the text outside the tables"
    reader.blocks(document.element.body)
    for kind in ("header", "footer"):
        for part in reader.story.parts(kind):
            reader.story.place = f"the page {kind}"
            reader.blocks(part)
    links = any(
        one.is_external and not one.reltype.endswith("/hyperlink") for one in document.part.rels.values()
    )
    return AgencyFile(
        form="docx",
        tables=tuple(one for one in reader.tables if one is not None),
        notices=tuple(
            Notice(kind=kind, place=place, count=n) for (kind, place), n in reader.story.found().items()
        ),
        links=links,
        outside=reader.outside,
    )


def _refuse_endless(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        for name in parcel.namelist():
            if (
                name.startswith("word/")
                and name.endswith(".xml")
                and parcel.read(name).count(b"<") > _MOST_TAGS
            ):
                raise _endless()


def _endless() -> ReviewctlError:
    return ReviewctlError(
        f"The document holds more than {_MOST_PARAGRAPHS:,} paragraphs, and no agency's chronology does.",
        "If it is yours: copy the table into a new document, and import that.",
    )


def _opened(data: bytes) -> Any:
    from docx import Document

    try:
        return Document(io.BytesIO(data))
    except ValueError:
        raise ReviewctlError(
            "That is a template of Word, or a document that may hold macros.",
            "Open it in Word and save it as a Word document (.docx).",
        ) from None


class _Reader:
    """Goes through a document, block by block. `outside` counts the paragraphs that stand in no table."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.tables: list[AgencyTable | None] = []
        self.outside = 0
        self._before = ""
        self._paragraphs = 0

    def blocks(self, container: Any) -> None:
        """Read what stands in the body, a header or a text box."""
        for block in _flat(container):
            if name_of(block) == "tbl":
                self.table(block)
                self._before = ""
                continue
            words = text_of(self._paragraph(block)[0])
            self._boxes()
            if words is not None:
                self.outside += 1
                self._before = words.partition("\n")[0][:_LINE]

    def _paragraph(self, element: Any) -> tuple[str, bool]:
        self._paragraphs += 1
        if self._paragraphs > _MOST_PARAGRAPHS:
            raise _endless()
        return self.story.paragraph(element)

    def _boxes(self) -> None:
        """Read the text boxes that were met: a table in one is a table, its other text stands outside."""
        while self.story.boxes:
            self.blocks(self.story.boxes.pop(0))

    def table(self, element: Any, within: str = "") -> None:
        """Read a table into its place among all: the outer one comes before those within it."""
        at = len(self.tables)
        if at >= MOST_TABLES:
            raise ReviewctlError(
                f"The document has more than {MOST_TABLES} tables.",
                "Copy those with the chronology into a new document, and import that.",
            )
        self.tables.append(None)
        name = f"table {at + 1}{f' (within {within})' if within else ''}"
        before, outer = self._before, self.story.place
        merges = _Merges()
        rows = tuple(counted(self._rows(element, name, merges), name.capitalize()))
        self.story.place = outer
        found = tuple(merges.found)
        self.tables[at] = AgencyTable(name=name, rows=filled_down(rows, found), before=before, merges=found)

    def _rows(self, table: Any, name: str, merges: "_Merges") -> Iterator[TableRow]:
        for number, row in enumerate((one for one in _flat(table) if name_of(one) == "tr"), 1):
            self.story.place = f"{name}, row {number}"
            settings = row.trPr
            if self.story.row_is_deleted(settings):
                continue
            cells = trimmed(self._cells(row, number, merges))
            if cells:
                yield TableRow(number, on(settings, "hidden"), cells)

    def _cells(self, row: Any, number: int, merges: "_Merges") -> list[str | None]:
        cells: list[str | None] = [None] * _number(row.trPr, "gridBefore")
        for cell in (one for one in _flat(row) if name_of(one) == "tc"):
            settings = cell.tcPr
            span = max(_number(settings, "gridSpan"), 1)
            words = self._words(cell)
            goes_on = merges.meets(settings, number, len(cells) + 1, span)
            if self.story.cell_is_deleted(settings):
                words = None
            if goes_on and words is not None:
                self.story.note("hidden-text")
            cells += [None if goes_on else words, *(None,) * (span - 1)]
        return cells

    def _words(self, cell: Any) -> str | None:
        """Return what stands in a cell. Its text boxes and the tables in it are read as their own."""
        place = self.story.place
        lines: list[tuple[str, bool]] = []
        joined = False
        for block in _flat(cell):
            if name_of(block) == "tbl":
                self.table(block, place)
                self.story.place = place
                continue
            words, ends = self._paragraph(block)
            if joined:
                lines[-1] = (lines[-1][0] + words, lines[-1][1])
            else:
                lines.append((words, self.story.is_point(block)))
            joined = not ends
            self._boxes()
        filled = [one for one in lines if one[0].strip()]
        marked = (f"- {words.strip()}" if point and len(filled) > 1 else words for words, point in lines)
        return text_of("\n".join(marked))


class _Merges:
    """The cells of a table that were merged, as they are met row by row."""

    def __init__(self) -> None:
        self.found: list[Merge] = []
        self._open: dict[int, int] = {}

    def meets(self, settings: Any, row: int, left: int, span: int) -> bool:
        """Take in a cell, and return whether it only goes on with the one above it, or to the left of it."""
        down = value_of(settings, "vMerge", "continue")
        if down == "continue" and left in self._open:
            at = self._open[left]
            old = self.found[at]
            self.found[at] = Merge(old.top, old.left, row, old.right)
            return True
        self._open.pop(left, None)
        if down == "restart" or span > 1:
            self.found.append(Merge(row, left, row, left + span - 1))
        if down == "restart":
            self._open[left] = len(self.found) - 1
        return value_of(settings, "hMerge", "continue") == "continue"


def _number(settings: Any, name: str) -> int:
    """Return how many columns a setting says; far more than there are, one more than are read."""
    words = value_of(settings, name)
    return min(int(words), MOST_COLUMNS + 1) if words.isascii() and words.isdigit() and len(words) < 10 else 0


def _flat(container: Any) -> Iterator[Any]:
    """Yield the paragraphs, tables, rows or cells in a container, those in content controls, too.

    Raises ReviewctlError for a piece of another document: Word takes it in only when it opens this one.
    """
    for child in container.iterchildren():
        match name_of(child):
            case "p" | "tbl" | "tr" | "tc":
                yield child
            case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                yield from _flat(child)
            case "altChunk":
                raise ReviewctlError(
                    "The document holds a piece of another file that Word has not taken in yet.",
                    "Open it in Word, save it, and import that.",
                )
