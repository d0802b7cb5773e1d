"""Drafts in other people's formats, read back by their own libraries: Word's and e-mail's."""

import io
import zipfile
from email import policy
from email.parser import BytesParser

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from reviewctl.exchange.mail import mail_of
from reviewctl.exchange.word.letters import word_of
from reviewctl.model.letter import Letter
from reviewctl.render.letters.prose import blocks, runs
from reviewctl.render.letters.to_html import html_of
from reviewctl.render.letters.to_text import body_text, text_of

TEXT = """Dear [name of the referrer]

We ask **two things** of you, <script>alert(1)</script> & more:

- the first
- the second

## By when

| What | Due |
|---|---|
| IMR | Friday 22 May 2026 |
| chronology | |

1. one
2. two
"""


@pytest.fixture
def letter() -> Letter:
    """A letter with something of everything."""
    return Letter(
        name="sample",
        title="A sample",
        board="Anyshire Safeguarding Adults Board",
        date="Monday 8 June 2026",
        reference="SAR-2026-001",
        to=runs("[name], Police"),
        about=runs("Request: Adult E"),
        blocks=blocks(TEXT),
        signature=(runs("Yours sincerely"), (), runs("[signature]"), runs("Business Manager")),
        source=TEXT,
    )


def test_a_word_letter_looks_like_a_letter(letter: Letter) -> None:
    """A4; the Board, the date, the reference, the body in Word's own styles, and a place to sign."""
    document = Document(io.BytesIO(word_of((letter,))))
    section = document.sections[0]
    width, height = section.page_width, section.page_height
    assert width is not None and height is not None
    assert (round(width.mm), round(height.mm)) == (210, 297)
    shown = [(one.style.name, one.text) for one in document.paragraphs if one.text and one.style is not None]
    assert shown[0] == ("Heading 1", "Anyshire Safeguarding Adults Board")
    assert [text for _, text in shown[1:5]] == [
        "Confidential",
        "Monday 8 June 2026",
        "[name], Police",
        "Our reference: SAR-2026-001",
    ]
    assert shown[5] == ("Heading 2", "Request: Adult E")
    assert ("List Bullet", "the first") in shown and ("Normal", "1.\tone") in shown
    assert shown[-1] == ("Normal", "Yours sincerely\n\n[signature]\nBusiness Manager")
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What", "Due"],
        ["IMR", "Friday 22 May 2026"],
        ["chronology", ""],
    ]
    assert "SAR-2026-001 · Confidential · page" in section.footer.paragraphs[0].text


def test_blanks_are_marked_in_yellow(letter: Letter) -> None:
    """What is to be filled in is seen at a glance, and nothing else is marked."""
    document = Document(io.BytesIO(word_of((letter,))))
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert marked == ["[name]", "[name of the referrer]", "[signature]"]


def test_a_word_letter_says_nothing_of_who_made_it(letter: Letter) -> None:
    """No author, no computer, no day: the same record gives the same bytes."""
    data = word_of((letter,))
    core = Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created == core.modified and core.created is not None and core.created.year == 2000
    assert core.title == "A sample"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"python-docx" in package.read(name) for name in package.namelist())
    assert data == word_of((letter,))


def test_several_letters_are_one_document_each_on_a_page_of_its_own(letter: Letter) -> None:
    """As a mail merge gives them."""
    document = Document(io.BytesIO(word_of((letter, letter))))
    heads = [one for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [one.paragraph_format.page_break_before for one in heads] == [False, True]


def test_an_outlook_draft(letter: Letter) -> None:
    """It opens as unsent, has nobody's address, and says in its subject no more than a locked screen may show."""
    data = mail_of(letter, body_text(letter), html_of(letter))
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "SAR-2026-001: Request"
    assert [message[name] for name in ("From", "To", "Cc", "Bcc", "Date", "Message-ID")] == [None] * 6
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None and html is not None
    assert plain.get_content().splitlines()[:1] == ["Dear [name of the referrer]"]
    assert "We ask two things of you" in plain.get_content()
    assert "&lt;script&gt;" in html.get_content() and "<script" not in html.get_content()
    assert '<span style="background-color: #ffff00">[name of the referrer]</span>' in html.get_content()
    assert data == mail_of(letter, body_text(letter), html_of(letter))
    assert b"\r\n" in data and b"\n" not in data.replace(b"\r\n", b"")


def test_a_letter_as_text_keeps_within_its_width(letter: Letter) -> None:
    """No line is longer than a mail program shows, and what is empty has room to write."""
    lines = text_of((letter,)).splitlines()
    assert max(map(len, lines)) <= 78
    assert "chronology  ______" in lines
