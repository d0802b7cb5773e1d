"""What a reader or a program can get out of the files that go out: what is searched last, before they do."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from reviewctl.exchange.pdf import texts_of
from reviewctl.exchange.word.readback import document_texts
from reviewctl.facts.scan.passage import Passage
from reviewctl.model.publishing import Pressed
from reviewctl.render.published.to_page import is_our_style


def read_back(pressed: Pressed) -> tuple[Passage, ...]:
    """Return every text that is in a file: what it shows, what it tells of itself, and where it leads.

    A paragraph is a passage of its own, and so is a row of a table, so that what is split over cells or styles comes
    back whole; of a pdf it is a page, and the words on both sides of a page's end. Raises ValueError for bytes that
    are not what they are said to be.
    """
    name = Passage(f"{pressed.name}, file name", pressed.name)
    match pressed.form:
        case "html":
            found = _page_texts(pressed.name, pressed.data)
        case "docx":
            found = document_texts(pressed.name, pressed.data)
        case "pdf":
            found = texts_of(pressed.name, pressed.data)
    return (name, *found)


def _page_texts(name: str, data: bytes) -> tuple[Passage, ...]:
    reader = _Page()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return tuple(Passage(f"{name}, {place}", text) for place, text in reader.found() if text.strip())


_PARTING = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "table", "dt", "dd", "pre", "blockquote", "title", "style", "tr",
    "figure", "footer", "header", "main", "nav", "section", "hr", "div", "ul", "ol", "body", "head", "html", "dl",
}  # fmt: skip
"""Elements that part what is before them from what is behind them. Cells of one row are read together."""


_OURS = {
    "class": "[a-z]+",
    "id": r"(?:part|cite|note)-\d+|contents|notes",
    "href": r"#(?:part|cite|note)-\d+",
    "aria-labelledby": "contents|notes",
    "aria-label": r"Note \d+|Back to note \d+ in the text",
    "src": r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+",
    "width": r"\d+",
    "height": r"\d+",
    "start": r"\d+",
    "scope": "col",
    "role": "region",
    "tabindex": "0",
    "charset": "utf-8",
    "name": "viewport|referrer|publisher",
    "http-equiv": "Content-Security-Policy",
    "content": r"width=device-width, initial-scale=1|no-referrer|default-src 'none'; [a-z0-9:;' -]+",
}
"""Attributes as our pages have them, that say nothing of anybody."""


def _is_ours(name: str, value: str) -> bool:
    return name in _OURS and re.fullmatch(_OURS[name], value) is not None


class _Page(HTMLParser):
    """A page, taken apart into what it shows and what stands in its attributes, with the lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[tuple[int, str]] = []
        self._words: list[str] = []
        self._line = 1

    def found(self) -> Iterator[tuple[str, str]]:
        """Yield the texts, with the line of each."""
        self._part()
        yield from ((f"line {line}", text) for line, text in self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element's attributes as texts; a picture's own bytes are none."""
        if tag in _PARTING:
            self._part()
        elif tag in ("td", "th"):
            self._words.append(" ")
        elif tag == "br":
            self._words.append("\n")
        elif tag == "sup":
            self._words.append(" ")
        for name, value in attrs:
            if value and not _is_ours(name, value):
                self._pieces.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        """Part the text where an element ends."""
        if tag in _PARTING:
            self._part()

    def handle_data(self, data: str) -> None:
        """Take words; how our pages look is told in none of anybody's."""
        if self.lasttag == "style" and is_our_style(data):
            return
        if not self._words:
            self._line = self.getpos()[0]
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        """Take a remark: no page of ours has one, and nobody sees it."""
        self._pieces.append((self.getpos()[0], data))

    def handle_decl(self, decl: str) -> None:
        """Take what the page says that it is."""
        self._pieces.append((self.getpos()[0], decl))

    def handle_pi(self, data: str) -> None:
        """Take an instruction: no page of ours has one."""
        self._pieces.append((self.getpos()[0], data))

    def _part(self) -> None:
        text = "".join(self._words)
        if text.strip():
            self._pieces.append((self._line, text))
        self._words.clear()
