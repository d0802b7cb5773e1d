"""A table in plain lines: aligned columns, two spaces between, and what is too wide wrapped under itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.report import Row, Style, Table
from reviewctl.render.colour import paint
from reviewctl.render.measure import pad, width, wrap
from reviewctl.render.visible import visible

GAP = 2
TYPED = "> "
"""What a detail begins with that is a command to type: to be copied, it must stay in one line."""
# Narrower than this no column is made, even if its words are broken.
_LEAST = 4


class Layout(Struct, frozen=True):
    """How wide each column of a table is, and which are set at the right hand."""

    widths: tuple[int, ...]
    right: tuple[bool, ...]

    @property
    def width(self) -> int:
        """Return how wide the whole table is."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)

    @property
    def second(self) -> int:
        """Return where the second column starts: details of a row are set there."""
        return self.widths[0] + GAP if len(self.widths) > 1 else GAP


def fitted(table: Table, columns: int) -> Table:
    """Return `table` without as many of its spare columns, first ones first, as it takes to show the rest whole."""
    spare = next((at for at, column in enumerate(table.columns) if column.spare), None)
    if spare is None or _unbroken(table) + GAP * (len(table.columns) - 1) <= columns:
        return table
    rows = tuple(replace(row, cells=row.cells[:spare] + row.cells[spare + 1 :]) for row in table.rows)
    return fitted(Table(table.columns[:spare] + table.columns[spare + 1 :], rows), columns)


def _unbroken(table: Table) -> int:
    """Return how wide the columns are at the least with every word whole, and every cell of the fixed ones."""
    whole, words = _widest(table, width), _widest(table, _longest_word)
    return sum(
        word if column.flexible else wide
        for column, wide, word in zip(table.columns, whole, words, strict=True)
    )


def lay_out(table: Table, columns: int) -> Layout:
    """Return the layout that shows `table` in so many columns, or as near to it as it can give way."""
    room = columns - GAP * (len(table.columns) - 1)
    widths = [max(most, one.least) for most, one in zip(_widest(table, width), table.columns, strict=True)]
    if sum(widths) > room:
        widths = _narrowed(table, [min(most, max(room, _LEAST)) for most in widths], room)
    return Layout(tuple(widths), tuple(column.right for column in table.columns))


def table_lines(table: Table, layout: Layout, columns: int, colour: bool) -> Iterator[str]:
    """Yield the table line by line: its titles if it has any, its rows, and each row's details under it."""
    titles = [column.title for column in table.columns]
    if any(titles):
        yield from (paint(line, "quiet", colour) for line in _row_lines(titles, layout, "", False))
    for row in table.rows:
        yield from _row_lines(row.cells, layout, row.style, colour)
        yield from _details(row, layout.second if layout.second <= columns // 2 else GAP, columns)


def _widest(table: Table, measure: Callable[[str], int]) -> list[int]:
    """Return the widest measure in each column."""
    widths = [measure(visible(column.title)) for column in table.columns]
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            wide = measure(visible(cell))
            if wide > widths[at]:
                widths[at] = wide
    return widths


def _longest_word(text: str) -> int:
    """Return the width of the widest word of a text."""
    return max(map(len if text.isascii() else width, text.split(" ")))


def _narrowed(table: Table, widths: list[int], room: int) -> list[int]:
    """Return widths that fit: flexible columns are broken at their words first, then others, then words.

    The title of a flexible column stays on one line as long as words do: beside another title, half of it misleads.
    """
    words = [
        max(word, width(visible(column.title))) if column.flexible else word
        for word, column in zip(_widest(table, _longest_word), table.columns, strict=True)
    ]
    all_columns = range(len(widths))
    widths = _taken(widths, [at for at in all_columns if table.columns[at].flexible], words, room)
    widths = _taken(widths, [at for at in all_columns if not table.columns[at].right], words, room)
    widths = _taken(widths, all_columns, words, room)
    return _taken(widths, all_columns, [_LEAST] * len(widths), room)


def _taken(widths: list[int], which: Sequence[int], keep: Sequence[int], room: int) -> list[int]:
    """Take from the widest of those columns, one by one, until all fit or each is down to what it keeps."""
    widths = list(widths)
    for _ in range(sum(widths) - room):
        giving = [at for at in which if widths[at] > keep[at]]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
    return widths


def _row_lines(cells: Iterable[str], layout: Layout, style: Style, colour: bool) -> Iterator[str]:
    """Yield the lines of one row. Its style colours the first cell."""
    shown = [visible(cell) for cell in cells]
    columns = list(zip(shown, layout.widths, layout.right, strict=False))
    if all(width(cell) <= wide for cell, wide, _ in columns):
        yield _line(columns, style, colour)
        return
    wrapped = [wrap(cell, wide) for cell, wide, _ in columns]
    for number in range(max(map(len, wrapped))):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield _line(zip(parts, layout.widths, layout.right, strict=False), style, colour)


def _line(columns: Iterable[tuple[str, int, bool]], style: Style, colour: bool) -> str:
    """Return one line of cells, without spaces at its end."""
    padded = [pad(cell, wide, right=right) for cell, wide, right in columns]
    if colour and style and padded:
        cell = padded[0].rstrip()
        padded[0] = paint(cell, style, colour) + padded[0][len(cell) :]
    return (" " * GAP).join(padded).rstrip()


def _details(row: Row, indent: int, columns: int) -> Iterator[str]:
    """Yield the details of a row, indented to its second column. A command to type is never broken."""
    for detail in row.below:
        if detail.startswith(TYPED):
            yield " " * indent + visible(detail)
            continue
        for line in wrap(visible(detail), columns - indent, hang=2, typed=True):
            yield " " * indent + line
