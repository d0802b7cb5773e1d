"""A draft letter as plain text, for the screen or an e-mail."""

from collections.abc import Iterator

from reviewctl.model.letter import Block, Grid, Heading, Item, Letter, Paragraph, Runs
from reviewctl.model.report import Column, Row, Table
from reviewctl.render.letters.prose import words
from reviewctl.render.measure import pad, wrap
from reviewctl.render.text_table import lay_out, table_lines

WIDTH = 78
"""As wide as mail programs show a line."""

_TO_WRITE_ON = "______"
"""What an empty cell of a table shows: paper leaves room, and lines of text do not."""


def text_of(letters: tuple[Letter, ...]) -> str:
    """Return drafts one behind another, each headed as a letter is."""
    return f"\n{'=' * WIDTH}\n\n".join("".join(f"{line}\n" for line in _lines(one)) for one in letters)


def body_text(letter: Letter) -> str:
    """Return a draft without its head: what goes into an e-mail."""
    return "".join(f"{line}\n" for line in _body(letter))


def _lines(letter: Letter) -> Iterator[str]:
    yield letter.board
    yield "Confidential"
    yield ""
    yield pad(letter.date, WIDTH, right=True)
    if letter.to:
        yield words(letter.to)
    yield f"Our reference: {letter.reference}"
    yield ""
    yield from wrap(words(letter.about), WIDTH)
    yield ""
    yield from _body(letter)


def _body(letter: Letter) -> Iterator[str]:
    previous: Block | None = None
    for block in letter.blocks:
        if previous is not None and not _together(previous, block):
            yield ""
        yield from _block(block)
        previous = block
    if letter.signature:
        yield ""
        yield from (words(line) for line in letter.signature)


def _together(one: Block, other: Block) -> bool:
    """Whether two blocks are lines of one list."""
    return isinstance(one, Item) and isinstance(other, Item) and bool(one.mark) == bool(other.mark)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield words(block.runs).upper() if block.level == 1 else words(block.runs)
            if block.level > 1:
                yield "-" * min(len(words(block.runs)), WIDTH)
        case Paragraph():
            for line in block.lines:
                yield from wrap(words(line), WIDTH)
        case Item():
            mark = f"{block.mark or '-'} "
            yield from wrap(mark + words(block.runs), WIDTH, hang=len(mark))
        case Grid():
            yield from _grid(block)


def _grid(block: Grid) -> Iterator[str]:
    count = max(map(len, (block.titles, *block.rows)))
    titles = _cells(block.titles, count)
    table = Table(
        tuple(Column(title, flexible=True) for title in titles),
        tuple(Row(tuple(cell or _TO_WRITE_ON for cell in _cells(row, count))) for row in block.rows),
    )
    yield from (line.rstrip() for line in table_lines(table, lay_out(table, WIDTH), WIDTH, colour=False))


def _cells(row: tuple[Runs, ...], count: int) -> tuple[str, ...]:
    return tuple(words(cell) for cell in (*row, *((),) * count)[:count])
