"""The Word document: headings, tables and pictures that a screen reader tells, and nothing of who made it."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from msgspec.structs import replace
from PIL import Image

from reviewctl.model.pressing import Style
from reviewctl.model.publishing import Picture
from reviewctl.model.trouble import ReviewctlError
from tests.published.pages import picture
from tests.published.papers import COVER, PLAN, paper, pressed


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


@pytest.fixture(scope="module")
def data() -> bytes:
    """The paper with one of everything as a Word document."""
    return pressed("docx").data


def test_headings_are_headings(data: bytes) -> None:
    """The title is the one heading of the first level; the text's are below it, in order."""
    found = [
        (one.style.name, one.text)
        for one in Document(io.BytesIO(data)).paragraphs
        if one.style is not None and one.style.name.startswith("Heading")
    ]
    assert found == [
        ("Heading 1", "Overview report"),
        ("Heading 2", "1 Circumstances"),
        ("Heading 2", "2 Method"),
        ("Heading 3", "2.1 What was read"),
        ("Heading 2", "3 Practice"),
        ("Heading 2", "4 Action"),
        ("Heading 2", "5 Conclusion"),
    ]


def test_titles_of_tables_stand_on_every_page(data: bytes) -> None:
    """The first row is marked as that of the titles, and no other is."""
    table = Document(io.BytesIO(data)).tables[0]
    marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert marked == [True, False, False]


def test_pictures_and_links_are_told(data: bytes) -> None:
    """A picture has its words, and a link leads where it leads."""
    xml = parts(data)["word/document.xml"].decode()
    assert re.findall(r'descr="([^"]*)"', xml) == ["Seven contacts on a line"]
    assert 'w:instr="HYPERLINK &quot;https://example.org/p&quot;"' in xml


def test_the_language_is_british_english(data: bytes) -> None:
    """For spelling and for what reads it aloud."""
    held = parts(data)
    assert set(re.findall(rb'<w:lang [^>]*w:val="([^"]+)"', held["word/styles.xml"])) == {b"en-GB"}
    assert b"<dc:language>en-GB</dc:language>" in held["docProps/core.xml"]


def test_it_says_what_it_is_and_no_more(data: bytes) -> None:
    """Its title, its Board and its language; no name, no day, no number of an edit, no program."""
    core = parts(data)["docProps/core.xml"].decode()
    assert re.findall(r"<(dc:\w+|cp:\w+|dcterms:\w+)[ >]", core) == [
        "cp:coreProperties",
        "dc:title",
        "dc:subject",
        "dc:language",
    ]
    assert f"<dc:subject>{COVER.board}</dc:subject>" in core
    app = parts(data)["docProps/app.xml"].decode()
    assert not re.search(r"<(Company|Manager|Template|Application|TotalTime)\b", app)


def test_nothing_of_an_edit_is_left(data: bytes) -> None:
    """No remark, no change that is kept, no number of a session, no picture of the first page, no data of others."""
    held = parts(data)
    assert not [name for name in held if re.search(r"comment|people|custom|thumbnail|glossary", name)]
    for name, part in held.items():
        if name.endswith((".xml", ".rels")):
            assert not re.search(rb"rsid|<w:ins |<w:del |attachedTemplate|w:author", part), name


def test_the_times_of_its_parts_are_one() -> None:
    """A zip says when each part was written: all say the same."""
    with zipfile.ZipFile(io.BytesIO(pressed("docx").data)) as parcel:
        assert {one.date_time for one in parcel.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_action_plan_lies_on_its_side() -> None:
    """A wide table has a wide page."""
    section = Document(io.BytesIO(pressed("docx", PLAN).data)).sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height


def test_no_page_says_that_it_is_confidential(data: bytes) -> None:
    """What is published is not."""
    assert b"onfidential" not in b"".join(parts(data).values())
    assert COVER.board.encode() in parts(data)["word/footer1.xml"]


def house_of_somebody() -> bytes:
    """Return a house style with all that may tell who made it: a name in many places, and a photograph's data."""
    document = Document()
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.category = "Zebedee Quill"
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "Zebedee Quill"
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "#204060").save(out, "JPEG", exif=exif, comment=b"Zebedee Quill")
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(out.getvalue()))
    paragraph = document.add_paragraph("Zebedee Quill wrote this.")
    document.add_comment(paragraph.runs, text="Zebedee Quill", author="Zebedee Quill", initials="ZQ")
    paragraph._p.set(qn("w:rsidR"), "00ABCDEF")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_a_house_style_brings_no_name_along() -> None:
    """Author, remarks, text and what a photograph says of itself stay behind; the crest in its header comes."""
    house = house_of_somebody()
    assert sum(b"Zebedee" in part for part in parts(house).values()) >= 4
    held = parts(pressed("docx", style=Style(word=house)).data)
    assert [name for name, part in held.items() if b"Zebedee" in part or b"ZQ" in part] == []
    assert any(name.startswith("word/media/") for name in held) and b"<w:drawing>" in held["word/header1.xml"]


def test_a_house_style_with_a_picture_of_another_kind_is_refused() -> None:
    """What such a picture says of itself cannot be taken out: it is named by the file in which it is mended."""
    document, out = Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture("GIF")))
    document.save(out)
    with pytest.raises(ReviewctlError, match=r"house-style\.docx holds a picture that is no sound png"):
        pressed("docx", style=Style(word=out.getvalue()))


def test_a_photograph_says_nothing_of_itself() -> None:
    """Where it was taken, by whom and with what is in no form of the paper."""
    exif = Image.Exif()
    exif[0x013B] = "Zebedee Quill"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "#204060").save(out, "JPEG", exif=exif, comment=b"Zebedee Quill")
    assert b"Zebedee" in out.getvalue()
    photo = Picture(path="report/images/place.jpg", data=out.getvalue())
    product = replace(paper("![A street](report/images/place.jpg)\n"), pictures=(photo,))
    held = parts(pressed("docx", product).data)
    assert any(name.startswith("word/media/") for name in held)
    for data in (*held.values(), pressed("pdf", product).data, pressed("html", product).data):
        assert b"Zebedee" not in data and b"Exif" not in data


def test_what_xml_means_is_text() -> None:
    """Marks of XML and quotes in a link do no harm."""
    text = 'A < b & c ]]> "quoted" [x](https://example.org/?a=%22b&c=\\<d) ![no](report/images/none.png)\n'
    document = Document(io.BytesIO(pressed("docx", paper(text)).data))
    assert any('A < b & c ]]> "quoted"' in one.text for one in document.paragraphs)


def test_the_crest_has_its_words() -> None:
    """Those that the Board wrote, else the Board's name."""
    said = pressed("docx", style=Style(crest=picture(), crest_alt="The arms")).data
    unsaid = pressed("docx", style=Style(crest=picture())).data
    assert b'descr="The arms"' in parts(said)["word/document.xml"]
    assert f'descr="{COVER.board}"'.encode() in parts(unsaid)["word/document.xml"]
