"""Rows that could not be brought in: the record knows of them, and the agency can be sent them."""

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reviewctl.model.integrated import Gap
from tests.commands import House
from tests.evidence.importing.making import csv_of
from tests.evidence.merging.telling import account, entry, merged

CASE = "SAR-2025-001"
AGENCY = "greater-manchester-police"
PLACE = f"cases/{CASE}/returns.yaml"
HEAD = ("Date", "Source", "What happened", "What happened")
GOOD = ("22/05/2016", "Log", "Called to the flat", None)
AGAIN = ("22/05/2018", "Log", "Called again", None)
BAD = ("31/02/2017", "Log", "=words of a row", "and more")
LATER = (None, "Log", "Another", None)
TAKE = ("--yes", "--accept-good")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A chronology of which two rows cannot be brought in."""
    place = tmp_path / "sent.csv"
    place.write_bytes(csv_of(HEAD, GOOD, AGAIN, BAD, LATER))
    return place


def brings(house: House, file: Path, *words: str) -> tuple[int, str]:
    """Bring a file in; return the exit code and what was said."""
    done = house.tries("chronology", "import", CASE, "GMP", str(file), *words)
    return done.code, done.out + done.err


def test_the_record_holds_how_many_and_from_which_file(case: House, file: Path) -> None:
    """Until a file comes of which every row is brought in; the same file again changes nothing."""
    code, out = brings(case, file, *TAKE)
    assert code == 1 and f"returns[{AGENCY}].chronology.not_brought_in: 2 rows" in out
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"    not_brought_in:\n      rows: 2\n      sha256: {sha256}\n" in case.text(PLACE)
    assert not {code for code in case.codes() if code.startswith("STR")}
    before = case.files()
    assert "Nothing has changed" in brings(case, file, *TAKE)[1] and case.files() == before
    file.write_bytes(csv_of(HEAD, GOOD, AGAIN, ("28/02/2017", *BAD[1:]), ("5/6/2017", *LATER[1:])))
    assert brings(case, file, "--yes")[0] == 0
    assert "\n    not_brought_in:\n" in case.text(PLACE) and "\n      rows:" not in case.text(PLACE)


def test_a_chronology_without_a_rejected_row_says_nothing_of_it(case: House, file: Path) -> None:
    """The key stays blank."""
    file.write_bytes(csv_of(HEAD, GOOD))
    brings(case, file, "--yes")
    assert "\n    not_brought_in:\n" in case.text(PLACE) and "\n      rows:" not in case.text(PLACE)


def test_who_owes_what_says_so(case: House, file: Path) -> None:
    """`imr status` says that it came, and not all of it; so does the JSON, and the csv."""
    case.does("record", CASE, f"returns[{AGENCY}].chronology.requested", "1/2/2025")
    brings(case, file, *TAKE)
    assert "2 rows of its file could not be brought in" in case.does("imr", "status", CASE).out
    told = json.loads(case.does("imr", "status", CASE, "--format", "json").out)
    assert [one["not_brought_in"] for one in told["returns"] if one["what"] == "chronology"] == [2]
    rows = csv.DictReader(io.StringIO(case.does("imr", "status", CASE, "--format", "csv").out))
    assert [one["not_brought_in"] for one in rows if one["what"] == "chronology"] == ["2"]


def test_the_integrated_chronology_and_the_picture_say_so(case: House, file: Path, tmp_path: Path) -> None:
    """At the top; and no gap of that agency is definite, nor one of all."""
    brings(case, file, *TAKE)
    out = case.does("chronology", "merge", CASE).out
    assert "2 rows of the file of Greater Manchester Police could not be brought in" in out
    assert "  definite" not in out and "none of the 2 rows that could not be brought in lies in it" in out
    told = json.loads(case.does("chronology", "merge", CASE, "--format", "json").out)
    assert told["not_brought_in"] == [{"agency": AGENCY, "rows": 2}]
    picture = tmp_path / "timeline.html"
    case.does("chronology", "timeline", CASE, "-o", str(picture))
    assert "2 rows of the file of Greater Manchester Police could not be brought in" in picture.read_text(
        "utf-8"
    )


def test_no_gap_is_definite_over_rows_that_are_missing() -> None:
    """Of the agency that sent them, and of all together; another agency's gaps stay as they are."""
    first, last = entry("1", "2019-01-01", "x"), entry("2", "2019-12-31", "y")
    told = account("a", first, last, rejected=1)
    whole = merged(told, account("b", first, entry("2", "2019-12-31", "another thing")))

    def gap(agency: str | None, unless: str | None) -> Gap:
        return Gap(
            agency=agency,
            first=date(2019, 1, 2),
            last=date(2019, 12, 30),
            days=363,
            definite=unless is None,
            only_if=unless,
        )

    unless = "the one row that could not be brought in does not lie in it"
    assert whole.gaps == (gap("a", unless), gap("b", None), gap(None, unless))
    assert whole.not_brought_in == (("a", 1),)


def test_an_initial_chronology_that_is_left_out_takes_its_rows_with_it() -> None:
    """Where the full one is here, only its own rows count."""
    full = account("a", entry("1", "2019-01-01", "x"), entry("2", "2019-12-31", "y"))
    assert merged(account("a", initial=True, rejected=3), full).not_brought_in == ()


def test_the_rejected_rows_are_a_list_for_the_agency(case: House, file: Path, tmp_path: Path) -> None:
    """Their cells under their headings, where each stands, what is wrong and how it is mended; nothing is run."""
    place = tmp_path / "rejected.xlsx"
    before = case.files()
    code, out = brings(case, file, "-o", str(place))
    assert code == 1 and case.files() == before and "Written for the agency: 2 rows" in out
    sheet = load_workbook(place)["List"]
    titles, first, second = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert titles == [
        "Row",
        "Date",
        "Source",
        "What happened",
        "What happened (column D)",
        "What is wrong",
        "How to mend it",
    ]
    assert first[:5] == [4, "31/02/2017", "Log", "=words of a row", "and more"]
    assert first[5] == "Date: what stands there is no date" and "February 2017 has 28 days" in str(first[6])
    assert second[0] == 5 and second[5] == "Date: it has no date"
    assert "words of a row" not in out and "-o ../rejected.xlsx" not in out
    assert "-o ../rejected.xlsx" in brings(case, file)[1]


def test_the_list_as_csv_and_what_is_asked_of_the_agency(case: House, file: Path, tmp_path: Path) -> None:
    """Words that look like a formula are not one."""
    place = tmp_path / "rejected.csv"
    brings(case, file, *TAKE, "-o", str(place))
    rows = list(csv.reader(io.StringIO(place.read_text("utf-8-sig"))))
    assert rows[1][3] == "'=words of a row" and len(rows) == 3
    assert "\n      rows: 2\n" in case.text(PLACE)


def test_a_list_has_its_place_and_its_form(case: House, file: Path, tmp_path: Path) -> None:
    """Never in the register; .xlsx or .csv; and a file that is there stays. Nothing is brought in before that."""
    before = case.files()
    for output, why in (
        (str(case.root / "rejected.xlsx"), "inside the register"),
        (str(tmp_path / "rejected.pdf"), ".xlsx or .csv"),
        (str(file), "already"),
    ):
        code, out = brings(case, file, *TAKE, "-o", output)
        assert code == 2 and why in out and case.files() == before


def test_a_list_at_a_place_that_is_none(case: House, file: Path, tmp_path: Path) -> None:
    """A link to itself or to nowhere, a name too long for any file, a folder: said before anything is brought in."""
    before = case.files()
    (tmp_path / "round.csv").symlink_to("round.csv")
    (tmp_path / "nowhere.csv").symlink_to("not-there.csv")
    (tmp_path / "folder.csv").mkdir()
    for output, expected in (
        ("round.csv", 2),
        ("nowhere.csv", 2),
        ("folder.csv", 2),
        (f"{'x' * 300}.csv", 3),
        ("round.csv/x.csv", 3),
        ("not-there/x.csv", 3),
    ):
        code, out = brings(case, file, *TAKE, "-o", str(tmp_path / output))
        assert code == expected and "  Choose another " in out, output
    assert case.files() == before and not (tmp_path / "not-there.csv").exists()


def test_no_row_rejected_no_list(case: House, file: Path, tmp_path: Path) -> None:
    """It says so."""
    file.write_bytes(csv_of(HEAD, GOOD))
    place = tmp_path / "rejected.xlsx"
    code, out = brings(case, file, "--yes", "-o", str(place))
    assert code == 0 and not place.exists() and "No row was rejected" in out


@pytest.mark.parametrize(
    ("clock", "told"),
    [("25:70", "column B (Time): what stands there is no time of day"), ("", "4 lines")],
)
def test_a_time_that_is_none_is_told_at_the_time(case: House, file: Path, clock: str, told: str) -> None:
    """The date beside it is in order, so its column is not the one that is named."""
    rows = [
        ("22/05/2016", clock, "Log", "Called"),
        *(("23/05/2016", "9:00", "Log", f"Went {n}") for n in "abc"),
    ]
    file.write_bytes(csv_of(("Date", "Time", "Source", "What happened"), *rows))
    _, out = brings(case, file, "--dry-run")
    assert told in " ".join(out.split())
    assert "(Date):" not in out
