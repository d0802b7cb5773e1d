"""`chronology request`: who was asked for a chronology and when, with the letter and the form."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from reviewctl.facts.calendar import today
from tests.commands import House
from tests.conftest import make_home
from tests.evidence.tables.files import read
from tests.walk import make_register

ASK = ("chronology", "request", "SAR-2025-001")
TOR = "cases/SAR-2025-001/terms-of-reference.md"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one review, decided on, of which three agencies are a part by the terms of reference."""
    place = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        house = make_register(place)
        house.does("new", "sar", "--subject", "Adult E", "--received", "2025-01-13")
        for address, value in (
            ("screening.held", "2025-01-20"),
            ("screening.recommendation_sent", "2025-01-21"),
            ("decision.made", "2025-01-24"),
            ("decision.outcome", "review"),
            ("tor.agencies", "pennine-care, stockport-nhs-ft, probation-service"),
            ("tor.scope.from", "2015-01-01"),
            ("tor.scope.to", "2016-12-31"),
        ):
            house.does("record", "SAR-2025-001", address, value)
    return house.root


@pytest.fixture
def board(model: Path, tmp_path: Path, at_home: Path) -> House:
    """A copy of that register."""
    return House(shutil.copytree(model, tmp_path / "register"))


def test_all_agencies_of_the_review_are_asked_in_one_commit(board: House) -> None:
    """Each gets its line with the day and what it is to contribute, and the diary the day of the template."""
    before = board.codes()
    done = board.does(*ASK, "--on", "2025-02-03", "--due", "2025-03-14")
    for agency in ("pennine-care", "stockport-nhs-ft", "probation-service"):
        assert f"{agency} was asked for its chronology, Monday 3 February 2025" in done.out
        assert f"starts: Chronology ({agency}), due Friday 14 March 2025 (P§10, P§14)" in done.out
    assert "meets: Chronology template sent to the agencies" in done.out
    assert board.last_message() == (
        "SAR-2025-001: chronology request pennine-care stockport-nhs-ft probation-service"
    )
    assert board.last_paths() == ["cases/SAR-2025-001/diary.yaml", "cases/SAR-2025-001/returns.yaml"]
    assert "chronology_template_sent: 2025-02-03" in board.text("cases/SAR-2025-001/diary.yaml")
    assert board.text("cases/SAR-2025-001/returns.yaml").count("contribution: chronology") == 3
    assert board.codes() == before


def test_one_after_another_leaves_the_first_day_of_the_template(board: House) -> None:
    """An agency that is asked later does not move the day on which the template first went."""
    board.does(*ASK, "Pennine-Care", "--on", "2025-02-03")
    done = board.does(*ASK, "--on", "2025-02-10")
    assert "pennine-care" not in done.out and "stockport-nhs-ft was asked" in done.out
    assert "chronology_template_sent: 2025-02-03" in board.text("cases/SAR-2025-001/diary.yaml")


def test_what_an_agency_is_to_contribute_follows(board: House) -> None:
    """An IMR is kept beside the chronology; nothing that is right already is touched."""
    board.does("record", "SAR-2025-001", "returns[pennine-care].contribution", "imr")
    board.does("record", "SAR-2025-001", "returns[stockport-nhs-ft].contribution", "imr-and-chronology")
    done = board.does(*ASK, "pennine-care", "stockport-nhs-ft", "--on", "2025-02-03")
    assert done.out.count("it is to contribute") == 1
    assert "it is to contribute: imr-and-chronology (before: imr)" in done.out


def test_agencies_that_give_something_else_are_not_asked_unless_named(board: House) -> None:
    """A statement was agreed with one, and another has declined."""
    board.does("record", "SAR-2025-001", "returns[pennine-care].contribution", "statement")
    board.does("imr", "close", "SAR-2025-001", "probation-service", "nothing-held", "--reason", "never known")
    done = board.does(*ASK, "--on", "2025-02-03")
    assert [line for line in done.out.splitlines() if "was asked" in line] == [
        "SAR-2025-001: stockport-nhs-ft was asked for its chronology, Monday 3 February 2025"
    ]
    assert "nothing more comes from probation-service" in board.refuses(*ASK, "probation-service")


def test_before_the_terms_of_reference_those_that_were_involved_are_asked(board: House) -> None:
    """P§10 has the template go to each agency involved, once there is to be a review."""
    board.does("record", "SAR-2025-001", "tor.agencies", "")
    board.does("record", "SAR-2025-001", "referral.agencies_involved", "pennine-care")
    assert "pennine-care was asked" in board.does(*ASK, "--on", "2025-02-03").out


def test_what_cannot_be_is_refused_and_writes_nothing(board: House, tmp_path: Path) -> None:
    """Asked before, a day that is past or to come, nobody left, an agency that is not, a place in the register."""
    assert "There is no agency" in board.refuses(*ASK, "nobody")
    assert "would be due on" in board.refuses(*ASK, "--on", "2025-02-03", "--due", "2025-02-03")
    assert "still to come" in board.refuses(*ASK, "--on", (today() + timedelta(3)).isoformat())
    assert "inside the register" in board.refuses(*ASK, "-o", str(board.root / "out"))
    assert "one file" in board.refuses(*ASK, "-o", str(tmp_path / "a.docx"))
    assert "no such folder" in board.refuses(*ASK, "-o", str(tmp_path / "far" / "away"))
    board.does(*ASK, "--on", "2025-02-03")
    assert "asked for its chronology on Monday 3 February 2025 already" in board.refuses(*ASK, "pennine-care")
    assert "no agency of SAR-2025-001 that is still to be asked" in board.refuses(*ASK)


def test_a_dry_run_writes_nothing_anywhere(board: House, tmp_path: Path) -> None:
    """It shows the difference; neither the record nor a letter is written."""
    before = board.files()
    done = board.does(*ASK, "--on", "2025-02-03", "-o", str(tmp_path / "out"), "--dry-run")
    assert "+    requested: 2025-02-03" in done.out
    assert board.files() == before and not (tmp_path / "out").exists()


def test_letters_and_forms_are_written_beside_each_other(board: House, tmp_path: Path) -> None:
    """The letter says the period and the day, the form says them too; both are named by review and agency."""
    out = tmp_path / "out"
    done = board.does(*ASK, "pennine-care", "--on", "2025-02-03", "--due", "2025-03-14", "-o", str(out))
    names = ["SAR-2025-001-pennine-care-chronology.xlsx", "SAR-2025-001-pennine-care-letter.docx"]
    assert sorted(one.name for one in out.iterdir()) == names
    assert "to fill in: name of the safeguarding lead" in done.out
    text = "\n".join(one.text for one in Document(str(out / names[1])).paragraphs)
    assert "Period to cover: Thursday 1 January 2015 to Saturday 31 December 2016." in text
    assert "Friday 14 March 2025" in text and "Monday 3 February 2025" in text
    told = [row.cells for row in read((out / names[0]).read_bytes()).tables[0].rows]
    assert ("Please return it by", "Friday 14 March 2025") in told


def test_one_agency_may_have_a_file_of_its_own(board: House, tmp_path: Path) -> None:
    """Named after -o: the letter or the form by its ending, and the other beside it."""
    board.does(*ASK, "pennine-care", "--on", "2025-02-03", "--form", "docx", "-o", str(tmp_path / "a.docx"))
    board.does(*ASK, "probation-service", "--on", "2025-02-03", "-o", str(tmp_path / "b.csv"))
    found = sorted(one.name for one in tmp_path.iterdir() if one.is_file())
    assert found == ["a-chronology.docx", "a.docx", "b-letter.docx", "b.csv"]
    said = board.refuses(*ASK, "stockport-nhs-ft", "--on", "2025-02-03", "-o", str(tmp_path / "b.csv"))
    assert "may have been filled in" in said


def test_a_first_chronology_is_asked_for_before_the_decision(board: House, tmp_path: Path) -> None:
    """It has a line of its own, changes no contribution and starts no template; a form goes with it."""
    out = tmp_path / "out"
    done = board.tries(
        *ASK, "pennine-care", "--initial", "--on", "2025-01-15", "--due", "2025-01-17", "-o", str(out)
    )
    assert done.code == 0 and "was asked for its first chronology" in done.out
    assert "no letter for a first chronology" in done.err
    assert [one.name for one in out.iterdir()] == ["SAR-2025-001-pennine-care-first-chronology.xlsx"]
    assert "chronology_template_sent: 2025" not in board.text("cases/SAR-2025-001/diary.yaml")
    assert "contribution: chronology" not in board.text("cases/SAR-2025-001/returns.yaml")


def test_a_letter_that_is_on_record_is_not_recorded_again(board: House) -> None:
    """The letter offers the command that records it, and no more once it is recorded."""
    letter = ("letter", "chronology-request", "SAR-2025-001", "--item", "pennine-care")
    assert "reviewctl chronology request SAR-2025-001 pennine-care" in board.tries(*letter).err
    board.does(*ASK, "pennine-care", "--on", "2025-02-03")
    assert "chronology request" not in board.tries(*letter).err


def test_where_the_method_has_imrs_they_are_wanted_too(board: House) -> None:
    """An agency that is asked for the first time owes both; one that is to send a chronology only is pointed out."""
    ask = "reviewctl imr request SAR-2025-001 AGENCY… --due DATE"
    board.does("record", "SAR-2025-001", "tor.method", "imr-and-chronology")
    board.does("record", "SAR-2025-001", "returns[pennine-care].contribution", "chronology")
    said = board.does(*ASK, "GMP").out
    assert "it is to contribute: imr-and-chronology" in said and ask not in said
    assert ask in board.does(*ASK, "pennine-care").out
