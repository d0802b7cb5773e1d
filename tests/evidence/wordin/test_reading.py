"""What a Word document holds is read whole, in the order of the page, and what cannot be read along is told."""

from typing import Any

from docx import Document
from docx.oxml import parse_xml

from reviewctl.exchange.word.reading import read_paper
from reviewctl.model.wordpaper import Line, WordPaper, WordTable
from reviewctl.render.prose_markdown import markdown_of
from reviewctl.work.papers_in.blocks import blocks_of
from reviewctl.work.papers_in.outline import outlined
from tests.evidence.wordin.papers import NAMES, headed, note, of_xml, paragraph, put, run, saved, with_notes

_BOX = "<w:txbxContent>{}</w:txbxContent>"


def text_of(paper: WordPaper) -> str:
    """Return a paper as Markdown, in its own order and with its own levels of headings."""
    notes = tuple(tuple(blocks_of(one)) for one in paper.notes)
    return markdown_of(tuple(blocks_of(outlined(paper.elements, frozenset()).elements)), notes)


def read(data: bytes, *, hidden: bool = False) -> str:
    """Return what a document says, as Markdown."""
    return text_of(read_paper(data, hidden=hidden))


def told(data: bytes) -> dict[str, int]:
    """Return how often each unsettled thing was noticed."""
    counts: dict[str, int] = {}
    for one in read_paper(data).notices:
        counts[one.kind] = counts.get(one.kind, 0) + one.count
    return counts


def left(data: bytes) -> dict[str, int]:
    """Return what was not read along, and how often."""
    return {one.what: one.count for one in read_paper(data).left}


def test_headings_lists_and_looks_are_read() -> None:
    """Headings by style, points in points, numbers, bold and slanted words come through as they are."""
    document = Document()
    document.add_heading("Analysis", 1)
    line = document.add_paragraph("It was ")
    line.add_run("not").bold = True
    line.add_run(" shared, ")
    line.add_run("she said").italic = True
    for text, style in (("one", ""), ("within one", " 2"), ("two", "")):
        document.add_paragraph(text, style=f"List Bullet{style}")
    for text in ("first", "second"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("As it was said.", style="Quote")
    assert read(saved(document)) == (
        "# Analysis\n\nIt was **not** shared, *she said*\n\n- one\n  - within one\n- two\n\n1. first\n2. second\n\n"
        "> As it was said.\n"
    )


def test_a_heading_is_known_in_any_language_and_by_its_outline() -> None:
    """A style that is called otherwise and built upon a heading is one; so is a paragraph with a level of its own."""
    document = Document()
    own = document.styles.add_style("Kapitel", 1)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("Built upon one", style="Kapitel")
    put(document, paragraph(run("By its level"), '<w:outlineLvl w:val="2"/>'))
    assert read(saved(document)) == "## Built upon one\n\n### By its level\n"


def with_list(document: Any, *levels: tuple[str, str]) -> None:
    """Give a document a list whose levels have these forms and texts."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    first = root.find(f"{root.tag[:-9]}num")
    first.addprevious(parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NAMES} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(text: str, level: int) -> str:
    """Return an item of the list 77."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    return paragraph(run(text), place)


def test_numbers_that_word_only_shows_are_kept() -> None:
    """Paragraphs numbered 1.1, 1.2 and 2.1 keep these numbers, to which other places of the paper refer."""
    document = Document()
    with_list(document, ("decimal", "%1."), ("decimal", "%1.%2"))
    put(
        document,
        item("First part", 0) + item("Seen.", 1) + item("Not seen.", 1) + item("Second", 0) + item("So.", 1),
    )
    assert read(saved(document)) == ("1. First part\n\n1.1 Seen.\n\n1.2 Not seen.\n\n2. Second\n\n2.1 So.\n")


def test_letters_and_roman_numbers_are_words_of_their_items() -> None:
    """Markdown counts in figures only, so that a) and iv. are written out."""
    document = Document()
    with_list(document, ("lowerLetter", "%1)"), ("lowerRoman", "%2."))
    put(document, item("risk", 0) + item("seen", 1) + item("told", 1) + item("plan", 0))
    assert read(saved(document)) == "- a) risk\n  - i. seen\n  - ii. told\n- b) plan\n"


def test_a_table_keeps_its_cells_where_they_are() -> None:
    """Merged cells leave blanks, several paragraphs of a cell are parted, and a sign that parts cells is escaped."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for at, title in enumerate(("Date", "Event", "Response")):
        table.cell(0, at).text = title
    table.cell(1, 0).merge(table.cell(1, 1)).text = "May|June"
    table.cell(1, 2).text = "One"
    table.cell(1, 2).add_paragraph("Two")
    table.cell(2, 0).text = "July"
    assert read(saved(document)) == (
        "| Date | Event | Response |\n| --- | --- | --- |\n| May\\|June |  | One / Two |\n| July |  |  |\n"
    )


def test_a_table_that_holds_running_text_is_taken_apart() -> None:
    """A form of two columns, with the answer beside the question, becomes headings with text."""
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "Involvement", "Analysis"
    table.cell(0, 1).text = "Seen in May. " * 120
    table.cell(1, 1).text = "It was not shared."
    paper = read_paper(saved(document))
    outline = outlined(paper.elements, frozenset())
    assert outline.assumed == ("Involvement", "Analysis")
    assert outline.unfolded == 1
    assert read(saved(document)).endswith("# Analysis\n\nIt was not shared.\n")


def test_notes_stand_under_the_text() -> None:
    """A footnote is read once, under the number of its place; one to which nothing refers is no text."""
    data = with_notes(
        of_xml(paragraph(run("Seen") + note(3) + run(" and told") + note(2))), n2="By letter.", n3="At home."
    )
    assert read(data) == "Seen[^1] and told[^2]\n\n[^1]: At home.\n\n[^2]: By letter.\n"


def test_text_boxes_are_read_once() -> None:
    """Word keeps a text box in two forms for two ages of itself; it is read in one, behind its paragraph."""
    inner = _BOX.format(paragraph(run("In the box")))
    new = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
    data = of_xml(
        paragraph(run("Before") + f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>")
    )
    assert read(data) == "Before\n\nIn the box\n"


def test_pictures_leave_a_remark() -> None:
    """Where a picture stood it says so, with what its author wrote of it for those who cannot see it."""
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map of services"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    data = of_xml(paragraph(run("See ") + drawn))
    assert read(data) == "See [picture left out: A map of services]\n"
    assert left(data) == {"picture": 1}


def test_a_table_of_contents_is_left_out() -> None:
    """The lines of a table of contents are counted and left out; what stands behind it is read."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    )
    between = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    data = of_xml(
        paragraph(begin + between + run("Introduction 3")),
        paragraph(run("Analysis 7")),
        paragraph(end),
        headed("Introduction"),
        paragraph(run("Text.")),
    )
    assert read(data) == "# Introduction\n\nText.\n"
    assert left(data)["contents"] >= 1


def test_a_table_of_contents_that_never_ends_swallows_nothing() -> None:
    """Where the mark that ends it is missing, all is read."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    between = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    data = of_xml(
        paragraph(begin + between + run("Contents")), headed("Introduction"), paragraph(run("Text."))
    )
    assert "Text." in read(data) and "Contents" in read(data)


def test_other_fields_show_what_they_came_to() -> None:
    """A field that is no table of contents is read as Word last worked it out, and its code is not."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("4.2")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(of_xml(paragraph(run("See ") + field + run(".")))) == "See 4.2.\n"


def test_tracked_changes_are_told_and_read_as_accepted() -> None:
    """What was put in is read, what was deleted or moved away is not; each is counted with its place."""
    data = of_xml(
        headed("Analysis"),
        paragraph(
            run("She was ")
            + f'<w:ins w:id="1" w:author="A">{run("not ")}</w:ins>'
            + '<w:del w:id="2" w:author="A"><w:r><w:delText>never</w:delText></w:r></w:del>'
            + run("seen.")
        ),
        paragraph(f'<w:moveFrom w:id="3" w:author="A">{run("moved")}</w:moveFrom>'),
        paragraph(f'<w:moveTo w:id="4" w:author="A">{run("moved")}</w:moveTo>'),
    )
    assert read(data) == "# Analysis\n\nShe was not seen.\n\nmoved\n"
    assert told(data) == {"tracked-insertion": 1, "tracked-deletion": 1, "tracked-move": 2}
    assert {one.place for one in read_paper(data).notices} == {'under "Analysis"'}


def test_paragraphs_between_which_the_mark_was_deleted_are_one() -> None:
    """Accepted, the two run on; and so do they here."""
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    data = of_xml(paragraph(run("She was "), gone), paragraph(run("seen.")))
    assert read(data) == "She was seen.\n"
    assert told(data) == {"tracked-deletion": 1}


def test_deleted_rows_are_not_read() -> None:
    """A row that was deleted and is only tracked is told, and left out."""

    def row(text: str, settings: str = "") -> str:
        cells = "".join(f"<w:tc>{paragraph(run(one))}</w:tc>" for one in text.split())
        return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"

    gone = '<w:del w:id="1" w:author="A"/>'
    data = of_xml("<w:tbl>" + row("a b") + row("c d", gone) + "</w:tbl>")
    (table,) = read_paper(data).elements
    assert isinstance(table, WordTable) and len(table.rows) == 1
    assert told(data) == {"tracked-deletion": 1}


def test_comments_are_told_and_left_out() -> None:
    """A comment beside the text is counted, and neither it nor its author is read."""
    document = Document()
    line = document.add_paragraph("Seen.")
    document.add_comment(line.runs, text="Is it so?", author="Somebody", initials="S")
    assert read(saved(document)) == "Seen.\n"
    assert told(saved(document)) == {"comment": 1}


def test_hidden_text_is_told_and_taken_only_when_asked_for() -> None:
    """Text that Word does not show is left out; by its own setting, or by a style's."""
    document = Document()
    style = document.styles.add_style("Unseen", 2)
    style.font.hidden = True
    line = document.add_paragraph("Seen. ")
    line.add_run("Not for all.").font.hidden = True
    line.add_run(" Nor this.", style="Unseen")
    assert read(saved(document)) == "Seen.\n"
    assert read(saved(document), hidden=True) == "Seen. Not for all. Nor this.\n"
    assert told(saved(document)) == {"hidden-text": 2}


def test_what_cannot_be_seen_is_taken_out() -> None:
    """Characters of no width, and those that turn the text round, are left out and counted; hard spaces are spaces."""
    data = of_xml(paragraph(run("a\u200bb\u202ec\u00a0d\u00ade")))
    assert read(data) == "abc de\n"
    assert left(data) == {"unseen": 3}


def test_links_show_where_they_lead() -> None:
    """The address of a page of the web stands behind its words; where they say it themselves it is not said twice."""
    document = Document()
    line = document.add_paragraph("See ")
    key = document.part.relate_to(
        "https://example.org/guide",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        True,
    )
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for words_of_link in ("the guide", "example.org/guide"):
        line._p.append(
            parse_xml(f'<w:hyperlink {NAMES} xmlns:r="{r}" r:id="{key}">{run(words_of_link)}</w:hyperlink>')
        )
    assert read(saved(document)) == "See the guide (https://example.org/guide)example.org/guide\n"


def test_headers_and_footers_are_told() -> None:
    """Text over and under the pages is not brought in, and that is said."""
    document = Document()
    document.add_paragraph("Text.")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    assert left(saved(document)) == {"header": 1}
    assert read(saved(document)) == "Text.\n"


def test_content_controls_forms_and_symbols_are_read() -> None:
    """Text in a control, a box to be ticked, a hard hyphen and a formula are words of the paper."""
    control = f"<w:sdt><w:sdtContent>{paragraph(run('In a control'))}</w:sdtContent></w:sdt>"
    tick = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    others = (
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    data = of_xml(control, paragraph(tick + run(" yes ") + others + sign))
    assert read(data) == "In a control\n\n\u2612 yes co-opx=1\u2713\n"


def test_an_inserted_document_leaves_a_remark() -> None:
    """What Word would only put in when it opens the file is not read, and that is said where it stands."""
    data = of_xml(paragraph(run("Before")), "<w:altChunk/>")
    assert read(data) == "Before\n\n[inserted document left out]\n"
    assert left(data) == {"inserted document": 1}


def test_bold_lines_are_headings_where_no_style_says_so() -> None:
    """In a paper without styles a short bold line heads what stands under it; a sentence does not."""
    document = Document()
    for text, bold in (("Analysis", True), ("It was not shared.", False), ("It must be.", True)):
        document.add_paragraph().add_run(text).bold = bold
    outline = outlined(read_paper(saved(document)).elements, frozenset())
    assert outline.assumed == ("Analysis",)
    assert [one.level for one in outline.elements if isinstance(one, Line)] == [1, None, None]


def test_a_bold_line_beside_headings_by_style_is_below_them() -> None:
    """Where some headings have their style, one by its looks belongs to the one before it."""
    document = Document()
    document.add_heading("Analysis", 1)
    for text in ("May 2016", "June 2016"):
        document.add_paragraph().add_run(text).bold = True
        document.add_paragraph("Seen.")
    lines = outlined(read_paper(saved(document)).elements, frozenset()).elements
    assert [one.level for one in lines if isinstance(one, Line)] == [1, 2, None, 2, None]
