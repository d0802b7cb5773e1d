"""In which format a file is written: as its name ends, or as --format says, never as both."""

from pathlib import Path

import pytest

from reviewctl.cli.endings import ENDINGS, chosen
from reviewctl.model.trouble import ReviewctlError
from tests.commands import House
from tests.evidence.importing.test_asking import on_terminal

BEGINS = {
    ".txt": b"Anyshire Safeguarding Adults Board",
    ".md": b"# Anyshire Safeguarding Adults Board",
    ".html": b"<!DOCTYPE html>",
    ".json": b'{\n  "schema": "reviewctl/status/1"',
    ".csv": b"\xef\xbb\xbf",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
}


def test_a_person_is_told_that_the_file_is_written(case: House) -> None:
    """On a terminal, where silence leaves one wondering; scripts and pipes hear nothing."""
    file = case.root.parent / "status.docx"
    code, seen = on_terminal(case, ("status", "-o", str(file)))
    assert code == 0 and " ".join(seen.split()) == f"Written: {file}" and file.is_file()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_of_a_table_it_is_told_how_many_rows_it_has(case: House, ending: str) -> None:
    """One sees at once that a list is whole, or that it is empty."""
    file = case.root.parent / f"status.{ending}"
    code, seen = on_terminal(case, ("status", "-o", str(file)))
    assert code == 0 and " ".join(seen.split()) == f"Written: {file}, 1 row"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_is_written_as_its_file_is_called(case: House, ending: str) -> None:
    """The ending alone says the format, and nothing is said on the screen."""
    file = case.root.parent / f"meeting{ending}"
    done = case.does("status", "--as-of", "2025-03-04", "-o", str(file))
    assert done.out == ""
    assert file.read_bytes().startswith(BEGINS[ending])


def test_capitals_in_an_ending_are_the_same(case: House) -> None:
    """Windows programs write STATUS.DOCX."""
    file = case.root.parent / "STATUS.DOCX"
    case.does("status", "-o", str(file))
    assert file.read_bytes().startswith(b"PK")


def test_a_format_may_be_said_for_a_name_without_an_ending() -> None:
    """What the name does not say, --format may."""
    assert chosen("json", "out") == "json"
    assert chosen(None, "out") == "text"
    assert chosen(None, None) == "text"
    assert chosen("csv", "table.csv") == "csv"
    assert chosen("text", "read.me") == "text"


def test_a_format_that_contradicts_the_ending_is_refused(case: House) -> None:
    """Whoever asks for two formats at once is told which two, and nothing is written."""
    file = case.root.parent / "status.docx"
    said = case.refuses("status", "--format", "json", "-o", str(file))
    assert "ends in .docx, which is Word, and --format says json" in said
    assert "Leave --format out" in said
    assert not file.exists()


@pytest.mark.parametrize(
    ("ending", "instead"),
    [(".pdf", ".docx"), (".doc", ".docx"), (".xls", ".xlsx"), (".ods", ".xlsx"), (".htm", ".html")],
)
def test_what_is_not_written_is_refused_with_what_to_do(ending: str, instead: str) -> None:
    """A text in a file called .pdf would open nowhere."""
    with pytest.raises(ReviewctlError) as caught:
        chosen(None, f"report{ending}")
    assert ending in caught.value.message and instead in caught.value.hint


@pytest.mark.parametrize("name", ["board.yaml", "house-style.docx", "cases/SAR-2025-001/referral.md"])
def test_a_file_of_the_record_is_never_written_over(case: House, name: str) -> None:
    """-o with the name of a file of the register, Word's too, is refused and the file stays."""
    case.put("house-style.docx", b"the Board's")
    before = (case.root / name).read_bytes()
    form = () if name.endswith((".md", ".docx")) else ("--format", "json")
    said = case.refuses("status", *form, "-o", str(case.root / name))
    assert "part of the record" in said
    assert (case.root / name).read_bytes() == before


def test_another_file_is_written_over(case: House, tmp_path: Path) -> None:
    """The table of last week gives way to that of this week."""
    file = tmp_path / "status.xlsx"
    file.write_bytes(b"last week")
    case.does("status", "-o", str(file))
    assert file.read_bytes().startswith(b"PK")


def test_a_schema_in_a_json_file_is_the_schema_itself(case: House, tmp_path: Path) -> None:
    """An editor reads it; with --format json it is what `schema` tells scripts."""
    import json

    file = tmp_path / "case.schema.json"
    case.does("schema", "case", "-o", str(file))
    assert json.loads(file.read_text("utf-8"))["$schema"]
    case.does("schema", "case", "--format", "json", "-o", str(file))
    assert json.loads(file.read_text("utf-8"))["schema"] == "reviewctl/schema/1"


def test_dates_go_into_a_calendar_unless_the_file_says_otherwise(case: House, tmp_path: Path) -> None:
    """A calendar in Word is a list of the same dates."""
    case.does("calendar", "-o", str(tmp_path / "dates.ics"))
    case.does("calendar", "-o", str(tmp_path / "dates.docx"))
    assert (tmp_path / "dates.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "dates.docx").read_bytes().startswith(b"PK")


def test_help_says_the_endings(case: House) -> None:
    """The one place where most people look."""
    said = " ".join(case.does("deadlines", "--help").out.split())
    assert ".docx, .xlsx" in said


def test_a_document_that_is_written_into_the_register_is_told_of(case: House) -> None:
    """It is written, and a line says that `save` will not take it; beside the register nothing is said."""
    done = case.tries("status", "-o", str(case.root / "status.docx"))
    assert done.code == 0 and "save will refuse it" in done.err and "-o ../FILE" in done.err
    assert "FIL054" in case.codes()
    (case.root / "status.docx").unlink()
    case.does("status", "-o", str(case.root.parent / "status.docx"))
