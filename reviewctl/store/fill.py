"""A new value in the place of another, or of a blank: the cuts it takes."""

import re

from reviewctl.model.marks import Marks
from reviewctl.store.emit import Entry
from reviewctl.store.page import Cut, Slot, line_end, line_start, new_line, under

HEADER = re.compile(r"[|>][0-9+-]*")
"""How a text begins whose lines stand under its key."""

_BLANK = re.compile(r"[ \t]*")


def in_flow(text: str, slot: Slot, old: Marks, new: str) -> Cut:
    """Return the cut that puts `new` in the place of a value within brackets."""
    start, end = old.start.offset, old.end.offset
    if start < end:
        return Cut(start, end, new)
    colon = "" if text[slot.head - 1] == ":" else ":"
    return Cut(slot.head, slot.head, f"{colon} {new}")


def in_block(text: str, slot: Slot, old: Marks, entry: Entry) -> list[Cut]:
    """Return the cuts that put `entry` in the place of a value, or of a blank, on lines of its own."""
    start, end = old.start.offset, old.end.offset
    if start == end:
        return _into_blank(text, slot, entry)
    if "\n" in text[slot.head : start]:
        return _replace_below(text, slot, old, entry)
    if text[start] in "|>":
        return _replace_block_text(text, slot, old, entry)
    if not old.flow and old.children and "\n" in text[start:end]:
        end = line_end(text, end)
    return _swap(slot, start, end, entry) + _append(text, line_end(text, end), slot, entry)


def _swap(slot: Slot, start: int, end: int, entry: Entry) -> list[Cut]:
    """Return the cut of a token on the line of its key; how far it stands from the colon is kept.

    Behind a dash it is kept only for a single line: the lines under it are moved in by the usual two.
    """
    if not entry.head or (slot.is_item and entry.rest):
        return [Cut(slot.head, end, entry.head)]
    return [Cut(start, end, entry.head[1:])]


def _append(text: str, at: int, slot: Slot, entry: Entry) -> list[Cut]:
    return [Cut(at, at, under(text, at, entry.rest, slot.column))] if entry.rest else []


def _into_blank(text: str, slot: Slot, entry: Entry) -> list[Cut]:
    end_of_line = line_end(text, slot.head)
    blanks = _BLANK.match(text, slot.head, end_of_line)
    nothing_else = blanks is not None and blanks.end() == end_of_line
    behind = end_of_line if nothing_else and entry.head else slot.head
    cuts = [Cut(slot.head, behind, entry.head)] if entry.head else []
    return cuts + _append(text, end_of_line, slot, entry)


def _replace_block_text(text: str, slot: Slot, old: Marks, entry: Entry) -> list[Cut]:
    """Return the cuts for a `|` or `>` text: a comment behind its sign stays."""
    start = old.start.offset
    header = HEADER.match(text, start)
    assert header is not None
    end_of_line = line_end(text, start)
    below = under(text, end_of_line, entry.rest, slot.column)
    return [
        *_swap(slot, start, header.end(), entry),
        Cut(end_of_line, max(end_of_line, old.end.offset), below),
    ]


def _replace_below(text: str, slot: Slot, old: Marks, entry: Entry) -> list[Cut]:
    """Return the cuts for a value that begins on a line under its key; comments between the two stay."""
    start, end = old.start.offset, old.end.offset
    single = old.flow or not old.children
    if single and entry.head and not entry.rest and text[start] not in "|>":
        return [Cut(start, end, entry.head[1:])]
    end_of_line = line_end(text, slot.head)
    above = line_start(text, start) - len(new_line(text, end_of_line))
    head = _into_blank(text, slot, Entry(entry.head)) if entry.head else []
    below = under(text, end_of_line, entry.rest, slot.column)
    return [*head, Cut(above, line_end(text, end), below)]
