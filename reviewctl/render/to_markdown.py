"""A report as GitHub Markdown, for minutes, issues and pull requests. Values are only ever text."""

import re
from collections.abc import Iterator, Sequence

from reviewctl.model import prose
from reviewctl.model.report import Block, Heading, Lines, Message, Paragraph, Report, Row, Table
from reviewctl.render.formats import Look
from reviewctl.render.visible import visible

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_SPECIAL = re.compile(r"[&<>@]|[\\`*\[\]|~$]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
# GitHub makes a link of a bare address; with its mark written as an entity it stays a text.
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_OPENING = re.compile(r"^( *)([0-9]*)([-+=#.)])")
_FENCES = re.compile("`{3,}")


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the report block by block, with a blank line between."""
    if report.prose is not None:
        yield from _prose(report.prose)
        return
    for number, block in enumerate(report.blocks):
        if number:
            yield "\n"
        for line in _lines(block):
            yield line + "\n"


def _prose(text: prose.Prose) -> Iterator[str]:
    """Yield a text as Markdown, its mark above its title."""
    from reviewctl.render.prose_markdown import markdown_of

    if text.mark:
        yield f"**{inert(text.mark)}**\n\n"
    yield markdown_of(tuple(_with_the_right(text.blocks)), text.notes)


def _with_the_right(blocks: Sequence[prose.Block]) -> Iterator[prose.Block]:
    """Yield the blocks with what stands at the right of a heading in a line of its own."""
    for block in blocks:
        yield block
        if isinstance(block, prose.Heading) and block.right:
            yield prose.Paragraph((prose.Run(block.right, italic=True),))


def inert(text: str) -> str:
    """Return `text` so that Markdown and HTML show it as it is."""
    escaped = _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), visible(text).strip())
    unlinked = _ADDRESS.sub(lambda found: f"&#{ord(found[0])};", escaped)
    return _OPENING.sub(r"\1\2\\\3", unlinked)


def _lines(block: Block) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Heading():
            yield f"{'#' * block.level} {inert(block.text)}"
            if block.right:
                yield from ("", f"*{inert(block.right)}*")
        case Paragraph():
            yield inert(block.text)
        case Table():
            yield from _table(block)
        case Lines():
            yield from _fenced(block)
        case Message():
            yield f"- {inert(block.text)}"
            yield from (f"  - {inert(detail)}" for detail in block.details)


def _table(table: Table) -> Iterator[str]:
    """Yield a table."""
    yield _row(tuple(inert(column.title) for column in table.columns))
    yield _row(tuple("---:" if column.right else "---" for column in table.columns))
    for row in table.rows:
        yield _row(_cells(row, len(table.columns)))


def _cells(row: Row, columns: int) -> tuple[str, ...]:
    """Return the cells of a row. Its details go into the second: a table has no lines between rows."""
    cells = [inert(cell) for cell in row.cells] + [""] * (columns - len(row.cells))
    if row.style and cells[0]:
        cells[0] = f"**{cells[0]}**"
    at = min(1, columns - 1)
    cells[at] = "<br>".join(filter(None, (cells[at], *map(inert, row.below))))
    return tuple(cells)


def _row(cells: tuple[str, ...]) -> str:
    """Return one line of a table."""
    return f"| {' | '.join(cells)} |"


def _fenced(block: Lines) -> Iterator[str]:
    """Yield lines as they are, within a fence that none of them can close."""
    shown = [visible(line) for line in block.lines]
    longest = max((len(found) for line in shown for found in _FENCES.findall(line)), default=2)
    fence = "`" * max(3, longest + 1)
    yield from (fence, *shown, fence)
