"""A chronology's file with its entries as they will be: what does not change keeps its very bytes, comments and all."""

import re
from collections.abc import Sequence

from reviewctl.model.marks import Marks
from reviewctl.store.decode import BOM
from reviewctl.store.emit import Habits, under_key
from reviewctl.store.splice import plain_value, set_value, splice_bytes
from reviewctl.store.strict import read_yaml
from reviewctl.work.chronicle.comparing import FIELDS, Line

_EXAMPLE = re.compile(r"#(?: {3,}.*)?$")
"""A line of the example that the template has under `entries`: a new entry stands below it."""
_CONFLICT = re.compile(r"^[ \t]*(<{7}|={7}|>{7}|\|{7})(?=[ \t\r]|$)", re.MULTILINE)
_INDENT = 2
_CERTAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9 ,.;()/'-]*[A-Za-z0-9.)]|[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
)
"""Words that every reader takes for this very text, and days that every calendar has."""
_NOT_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null"))


def with_entries(data: bytes, lines: Sequence[Line], path: str) -> bytes:
    """Return a chronology's bytes with these entries, in this order.

    An entry that stays keeps its lines with the comments above it; a field that changes is cut in. Where the file
    is written in a way that does not allow it, the whole list is written again. Raises Unreadable for a file with
    faults.
    """
    bom, text = data.startswith(BOM), data.removeprefix(BOM).decode("utf-8")
    parsed = read_yaml(text, path)
    had = parsed.value.get("entries") if isinstance(parsed.value, dict) else None
    old = had if isinstance(had, list) else []
    wanted = [_entry(one, old) for one in lines]
    if wanted == old:
        return data
    made = (
        _laid(text, parsed.marks, lines, wanted, old)
        if parsed.marks is not None and not parsed.findings
        else None
    )
    if made is not None and _says(made, parsed.value, wanted):
        return (BOM if bom else b"") + made.encode("utf-8")
    return splice_bytes(data, ("entries",), wanted, file=path)


def _says(text: str, before: object, wanted: list[object]) -> bool:
    """Whether a text reads as it is meant to: these entries, and all else as it was."""
    parsed = read_yaml(text, "")
    return not parsed.findings and isinstance(before, dict) and parsed.value == {**before, "entries": wanted}


def _entry(line: Line, old: Sequence[object]) -> object:
    """Return an entry as the file will have it: a change over what stands there, or all that is said, for a new one."""
    if line.place is None:
        assert line.draft is not None
        said = {field: line.draft.said.get(field) for field in FIELDS}
        return plain_value({"id": line.id, **{key: value for key, value in said.items() if value}})
    had = old[line.place]
    new = {one.field: one.new for one in line.changes}
    if not new or not isinstance(had, dict):
        return had
    return {**had, **{key: plain_value(value) for key, value in new.items()}}


def _laid(
    text: str, marks: Marks, lines: Sequence[Line], wanted: Sequence[object], old: Sequence[object]
) -> str | None:
    """Return the text with its entries laid anew; None where they are not written line under line."""
    at = marks.at(("entries",))
    if at is None or at.flow or "\r" in text:
        return None
    parts = _Parts(text, at, old)
    blocks = [_block(one, new, parts) for one, new in zip(lines, wanted, strict=True)]
    if None in blocks:
        return None
    return parts.head + "".join(one for one in blocks if one is not None) + parts.tail


class _Parts:
    """A text taken apart: what stands before its entries, each of them with the comments above it, and what follows."""

    def __init__(self, text: str, entries: Marks, old: Sequence[object]) -> None:
        self.old = old
        children = entries.children if isinstance(entries.children, list) else []
        self.column = entries.start.column - 1 if children else _INDENT
        bounds = [_line_end(text, child.end.offset) for child in children]
        first = (
            _line_start(text, entries.start.offset)
            if children
            else _below_example(text, entries.start.offset)
        )
        starts = [first, *bounds[:-1]] if children else []
        self.blocks = [text[begin:end] for begin, end in zip(starts, bounds, strict=True)]
        self.head, self.tail = text[:first], text[bounds[-1] if bounds else first :]
        if self.head and not self.head.endswith("\n"):
            self.head += "\n"
        self.blocks = [one if one.endswith("\n") else f"{one}\n" for one in self.blocks]


def _below_example(text: str, offset: int) -> int:
    """Return where the first entry stands under a blank `entries:`, below the example that the template has there."""
    end = _line_end(text, offset)
    at = end
    for line in text[end:].splitlines(keepends=True):
        if not line.startswith("#"):
            break
        at += len(line)
        if _EXAMPLE.fullmatch(line.rstrip("\n")):
            end = at
    return end


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """Return where the line of a place ends, behind its line break. The end of a `|` text is such a place itself."""
    if offset and text[offset - 1] == "\n":
        return offset
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _block(line: Line, entry: object, parts: _Parts) -> str | None:
    """Return the lines of an entry: those that stand there, with the fields cut in that change.

    One that nobody has touched since it was brought in is written again as it would be today, which is quicker.
    """
    if line.place is None:
        return _written(entry, parts.column)
    block = parts.blocks[line.place]
    if not line.changes:
        return block
    blank = any(one.new is None for one in line.changes)
    if not blank and block == _written(parts.old[line.place], parts.column):
        return _written(_in_order(entry), parts.column)
    for one in line.changes:
        parsed = read_yaml(block, "")
        if parsed.findings or not isinstance(parsed.value, list) or len(parsed.value) != 1:
            return None
        block = set_value(block, (0, one.field), one.new)
    return block


def _in_order(entry: object) -> object:
    assert isinstance(entry, dict)
    return {key: entry[key] for key in ("id", *FIELDS) if key in entry} | entry


def _written(entry: object, column: int) -> str | None:
    """Return the lines of an entry as a new one has them; None for what is none."""
    if not isinstance(entry, dict) or not entry:
        return None
    lines = [one for key, value in entry.items() for one in _field(key, value)]
    marks = (f"{' ' * column}- ", *(" " * (column + 2) for _ in lines[1:]))
    return "".join(f"{mark + one if one else ''}\n" for mark, one in zip(marks, lines, strict=True))


def _field(key: str, value: object) -> tuple[str, ...]:
    """Return the lines of a field. Most are words that need no quotes for certain: those take no asking."""
    if isinstance(value, str) and _CERTAIN.fullmatch(value) and value.casefold() not in _NOT_WORDS:
        return (f"{key}: {value}",)
    marked = isinstance(value, str) and _CONFLICT.search(value) is not None
    written = under_key(value, Habits(_INDENT, _INDENT), quoted=marked)
    return (f"{key}:{written.head}", *written.rest)
