"""A report as a text for readers: what HTML and Word are written from. Every hidden character is made visible."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from reviewctl.model import prose
from reviewctl.model.prose import Cell, Prose, Run, Runs
from reviewctl.model.report import Block, Heading, Lines, Message, Paragraph, Report, Row, Style, Table
from reviewctl.render.text_table import TYPED
from reviewctl.render.visible import visible

CONFIDENTIAL = "Confidential"
"""Stands on every page that leaves: what a register holds is about abuse and deaths."""


def composed(report: Report) -> Prose:
    """Return the report as a text: its own where it has one, else one made of its blocks."""
    if report.prose is not None:
        return report.prose
    blocks = tuple(_with_one_title(tuple(_blocks(report.blocks))))
    return Prose(title=_title(report), reference=_reference(report), blocks=blocks)


def runs(text: str, *, bold: bool = False, tone: Style = "") -> Runs:
    """Return one piece of text as runs; none for an empty one."""
    text = visible(text)
    return (Run(text, bold=bold, tone=tone),) if text else ()


def _with_one_title(blocks: Sequence[prose.Block]) -> Iterator[prose.Block]:
    """Yield the blocks with all headings but the first a step lower, where several are the title of a page."""
    titles = [at for at, block in enumerate(blocks) if isinstance(block, prose.Heading) and block.level == 1]
    for at, block in enumerate(blocks):
        lower = isinstance(block, prose.Heading) and len(titles) > 1 and at != titles[0]
        yield replace(block, level=block.level + 1) if lower and isinstance(block, prose.Heading) else block


def _title(report: Report) -> str:
    """Return what the page is called: its first heading, else its first words, else the command."""
    for block in report.blocks:
        if isinstance(block, Heading):
            return visible(block.text)
    return f"reviewctl {report.command}"


def _reference(report: Report) -> str:
    """Return what stands under every page: the case where the page is one case's, else the title."""
    case = report.payload.get("case")
    return visible(case) if isinstance(case, str) else _title(report)


def _blocks(blocks: Sequence[Block]) -> Iterator[prose.Block]:
    """Yield the blocks. Findings that follow one another are one list."""
    for is_message, group in groupby(blocks, lambda block: isinstance(block, Message)):
        if is_message:
            yield prose.List(tuple(_message(one) for one in group if isinstance(one, Message)))
        else:
            yield from map(_block, group)


def _block(block: Block) -> prose.Block:
    match block:
        case Heading():
            return prose.Heading(runs(block.text), block.level, visible(block.right))
        case Paragraph():
            return prose.Paragraph(runs(block.text), block.style)
        case Table():
            return _grid(block)
        case Lines():
            return prose.Code(tuple(map(visible, block.lines)), block.style)
        case Message():
            return prose.List((_message(block),))


def _message(message: Message) -> tuple[prose.Block, ...]:
    """Return a finding as an item: its sentence, and its details as a list under it."""
    word, space, rest = message.text.partition(" ")
    first = runs(word, tone=message.style, bold=bool(message.style)) + runs(space + rest)
    details = tuple((prose.Paragraph(runs(one)),) for one in message.details)
    return (prose.Paragraph(first), *((prose.List(details),) if details else ()))


def _grid(table: Table) -> prose.Grid:
    titles = tuple(runs(column.title) for column in table.columns)
    return prose.Grid(
        titles if any(titles) else (),
        tuple(_row(row, len(table.columns)) for row in table.rows),
        frozenset(at for at, column in enumerate(table.columns) if column.right),
    )


def _row(row: Row, columns: int) -> tuple[Cell, ...]:
    """Return the cells of a row. Its details stand under the second, as a table has no lines between rows."""
    cells = [Cell(runs(cell)) for cell in row.cells] + [Cell()] * (columns - len(row.cells))
    if row.style:
        cells[0] = Cell(runs(row.cells[0], bold=row.style != "quiet", tone=row.style))
    at = min(1, columns - 1)
    cells[at] = Cell(cells[at].runs, tuple(map(_detail, row.below)))
    return tuple(cells)


def _detail(text: str) -> Runs:
    """Return a line of detail; a command to type is set as one."""
    return (Run(visible(text), code=True),) if text.startswith(TYPED) else runs(text)
