"""The words of the picture: made safe, measured and broken into lines."""

from functools import lru_cache
from html import escape
from unicodedata import category, east_asian_width

from reviewctl.render.visible import visible

SIZE = 11.5
"""The size of the smallest text of the picture, in units: 9 points where its 1,400 units fill an A3 sheet."""
_NARROW = frozenset("iljtfrI.,:;'|!()[] /·-")
_WIDE = frozenset("mwMW@%&—…")
_MORE = "…"
_NOT_XML = {0xFFFE: "\\u{fffe}", 0xFFFF: "\\u{ffff}"}
"""The two characters that have no category of their own and may not stand in XML. All others are seen to before."""


def plain(text: str) -> str:
    """Return a text of the record as one line: whatever has no face of its own shown, white space as one space."""
    line = " ".join(text.split())
    return line if line.isascii() and line.isprintable() else visible(line).translate(_NOT_XML)


def lines_kept(text: str) -> str:
    """Return a text of the record with its lines: whatever else has no face of its own shown."""
    whole = "\n".join(text.replace("\t", " ").splitlines())
    return visible(whole, keep="\n").translate(_NOT_XML)


def marked_up(text: str) -> str:
    """Return a text of the record for an element or an attribute: one line, escaped."""
    return escape(plain(text))


def marked_up_lines(text: str) -> str:
    """Return a text of the record for an element, with its lines, escaped."""
    return escape(lines_kept(text))


def width(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is in Arial, rather too wide than too narrow."""
    return sum(map(_char, text)) * size


@lru_cache(maxsize=4096)
def _char(char: str) -> float:
    if char in _NARROW:
        return 0.34
    if char in _WIDE or east_asian_width(char) in "WF":
        return 1.0
    if category(char) in ("Mn", "Me"):
        return 0.0
    return 0.7 if char.isupper() else 0.57


def broken(text: str, room: float, most: int, size: float = SIZE) -> tuple[str, ...]:
    """Return a text in at most so many lines of that width; what does not fit is cut off, and three dots say so."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        line, rest = _first_line(rest, room, size)
        lines.append(line)
    if rest:
        lines[-1] = _cut(f"{lines[-1]} {rest}", room, size)
    return tuple(lines)


def _first_line(text: str, room: float, size: float) -> tuple[str, str]:
    """Return what of a text fits into a line, broken at a space where there is one, and the rest."""
    fits = _how_many(text, room, size)
    if fits >= len(text):
        return text, ""
    space = text.rfind(" ", 0, fits + 1)
    at = space if space > 0 else max(1, fits)
    return text[:at].rstrip(), text[at:].lstrip()


def _cut(text: str, room: float, size: float) -> str:
    fits = _how_many(text, room - width(_MORE, size), size)
    return text if fits >= len(text) else text[: max(1, fits)].rstrip() + _MORE


def _how_many(text: str, room: float, size: float) -> int:
    """Return how many characters of a text fit into a width."""
    used = 0.0
    for number, char in enumerate(text):
        used += _char(char) * size
        if used > room:
            return number
    return len(text)


def shortened(text: str, most: int) -> str:
    """Return a text of one line with at most so many characters; three dots stand for what is cut off."""
    return text if len(text) <= most else text[: most - 1].rstrip() + _MORE


def many(count: int, one: str, several: str = "") -> str:
    """Return "1 entry" or "12 entries"; thousands are set apart by a comma."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
