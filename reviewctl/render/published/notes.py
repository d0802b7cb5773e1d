"""Notes of a paper: each is referred to once at the least, by the text and not by another note alone."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from reviewctl.model.prose import Block, Cell, Grid, Heading, List, Paragraph, Quote, Run, Runs

_UNASKED = "Notes to which nothing above refers: "

Blocks = tuple[Block, ...]


def settled(blocks: Sequence[Block], notes: Sequence[Blocks]) -> tuple[Blocks, tuple[Blocks, ...]]:
    """Return a text and its notes, with the first reference to each note told from those that come again.

    A note to which only other notes refer would be lost on paper, so the text's last line refers to it. What within
    a note refers to one is its number alone: no paper has notes of notes.
    """
    seen: set[int] = set()

    def first(run: Run) -> Run:
        if run.note is None:
            return run
        again = run.note in seen
        seen.add(run.note)
        return replace(run, again=again)

    text = tuple(_mapped(block, first) for block in blocks)
    lost = [number for number in range(1, len(notes) + 1) if number not in seen]
    if lost:
        text += (Paragraph((Run(_UNASKED), *_references(lost))),)
    return text, tuple(tuple(_mapped(block, _number) for block in note) for note in notes)


def _references(numbers: Sequence[int]) -> Iterator[Run]:
    for number in numbers:
        yield Run("", note=number)
        yield Run(" ")


def _number(run: Run) -> Run:
    return run if run.note is None else replace(run, text=f"({run.note})", note=None)


def _mapped(block: Block, change: Callable[[Run], Run]) -> Block:
    """Return a block with each run of it changed, in the order in which they are read."""

    def runs(found: Runs) -> Runs:
        return tuple(map(change, found))

    match block:
        case Heading() | Paragraph():
            return replace(block, runs=runs(block.runs))
        case List():
            return replace(
                block, items=tuple(tuple(_mapped(one, change) for one in item) for item in block.items)
            )
        case Quote():
            return replace(block, blocks=tuple(_mapped(one, change) for one in block.blocks))
        case Grid():
            titles = tuple(map(runs, block.titles))
            rows = tuple(tuple(Cell(runs(cell.runs)) for cell in row) for row in block.rows)
            return replace(block, titles=titles, rows=rows)
    return block
