"""Word documents as agencies send them: every table, as if all changes were accepted, and what lies in them unseen."""

import random

import pytest
from docx import Document

from reviewctl.model.sheet import Merge, Notice, TableRow
from tests.evidence.tables.files import cells_of, document_of, packed, parts_of, read, saved, table_of, words

CHANGE = b' w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'


def test_what_python_docx_writes_comes_back() -> None:
    """Every table with its rows, paragraphs of a cell as lines, and the line that stands above it."""
    document = Document()
    document.add_heading("Chronology", 1)
    document.add_paragraph("Mental health trust")
    dice = random.Random(3)
    rows = [["".join(dice.choices("ab é“.", k=9)).strip() + "\nx" for _ in range(4)] for _ in range(30)]
    table = document.add_table(0, 4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_table(1, 1).cell(0, 0).text = "second"
    file = read(saved(document))
    assert (file.form, file.outside) == ("docx", 2)
    assert [(one.name, one.before) for one in file.tables] == [
        ("table 1", "Mental health trust"),
        ("table 2", ""),
    ]
    assert cells_of(file) == [tuple(text.strip() for text in row) for row in rows]
    assert cells_of(file, 1) == [("second",)]


def test_cells_merged_downwards_and_across() -> None:
    """A date over two rows is the date of both; a title over all columns stands once."""
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "2016"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "22 May"
    table.cell(1, 1).text, table.cell(2, 2).text = "one", "two"
    found = read(saved(document)).tables[0]
    assert found.rows == (
        TableRow(1, False, ("2016",)), TableRow(2, False, ("22 May", "one")),
        TableRow(3, False, ("22 May", None, "two"))
    )  # fmt: skip
    assert found.merges == (Merge(1, 1, 1, 3), Merge(2, 1, 3, 1))


def test_a_row_that_begins_or_is_hidden_elsewhere() -> None:
    """Columns that a row leaves out before its first cell are blank; a hidden row is marked."""
    before = b'<w:tr><w:trPr><w:gridBefore w:val="1"/><w:hidden/></w:trPr><w:tc><w:p>%s</w:p></w:tc></w:tr>'
    body = b"<w:tbl>" + before % words("x") + b"</w:tbl>"
    assert read(document_of(body)).tables[0].rows == (TableRow(1, True, (None, "x")),)


def test_a_table_within_a_table_is_one_of_its_own() -> None:
    """Nothing of it is lost, and its name says where it stands."""
    document = Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 1).text = "outer"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "inner"
    file = read(saved(document))
    assert [one.name for one in file.tables] == ["table 1", "table 2 (within table 1, row 1)"]
    assert (cells_of(file), cells_of(file, 1)) == ([(None, "outer")], [("inner",)])


def test_tracked_changes_are_read_as_accepted_and_told_with_their_place() -> None:
    """What was deleted is no text and what was inserted is; each is told by row, and none of its words."""
    cell = (
        words("Seen by ")
        + b"<w:del%s><w:r><w:delText>Real Name</w:delText></w:r></w:del>" % CHANGE
        + b"<w:ins%s>%s</w:ins>" % (CHANGE, words("a nurse"))
        + b"<w:moveFrom%s>%s</w:moveFrom>" % (CHANGE, words("gone"))
        + b"<w:moveTo%s>%s</w:moveTo>" % (CHANGE, words(" at home"))
    )
    file = read(document_of(table_of((words("Event"),), (cell,))))
    assert cells_of(file) == [("Event",), ("Seen by a nurse at home",)]
    assert set(file.notices) == {
        Notice(kind="tracked-deletion", place="table 1, row 2"),
        Notice(kind="tracked-insertion", place="table 1, row 2"),
        Notice(kind="tracked-move", place="table 1, row 2", count=2),
    }


def test_deleted_and_inserted_rows_are_read_as_accepted() -> None:
    """A row that is struck out goes, as it would when the changes are accepted."""
    row = b"<w:tr><w:trPr><w:%s%s/></w:trPr><w:tc><w:p>%s</w:p></w:tc></w:tr>"
    body = (
        b"<w:tbl>" + row % (b"del", CHANGE, words("old")) + row % (b"ins", CHANGE, words("new")) + b"</w:tbl>"
    )
    file = read(document_of(body))
    assert file.tables[0].rows == (TableRow(2, False, ("new",)),)
    assert file.notices == (
        Notice(kind="tracked-deletion", place="table 1, row 1"),
        Notice(kind="tracked-insertion", place="table 1, row 2"),
    )  # fmt: skip


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    """Two paragraphs become one when the change is accepted."""
    first = b"<w:p><w:pPr><w:rPr><w:del%s/></w:rPr></w:pPr>%s</w:p>" % (CHANGE, words("one "))
    body = b"<w:tbl><w:tr><w:tc>" + first + b"<w:p>%s</w:p></w:tc></w:tr></w:tbl>" % words("two")
    file = read(document_of(body))
    assert (cells_of(file), len(file.notices)) == ([("one two",)], 1)


def test_comments_are_told_by_row() -> None:
    """A comment is counted where it is made, and its words are nowhere."""
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "seen"
    document.add_comment(cell.paragraphs[0].runs, text="this is wrong", author="A")
    file = read(saved(document))
    assert (cells_of(file), file.notices) == ([("seen",)], (Notice(kind="comment", place="table 1, row 1"),))


def test_a_comment_whose_place_is_lost_is_told_too() -> None:
    """Its words lie in the file all the same."""
    document = Document()
    paragraph = document.add_paragraph("text")
    document.add_comment(paragraph.runs, text="words", author="A")
    parts = parts_of(saved(document))
    body = parts["word/document.xml"]
    start = body.index(b"<w:commentReference")
    parts["word/document.xml"] = body[:start] + body[body.index(b"/>", start) + 2 :]
    assert read(packed(parts)).notices == (Notice(kind="comment", place="the document"),)


@pytest.mark.parametrize(
    "how", [b"<w:vanish/>", b'<w:rStyle w:val="Unseen"/>'], ids=["itself", "by its style"]
)
def test_hidden_text_is_left_out_and_told(how: bytes) -> None:
    """What the author does not see on the screen is not taken in, and its place is said."""
    run = b"<w:r><w:rPr>%s</w:rPr><w:t>Real Name</w:t></w:r>" % how
    data = document_of(table_of((words("seen ") + run,)))
    parts = parts_of(data)
    style = b'<w:style w:type="character" w:styleId="%s"><w:name w:val="%s"/>%s</w:style>'
    added = style % (b"Base", b"Base", b"<w:rPr><w:vanish/></w:rPr>")
    added += style % (b"Unseen", b"Unseen", b'<w:basedOn w:val="Base"/>')
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", added + b"</w:styles>")
    file = read(packed(parts))
    assert cells_of(file) == [("seen",)]
    assert file.notices == (Notice(kind="hidden-text", place="table 1, row 1"),)


def test_what_is_covered_by_a_merged_cell_is_hidden() -> None:
    """Word shows only the first of cells that are merged downwards."""
    cell = b"<w:tr><w:tc><w:tcPr><w:vMerge%s/></w:tcPr><w:p>%s</w:p></w:tc><w:tc><w:p>%s</w:p></w:tc></w:tr>"
    body = cell % (b' w:val="restart"', words("a"), words("b")) + cell % (b"", words("covered"), words("c"))
    file = read(document_of(b"<w:tbl>" + body + b"</w:tbl>"))
    assert cells_of(file) == [("a", "b"), ("a", "c")]
    assert file.notices == (Notice(kind="hidden-text", place="table 1, row 2"),)


def test_fields_links_breaks_and_signs_are_read_as_they_look() -> None:
    """A field is its result and not its code, a link its words, a soft break a line, a ticked box a tick."""
    field = (
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d" </w:instrText></w:r>'
        b'<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ) % words("22 May")
    rest = (
        b"<w:hyperlink>%s</w:hyperlink><w:r><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t>"
        b'<w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    ) % words(" a")
    assert cells_of(read(document_of(table_of((field + rest,))))) == [("22 May a\nb-c☑",)]


def test_controls_that_ask_to_be_filled_in_are_blank() -> None:
    """The words that ask for an answer are none; an answer is read, also where the control holds a whole cell."""
    asks = b"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>" % words(
        "Click here"
    )
    says = b"<w:sdt><w:sdtPr/><w:sdtContent>%s</w:sdtContent></w:sdt>" % words("22 May")
    whole = b"<w:sdt><w:sdtPr/><w:sdtContent><w:tc><w:p>%s</w:p></w:tc></w:sdtContent></w:sdt>" % words(
        "cell"
    )
    body = b"<w:tbl><w:tr><w:tc><w:p>%s</w:p></w:tc><w:tc><w:p>%s</w:p></w:tc>%s</w:tr></w:tbl>"
    assert cells_of(read(document_of(body % (asks, says, whole)))) == [(None, "22 May", "cell")]


def test_points_of_a_list_begin_with_a_dash() -> None:
    """The sign before a point is Word's own and in no text; one point alone needs none."""
    point = b'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>%s</w:p>'
    one = b"<w:tc>" + point % words("only") + b"</w:tc>"
    two = b"<w:tc><w:p>%s</w:p>" % words("Agreed:") + point % words("a") + point % words("b") + b"</w:tc>"
    body = b"<w:tbl><w:tr>" + one + two + b"</w:tr></w:tbl>"
    assert cells_of(read(document_of(body))) == [("only", "Agreed:\n- a\n- b")]


def test_points_by_their_style_begin_with_a_dash_too() -> None:
    """Word's own list styles say in the style, and not in the paragraph, that it is a point."""
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Agreed:"
    cell.add_paragraph("a call", style="List Bullet")
    assert cells_of(read(saved(document))) == [("Agreed:\n- a call",)]


def test_footnotes_stand_behind_their_word() -> None:
    """A note is a part of what the agency says."""
    note = (
        b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        b'<w:footnote w:id="2"><w:p><w:r><w:t>from memory</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = document_of(table_of((words("Seen") + b'<w:r><w:footnoteReference w:id="2"/></w:r>',)))
    parts = parts_of(data)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = b'<Relationship Id="rIdF" Type="%s" Target="footnotes.xml"/></Relationships>' % kind
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link)
    parts["word/footnotes.xml"] = note
    assert cells_of(read(packed(parts))) == [("Seen [from memory]",)]


def test_text_boxes_headers_and_footers_stand_outside() -> None:
    """They are counted, since names are often written there; a change in a header is told."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Real Name, NHS number"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    box = (
        b'<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b"<mc:Choice><w:drawing><w:txbxContent><w:p>%s</w:p></w:txbxContent></w:drawing></mc:Choice>"
        b"<mc:Fallback><w:pict><w:txbxContent><w:p>%s</w:p></w:txbxContent></w:pict></mc:Fallback>"
        b"</mc:AlternateContent></w:r>"
    ) % (words("in a box"), words("in a box"))
    parts = parts_of(saved(document))
    body = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + table_of((words("cell") + box,)))
    parts["word/document.xml"] = body
    header = next(name for name in parts if "header" in name)
    parts[header] = parts[header].replace(b"</w:p>", b"<w:ins%s>%s</w:ins></w:p>" % (CHANGE, words("x")), 1)
    file = read(packed(parts))
    assert (cells_of(file), file.outside) == ([("cell",)], 3)
    assert file.notices == (Notice(kind="tracked-insertion", place="the page header"),)


def test_signs_that_old_programs_see_otherwise_are_read() -> None:
    """What is there for new programs and again for old ones is read once."""
    sign = (
        b'<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b"<mc:Choice><w:symEx/></mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert cells_of(read(document_of(table_of((sign,))))) == [("x",)]
