"""How wide a text is on a terminal, and how it is broken into lines. Nothing is ever cut off."""

from functools import lru_cache
from unicodedata import category, east_asian_width

_NO_WIDTH = {"Mn", "Me", "Cf"}


def width(text: str) -> int:
    """Return how many columns `text` takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return `text` filled up with spaces to so many columns; at the left hand for `right`."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def wrap(text: str, columns: int, hang: int = 0) -> list[str]:
    """Return `text` in lines of at most `columns`; those behind the first are indented by `hang`.

    A text that fits stays as it is; another is broken at its spaces, and a word that is too long for a line
    anywhere.
    """
    columns = max(columns, hang + 1)
    if width(text) <= columns:
        return [text]
    lines, room = [""], columns
    for word in filter(None, text.split(" ")):
        gap = " " if lines[-1] else ""
        more = len(gap) + width(word)
        if more <= room:
            lines[-1] += gap + word
            room -= more
        else:
            if not lines[-1]:
                lines.clear()
            lines += _pieces(word, columns - hang)
            room = columns - hang - width(lines[-1])
    return [lines[0], *(" " * hang + line for line in lines[1:])]


def _pieces(word: str, columns: int) -> list[str]:
    """Return `word` in pieces of at most `columns`; a combining mark stays with its letter."""
    pieces, start, used = [], 0, 0
    for at, char in enumerate(word):
        more = _char_width(char)
        if used + more > columns and at > start:
            pieces.append(word[start:at])
            start, used = at, 0
        used += more
    return [*pieces, word[start:]]


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    """Return how many columns one character takes."""
    if char.isascii():
        return 1
    if category(char) in _NO_WIDTH or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
