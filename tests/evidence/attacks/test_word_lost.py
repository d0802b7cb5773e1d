"""Places in a Word document where words can be lost: each word that a reader sees is read or counted."""

import pytest

from reviewctl.exchange.word.reading import read_paper
from reviewctl.model.prose import Runs, words
from reviewctl.model.wordpaper import Line, WordPaper
from reviewctl.work.papers_in.looking import body_of
from tests.evidence.wordin.papers import of_xml, paragraph, run


def mark(kind: str, inner: str = "") -> str:
    """Return the mark that begins, parts or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    """Return what a field is to work out."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(text: str) -> str:
    """Return a run on which a text box hangs."""
    inner = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"


def read(*blocks: str, hidden: bool = False) -> tuple[str, WordPaper]:
    """Return the words of a document with these blocks, and all that is known of it."""
    paper = read_paper(of_xml(*blocks), hidden=hidden)
    return " ".join(words(one.runs) for one in paper.elements if isinstance(one, Line)), paper


@pytest.mark.parametrize("name", ["PAGE", "REF one", "TOC"])
def test_a_field_that_is_never_ended_swallows_nothing(name: str) -> None:
    """A damaged field shows nothing itself; all that stands behind it is read."""
    said, _ = read(
        paragraph(run("One ") + mark("begin") + code(name) + run("two")),
        paragraph(
            run("three ") + mark("begin") + code("DATE") + mark("separate") + run("four") + mark("end")
        ),
        paragraph(run("five")),
    )
    assert said == "One two three four five"


def test_what_is_chosen_in_a_form_is_read() -> None:
    """Old forms keep the choice as a number, and show the words that stand at it."""
    entries = '<w:listEntry w:val="low"/><w:listEntry w:val="high"/>'
    chosen = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    usual = f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>"
    one, other = (
        paragraph(run("Risk: ") + mark("begin", data) + code("FORMDROPDOWN") + mark("end"))
        for data in (chosen, usual)
    )
    assert read(one, other)[0] == "Risk: high Risk: low"


def test_a_box_on_the_last_paragraph_is_read() -> None:
    """A text box is not lost where the mark that ends its paragraph was deleted, and no other paragraph comes."""
    said, _ = read(
        paragraph(
            f"<w:r>{box('within')}</w:r>" + run("around"), '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
        )
    )
    assert said == "around within"


def test_a_hidden_box_is_told() -> None:
    """A text box that hangs on hidden text is hidden, too: told, and taken only when asked for."""
    hidden = paragraph(f"<w:r><w:rPr><w:vanish/></w:rPr>{box('within')}</w:r>") + paragraph(run("seen"))
    said, paper = read(hidden)
    assert said == "seen" and [one.kind for one in paper.notices] == ["hidden-text"]
    assert read(hidden, hidden=True)[0] == "within seen"


def test_drawn_words_are_read_or_counted() -> None:
    """Words of old WordArt are read; those within a drawing from elsewhere leave a remark."""
    art = '<w:r><w:pict><v:shape><v:textpath string="Draft report"/></v:shape></w:pict></w:r>'
    kind = "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas"
    data = f'<a:graphicData uri="{kind}"><a:p><a:r><a:t>arrow</a:t></a:r></a:p></a:graphicData>'
    slide = f"<w:r><w:drawing><wp:inline><a:graphic>{data}</a:graphic></wp:inline></w:drawing></w:r>"
    said, paper = read(paragraph(art), paragraph(slide))
    assert said == "Draft report [diagram left out]"
    assert [(one.what, one.count) for one in paper.left] == [("diagram", 1)]


def test_text_outside_paragraphs_is_read() -> None:
    """Text that was put in by itself, and formulas between paragraphs, are read as lines of their own."""
    said, paper = read(
        f'<w:ins w:id="1" w:author="x">{run("put in")}</w:ins>',
        "<m:oMathPara><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></m:oMathPara>",
        paragraph(run("end")),
    )
    assert said == "put in a+b end" and [one.kind for one in paper.notices] == ["tracked-insertion"]


def test_a_quotation_keeps_its_number() -> None:
    """The number of a quoted paragraph is one of its words, as it is shown."""
    paper = WordPaper(elements=(Line(runs=read_runs("said"), label="4.2", item=0, quote=True),))
    assert body_of(paper.elements, paper) == "> 4.2 said\n"


def read_runs(text: str) -> Runs:
    """Return a text as it is read."""
    (line,) = read_paper(of_xml(paragraph(run(text)))).elements
    assert isinstance(line, Line)
    return line.runs


def test_lines_of_the_file_are_no_lines_of_the_text() -> None:
    """A program that breaks the lines of its file within a word's mark means a blank, as Word reads it."""
    assert read(paragraph(run("one\n    two")))[0].split() == ["one", "two"]
    assert "\n" not in read(paragraph(run("one\n    two")))[0]
