"""How wide a text is on a terminal, and how it is broken into lines. Nothing is ever cut off."""

from collections.abc import Iterator
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
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text, columns - hang):
        more = width(word)
        if line and used + 1 + more > columns:
            lines.append(line)
            line, used = "", 0
        if line:
            line, used = f"{line} {word}", used + 1 + more
        else:
            indent = hang if lines else 0
            line, used = " " * indent + word, indent + more
    return [*lines, line]


def _words(text: str, columns: int) -> Iterator[str]:
    """Yield the words of `text`, a word that is wider than `columns` in pieces."""
    for word in filter(None, text.split(" ")):
        if width(word) <= columns:
            yield word
        else:
            yield from _pieces(word, columns)


def _pieces(word: str, columns: int) -> Iterator[str]:
    """Yield `word` in pieces of at most `columns`; a combining mark stays with its letter."""
    start, used = 0, 0
    for at, char in enumerate(word):
        more = _char_width(char)
        if used + more > columns and at > start:
            yield word[start:at]
            start, used = at, 0
        used += more
    yield word[start:]


def _char_width(char: str) -> int:
    """Return how many columns one character takes."""
    if char.isascii():
        return 1
    if category(char) in _NO_WIDTH or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
