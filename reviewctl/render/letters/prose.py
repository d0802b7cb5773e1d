"""The little of Markdown that letters are written in, read into blocks: headings, lists, tables, bold, blanks."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from reviewctl.model.letter import Block, Grid, Heading, Item, Paragraph, Run, Runs

_HEADING = re.compile(r"(#{1,3}) +(.+)")
_ITEM = re.compile(r"(?:[-*]|([0-9]{1,3}\.)) +(.+)")
_ROW = re.compile(r"\|(.*)\|[ \t]*")
_RULE = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*")
_CELLS = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(r"\\([^0-9A-Za-z\s])|\*\*(.+?)\*\*|(\[(?:[^\[\]\\]|\\.)+\])")
_BACKSLASH = re.compile(r"\\([^0-9A-Za-z\s])")


def blocks(text: str) -> tuple[Block, ...]:
    """Return a letter's text in blocks. Lines that stand together are one paragraph, unless one ends in `\\`."""
    return tuple(_blocks(text.splitlines()))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        behind = _behind(lines, at)
        if heading := _HEADING.fullmatch(line):
            yield Heading(runs(heading[2]), len(heading[1]))
        elif _ROW.fullmatch(line):
            yield _grid([one.strip() for one in lines[at:behind]])
        elif item := _ITEM.fullmatch(line):
            yield Item(runs(" ".join([item[2], *map(str.strip, lines[at + 1 : behind])])), item[1] or "")
        elif line:
            yield Paragraph(tuple(_broken(lines[at:behind])))
        at = behind


def _behind(lines: Sequence[str], start: int) -> int:
    """Return where the block ends that begins on a line."""
    kind = _kind(lines[start])
    at = start + 1
    if kind in ("heading", ""):
        return at
    carried_on = ("row",) if kind == "row" else ("text",)
    while at < len(lines) and _kind(lines[at]) in carried_on:
        at += 1
    return at


def _kind(line: str) -> str:
    """Return what a line is: a heading, a row of a table, an item of a list, text, or "" where it is empty."""
    line = line.strip()
    for kind, form in (("heading", _HEADING), ("row", _ROW), ("item", _ITEM)):
        if form.fullmatch(line):
            return kind
    return "text" if line else ""


def _broken(lines: Sequence[str]) -> Iterator[Runs]:
    """Yield the lines of a paragraph as its writer broke it: at each backslash that ends a line."""
    together: list[str] = []
    for line in (one.strip() for one in lines):
        if line.endswith("\\") and not line.endswith("\\\\"):
            yield runs(" ".join([*together, line[:-1].rstrip()]))
            together = []
        else:
            together.append(line)
    if together:
        yield runs(" ".join(together))


def _grid(lines: Sequence[str]) -> Grid:
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    titles = rows[0] if len(lines) > 1 and _RULE.fullmatch(lines[1]) else ()
    return Grid(titles, tuple(rows[1:] if titles else rows))


def _cells(line: str) -> tuple[Runs, ...]:
    return tuple(runs(cell.strip()) for cell in _CELLS.split(line)[1:-1])


def runs(text: str) -> Runs:
    """Return a line in pieces: plain, **bold**, and [blanks] that a person is to fill in."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    plain, at = "", 0
    for found in _INLINE.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        if found[1] is not None:
            plain += found[1]
            continue
        if plain:
            yield Run(unescape(plain))
            plain = ""
        if found[2] is not None:
            yield from (Run(one.text, one.style or "bold") for one in _runs(found[2]))
        else:
            yield Run(_plain(found[3]), "blank")
    if plain + text[at:]:
        yield Run(unescape(plain + text[at:]))


def _plain(text: str) -> str:
    return unescape(_BACKSLASH.sub(r"\1", text))


def words(found: Runs) -> str:
    """Return runs as plain text."""
    return "".join(run.text for run in found)
