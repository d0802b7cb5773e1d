"""Where a text is cut so that a value stands at a path, whatever of the path is there already."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from reviewctl.model.marks import KeyPath, Marks
from reviewctl.store import emit, fill
from reviewctl.store.emit import Entry, Habits
from reviewctl.store.page import (
    Cut,
    Page,
    cut_in,
    habits_of,
    indented,
    inside,
    is_in_flow,
    line_end,
    new_line,
    slot_of,
    under,
)

Style = Literal["pleasant", "quoted"]


class Edit(NamedTuple):
    """What is to be written, where, and how."""

    page: Page
    path: KeyPath
    value: object
    style: Style
    comment: str | None
    habits: Habits

    def entry(self, is_item: bool) -> Entry:
        """Return the value as it follows a dash, or the colon of its key, in a block."""
        write = emit.under_dash if is_item else emit.under_key
        return write(self.value, self.habits, quoted=self.style == "quoted")


def spliced(
    page: Page, path: KeyPath, value: object, style: Style, comment: str | None, read: Callable[[str], Page]
) -> str:
    """Return the page's text with `value` at `path`.

    What is missing on the way is made step by step, blank first; `read` reads the text in between.
    """
    if len(path) > 1 and page.at(path[:-1]) is None:
        blank = spliced(page, path[:-1], None, style, None, read)
        return spliced(read(blank), path, value, style, comment, read)
    edit = Edit(page, path, value, style, comment, habits_of(page.marks))
    return cut_in(page.text, _cuts(edit))


def cuts_of(page: Page, path: KeyPath, value: object, habits: Habits) -> list[Cut]:
    """Return the cuts by which a single value comes to stand at `path`, in its usual style.

    None are returned where it needs more than that: where a group or list stands there or is to come, where its
    place is yet to be made, or lies between brackets.
    """
    here, above = page.at(path), page.at(path[:-1])
    if isinstance(value, dict | list) or above is None or above.flow or not above.children:
        return []
    if here is not None and (here.children or here.flow):
        return []
    return _cuts(Edit(page, path, value, "pleasant", None, habits))


def _cuts(edit: Edit) -> list[Cut]:
    page, path = edit.page, edit.path
    here, above = page.at(path), page.at(path[:-1])
    if here is not None:
        return _fill(edit, here)
    if above is None:
        return [_begin(edit)]
    if above.flow and (above.children or len(path) == 1 or is_in_flow(page, path[:-1])):
        return [_add_in_flow(edit, above)]
    if not above.children:
        # A blank, or an empty pair of brackets, makes way for the first key or item.
        return _fill_with_first(edit, above)
    return _add_line(edit, above)


def _fill(edit: Edit, old: Marks) -> list[Cut]:
    text, slot = edit.page.text, slot_of(edit.page, edit.path)
    if slot.in_flow:
        return [fill.in_flow(text, slot, old, emit.flow(edit.value))]
    return fill.in_block(text, slot, old, edit.entry(slot.is_item))


def _fill_with_first(edit: Edit, above: Marks) -> list[Cut]:
    text, path = edit.page.text, edit.path
    slot = slot_of(edit.page, path[:-1])
    if slot.in_flow:
        alone = {path[-1]: edit.value} if isinstance(path[-1], str) else [edit.value]
        return [fill.in_flow(text, slot, above, emit.flow(alone))]
    first, *others = _lines(edit, 0)
    if slot.is_item and not edit.comment:
        return fill.in_block(
            text, slot, above, Entry(f" {first}", tuple(indented(line, 2) for line in others))
        )
    indent = edit.habits.dash if isinstance(path[-1], int) else edit.habits.step
    indent = 2 if slot.is_item else indent
    return fill.in_block(
        text, slot, above, Entry("", tuple(indented(line, indent) for line in (first, *others)))
    )


def _lines(edit: Edit, column: int) -> tuple[str, ...]:
    """Return the lines of a new key or item with its value and the comment above it."""
    step = edit.path[-1]
    entry = edit.entry(isinstance(step, int))
    first = ("-" if isinstance(step, int) else emit.flow_key(step) + ":") + entry.head
    notes = tuple(f"# {line}".rstrip() for line in (edit.comment or "").splitlines())
    return tuple(indented(line, column) for line in (*notes, first, *entry.rest))


def _begin(edit: Edit) -> Cut:
    """Return the cut for the first line of facts in a text that has none."""
    text, at = edit.page.text, edit.page.end
    new = new_line(text, 0)
    before = new if at and text[at - 1] != "\n" else ""
    return Cut(at, at, before + "".join(line + new for line in _lines(edit, 0)))


def _add_line(edit: Edit, above: Marks) -> list[Cut]:
    """Return the cuts that add a line under the last value of a block, before comments that follow it."""
    text = edit.page.text
    at = line_end(text, above.end.offset)
    column = above.start.column - 1
    return [*_keep_last_text(text, above), Cut(at, at, under(text, at, _lines(edit, column), 0))]


def _keep_last_text(text: str, marks: Marks) -> list[Cut]:
    """Return the cut that keeps a `|` text which ends with the file as it is when more comes behind it."""
    while marks.children:
        marks = inside(marks)[-1]
    start, end = marks.start.offset, marks.end.offset
    header = fill.HEADER.match(text, start, end)
    if header is None or end < len(text) or "\n" not in text[start:end]:
        return []
    indicator = header[0].replace("+", "").replace("-", "")
    return [Cut(start, header.end(), indicator + "-")]


def _add_in_flow(edit: Edit, above: Marks) -> Cut:
    step = edit.path[-1]
    new = emit.flow(edit.value)
    new = f"{emit.flow_key(step)}: {new}" if isinstance(step, str) else new
    if not above.children:
        return Cut(above.start.offset + 1, above.start.offset + 1, new)
    last = inside(above)[-1]
    blank = last.start.offset == last.end.offset
    at = above.end.offset - 1 if blank else last.end.offset
    return Cut(at, at, f", {new}")
