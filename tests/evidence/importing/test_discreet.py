"""Names of sheets and headings are an agency's own words, and may name a person: a log has none of them."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from tests.commands import House

CASE = "SAR-2025-001"
SECRET = "Jane Smythe"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook whose second sheet and last heading bear a name, and one of whose rows cannot be brought in."""
    book = Workbook()
    book.create_sheet(SECRET)
    for row in (
        ("Date", "Source", "What happened", f"{SECRET}'s remarks"),
        ("31/02/2016", "Log", "A visit", "x"),
    ):
        book.worksheets[1].append(row)
    book.worksheets[0].append(("About", "this file"))
    place, out = tmp_path / "sent.xlsx", io.BytesIO()
    book.save(out)
    place.write_bytes(out.getvalue())
    return place


def imports(house: House, file: Path, *words: str) -> tuple[int, str]:
    """Import a file; return the exit code and what was said."""
    done = house.tries("chronology", "import", CASE, "GMP", str(file), *words)
    return done.code, done.out + done.err


def test_a_log_has_places_and_no_names(case: House, file: Path) -> None:
    """The sheet by its number, the column by its letter; and what to type works."""
    code, out = imports(case, file, "--yes")
    assert code == 2 and "Smythe" not in out
    assert "Sheet 2: headings on row 1" in out and "What is in column D is not known." in out
    assert "Sheet 2, row 2, column A (Date)" in out
    code, out = imports(case, file, "--yes", "--map", "column D=comment")
    assert code == 1 and "Smythe" not in out


def test_a_person_who_looks_sees_what_they_look_at(case: House, file: Path) -> None:
    """Beside the first cells, which are shown, too: else nobody could say what a column holds."""
    _, out = imports(case, file)
    assert f'Sheet 2, "{SECRET}": headings on row 1' in out
    assert f'What is in column D is not known: "{SECRET}\'s remarks".' in out
    assert "Sheet 2, row 2, column A (Date)" in out


def test_what_lies_unseen_is_found_by_the_number_of_its_sheet(
    case: House, file: Path, tmp_path: Path
) -> None:
    """A comment says in which sheet and cell, never under which name."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SECRET
    sheet.append(("Date", "What happened"))
    sheet.append(("22/05/2016", "A visit"))
    sheet["B2"].comment = Comment("look", "somebody")
    out = io.BytesIO()
    book.save(out)
    file.write_bytes(out.getvalue())
    code, said = imports(case, file, "--yes")
    assert code == 2 and "The file has comments (sheet 1 B2)." in said and "Smythe" not in said
