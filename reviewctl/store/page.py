"""A text as it was read, the places of its values, and the cuts that are made in it."""

import re
from typing import NamedTuple

from reviewctl.model.marks import KeyPath, Marks
from reviewctl.store.emit import Habits


class Page(NamedTuple):
    """A text, what it says and where. `end` is where its facts end: before the fence that closes them.

    `marks` are None where nothing is written yet.
    """

    text: str
    value: object
    marks: Marks | None
    end: int

    def at(self, path: KeyPath) -> Marks | None:
        """Return the marks of the value at `path`, or None where there is none."""
        return self.marks.at(path) if self.marks is not None else None


class Cut(NamedTuple):
    """The characters from `start` to `end` give way to `new`."""

    start: int
    end: int
    new: str


class Slot(NamedTuple):
    """The place of a value: `head` is right behind its colon or dash, `column` that of its key or dash."""

    head: int
    column: int
    in_flow: bool
    is_item: bool


def cut_in(text: str, cuts: list[Cut]) -> str:
    """Return the text with all cuts made. Of cuts at one place the first in the list comes first."""
    parts: list[str] = []
    done = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        parts += text[done : cut.start], cut.new
        done = cut.end
    return "".join([*parts, text[done:]])


def slot_of(page: Page, path: KeyPath) -> Slot:
    """Return the place of the value at `path`, which the page has."""
    above = page.at(path[:-1])
    assert above is not None
    step = path[-1]
    if isinstance(step, int):
        return _item_slot(page, above, step)
    assert above.keys is not None
    start, end = above.keys[step]
    here = page.at(path)
    assert here is not None
    colon = page.text.find(":", end.offset, here.start.offset)
    return Slot(colon + 1 if colon >= 0 else end.offset, start.column - 1, above.flow, False)


def _item_slot(page: Page, above: Marks, position: int) -> Slot:
    assert isinstance(above.children, list)
    column = above.start.column - 1
    if above.flow:
        return Slot(above.children[position].start.offset, column, True, True)
    dash = above.start.offset
    if position:
        behind = above.children[position - 1].end.offset
        found = re.compile(rf"^ {{{column}}}-", re.MULTILINE).search(page.text, behind)
        assert found is not None
        dash = found.end() - 1
    return Slot(dash + 1, column, False, True)


def is_in_flow(page: Page, path: KeyPath) -> bool:
    """Whether the value at `path` stands within brackets."""
    above = page.at(path[:-1]) if path else None
    return above is not None and above.flow


def line_start(text: str, offset: int) -> int:
    """Return where the line of `offset` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return where the line of `offset` ends, before its line end."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if text[offset:end].endswith("\r") else end


def new_line(text: str, offset: int) -> str:
    """Return the line end in use round `offset`."""
    end = text.find("\n", offset)
    if end < 0:
        end = text.rfind("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def under(text: str, offset: int, rest: tuple[str, ...], column: int) -> str:
    """Return the lines as they go under the line of `offset`, each with its line end before it."""
    new = new_line(text, offset)
    return "".join(new + indented(line, column) for line in rest)


def indented(line: str, column: int) -> str:
    """Return the line moved in to a column; an empty line stays empty."""
    return " " * column + line if line else ""


def inside(marks: Marks) -> list[Marks]:
    """Return the marks of the values directly in a mapping or list, in the order of the text."""
    children = marks.children or []
    return list(children.values()) if isinstance(children, dict) else children


def habits_of(marks: Marks | None) -> Habits:
    """Return how a file is indented, by its first mapping and first list under a key; 2 where it has none."""
    step = dash = None
    todo = [marks] if marks is not None else []
    while todo and (step is None or dash is None):
        here = todo.pop()
        inner = [child for child in inside(here) if child.children and not child.flow]
        if isinstance(here.children, dict):
            moved = [
                (isinstance(child.children, dict), child.start.column - here.start.column) for child in inner
            ]
            step = step or next((by for is_mapping, by in moved if is_mapping), None)
            dash = (
                dash if dash is not None else next((by for is_mapping, by in moved if not is_mapping), None)
            )
        todo += reversed(inner)
    return Habits(step or 2, 2 if dash is None else dash)
