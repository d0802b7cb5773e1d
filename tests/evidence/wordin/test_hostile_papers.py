"""Word documents that are damaged, too large or made to do harm: one sentence, and what to do."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.commands import House
from tests.evidence.wordin.papers import NAMES, of_xml, paragraph, run, saved, with_parts

CASE = "SAR-2025-001"


def refused(case: House, data: bytes, name: str = "paper.docx") -> str:
    """Return what is said of a file that is refused; nothing is written, and it does not take long."""
    file = case.root.parent / name
    file.write_bytes(data)
    began = time.monotonic()
    said = case.refuses("import", "report", str(file), "--case", CASE, "--yes")
    assert time.monotonic() - began < 30
    return said


def plain_paper() -> bytes:
    """Return a sound document of one line."""
    return of_xml(paragraph(run("Text.")))


def test_a_document_with_macros_is_not_opened(case: House) -> None:
    """Macros are small programs; nothing that holds any is opened."""
    assert "macros" in refused(case, with_parts(plain_paper(), {"word/vbaProject.bin": b"x"}))


def test_a_doctype_is_not_opened(case: House) -> None:
    """Word writes no DOCTYPE; what has one may expand without end."""
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document {NAMES}><w:body/></w:document>'
    assert "never writes" in refused(case, with_parts(plain_paper(), {"word/document.xml": bomb}))


def test_a_bomb_is_not_inflated(case: House) -> None:
    """A part that swells a thousandfold is stopped while it is counted."""
    assert "swells up" in refused(case, with_parts(plain_paper(), {"word/document.xml": b" " * (40 << 20)}))


def test_three_million_paragraphs_are_stopped(case: House) -> None:
    """What would take all memory, or hours, is stopped in a process of its own."""
    eight = [
        b"".join(b"<w:p />" if byte >> bit & 1 else b"<w:p/>" for bit in range(8)) for byte in range(256)
    ]
    body = b"".join(eight[byte] for byte in random.Random(7).randbytes(375_000))
    head = f"<w:document {NAMES}><w:body>".encode()
    data = with_parts(plain_paper(), {"word/document.xml": head + body + b"</w:body></w:document>"})
    assert "too much" in refused(case, data)


def test_a_document_that_was_cut_short_is_damaged(case: House) -> None:
    """Half a file is no file."""
    assert "damaged" in refused(case, plain_paper()[:-400])


def test_xml_that_is_none_is_damaged(case: House) -> None:
    """A text that breaks off within is said to be unreadable."""
    assert "cannot be read" in refused(case, with_parts(plain_paper(), {"word/document.xml": "<w:document"}))


def test_nesting_without_end_does_not_crash(case: House) -> None:
    """Ten thousand controls within each other are refused, not followed."""
    deep = "<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000
    data = with_parts(
        plain_paper(), {"word/document.xml": f"<w:document {NAMES}><w:body>{deep}</w:body></w:document>"}
    )
    assert "cannot be read" in refused(case, data)


@pytest.mark.parametrize("name", ["paper.doc", "paper.odt", "paper.pdf", "paper.rtf"])
def test_other_kinds_are_named(case: House, name: str) -> None:
    """Of another kind of file it is said which it is, and how a Word document is made of it."""
    assert "Only Word documents (.docx)" in refused(case, b"%PDF-1.7", name)


def test_a_workbook_is_no_word_document(case: House) -> None:
    """Whatever its name says, a file is known by what is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        parcel.writestr("xl/workbook.xml", "<x/>")
    assert "not a Word document" in refused(case, out.getvalue())


def test_a_file_that_is_not_there(case: House, tmp_path: Path) -> None:
    """A wrong path is no fault of the record: exit 3, and a question."""
    done = case.tries("import", "report", str(tmp_path / "none.docx"), "--case", CASE, "--yes")
    assert done.code == 3 and "There is no file of that name." in done.err


def test_text_that_could_break_the_file_does_not(case: House) -> None:
    """Three dashes, signs of a merge conflict, tags and tables in running text stay text, and the file is sound."""
    document = Document()
    for text in (
        "---",
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> x",
        "# no heading",
        "1. no list",
        "<script>",
        "| a |",
    ):
        document.add_paragraph(text)
    file = case.put("../paper.docx", saved(document))
    case.does("import", "report", str(file), "--case", CASE, "--yes")
    assert not {code for code in case.codes(CASE) if code.startswith(("FIL", "STR"))}
    shown = case.text(f"cases/{CASE}/report/overview.md")
    assert "\n\\# no heading\n" in shown and "\n\\<<<<<<< HEAD\n" in shown and "\n\\---\n" in shown
