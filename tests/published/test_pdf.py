"""The pdf: tagged, with all that a screen reader needs, and nothing that the text could make the press do."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

import reviewctl
from reviewctl.exchange.typeset import typeset
from reviewctl.model.pressing import Style
from reviewctl.model.trouble import ReviewctlError
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, REPORT, paper, pressed

TEMPLATE = Path(reviewctl.__file__).parent / "typesetting" / "paper.typ"


@pytest.fixture(scope="module")
def report() -> PdfReader:
    """The pdf of the paper with one of everything."""
    return PdfReader(io.BytesIO(pressed("pdf").data), strict=True)


def structure(element: Any) -> list[Any]:
    """Return the elements of a pdf's structure, in the order in which they are read."""
    held = element.get_object()
    if isinstance(held, list):
        return [one for child in held for one in structure(child)]
    if not isinstance(held, dict) or ("/S" not in held and "/K" not in held):
        return []
    own = [held] if "/S" in held else []
    return own + (structure(held["/K"]) if "/K" in held else [])


def kinds(reader: PdfReader) -> list[str]:
    """Return the kinds of a pdf's elements, in order."""
    return [str(one["/S"]) for one in structure(reader.trailer["/Root"]["/StructTreeRoot"])]


def test_it_says_what_it_is(report: PdfReader) -> None:
    """Tagged, in British English, under its title, with the Board as its subject, and by nobody."""
    root = report.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of truth
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert report.metadata is not None
    assert report.metadata.title == "Overview report"
    assert report.metadata.subject == COVER.board
    assert report.metadata.author is None
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_are_tagged_in_order_and_listed(report: PdfReader) -> None:
    """Each heading of the text is one, at its own depth, and the list of contents leads to it."""
    found = [kind for kind in kinds(report) if re.fullmatch("/H[1-6]", kind)]
    contents, *rest = found
    assert contents == "/H1" and rest == ["/H1", "/H1", "/H2", "/H1", "/H1", "/H1"]
    titles = [str(one.title) for one in report.outline if not isinstance(one, list)]
    assert titles == ["1 Circumstances", "2 Method", "3 Practice", "4 Action", "5 Conclusion"]


def test_lists_tables_quotes_and_notes_are_what_they_are(report: PdfReader) -> None:
    """A screen reader is told of each; the cells of a table's first row are titles of their columns."""
    found = kinds(report)
    assert {"/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/BlockQuote", "/Note", "/Figure", "/Link"} <= set(
        found
    )
    assert (found.count("/TH"), found.count("/TD"), found.count("/Note")) == (3, 6, 2)
    headed = [one for one in structure(report.trailer["/Root"]["/StructTreeRoot"]) if one["/S"] == "/TH"]
    assert all("/Column" in str(one["/A"]) for one in headed)


def test_each_picture_has_its_words(report: PdfReader) -> None:
    """The words for those who cannot see it are told in its place."""
    figures = [one for one in structure(report.trailer["/Root"]["/StructTreeRoot"]) if one["/S"] == "/Figure"]
    assert [str(one["/Alt"]) for one in figures] == ["Seven contacts on a line"]


def test_pages_are_numbered_and_bear_the_board() -> None:
    """Each page says which it is of how many; from the second on it bears the title, too."""
    text = "\n\n".join(f"## Part {number}\n\n{'Many words of a report. ' * 120}" for number in range(6))
    reader = PdfReader(io.BytesIO(pressed("pdf", paper(text)).data))
    count = len(reader.pages)
    assert count >= 3
    for number, page in enumerate(reader.pages, 1):
        shown = page.extract_text()
        assert f"{number} of {count}" in shown and COVER.board in shown
        assert number == 1 or shown.startswith("Overview report")


def test_the_action_plan_lies_on_its_side() -> None:
    """A wide table has a wide page; the report's stands upright. Both are A4, or letter where the Board says so."""
    sizes = [
        PdfReader(io.BytesIO(pressed("pdf", product, style=style).data)).pages[0].mediabox[2:]
        for product, style in ((PLAN, None), (REPORT, None), (REPORT, Style(paper="us-letter")))
    ]
    assert [tuple(map(round, map(float, one))) for one in sizes] == [(842, 595), (595, 842), (612, 792)]


INJECTED = (
    "#read(\"/etc/passwd\")",
    "#image(\"/etc/passwd\")",
    "#import \"@preview/cetz:0.3.0\"",
    "#panic(1)",
    "#set text(size: 99pt)",
    "$ x^2 $",
    "@label",
    "= No heading",
    "#[content] #let a = 1",
    "= {json(sys.inputs.paper)}",
    "a \" b \\ c",
    "https://example.org/#read",
    "// no remark",
    "\\u{41}",
    "~nbsp~ -- --- ...",
)  # fmt: skip


@pytest.mark.parametrize("words", INJECTED)
def test_what_is_typst_is_text(words: str) -> None:
    """Marks and code of the press are printed as they are written, in a heading, a paragraph, a cell and a title."""
    held = words.replace("\\", "\\\\").replace("[", "\\[").replace("~", "\\~").replace("@", "\\@")
    text = f"## {held}\n\nSee: {held}\n\n| Title |\n|---|\n| {held} |\n"
    reader = PdfReader(io.BytesIO(pressed("pdf", paper(text, title=words)).data))
    shown = " ".join(page.extract_text() for page in reader.pages)
    assert " ".join(shown.split()).count(" ".join(words.split())) >= 4
    assert reader.metadata is not None and reader.metadata.title == words


def test_the_fixed_text_of_the_press_reads_and_fetches_nothing() -> None:
    """It imports nothing and opens no file: what it has is what it is given."""
    code = re.sub(r"//.*", "", TEMPLATE.read_text("utf-8"))
    assert not re.search(r"#import|#include|\bread\(|\beval\(|\bplugin\(|\bcsv\(|\bcbor\(|\byaml\(", code)
    assert re.findall(r"json\((.*?)\)\)?", code) == ["bytes(sys.inputs.paper", "bytes(sys.inputs.pictures"]
    assert all("bytes(" in one for one in re.findall(r"image\((.*)", code))


@pytest.mark.parametrize("path", ["/etc/passwd", "../exchange/typeset.py", "/../../../../etc/passwd"])
def test_were_it_told_to_the_press_could_read_nothing_of_the_machine(path: str) -> None:
    """Even a text that is Typst comes to no file outside its own folder."""
    with pytest.raises(ReviewctlError):
        typeset(f'#read("{path}")', {})


def test_a_sign_that_no_type_has_is_told_with_its_line() -> None:
    """By its number, for it may be of somebody's name."""
    with pytest.raises(ReviewctlError) as caught:
        pressed("pdf", paper("## Part\n\nWords.\n\nHer name was 漢."))
    assert caught.value.message == "report/overview.md:11: A pdf cannot show U+6F22."
    assert "漢" not in f"{caught.value.message} {caught.value.hint}"


def fonts(data: bytes) -> str:
    """Return the names of a pdf's types."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(str(one["/BaseFont"]) for page in pages for one in page["/Resources"]["/Font"].values())


def test_a_board_replaces_colour_type_and_crest() -> None:
    """The crest stands on the first page with its words; the type is the one named."""
    style = Style(font="New Computer Modern", crest=picture(), crest_alt="The arms of Northmoor")
    data = pressed("pdf", style=style).data
    reader = PdfReader(io.BytesIO(data))
    figures = [one for one in structure(reader.trailer["/Root"]["/StructTreeRoot"]) if one["/S"] == "/Figure"]
    assert str(figures[0]["/Alt"]) == "The arms of Northmoor"
    assert "NewCM" in fonts(data) and "NewCM" not in fonts(pressed("pdf").data)


def test_headings_that_skip_a_level_are_pressed_all_the_same() -> None:
    """What is to be mended first is said by faults_of: the press makes the best of it, and does not fail."""
    text = "# Again a title\n\n##### Deep\n\n- # In a list\n\n> ## Quoted\n"
    reader = PdfReader(io.BytesIO(pressed("pdf", paper(text)).data))
    assert [one for one in kinds(reader) if re.fullmatch("/H[1-6]", one)] == ["/H1", "/H2"]


def test_an_embargo_is_seen_first() -> None:
    """The day stands above everything on the first page."""
    from datetime import date

    cover = replace(COVER, published=None, embargo=date(2026, 6, 4))
    shown = PdfReader(io.BytesIO(pressed("pdf", cover=cover).data)).pages[0].extract_text()
    assert shown.startswith("Under embargo: nothing of this may be made known before Thursday 4 June 2026.")
