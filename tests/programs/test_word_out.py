"""Word documents out, as LibreOffice opens them: no word is lost on the way to paper, and the paper is A4."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.commands import House
from tests.evidence.out.pages import opened, words_of
from tests.evidence.out.test_documents import IMR

EXAMPLE = Path(__file__).parents[2] / "examples" / "register"
AS_OF = ("--as-of", "2022-10-10")
WRITTEN = {
    "status": ("status",),
    "deadlines": ("deadlines",),
    "deadlines-of-one": ("deadlines", "SAR-2021-001", "--working"),
    "review": ("show", "SAR-2019-001"),
    "validate": ("validate",),
    "next": ("next",),
    "overview": ("show", "SAR-2019-001", "report"),
    "tor": ("show", "SAR-2019-001", "tor"),
    "imr": ("show", "SAR-2019-001", "imr"),
    "plan": ("show", "SAR-2019-001", "action-plan"),
    "chronology": ("show", "SAR-2019-001", "chronology[acute-hospital-n]"),
    "diary": ("show", "SAR-2019-001", "diary"),
    "minutes": ("show", "SAR-2019-001", "panel,1"),
}
STYLE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph">
 <style:text-properties fo:font-family="Georgia" fo:font-size="11pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
 <style:text-properties fo:color="#005a70" fo:font-size="20pt" fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>ANYSHIRE BOARD</text:p></style:header>
<style:footer><text:p>Town Hall</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">Sample</text:h>
<text:p text:style-name="Standard">A sample of the style.</text:p></office:text></office:body>
</office:document>
"""


def converted(place: Path, form: str, *files: Path) -> None:
    """Have LibreOffice write files anew in a format, with a profile of its own."""
    words = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", form]
    subprocess.run(
        [*words, "--outdir", str(place), *map(str, files)], check=True, capture_output=True, timeout=110
    )


def folded(text: str) -> str:
    """A text without blanks, hyphens that break a line, and ligatures: as both sides can be compared."""
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module", params=["plain", "in the Board's style"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all these documents, and each as a PDF; in plain, and in a style made with LibreOffice."""
    place = tmp_path_factory.mktemp("out")
    house = House(shutil.copytree(EXAMPLE, place / "register"))
    house.put("cases/SAR-2019-001/imrs/police-n.md", IMR.replace("greater-manchester-police", "police-n"))
    if request.param != "plain":
        style = place / "house-style.fodt"
        style.write_text(STYLE, "utf-8")
        converted(place, "docx", style)
        shutil.move(place / "house-style.docx", house.root / "house-style.docx")
    files = [place / f"{name}.docx" for name in WRITTEN]
    for file in files:
        done = house.tries(*WRITTEN[file.stem], *AS_OF, "-o", str(file))
        assert done.code in (0, 1) and not done.err, done
    converted(place, "pdf", *files)
    return place


def text_of(pdf: Path, *options: str) -> str:
    """What a PDF says, line by line as it lies on the page or in another order."""
    words = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_no_word_is_lost_on_paper(printed: Path) -> None:
    """Every word of each document is in its PDF, cell by cell, and so is the line under every page."""
    for name in WRITTEN:
        pdf = printed / f"{name}.pdf"
        # A word that is broken over two lines of its cell is whole in one of these orders of reading.
        orders = [folded(text_of(pdf, option)) for option in ("-layout", "-raw", "-nopgbrk")]
        words = words_of(opened((printed / f"{name}.docx").read_bytes()))
        assert [word for word in words if not any(folded(word) in one for one in orders)] == [], name
        text = text_of(pdf)
        pages = text.count("\f")
        assert text.count("Confidential") >= pages and f"of {pages}" in text, name


def test_the_paper_is_a4(printed: Path) -> None:
    """Upright or on its side."""
    for name in WRITTEN:
        told = subprocess.run(
            ["pdfinfo", str(printed / f"{name}.pdf")], check=True, capture_output=True, text=True
        ).stdout
        size = re.search(r"Page size: +([0-9.]+) x ([0-9.]+)", told)
        assert size is not None
        assert sorted(round(float(one)) for one in size.groups()) == [595, 842], name


def test_a_note_is_at_the_foot_of_its_page(printed: Path) -> None:
    """LibreOffice knows it for a footnote: it stands below the text, under its number."""
    text = text_of(printed / "imr.pdf", "-layout")
    assert text.index("Write it down.") < text.index("From the custody system.") < text.index("Confidential")


def test_the_boards_header_is_over_every_page(printed: Path) -> None:
    """Where the register has a house style, and only there."""
    own = (printed / "register" / "house-style.docx").exists()
    text = text_of(printed / "diary.pdf")
    assert text.count("ANYSHIRE BOARD") == (text.count("\f") if own else 0)
    assert "Sample" not in text


def test_a_workbook_is_one_for_libreoffice_too(tmp_path: Path) -> None:
    """It opens there, and its rows come out as they are in the csv: text as text, dates as dates."""
    house = House(shutil.copytree(EXAMPLE, tmp_path / "register"))
    house.does("deadlines", *AS_OF, "-o", str(tmp_path / "list.xlsx"))
    converted(tmp_path, "csv", tmp_path / "list.xlsx")  # in the alphabet of the machine
    rows = (tmp_path / "list.csv").read_text("latin-1").splitlines()
    assert rows[0].startswith("Case,")
    assert any(re.search(r"\b\d\d/\d\d/20\d\d\b", row) for row in rows)
    assert not any("#NAME" in row or "Err:" in row for row in rows)
