"""The number or sign that Word shows before a paragraph and keeps nowhere in its text: counted as Word counts."""

from typing import Any

from msgspec import Struct

from reviewctl.exchange.word.styled import Style, Styles, W, value

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEVELS = 9
_MOST = 3999


class Label(Struct, frozen=True):
    """What stands before a paragraph: how deep it is, its words, and whether they are a sign and no number."""

    level: int
    text: str
    bullet: bool


class Numbering:
    """The lists of a document, counted in the order in which its paragraphs are asked for."""

    def __init__(self, element: Any, styles: Styles) -> None:
        """Take the element that holds all lists, or None where the document has none."""
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for one in element.findall(f"{W}abstractNum") if element is not None else ():
            self._abstract[one.get(f"{W}abstractNumId")] = one
        for one in element.findall(f"{W}num") if element is not None else ():
            self._lists[one.get(f"{W}numId")] = one

    def label(self, settings: Any, styles: list[Style]) -> Label | None:
        """Return what Word shows before the paragraph with these settings and styles; None for nothing."""
        number, level = self._place(settings, styles)
        if number is None or number not in self._lists:
            return None
        key, abstract = self._definition(number)
        own = _level(abstract, level)
        if abstract is None or own is None:
            return None
        counts = self._counted(key, number, abstract, level)
        form = value(own, "numFmt") or "decimal"
        text = value(own, "lvlText") or ""
        if form == "bullet":
            return Label(_deep(level, styles), "•", bullet=True)
        label = _filled(text, counts, abstract, legal=own.find(f"{W}isLgl") is not None).strip()
        return Label(_deep(level, styles), label, bullet=False) if label else None

    def settings(self, settings: Any, styles: list[Style]) -> Any:
        """Return how the list of a paragraph sets its lines, such as how far it moves them in; None outside one."""
        number, level = self._place(settings, styles)
        if number is None or number not in self._lists:
            return None
        own = _level(self._definition(number)[1], level)
        return own.find(f"{W}pPr") if own is not None else None

    def _place(self, settings: Any, styles: list[Style]) -> tuple[str | None, int]:
        """Return the list of a paragraph and its level in it: by itself, else by its style."""
        level: int | None = None
        for at in (settings, *(style.element.find(f"{W}pPr") for style in styles)):
            place = at.find(f"{W}numPr") if at is not None else None
            if place is None:
                continue
            level = _whole(value(place, "ilvl")) if level is None else level
            number = value(place, "numId")
            if number is not None:
                if number == "0":
                    return None, 0
                return number, self._linked(number, styles) if level is None else min(level, _LEVELS - 1)
        return None, 0

    def _linked(self, number: str, styles: list[Style]) -> int:
        """Return the level of a list that is bound to the style of a paragraph; the first where none is."""
        if number not in self._lists:
            return 0
        _, abstract = self._definition(number)
        ids = {style.id for style in styles}
        for one in abstract.findall(f"{W}lvl") if abstract is not None else ():
            if value(one, "pStyle") in ids:
                return _whole(one.get(f"{W}ilvl")) or 0
        return 0

    def _definition(self, number: str) -> tuple[str, Any]:
        key = value(self._lists[number], "abstractNumId") or ""
        abstract = self._abstract.get(key)
        link = value(abstract, "numStyleLink")
        for style in self._styles.chain(link) if link else ():
            settings = style.element.find(f"{W}pPr")
            other = value(settings.find(f"{W}numPr"), "numId") if settings is not None else None
            if other in self._lists and other is not None:
                key = value(self._lists[other], "abstractNumId") or ""
                return key, self._abstract.get(key)
        return key, abstract

    def _counted(self, key: str, number: str, abstract: Any, level: int) -> list[int | None]:
        """Count one paragraph, and return where each level of its list stands."""
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in _overrides(self._lists[number]):
                counts[at] = start - 1
        for at in range(level):
            if counts[at] is None:
                counts[at] = _start(abstract, at)
        before = counts[level]
        counts[level] = _start(abstract, level) if before is None else min(before + 1, _MOST)
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts


def _overrides(element: Any) -> list[tuple[int, int]]:
    found = []
    for one in element.findall(f"{W}lvlOverride"):
        at, start = _whole(one.get(f"{W}ilvl")), _whole(value(one, "startOverride"))
        if at is not None and start is not None and at < _LEVELS:
            found.append((at, start))
    return found


def _level(abstract: Any, level: int) -> Any:
    for one in abstract.findall(f"{W}lvl") if abstract is not None else ():
        if one.get(f"{W}ilvl") == str(level):
            return one
    return None


def _start(abstract: Any, level: int) -> int:
    start = _whole(value(_level(abstract, level), "start"))
    return 1 if start is None else min(start, _MOST)


def _deep(level: int, styles: list[Style]) -> int:
    """Return how deep an item stands: Word's styles List Bullet 2 and 3 are lists of one level each."""
    name = styles[0].name if styles else ""
    last = name.rpartition(" ")[2]
    by_name = int(last) - 1 if name.startswith("list ") and last in ("2", "3", "4", "5") else 0
    return max(level, by_name)


def _filled(text: str, counts: list[int | None], abstract: Any, *, legal: bool) -> str:
    for at in range(_LEVELS):
        if f"%{at + 1}" in text:
            form = "decimal" if legal else value(_level(abstract, at), "numFmt") or "decimal"
            text = text.replace(f"%{at + 1}", _written(counts[at] or 0, form))
    return text


def _written(number: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter" if number > 0:
            letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman" if number > 0:
            return _roman(number) if form == "lowerRoman" else _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (number // worth)
        number %= worth
    return out


def _whole(word: str | None) -> int | None:
    return int(word) if word is not None and word.isascii() and word.isdecimal() and len(word) < 7 else None
