"""What is written as Markdown reads as it was meant, whatever signs stand in it."""

from hypothesis import given, settings

from reviewctl.model.prose import Block, Heading, Paragraph, Run
from reviewctl.render.markdown_body import body_of
from reviewctl.render.prose_markdown import markdown_of
from reviewctl.store.decode import decode
from tests.evidence.wordin.texts import BLOCKS, PARAGRAPH, looks, plain


@settings(max_examples=100)
@given(BLOCKS)
def test_every_text_reads_as_it_was(blocks: list[Block]) -> None:
    """Headings, paragraphs, lists, tables and quotations come back as they went, with every sign in them."""
    text = markdown_of(blocks)
    found = body_of(text)
    assert [plain(one) for one in found.blocks] == [plain(one) for one in blocks], text
    assert decode(text.encode(), "x.md", 1 << 20).findings == ()


@settings(max_examples=60)
@given(PARAGRAPH)
def test_no_look_is_given_to_words_that_had_none(paragraph: Paragraph) -> None:
    """A word is bold, slanted or struck out only where it was; marks that would not be read are left out."""
    (found,) = body_of(markdown_of([paragraph])).blocks
    for word, bold, italic, struck in looks(found):
        before = [one for one in looks(paragraph) if one[0] == word]
        assert any((not bold or b) and (not italic or i) and (not struck or s) for _, b, i, s in before), word


def test_plain_emphasis_is_kept() -> None:
    """A bold word and a slanted one between others keep their looks."""
    line = Paragraph(
        (Run("What was "), Run("known", bold=True), Run(" and "), Run("when", italic=True), Run("."))
    )
    assert markdown_of([line]) == "What was **known** and *when*.\n"
    assert body_of(markdown_of([line])).blocks == (line,)


def test_prose_is_not_littered_with_signs() -> None:
    """Brackets, dashes, stops and single signs that are no marks stand as they were typed."""
    text = (
        'On 3/5/2016 (a Tuesday) the GP [name withheld] saw her - twice; ~40% of visits; see 4.2, A&E, "so"!'
    )
    assert markdown_of([Paragraph((Run(text),))]) == f"{text}\n"


def test_a_heading_keeps_its_number() -> None:
    """A number at the head of a heading is no list, and needs no sign before its stop."""
    assert markdown_of([Heading((Run("4. Findings"),), 3)]) == "### 4. Findings\n"


def test_notes_stand_under_the_numbers_that_they_have() -> None:
    """Only the notes that the blocks refer to are written, under their own numbers."""
    notes = tuple((Paragraph((Run(f"note {number}"),)),) for number in (1, 2, 3))
    blocks = [Paragraph((Run("Seen", note=3), Run(": twice.")))]
    assert markdown_of(blocks, notes) == "Seen[^3]\\: twice.\n\n[^3]: note 3\n"
    assert [plain(one) for one in body_of(markdown_of(blocks, notes)).notes[0]] == [("paragraph", "note 3")]
