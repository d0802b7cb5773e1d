"""Looking at what was written: a page of HTML, parsed strictly, and a Word document, opened."""

import io
import shlex
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from unittest.mock import patch

from docx import Document
from docx.document import Document as DocumentType

from reviewctl.model.report import Report
from reviewctl.render import formats
from tests.golden import Golden, goldens, register_of, shown_by

VOID = {"meta", "br", "hr"}
HARMLESS = {
    "html": {"lang"},
    "meta": {"charset", "http-equiv", "content", "name"},
    "a": {"href", "id", "aria-label"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "th": {"scope", "class"},
    "ol": {"start"},
    "li": {"id"},
}
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p",
    "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "div", "pre", "blockquote", "hr", "br", "strong",
    "em", "del", "code", "span", "sup", "a",
}  # fmt: skip


class Page(HTMLParser):
    """A page as a strict reader sees it: its elements are closed in order, and nothing in it acts or fetches."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.leaning: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in HARMLESS.get(tag, {"class", "id"}):
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not (value or "").startswith("#"):
                self.faults.append(f"leads to {value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> within {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "em" in self.open:
            self.leaning += data.split()
        if "style" not in self.open:
            self.words += data.split()

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")

    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]

    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]


def opened(data: bytes) -> DocumentType:
    """Open a Word document as python-docx does."""
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    """Return one part of an Office file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        return parcel.read(name).decode("utf-8")


def words_of(document: DocumentType) -> list[str]:
    """Return every word of a document's body, in order, those in tables too."""
    from docx.oxml.ns import qn

    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        pieces = []
        for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:footnoteReference")):
            pieces.append(node.text or "" if node.tag == qn("w:t") else " ")
        lines.append("".join(pieces))
    return " ".join(lines).split()


def reports() -> Iterator[tuple[Golden, Report]]:
    """Yield the report of every command of tests/cases, as it would be rendered."""
    for golden in goldens():
        if golden.form != "text":
            continue
        caught: list[Report] = []
        with patch.object(
            formats, "stream", lambda report, form, look, into=caught: into.append(report) or ()
        ):
            shown_by(["-C", str(register_of(golden.case)), *shlex.split(golden.arguments)])
        if caught:
            yield golden, caught[0]
