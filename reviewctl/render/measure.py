"""How wide a text is on a terminal, and how it is broken into lines. Nothing is ever cut off."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width

_NO_WIDTH = {"Mn", "Me", "Cf"}
_WORD = r"(?:\"[^\"]*\"|[^\s\"·])++(?= |$)"
# A command to type stands after a colon, or opens the text; a full stop, a comma or a dot in the middle ends it.
_TYPED = re.compile(rf"(?:(?<=[:?] )|^)reviewctl(?= +[a-z-])(?: +{_WORD}(?<![.,;:)]))*(?: +{_WORD})?")


def width(text: str) -> int:
    """Return how many columns `text` takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return `text` filled up with spaces to so many columns; at the left hand for `right`."""
    if text.isascii():
        return text.rjust(columns) if right else text.ljust(columns)
    space = " " * (columns - width(text))
    return space + text if right else text + space


def wrap(text: str, columns: int, hang: int = 0, *, typed: bool = False) -> list[str]:
    """Return `text` in lines of at most `columns`; those behind the first are indented by `hang`.

    A text that fits stays as it is; another is broken at its spaces, and a word that is too long for a line
    anywhere. With `typed` a command is never broken, however long it is: its first half would run when pasted.
    """
    columns = max(columns, hang + 1)
    if width(text) <= columns:
        return [text]
    return _broken_plainly(text, columns, hang, typed) or _broken(text, columns, hang, typed)


def _broken_plainly(text: str, columns: int, hang: int, typed: bool) -> list[str]:
    """Return the lines of a text in which each letter takes one column and no word is longer than a line, the same
    as `_broken` and found in less time; nothing for another text."""
    plain = text.isascii() and "  " not in text and not text.startswith(" ") and not text.endswith(" ")
    if not plain or (typed and "reviewctl" in text):
        return []
    lines, start, end, indent = [], 0, columns, ""
    while end < len(text):
        cut = text.rfind(" ", start, end + 1)
        if cut < 0:
            return []
        lines.append(indent + text[start:cut])
        start, indent = cut + 1, " " * hang
        end = start + columns - hang
    return [*lines, indent + text[start:]]


def _broken(text: str, columns: int, hang: int, typed: bool) -> list[str]:
    """Return the lines of a text that does not fit, word by word."""
    lines, room = [""], columns
    for word in _commands_and_words(text) if typed else filter(None, text.split(" ")):
        gap = " " if lines[-1] else ""
        more = len(gap) + width(word)
        if more <= room:
            lines[-1] += gap + word
            room -= more
        else:
            if not lines[-1]:
                lines.clear()
            lines += [word] if " " in word else _pieces(word, columns - hang)
            room = columns - hang - width(lines[-1])
    return [lines[0], *(" " * hang + line for line in lines[1:])]


def _commands_and_words(text: str) -> Iterator[str]:
    """Yield the words of a text, each command to type as one."""
    start = 0
    for found in _TYPED.finditer(text):
        yield from filter(None, text[start : found.start()].split(" "))
        yield found[0]
        start = found.end()
    yield from filter(None, text[start:].split(" "))


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
