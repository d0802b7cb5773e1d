"""A text in blocks as lines for a terminal, a pipe or an e-mail."""

from collections.abc import Iterator, Sequence

from reviewctl.model.prose import (
    Block,
    Cell,
    Code,
    Grid,
    Heading,
    List,
    Paragraph,
    Prose,
    Quote,
    Rule,
    Run,
    Runs,
    words,
)
from reviewctl.model.report import Column, Row, Table
from reviewctl.render.colour import paint
from reviewctl.render.measure import pad, width, wrap
from reviewctl.render.text_table import GAP, lay_out, table_lines

_SHORT = 14
"""What is no longer than this, such as a date, is not broken as long as there is longer text that can be."""


def lines_of(prose: Prose, columns: int, colour: bool) -> Iterator[str]:
    """Yield a text line by line, in so many columns: a blank line between its blocks, notes at its end."""
    if prose.mark:
        yield from (paint(line, "strong", colour) for line in wrap(prose.mark, columns))
    yield from _blocks(prose.blocks, columns, colour)
    for number, note in enumerate(prose.notes, 1):
        yield ""
        yield from _hung(f"({number}) ", list(_blocks(note, columns - 4, colour)))


def _blocks(blocks: Sequence[Block], columns: int, colour: bool) -> Iterator[str]:
    for place, block in enumerate(blocks):
        if place:
            yield ""
        yield from _block(block, columns, colour)


def _block(block: Block, columns: int, colour: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block, columns, colour)
        case Paragraph():
            for line in _text(block.runs).split("\n"):
                yield from (paint(one, block.tone, colour) for one in wrap(line, columns, typed=True))
        case List():
            yield from _list(block, columns, colour)
        case Quote():
            yield from (f"  | {line}".rstrip() for line in _blocks(block.blocks, columns - 4, colour))
        case Grid():
            yield from _grid(block, columns, colour)
        case Code():
            yield from block.lines
        case Rule():
            yield "-" * columns


def _heading(block: Heading, columns: int, colour: bool) -> Iterator[str]:
    text = _text(block.runs).replace("\n", " ")
    room = columns - width(text) - GAP
    if block.right and width(block.right) <= room:
        yield paint(text, "strong", colour) + pad(block.right, room + GAP, right=True)
        return
    yield from (paint(line, "strong", colour) for line in wrap(text, columns))
    if block.right:
        yield pad(block.right, columns, right=True)
    elif block.level == 2:
        yield "-" * min(width(text), columns)


def _list(block: List, columns: int, colour: bool) -> Iterator[str]:
    tight = all(len(item) <= 1 or not any(map(_is_long, item[1:])) for item in block.items)
    for place, item in enumerate(block.items):
        if place and not tight:
            yield ""
        mark = "- " if block.start is None else f"{block.start + place}. "
        lines = _blocks(item, columns - len(mark), colour)
        yield from _hung(mark, [line for line in lines if line or not tight])


def _is_long(block: Block) -> bool:
    return not isinstance(block, List)


def _hung(mark: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines that hang under a mark."""
    for place, line in enumerate(lines or [""]):
        yield f"{mark if not place else ' ' * len(mark)}{line}".rstrip()


def _grid(block: Grid, columns: int, colour: bool) -> Iterator[str]:
    count = block.columns
    titles = [_text(title) for title in block.titles] + [""] * (count - len(block.titles))
    rows = tuple(_row(row, count, pairs=not block.titles) for row in block.rows)
    longest = [max((len(row.cells[at]) for row in rows), default=0) for at in range(count)]
    heads = (Column(title, at in block.right, longest[at] > _SHORT) for at, title in enumerate(titles))
    table = Table(tuple(heads), rows)
    yield from table_lines(table, lay_out(table, columns), columns, colour)


def _row(row: Sequence[Cell], count: int, *, pairs: bool) -> Row:
    """Return a row. Where the first cell only says what the second is, the lines of that stand under each other."""
    cells = [_text(cell.runs) for cell in row] + [""] * (count - len(row))
    more: list[str] = []
    if pairs and len(cells) > 1:
        cells[1], *more = cells[1].split("\n")
    below = (*more, *(_text(line) for cell in row for line in cell.below))
    return Row(tuple(cell.replace("\n", " / ") for cell in cells), below=below)


def _text(runs: Runs) -> str:
    """Return runs as plain text, a note as its number in brackets."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    return words((run,)) if run.note is None else f"({run.note})"
