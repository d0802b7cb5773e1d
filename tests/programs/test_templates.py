"""Forms for chronologies in LibreOffice: they open, print, and come back from it as they went out."""

import re
import subprocess
from datetime import date, datetime, time
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.comments import Comment

from reviewctl.exchange.excel.template import workbook_form
from reviewctl.exchange.word.template import document_form
from reviewctl.model.sheet import AgencyTable
from tests.evidence.tables.files import read, saved
from tests.evidence.tables.test_forms import FORM, ROWS, TITLES

WRITERS = {"xlsx": workbook_form, "docx": document_form}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice's own, so that two of it can run side by side."""
    return tmp_path_factory.mktemp("profile")


def converted(data: bytes, name: str, ending: str, profile: Path, folder: Path) -> Path:
    """Return the file that LibreOffice makes of another, opened and saved again as a person would."""
    (folder / "from").mkdir(exist_ok=True)
    (folder / "from" / name).write_bytes(data)
    words = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run(
        [*words, "--outdir", str(folder), str(folder / "from" / name)],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return folder / f"{name.partition('.')[0]}.{ending}"


def chronology_in(tables: tuple[AgencyTable, ...]) -> list[tuple[object, ...]]:
    """Return the rows under the headings of the chronology, among all the tables of a file."""
    return next([row.cells for row in one.rows] for one in tables if one.rows[0].cells == TITLES)


@pytest.mark.parametrize(("out", "back"), [("xlsx", "ods"), ("xlsx", "xlsx"), ("docx", "docx")])
def test_a_form_saved_in_libreoffice_comes_back(out: str, back: str, profile: Path, tmp_path: Path) -> None:
    """No word of it changes, nothing becomes a date or a number, and nothing hidden is found in it."""
    file = read(converted(WRITERS[out](FORM), f"form.{out}", back, profile, tmp_path).read_bytes())
    assert chronology_in(file.tables) == [TITLES, *(tuple(cell or None for cell in row) for row in ROWS)]
    assert (file.form, file.notices) == (back, ())
    assert not any(
        one.hidden or one.hidden_columns or any(row.hidden for row in one.rows) for one in file.tables
    )


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_form_is_printed_with_its_headings_on_every_page(form: str, profile: Path, tmp_path: Path) -> None:
    """A4, every word of it, and the titles above each part of a long table."""
    long = replace(
        FORM,
        rows=tuple((f"{n}/05/2016", "Adult C", "Seen at home. " * 12, "1", str(n)) for n in range(1, 31)),
    )
    paper = converted(WRITERS[form](long), f"form.{form}", "pdf", profile, tmp_path)
    told = subprocess.run(
        ["pdfinfo", "-l", "3", str(paper)], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(r"Page +3 size: +841\.\d+ x 595\.\d+ pts \(A4\)", told)
    text = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [page for page in text.split("\f") if "Seen at home." in page]
    assert len(pages) > 1 and all("What happened" in page for page in pages)
    for words in ("One line for each contact.", "Police & partners", "Closed to the service", "MASH"):
        assert words in text


def test_what_libreoffice_makes_of_a_workbook_is_read_alike(profile: Path, tmp_path: Path) -> None:
    """Days, months, times, hidden rows and columns, merged cells and comments, in the one format as in the other."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Date", "Time", "What"],
        [datetime(2016, 5, 22, 14, 30), time(19, 0), "one\ntwo"],
        [date(2016, 5, 1), "evening", "seen"],
        [date(2016, 5, 22), None, "four"],
        [None, None, "five"],
    ):
        sheet.append(row)
    sheet["A3"].number_format, sheet["A4"].number_format = "mmm-yy", "d-mmm"
    sheet["C2"].comment = Comment("words", "somebody")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("A4:A5")
    book.create_sheet("old").sheet_state = "hidden"
    sheet = read(saved(book))
    calc = read(converted(saved(book), "made.xlsx", "ods", profile, tmp_path).read_bytes())
    assert calc.form == "ods"
    assert (calc.tables, calc.notices) == (sheet.tables, sheet.notices)
    assert calc.tables[0].rows[2].cells == ("May 2016", "evening", "seen")


def test_a_table_that_writer_saved_is_read(profile: Path, tmp_path: Path) -> None:
    """Merged cells, lists and lines of a table, after LibreOffice wrote the document anew."""
    document = Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "2016"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "22 May"
    table.cell(1, 1).text, table.cell(2, 2).text = "one\ntwo", "three"
    table.cell(2, 1).paragraphs[0].text = "Agreed:"
    table.cell(2, 1).add_paragraph("a call", style="List Bullet")
    found = read(converted(saved(document), "made.docx", "docx", profile, tmp_path).read_bytes())
    assert [row.cells for row in found.tables[0].rows] == [
        ("2016",), ("22 May", "one\ntwo"), ("22 May", "Agreed:\n- a call", "three")
    ]  # fmt: skip
