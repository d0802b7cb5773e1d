"""From the lines and tables of Word to blocks of text: lists put into each other, rows filled up."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reviewctl.model.prose import Block, Cell, Grid, Heading, List, Paragraph, Quote, Run, Runs, words
from reviewctl.model.wordpaper import Element, Line, WordCell, WordTable
from reviewctl.work.papers_in.outline import as_text

_PLAIN_NUMBER = re.compile(r"([0-9]{1,9})[.)]?")
_MANY_PARTS = re.compile(r"[0-9]+(\.[0-9]+)+\.?")


def blocks_of(elements: Sequence[Element]) -> Iterator[Block]:
    """Yield the blocks that elements come to; headings are those of the outline, at their own levels."""
    place = 0
    while place < len(elements):
        one = elements[place]
        end = place + 1
        if isinstance(one, WordTable):
            yield _grid(one)
        elif _is_item(one):
            while end < len(elements) and (
                _is_item(elements[end]) or _goes_on(elements[end], elements[place])
            ):
                end += 1
            yield from _lists(elements[place:end])
        elif one.quote and one.level is None:
            while end < len(elements) and _is_quote(elements[end]):
                end += 1
            yield Quote(
                tuple(Paragraph(_pointed(line)) for line in elements[place:end] if isinstance(line, Line))
            )
        elif one.level:
            yield Heading(as_text(one).runs if not one.bullet else one.runs, one.level)
        else:
            yield Paragraph(as_text(one).runs if not one.bullet else one.runs)
        place = end


def _is_item(one: Element) -> bool:
    """Whether a line is an item of a list. A number of many parts, such as 4.12, is a paragraph's, alone."""
    if not isinstance(one, Line) or one.level is not None or one.item is None or one.quote:
        return False
    return not _MANY_PARTS.fullmatch(one.label)


def _goes_on(one: Element, first: Element) -> bool:
    """Whether a paragraph goes on with the item above it: by its style, or moved in as far as the item's words."""
    if not isinstance(one, Line) or not isinstance(first, Line) or one.level is not None or one.label:
        return False
    return one.more or (one.indent > 0 and one.indent >= first.indent and not one.quote)


def _is_quote(one: Element) -> bool:
    return isinstance(one, Line) and one.quote and one.level is None


def _lists(lines: Sequence[Element]) -> Iterator[Block]:
    """Yield the lists that lines come to: a new one where points turn to numbers, or the count begins anew."""
    level = min((line.item or 0 for line in lines[:1] if isinstance(line, Line)), default=0)
    items: list[list[Element]] = []
    start: int | None = None
    for line in lines:
        if not isinstance(line, Line):
            continue
        deeper = line.item is None or line.item > level
        if items and deeper:
            items[-1].append(line)
            continue
        number = number_of(line)
        if (items and (number is None) != (start is None)) or _begins_anew(number, start, len(items)):
            yield _list(items, start)
            items = []
        if not items:
            start = number
        level = min(level, line.item or 0)
        items.append([line])
    if items:
        yield _list(items, start)


def _begins_anew(number: int | None, start: int | None, count: int) -> bool:
    return number is not None and start is not None and number != start + count


def number_of(line: Line) -> int | None:
    """Return the plain number of an item; None for a point, a letter and the like."""
    found = _PLAIN_NUMBER.fullmatch(line.label.strip("()")) if not line.bullet else None
    return int(found[1]) if found is not None else None


def _list(items: Sequence[Sequence[Element]], start: int | None) -> List:
    return List(tuple(tuple(_item(one)) for one in items), start)


def _item(lines: Sequence[Element]) -> Iterator[Block]:
    """Yield the blocks of an item: its words, paragraphs that go on with it, and the lists within it."""
    first, *rest = [line for line in lines if isinstance(line, Line)]
    yield Paragraph(_worded(first))
    within: list[Element] = []
    deep = 0
    for line in rest:
        if line.item is None and (not within or (line.indent < deep and not line.more)):
            yield from _lists(within)
            within = []
            yield Paragraph(line.runs)
        else:
            deep = deep if within else line.indent
            within.append(line)
    yield from _lists(within)


def _worded(line: Line) -> Runs:
    """Return the words of an item: a letter, which Markdown would not count, is one of them."""
    if line.bullet or not line.label or number_of(line) is not None:
        return line.runs
    return (Run(f"{line.label} "), *line.runs)


def _grid(table: WordTable) -> Grid:
    wide = max(sum(cell.across for cell in row) for row in table.rows)
    rows = [tuple(_cells(row, wide)) for row in table.rows]
    headed = table.headed or (wide > 2 and all(_is_short(cell) for cell in rows[0]))
    titles = tuple(_one_line(cell) for cell in rows[0]) if headed and len(rows) > 1 else ()
    return Grid(titles, tuple(rows[1:] if titles else rows))


def _is_short(cell: Cell) -> bool:
    return not cell.below and 0 < len(words(cell.runs)) <= 40


def _one_line(cell: Cell) -> Runs:
    runs = cell.runs
    for line in cell.below:
        runs = (*runs, Run(" "), *line)
    return tuple(replace(run, bold=False) for run in runs)


def _cells(row: Sequence[WordCell], wide: int) -> Iterator[Cell]:
    count = 0
    for cell in row:
        lines = [_pointed(line) for line in cell.elements if isinstance(line, Line)]
        yield Cell(lines[0] if lines else (), tuple(lines[1:]))
        yield from (Cell() for _ in range(cell.across - 1))
        count += cell.across
    yield from (Cell() for _ in range(wide - count))


def _pointed(line: Line) -> Runs:
    """Return a line of a cell with its point or number before it, for a cell holds no lists."""
    return (Run(f"{line.label} "), *line.runs) if line.label else line.runs
