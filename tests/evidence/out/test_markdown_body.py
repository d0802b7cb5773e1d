"""Markdown read into blocks: every word of it is there, and its marks mean what CommonMark says."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewctl.model.prose import Code, Grid, Heading, List, Paragraph, Prose, Quote, Rule, words
from reviewctl.render.markdown_body import body_of
from reviewctl.render.to_html import _body
from tests.evidence.out.pages import Page

ORACLE = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")


def said_by(html: str) -> list[str]:
    """The words of a piece of HTML, without those that are ours."""
    return Page(html).words


def test_each_kind_of_block_is_read() -> None:
    """What people write, and what Word documents that were read in come to."""
    blocks = body_of("# a\n\nb\n\n- c\n\n> d\n\n|e|\n|-|\n|f|\n\n    g\n\n***\n").blocks
    assert [type(block) for block in blocks] == [Heading, Paragraph, List, Quote, Grid, Code, Rule]


def test_a_line_goes_on_unless_it_is_told_to_break() -> None:
    """A text is wrapped in the file as people like it."""
    (block,) = body_of("one\ntwo\\\nthree  \nfour").blocks
    assert isinstance(block, Paragraph)
    assert words(block.runs) == "one two\nthree\nfour"


def test_a_note_written_in_its_place_is_a_note() -> None:
    """`^[…]` needs no label."""
    body = body_of("a^[the note] b")
    assert len(body.notes) == 1
    assert [run.note for block in body.blocks if isinstance(block, Paragraph) for run in block.runs] == [
        None,
        1,
        None,
    ]


def test_a_mark_without_its_note_stays_as_it_is_written() -> None:
    """Nothing is taken away that cannot be placed."""
    (block,) = body_of("as said[^9].").blocks
    assert isinstance(block, Paragraph)
    assert words(block.runs) == "as said[^9]."


def test_lists_within_lists_without_end_do_no_harm() -> None:
    """A file made to do harm is read in no time, and its words are there."""
    text = "> " * 5000 + "deep\n" + "".join("  " * n + "- x\n" for n in range(300)) + "[" * 50_000
    assert body_of(text).blocks


@given(st.text(alphabet="ab \n#*_-+>|`~1.)\\[](:", max_size=80))
def test_its_html_says_what_commonmark_says(text: str) -> None:
    """Written as HTML, the blocks have the words, the headings and the lists of the reference reader's HTML."""
    if "^[" in text or "[^" in text:
        return
    body = body_of(text)
    ours = Page("".join(_body(Prose(title="t", blocks=body.blocks))))
    theirs = Page(re.sub(r' style="[^"]*"| /', "", ORACLE.render(text)))
    if "](" in text or "]:" in text or "![" in text:
        return  # Links and pictures are words in ours.
    kept = ("ul", "ol", "li", "blockquote", "pre", "h2", "h3", "h4", "h5", "h6", "hr", "td")

    def of(page: Page) -> list[str]:
        return [tag for tag, _ in page.tags if tag in kept]

    assert of(ours)[: len(of(theirs))] == [one if one != "s" else "del" for one in of(theirs)]
    # Two emphases that touch are one to the eye, and in ours: what is compared is which letters are emphasised.
    assert "".join(ours.leaning) == "".join(theirs.leaning)
    assert "".join(theirs.words) in "".join(ours.words)


def test_emphases_that_touch_are_one() -> None:
    """A reader cannot tell them apart."""
    page = Page("".join(_body(Prose(title="t", blocks=body_of("_1_*1*").blocks))))
    assert page.leaning == ["11"]
