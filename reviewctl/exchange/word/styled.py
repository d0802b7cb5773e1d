"""What a paragraph's or a run's style says of it. Word's own names of styles are English in every language."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading ([1-9])")
_QUOTES = ("quote", "intense quote", "quotations", "block text", "block quotation", "html preformatted")
_FARTHEST = 20


class Style(Struct, frozen=True):
    """One style: its name in small letters, the style that it is based upon, and its own settings."""

    id: str
    name: str
    based_on: str
    element: Any


class Styles:
    """The styles of a document, asked what comes of them."""

    def __init__(self, element: Any) -> None:
        """Take the element that holds all styles, or None where the document has none."""
        self._all: dict[str, Style] = {}
        self._default = ""
        for one in element.findall(f"{W}style") if element is not None else ():
            style = _read(one)
            self._all[style.id] = style
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
                self._default = style.id

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """Yield a style and those that it is based upon, the nearest first."""
        at = style_id
        for _ in range(_FARTHEST):
            style = self._all.get(at or "")
            if style is None:
                return
            yield style
            at = style.based_on

    def of_paragraph(self, settings: Any) -> list[Style]:
        """Return the styles of a paragraph, by its settings, the nearest first."""
        return list(self.chain(value(settings, "pStyle") or self._default))

    def level(self, settings: Any, styles: list[Style]) -> int | None:
        """Return the level of a heading: 0 for a title, 1 to 9, None for text of the body."""
        own = outline(settings)
        if own is not None:
            return own
        for style in styles:
            found = _HEADING.fullmatch(style.name)
            if found is not None:
                return int(found[1])
            if style.name == "title":
                return 0
            own = outline(style.element.find(f"{W}pPr"))
            if own is not None:
                return own
        return None

    def is_on(self, name: str, run: Any, paragraph: list[Style] | None = None) -> bool:
        """Whether a run is bold (`b`), hidden (`vanish`) and so on: by itself, its style or its paragraph's."""
        settings = run.find(f"{W}rPr")
        own = switch(settings, name)
        if own is not None:
            return own
        for style in (*self.chain(value(settings, "rStyle")), *(paragraph or ())):
            own = switch(style.element.find(f"{W}rPr"), name)
            if own is not None:
                return own
        return False


def is_contents(styles: list[Style]) -> bool:
    """Whether a paragraph is a line of a table of contents."""
    return any(style.name.startswith("toc ") or style.name == "contents heading" for style in styles[:2])


def is_quote(styles: list[Style]) -> bool:
    """Whether a paragraph is a quotation."""
    return any(style.name in _QUOTES for style in styles)


def goes_on(styles: list[Style]) -> bool:
    """Whether a paragraph goes on with the item of a list that stands above it."""
    return bool(styles) and styles[0].name.startswith("list continue")


def value(settings: Any, name: str) -> str | None:
    """Return the value of one setting, or None."""
    found = settings.find(f"{W}{name}") if settings is not None else None
    return found.get(f"{W}val") if found is not None else None


def switch(settings: Any, name: str) -> bool | None:
    """Return whether a setting is switched on or off; None where nothing is said."""
    found = settings.find(f"{W}{name}") if settings is not None else None
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off", "none")


def outline(settings: Any) -> int | None:
    """Return the level of a heading that settings name; None for none, and for text of the body."""
    word = value(settings, "outlineLvl")
    return int(word) + 1 if word is not None and word.isdecimal() and int(word) < 9 else None


def _read(element: Any) -> Style:
    return Style(
        id=element.get(f"{W}styleId") or "",
        name=(value(element, "name") or "").casefold(),
        based_on=value(element, "basedOn") or "",
        element=element,
    )
