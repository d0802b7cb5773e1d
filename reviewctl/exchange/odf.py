"""The XML of OpenDocument, heard element by element, and what its styles say of dates and of hidden sheets."""

from typing import Any
from xml.parsers.expat import ParserCreate

_NAMES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": "number",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
}
_FIELDS = {"number:year": "y", "number:month": "m", "number:day": "d", "number:hours": "t"}
Attributes = dict[str, str]


class Hearer:
    """Hears of the elements of a part of the file."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element that begins."""

    def text(self, text: str) -> None:
        """Hear of text."""

    def end(self, name: str) -> None:
        """Hear of an element that ends."""


def heard(data: bytes, hearer: Hearer) -> None:
    """Have a part of the file heard, element by element, under short names such as "table:table-row"."""
    parser: Any = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, found: hearer.start(
        _short(name), {_short(key): value for key, value in found.items()}
    )
    parser.EndElementHandler = lambda name: hearer.end(_short(name))
    parser.CharacterDataHandler = hearer.text
    parser.Parse(data, True)


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{_NAMES.get(space, space)}:{local}"


class Styles(Hearer):
    """Which fields each style of a cell shows of a date, and which styles of sheets hide them."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._dates: dict[str, str] = {}
        self._cells: dict[str, tuple[str, str]] = {}
        self._style = self._date = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element that begins."""
        match name:
            case "style:style":
                self._style = attributes.get("style:name", "")
                of, parent = (
                    attributes.get("style:data-style-name", ""),
                    attributes.get("style:parent-style-name", ""),
                )
                self._cells[self._style] = (of, parent)
            case "style:table-properties" if attributes.get("table:display") == "false":
                self.hidden.add(self._style)
            case "number:date-style" | "number:time-style":
                self._date = attributes.get("style:name", "")
                self._dates[self._date] = ""
            case _ if name in _FIELDS and self._date:
                self._dates[self._date] += _FIELDS[name]

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        if name in ("number:date-style", "number:time-style"):
            self._date = ""

    def fields(self, style: str) -> str:
        """Return the fields of a date ("ymdt") that a cell of this style shows; all where it does not say."""
        for _ in range(10):
            of, parent = self._cells.get(style, ("", ""))
            if of:
                return self._dates.get(of, "ymd")
            style = parent
        return "ymd"
