"""Word documents out: opened again, they say the same, in Word's own styles, and nothing of who wrote them."""

import re
from collections.abc import Sequence

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reviewctl.exchange.word.document import document_of
from reviewctl.model.prose import Block, Cell, Grid, Heading, List, Paragraph, Prose, Run
from reviewctl.model.report import Column, Lines, Report, Row, Table
from reviewctl.render.composed import composed
from reviewctl.render.markdown_body import body_of
from tests.evidence.out.pages import opened, part, words_of

TEXT = """# A heading

A *slanted*, **bold** and ~~struck~~ word, `code  two blanks`, one\\
line and another[^1].

- a point
  1. a number
  2. a second

     and more of it
- another point

7. seven
8. eight

> quoted

| left | right |
|---|--:|
| a cell | 12 |

    kept   as it is

---

Again[^1] and new[^2].

[^1]: The first note, *with* style.
[^2]: The second.
"""


def written(text: str, **others: str) -> bytes:
    """The Word document of a Markdown text."""
    body = body_of(text)
    return document_of(Prose(title="A text", blocks=body.blocks, notes=body.notes, source=text, **others))


def of(blocks: Sequence[Block]) -> bytes:
    """The Word document of these blocks."""
    return document_of(Prose(title="A text", reference="SAR-2025-001", blocks=tuple(blocks)))


def test_every_report_is_a_document(every_report: list[tuple[str, Report]]) -> None:
    """Each command of tests/cases: opened again, it holds every word of the page, tables in order."""
    for label, report in every_report:
        prose = composed(report)
        document = opened(document_of(prose))
        text = " ".join(words_of(document))
        for word in set(_all_words(prose.blocks)):
            assert word in text, (label, word)
        assert document.core_properties.title


def _all_words(blocks: Sequence[Block]) -> list[str]:
    """Every word of some blocks, found by walking through all that they are made of."""
    import msgspec

    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            found.extend(str(value.get("text", "")).split())
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner)

    walk(msgspec.to_builtins(blocks))
    return found


def test_a_text_keeps_its_styles() -> None:
    """Headings, lists, quotations and emphasis are Word's own, so that a house style reaches them."""
    document = opened(written(TEXT))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles["A heading"] == "Heading 1"
    assert styles["a point"] == "List Paragraph"
    assert styles["quoted"] == "Quote"
    runs = {run.text: run for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["slanted"].italic and runs["bold"].bold and runs["struck"].font.strike
    assert runs["code  two blanks"].font.name == "Courier New"
    assert "one\nline and another" in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_lists_are_lists() -> None:
    """Points and numbers are Word's; each numbered list begins with its own number, at its own level."""
    data = written(TEXT)
    numbered = {}
    for paragraph in opened(data).paragraphs:
        found = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if found is not None:
            numbered[paragraph.text] = (found.numId.val, found.ilvl.val)
    assert numbered["a point"] == numbered["another point"]
    assert numbered["a number"] == numbered["a second"] != numbered["seven"]
    assert [numbered[one][1] for one in ("a point", "a number", "seven")] == [0, 1, 0]
    assert "and more of it" not in numbered
    starts = re.findall(
        r'<w:lvlOverride w:ilvl="(\d)"><w:startOverride w:val="(\d)"/>', part(data, "word/numbering.xml")
    )
    assert starts == [("1", "1"), ("0", "7")]


def test_two_lists_count_apart() -> None:
    """A second list begins anew; a list without an end of its own would go on counting."""
    lists = [
        List(((Paragraph((Run("one"),)),),), 1),
        Paragraph((Run("between"),)),
        List(((Paragraph((Run("two"),)),),), 1),
    ]
    numbers = [p._p.pPr.numPr.numId.val for p in opened(of(lists)).paragraphs if p.text in ("one", "two")]
    assert len(set(numbers)) == 2


def test_notes_are_footnotes() -> None:
    """A note is Word's own footnote; what refers to it again is its number, as Word would count it anew."""
    data = written(TEXT)
    body, notes = part(data, "word/document.xml"), part(data, "word/footnotes.xml")
    assert re.findall(r'<w:footnoteReference w:id="(\d)"/>', body) == ["1", "2"]
    assert re.findall(r'w:id="(-?\d)"', notes) == ["-1", "0", "1", "2"]
    assert "The first note, " in notes and "The second." in notes
    assert "The first note" not in body
    assert "footnotes+xml" in part(data, "[Content_Types].xml")


def test_a_note_that_nothing_refers_to_is_kept() -> None:
    """Somebody deleted the mark and not the note: it is not lost without a word."""
    data = written("Text.\n\n[^left]: Still here.\n")
    assert "Still here." in part(data, "word/footnotes.xml")
    assert "Notes to which nothing above refers" in part(data, "word/document.xml")


def test_a_picture_and_a_link_are_words() -> None:
    """What lies elsewhere is named and not fetched."""
    data = written("![a plan of the ward](plan.png) and [the report](https://example.org/r)")
    text = opened(data).paragraphs[-1].text
    assert text == "[picture left out: a plan of the ward] and the report (https://example.org/r)"
    assert "example.org" not in part(data, "word/_rels/document.xml.rels")


def test_tables_are_made_for_reading_aloud_and_for_paper() -> None:
    """The titles are marked and stand again on every page; no row is broken over two."""
    grid = Grid(
        ((Run("a"),), (Run("b"),)), tuple((Cell((Run(str(n)),)), Cell()) for n in range(90)), frozenset({1})
    )
    table = opened(of([grid])).tables[0]
    first, *others = table.rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert look.get(qn("w:firstRow")) == "1"
    assert len(others) == 90


@pytest.mark.parametrize(("columns", "side"), [(3, WD_ORIENT.PORTRAIT), (9, WD_ORIENT.LANDSCAPE)])
def test_a_wide_table_lies_on_its_side(columns: int, side: WD_ORIENT) -> None:
    """The page is A4 either way, and the table is never wider than its text."""
    titles = tuple((Run("a title"),) for _ in range(columns))
    cell = Cell((Run("some words that want room"),))
    document = opened(of([Grid(titles, ((cell,) * columns,) * 3)]))
    section = document.sections[0]
    assert section.orientation == side
    assert [round(one.cm, 1) for one in sorted((section.page_width, section.page_height))] == [21.0, 29.7]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in document.tables[0].columns) <= room


def test_a_text_with_a_wide_table_stays_upright() -> None:
    """Forty pages of a report are not turned for one table."""
    row = "|" + " a word |" * 12 + "\n"
    document = opened(written("text\n\n" + row + "|" + "---|" * 12 + "\n" + row))
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT


def test_the_foot_of_a_page_says_whose_it_is() -> None:
    """The case, that it is a draft, that it is confidential, and which page of how many."""
    data = written("text", reference="SAR-2025-001", mark="Draft, version 2")
    document = opened(data)
    footer = document.sections[0].footer._element
    text = "".join(node.text or "" for node in footer.iter(qn("w:t"), qn("w:instrText")))
    assert text == "SAR-2025-001 · Draft, version 2 · Confidential · page PAGE of NUMPAGES"
    assert document.paragraphs[0].text == "Draft, version 2"


def test_a_document_says_nothing_of_its_maker() -> None:
    """Neither a name nor a date but the fixed one; its language is British English."""
    data = written("text")
    core = opened(data).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "A text"
    assert core.created.year == core.modified.year == 2000
    assert set(re.findall(r'<w:lang[^>]* w:val="([^"]*)"', part(data, "word/styles.xml"))) == {"en-GB"}


def test_the_same_text_gives_the_same_bytes() -> None:
    """A document can be compared with the one of last week."""
    assert written(TEXT) == written(TEXT)


def test_signs_that_word_would_not_open_are_shown() -> None:
    """A control character in a record does not make a document that cannot be opened."""
    table = Table((Column("a\x00"),), (Row(("\x1b[1m\udc80",)),))
    report = Report("status", blocks=(table, Lines(("\x07",))))
    assert "␛[1m" in words_of(opened(document_of(composed(report))))[-2:][0]


def test_headings_go_no_deeper_than_word_does() -> None:
    """A report of a report of a report is headed as deep as there are styles."""
    document = opened(of([Heading((Run("top"),), 1), Heading((Run("deep"),), 9)]))
    assert document.paragraphs[-1].style is not None
    assert document.paragraphs[-1].style.name == "Heading 6"
