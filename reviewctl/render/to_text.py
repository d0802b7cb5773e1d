"""A report as lines for a terminal, a pipe or an e-mail: plain words in columns, and colour if asked for."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from reviewctl.model.report import Block, Heading, Lines, Message, Paragraph, Report, Table
from reviewctl.render.colour import paint
from reviewctl.render.formats import Look
from reviewctl.render.measure import pad, width, wrap
from reviewctl.render.prose_text import lines_of
from reviewctl.render.text_table import GAP, Layout, fitted, lay_out, table_lines
from reviewctl.render.visible import visible

# A page is as wide as its widest table or paragraph: there the right-hand part of a heading ends.
_NARROWEST_PAGE = 80
# Where there is more room than anyone reads, a program does: an editor, that wants each message on one line.
_WIDEST_PAGE = 120
_DETAILS_INDENT = 4


def render(report: Report, look: Look) -> Iterator[str]:
    """Yield the report line by line."""
    if report.prose is not None:
        yield from (f"{line}\n" for line in lines_of(report.prose, look.width, look.colour))
        return
    fits = [fitted(one, look.width) if isinstance(one, Table) else one for one in report.blocks]
    report = replace(report, blocks=tuple(fits))
    layouts = {at: lay_out(block, look.width) for at, block in _tables(report)}
    page = _page(report, layouts.values(), look)
    previous: Block | None = None
    for at, block in enumerate(report.blocks):
        if _apart(previous, block):
            yield "\n"
        previous = block
        for line in _lines(block, page, look.colour, layouts.get(at)):
            yield line + "\n"


def _tables(report: Report) -> Iterator[tuple[int, Table]]:
    """Yield the tables of the report with their places."""
    yield from ((at, block) for at, block in enumerate(report.blocks) if isinstance(block, Table))


def _page(report: Report, layouts: Iterable[Layout], look: Look) -> int:
    """Return how wide the page is."""
    tables = [layout.width for layout in layouts]
    paragraphs = [width(block.text) + block.indent for block in report.blocks if isinstance(block, Paragraph)]
    messages = [width(visible(block.text)) for block in report.blocks if isinstance(block, Message)]
    read = messages if look.width > _WIDEST_PAGE else []
    return min(look.width, max([_NARROWEST_PAGE, *tables, *paragraphs, *read]))


def _apart(previous: Block | None, block: Block) -> bool:
    """Return whether a blank line stands between two blocks."""
    if previous is None or (isinstance(previous, Heading) and isinstance(block, Heading)):
        return False
    if isinstance(previous, Heading):
        return previous.level == 1 and isinstance(block, Table)
    return isinstance(block, Table) or type(previous) is not type(block)


def _lines(block: Block, page: int, colour: bool, layout: Layout | None) -> Iterator[str]:
    """Yield the lines of one block."""
    match block:
        case Heading():
            yield from _heading(block, page, colour)
        case Paragraph():
            yield from _paragraph(block, page, colour)
        case Table() if layout is not None:
            yield from table_lines(block, layout, page, colour)
        case Lines():
            yield from (paint(visible(line), block.style, colour) for line in block.lines)
        case Message():
            yield from _message(block, page, colour)


def _heading(heading: Heading, page: int, colour: bool) -> Iterator[str]:
    """Yield a heading; its right-hand part goes on a line of its own where there is no room beside it."""
    text, right = visible(heading.text), visible(heading.right)
    room = page - width(text) - GAP
    if not right or width(right) > room:
        yield from (paint(line, "strong", colour) for line in wrap(text, page))
        yield from (pad(line, page, right=True) for line in wrap(right, page) if line)
    else:
        yield paint(text, "strong", colour) + pad(right, room + GAP, right=True)


def _paragraph(paragraph: Paragraph, page: int, colour: bool) -> Iterator[str]:
    """Yield a paragraph, wrapped and indented."""
    for line in wrap(visible(paragraph.text), page - paragraph.indent, typed=True):
        yield " " * paragraph.indent + paint(line, paragraph.style, colour)


def _message(message: Message, page: int, colour: bool) -> Iterator[str]:
    """Yield a message with its details hanging under it. Its style colours the first word."""
    first, *others = wrap(visible(message.text), page, hang=_DETAILS_INDENT, typed=True)
    word, space, rest = first.partition(" ")
    yield paint(word, message.style, colour) + space + rest
    yield from others
    for detail in message.details:
        for line in wrap(visible(detail), page - _DETAILS_INDENT, hang=GAP, typed=True):
            yield " " * _DETAILS_INDENT + line
