"""Single words of YAML: what a plain one is, which keys are the same, where a block of text ends."""

import re
import unicodedata
from functools import lru_cache

from reviewctl.model.marks import Mark

MAX_DIGITS = 20

CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NUMBER_STARTS = frozenset("-0123456789")
_LINE_END = re.compile("\r\n|\n|\r")
# Between brackets libyaml takes even `?word` for a key marked by a question mark, and would drop the mark.
_QUESTION = re.compile(r"\?(?<=[\s,\[{-]\?)")
_PROPERTY = re.compile(r"(?<!\w)(?:[&*]\S|!)")


class LongNumber(ValueError):
    """A number has more digits than any record needs."""


def resolve(text: str) -> str | int | float | bool | None:
    """Return what a plain (unquoted) word is: true, false, nothing, a number, or else the text itself.

    Numbers are those on which YAML 1.2 and JSON agree; 010, 1_000, 0x1F and +44 stay text. Raises LongNumber
    for one of over twenty digits or with an exponent of over two.
    """
    constant = CONSTANTS.get(text, text)
    if constant is not text:
        return constant
    return _number(text) if text[0] in _NUMBER_STARTS else text


@lru_cache(maxsize=4096)
def _number(text: str) -> str | int | float:
    """Return a word that begins as numbers do: nearly always a day, and one of a few hundred."""
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    _check_length(text, number[2] or "")
    return int(text) if number.lastindex is None else float(text)


def _check_length(text: str, exponent: str) -> None:
    digits = sum(character.isdigit() for character in text[: len(text) - len(exponent)])
    if digits > MAX_DIGITS or len(exponent.lstrip("eE+-0")) > 2:
        raise LongNumber


def fold(key: str) -> str:
    """Return a key in the form in which keys that look the same are the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).casefold())


def may_have_properties(text: str) -> bool:
    """Return whether a text has a sign where one could begin an anchor, an alias or a tag: `&a`, `*a`, `!a`."""
    return ("&" in text or "*" in text or "!" in text) and _PROPERTY.search(text) is not None


def may_have_explicit_keys(text: str) -> bool:
    """Return whether a text has a question mark where one could mark a key, as in `? key`."""
    return text.startswith("?") or _QUESTION.search(text) is not None


def is_explicit_key(text: str, start: int) -> bool:
    """Return whether a question mark makes the word at `start` a key; a text may end with one, too."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    mark = end - 1
    if mark < 0 or text[mark] != "?":
        return False
    if _begins_line(text, mark):
        return True
    opened = _back_over(text, mark, " \t")
    same_line = _LINE_END.search(text, end, start) is None
    return same_line and opened > 0 and text[opened - 1] in "[{,"


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing stands before a place on its line but blanks and the dashes of lists."""
    first = _back_over(text, at, " -")
    return first == 0 or text[first - 1] in "\n\r"


def _back_over(text: str, at: int, these: str) -> int:
    """Return where the run of these characters before a place begins. Only the run is looked at, never all the text."""
    while at and text[at - 1] in these:
        at -= 1
    return at


def block_end(source: str, value: str, start: Mark) -> Mark:
    """Return the end of the last line of a `|` or `>` text; libyaml's own end lies behind the blank lines.

    `source` runs from the indicator to libyaml's end. The last line's own line end stays outside; blank lines
    are inside only where the text keeps them (`|+`).
    """
    lines = _LINE_END.split(source)
    # A last line of nothing but spaces may be text or not; then nothing is cut off.
    if "+" in lines[0].partition("#")[0] or not value.rstrip("\n").rpartition("\n")[2].strip(" "):
        lines = lines[:-1] if len(lines) > 1 and not lines[-1] else lines
        if not value.strip("\n") and "+" not in lines[0]:
            lines = lines[:1]
    else:
        while not lines[-1].strip(" "):
            lines.pop()
    return _end_of(source, lines, start)


def _end_of(source: str, lines: list[str], start: Mark) -> Mark:
    length = 0
    for line in lines[:-1]:
        length += len(line)
        length += 2 if source.startswith("\r\n", length) else 1
    length += len(lines[-1])
    column = len(lines[-1]) + (start.column if len(lines) == 1 else 1)
    return Mark(start.offset + length, start.line + len(lines) - 1, column)
