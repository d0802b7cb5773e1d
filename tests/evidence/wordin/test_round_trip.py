"""What goes out as a Word document comes in again as the same text."""

from hypothesis import given, settings

from reviewctl.exchange.word.document import document_of
from reviewctl.exchange.word.reading import _read
from reviewctl.model.prose import Block, Heading, List, Paragraph, Prose, Quote, Run
from reviewctl.render.markdown_body import body_of
from reviewctl.render.prose_markdown import markdown_of
from reviewctl.work.papers_in.blocks import blocks_of
from tests.evidence.wordin.texts import BLOCKS, plain, without_looks


def pointed(block: Block, deep: int = 0) -> Block:
    """Return a block in which numbers within numbers are points: in Word they are letters, and come back as such."""
    if not isinstance(block, List):
        return block
    items = tuple(tuple(pointed(one, deep + 1) for one in item) for item in block.items)
    return List(items, None if deep else block.start)


def parted(blocks: list[Block]) -> list[Block]:
    """Return blocks with a line between two lists or two quotations, which in Word would be one."""
    out: list[Block] = []
    for block in map(pointed, blocks):
        if out and type(out[-1]) is type(block) and isinstance(block, List | Quote):
            out.append(Paragraph((Run("between"),)))
        out.append(block)
    return out


APART = BLOCKS.map(parted)


def through_word(
    blocks: list[Block], notes: tuple[tuple[Block, ...], ...] = ()
) -> tuple[list[Block], list[list[Block]]]:
    """Return blocks, and their notes, as they come back from a Word document; its title aside."""
    data = document_of(Prose(title="Title", blocks=tuple(blocks), notes=notes, source=""))
    paper = _read(data, hidden=False)
    title, *found = blocks_of(paper.elements)
    assert title == Heading((Run("Title"),))
    return found, [list(blocks_of(one)) for one in paper.notes]


@settings(max_examples=20)
@given(APART)
def test_a_text_comes_back_from_word_as_it_went(blocks: list[Block]) -> None:
    """Headings, paragraphs, nested lists, tables and quotations survive the way through Word."""
    found, _ = through_word(blocks)
    assert [plain(one) for one in found] == [plain(one) for one in blocks]


@settings(max_examples=20)
@given(APART)
def test_the_markdown_is_the_same(blocks: list[Block]) -> None:
    """Out as Word and in again, the Markdown of a document in its own form does not change."""
    text = markdown_of([without_looks(one) for one in blocks])
    found, _ = through_word(list(body_of(text).blocks))
    assert markdown_of(found) == text


def test_notes_come_back() -> None:
    """A note out as a footnote of Word is one again."""
    blocks: list[Block] = [Paragraph((Run("Seen"), Run("", note=1), Run(" twice.")))]
    found, notes = through_word(blocks, ((Paragraph((Run("At home."),)),),))
    assert markdown_of(found, [tuple(one) for one in notes]) == "Seen[^1] twice.\n\n[^1]: At home.\n"
