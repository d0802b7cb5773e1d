"""Files that cannot be read whole and safely: one clear sentence each, soon, and nothing of them is opened."""

import io
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from reviewctl.model.finding import ReviewctlError
from tests.evidence.tables.files import (
    PLAIN_DOCX,
    PLAIN_XLSX,
    SHEET,
    document_of,
    packed,
    parts_of,
    read,
    sheet_of,
    spreadsheet_of,
    table_of,
    words,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
XLSX, DOCX = parts_of(PLAIN_XLSX), parts_of(PLAIN_DOCX)
MANIFEST = (
    b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)
STRICT = b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
FULL = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
DICE = random.Random(1)


def uneven(piece: bytes, count: int) -> bytes:
    """Return a piece many times over, just uneven enough not to be packed too well."""
    return b"".join(piece + (b" " if DICE.random() < 0.5 else b"") for _ in range(count))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"old kind \(.doc\)"),
        (OLE + "Workbook".encode("utf-16-le"), r"old kind \(.xls\)"),
        (OLE + "__substg1.0".encode("utf-16-le"), "e-mail"),
        (spreadsheet_of(b"", **{"META-INF/manifest.xml": MANIFEST}), "password"),
        (packed({**XLSX, "xl/vbaProject.bin": b"x"}), "macros"),
        (packed({**DOCX, "word/vbaProject.bin": b"x"}), "macros"),
        (spreadsheet_of(b"", **{"Basic/Standard/Module1.xml": b"x"}), "macros"),
        (packed({**DOCX, "word/embeddings/oleObject1.bin": b"x"}), "embedded"),
        (packed({**DOCX, "word/media/image1.png": PLAIN_XLSX}), "embedded"),
        (packed({**XLSX, SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "never writes"),
        (packed({**DOCX, "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "never writes"),
        (spreadsheet_of(b"", **{"styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "never writes"),
        (packed({**DOCX, "word/document.xml": "<a/>".encode("utf-16")}), "never writes"),
        (packed({**DOCX, "word/document.xml": b"<w:document"}), "damaged"),
        (packed({**DOCX, "word/document.xml": STRICT}), "Strict"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "another kind"),
        (packed({"ppt/presentation.xml": b"<a/>"}), "another kind"),
        (packed(DOCX, zipfile.ZIP_LZMA), "never packs"),
        (packed({**DOCX, "word/media/a.bmp": bytes(30 << 20)}), "swells"),
        (packed({**DOCX, **{f"word/media/{n}.png": b"" for n in range(200)}}), "parts"),
        (document_of(b"", **{"[Content_Types].xml": DOCX["[Content_Types].xml"].replace(
            b"document.main+xml", b"template.main+xml")}), "template"),
        (document_of(b'<w:altChunk w:id="x"/>'), "another file"),
    ],
    ids=[
        "locked", "doc", "xls", "msg", "ods locked", "xlsx macros", "docx macros", "ods macros", "embedded",
        "nested zip", "xlsx doctype", "docx doctype",
        "ods doctype", "utf-16", "broken", "strict", "odt", "pptx", "lzma", "bomb",
        "parts", "dotx", "chunk",
    ],
)  # fmt: skip
def test_each_is_refused_in_a_sentence_of_its_own(data: bytes, said: str) -> None:
    """With what to do about it, and in under two seconds."""
    started = time.monotonic()
    with pytest.raises(ReviewctlError, match=said) as fault:
        read(data)
    assert fault.value.hint
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", ["a.xlsm", "A.DOCM", "b.dotm"])
def test_a_name_of_files_with_macros_is_enough(name: str) -> None:
    """What says of itself that it may hold macros is not opened."""
    with pytest.raises(ReviewctlError, match="macros"):
        read(PLAIN_XLSX, name)


@pytest.mark.parametrize(
    ("data", "name"), [(PLAIN_XLSX, "a.xlsx"), (PLAIN_DOCX, "a.docx"), (spreadsheet_of(b""), "a.ods")]
)
def test_a_file_that_was_cut_short_is_called_damaged(data: bytes, name: str) -> None:
    """Half a file, as a broken upload leaves it."""
    with pytest.raises(ReviewctlError, match="damaged, or not all of it is there"):
        read(data[: len(data) // 2], name)


@pytest.mark.parametrize("name", ["chronology.csv", "chronology.doc", "chronology"])
def test_what_is_in_a_file_decides(name: str) -> None:
    """A workbook under another ending is read as the workbook that it is."""
    assert read(sheet_of(b'<row r="1"><c r="A1"><v>1</v></c></row>'), name).form == "xlsx"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document_of(uneven(b"<w:p/>", 2_000_000)), "300,000 paragraphs"),
        (document_of(table_of(*((words(str(DICE.random())),) for _ in range(20_001)))), "20,000 rows"),
        (sheet_of(b"".join(FULL % (n, n) for n in range(1, 20_002))), "20,000 rows"),
        (sheet_of(b'<row r="2"><c r="XFD2"><v>1</v></c></row>'), "row 2: .*250 columns"),
    ],
    ids=["paragraphs", "rows of Word", "rows of Excel", "far corner"],
)  # fmt: skip
def test_what_is_endless_is_refused(data: bytes, said: str) -> None:
    """No agency's chronology is so large, and none of it is dropped in silence."""
    started = time.monotonic()
    with pytest.raises(ReviewctlError, match=said):
        read(data)
    assert time.monotonic() - started < 5


def test_a_cell_in_the_last_row_is_read() -> None:
    """One lost cell at the very bottom, and rows that are only formatted, are no trouble."""
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 2_000))
    found = read(sheet_of(FULL % (1, 1) + empty + FULL % (1_048_576, 1_048_576)))
    assert [row.number for row in found.tables[0].rows] == [1, 1_048_576]


READ_WITH_LITTLE = """
import sys
from pathlib import Path
from reviewctl.exchange import apart, tables
sys.modules["numpy"] = None  # openpyxl loads it where it is there, and it wants more room than a workbook.
apart.MEMORY = 48 << 20
tables.read_agency_file(Path(sys.argv[1]).read_bytes(), "from-an-agency.xlsx")
"""
"""Run in a process of its own: one that has done much already has room left that no limit takes away."""


def test_a_bomb_of_strings_is_stopped(tmp_path: Path) -> None:
    """Strings that take more room than they are given are stopped."""
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, part in XLSX.items():
            parcel.writestr(name, part.replace(b"</Types>", STRINGS + b"</Types>"))
        with parcel.open("xl/sharedStrings.xml", "w") as stream:
            stream.write(head)
            for number in range(0, 60_000, 100):  # Little by little: this process is to stay small.
                stream.write(
                    b"".join(
                        b"<si><t>\xf0\x9f\x98\x80%s</t></si>" % (b"%d" % (one * 1_000_003) * 30)
                        for one in range(number, number + 100)
                    )
                )
            stream.write(b"</sst>")
    for name, data, stopped in (("bomb", out.getvalue(), True), ("plain", PLAIN_XLSX, False)):
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(data)
        words = [sys.executable, "-c", READ_WITH_LITTLE, str(file)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=60)
        assert (done.returncode != 0, "too much" in done.stderr) == (stopped, stopped), done.stderr


@pytest.mark.parametrize(
    "plain", [PLAIN_XLSX, PLAIN_DOCX, spreadsheet_of(b"<table:table/>")], ids=["xlsx", "docx", "ods"]
)
def test_a_file_hurt_in_any_byte_is_read_or_refused(plain: bytes) -> None:
    """Wrong bytes anywhere in a file end in a sentence, and never in a bug."""
    dice = random.Random(len(plain))
    refused = 0
    for _ in range(120):
        hurt = bytearray(plain)
        for _ in range(dice.randint(1, 8)):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        try:
            read(bytes(hurt))
        except ReviewctlError:
            refused += 1
    assert refused > 20


def test_no_message_says_what_is_in_a_file() -> None:
    """A fault is told by its place; the words of a row are nobody's business."""
    with pytest.raises(ReviewctlError) as fault:
        read(b'Date,What\n1,"Real Name never closed\n')
    assert "Real Name" not in fault.value.message + fault.value.hint
