"""What is searched, and what was found in it: told by its kind and place, and never by its words."""

import re
from bisect import bisect
from collections.abc import Iterator
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from reviewctl.model.finding import Spot

Grade = Literal["block", "warning"]
"""`block`: nothing is published while it is there. `warning`: somebody must say, with a reason, why it may stay."""


class Passage(Struct, frozen=True):
    """A piece of text, and where it stands: a path, `commit 1a2b3c4`, `property title`.

    `line` and `column` are those of its first character, counted from 1.
    """

    place: str
    text: str
    line: int = 1
    column: int = 1

    def __repr__(self) -> str:
        return f"Passage({self.place!r}, {self.line}:{self.column}, {len(self.text)} characters)"


class Hit(Struct, frozen=True, order=True):
    """Something in a passage that gives somebody away, or may.

    `spot` is where it begins and `length` how many characters of the passage it takes. `entries` are the pseudonyms
    of those whom it may mean, none where it is of no one in the register; `field` is which of their fields was
    recognised, or what kind of thing it is. `digest` is the sha256 of the whole passage: what is said of a warning is
    said of that text alone. `start` is how many characters of the passage stand before it.
    """

    spot: Spot
    length: int
    kind: str
    severity: Grade
    entries: tuple[str, ...]
    field: str
    scanner: str
    digest: str
    start: int = 0


_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


def paragraphs(place: str, text: str) -> tuple[Passage, ...]:
    """Return the paragraphs of a text as passages, each with the line on which it begins.

    So a warning that was cleared stays so while its own paragraph does, whatever becomes of the others.
    """
    return tuple(Passage(place, text[start:end], *_position(text, start)) for start, end in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        # What stands before the first letter of a line is part of it.
        start = text.rfind("\n", 0, gap.end()) + 1
    # Nor is the end of the file part of the last one: another may come to stand behind it.
    end = len(text.rstrip())
    if end > start:
        yield start, end


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class Lines:
    """The beginnings of a passage's lines, by which the place of each character is found."""

    __slots__ = ("_passage", "_starts")

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._starts = [0, *(found.end() for found in re.finditer("\n", passage.text))]

    def spot(self, offset: int) -> Spot:
        """Return the place of a character of the passage."""
        line = bisect(self._starts, offset) - 1
        column = offset - self._starts[line] + 1
        first = self._passage.column - 1 if line == 0 else 0
        return Spot(self._passage.place, self._passage.line + line, column + first)


def digest_of(passage: Passage) -> str:
    """Return the sha256 of a passage's text."""
    return sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()
