"""`action export` and `import`: an agency's actions out in a workbook, and only what it changed back in."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.actions.conftest import FIRST, SECOND, file_of
from tests.commands import House

OWNER = "stockport-nhs-ft"


@pytest.fixture
def form(plans: House, tmp_path: Path) -> Path:
    """The form of one agency, which owns an open action and one that is still to be shown."""
    target = tmp_path / "form.xlsx"
    plans.does("action", "export", "--owner", "Stockport NHS Foundation Trust", "-o", str(target))
    return target


def fill(form: Path, **cells: str) -> None:
    """Write into cells of the form, as D3="words", the way Excel would."""
    book = load_workbook(form)
    for name, value in cells.items():
        assert book["List"][name].number_format == ("@" if name[0] in "GHIJ" else "General")
        book["List"][name] = value
    book.save(form)


def lines(form: Path) -> list[list[object]]:
    """Return the rows of the form."""
    return [[cell.value for cell in row] for row in load_workbook(form)["List"].iter_rows()]


def test_the_form_has_what_the_agency_owns_and_no_more(form: Path) -> None:
    """Its open action and its met one that nobody checked; the last four columns are for the answer."""
    titles, *rows = lines(form)
    assert titles[-4:] == ["Status now", "What has happened", "Evidence", "Met on"]
    assert [(row[0], row[1]) for row in rows] == [(FIRST, "2"), (SECOND, "1")]
    assert all(cell is None for row in rows for cell in row[-4:])
    about = [row[0].value for row in load_workbook(form)["About"].iter_rows()]
    assert any("purple = done and proven" in str(line) for line in about)


def test_what_was_filled_in_comes_back(plans: House, form: Path) -> None:
    """One commit; the words of the agency stand in the record and not in the message."""
    fill(form, G2="GREEN", H2="twelve of twenty trained", I2="training log", J2="2026-05", G3="purple")
    done = plans.does("action", "import", str(form), "--owner", OWNER)
    assert f"{FIRST} 2: green, a note, evidence, met May 2026" in done.out
    assert plans.last_message() == f"action import {OWNER}: {FIRST} 2, {SECOND} 1"
    assert set(plans.last_paths()) == {f"cases/{one}/progress.yaml" for one in (FIRST, SECOND)}
    found = json.loads(plans.does("action", "list", "--owner", OWNER, "--format", "json").out)["actions"]
    assert {(one["case"], one["status"], one["met"]) for one in found} == {
        (FIRST, "green", "2026-05"),
        (SECOND, "purple", "2026-04-29"),
    }
    assert plans.codes(FIRST, SECOND) <= {"STR044"}  # the register itself was begun on the real day


def test_the_same_form_twice_changes_nothing(plans: House, form: Path) -> None:
    """What is on record already is not new."""
    fill(form, G2="green", H2="trained", I2="the log", J2="2026-05")
    plans.does("action", "import", str(form), "--owner", OWNER)
    before = plans.files()
    assert "Nothing is new" in plans.does("action", "import", str(form), "--owner", OWNER).out
    assert plans.files() == before


def test_an_empty_form_changes_nothing(plans: House, form: Path) -> None:
    """As it went out it says nothing."""
    before = plans.files()
    assert "Nothing is new" in plans.does("action", "import", str(form), "--owner", OWNER).out
    assert plans.files() == before


def test_every_row_at_fault_is_told_at_once(plans: House, form: Path) -> None:
    """And nothing is taken over."""
    fill(form, G2="blue", J3="2027-01")
    said = plans.refuses("action", "import", str(form), "--owner", OWNER)
    assert "2 rows at fault" in said
    assert (
        "row 2: That status is not on the Board's scale" in said
        and "row 3: Jan 2027 is still to come" in said
    )


def test_another_agencys_action_is_refused(plans: House, form: Path) -> None:
    """An agency answers for its own actions alone."""
    fill(form, B2="1", G2="green")
    assert f"action 1 of {FIRST} is not owned by {OWNER}" in plans.refuses(
        "action", "import", str(form), "--owner", OWNER
    )


def test_a_column_that_is_not_the_owners_is_told_and_not_taken(plans: House, form: Path) -> None:
    """A date is put off by agreement, not by typing over it."""
    fill(form, E2="2027-12-31", G2="green")
    done = plans.does("action", "import", str(form), "--owner", OWNER)
    assert "differ under Due: the record stands" in done.out
    assert "2027" not in file_of(plans).read_text("utf-8")


def test_a_name_is_refused_and_not_said(plans: House, form: Path) -> None:
    """The row is told, and not the words."""
    fill(form, H2="Mrs Quillfeather left")
    said = plans.refuses("action", "import", str(form), "--owner", OWNER)
    assert "row 2" in said and "Quillfeather" not in said


def test_an_action_twice_is_refused(plans: House, form: Path) -> None:
    """Which of the two rows counts nobody can say."""
    fill(form, A3=FIRST, B3="2", G2="green", G3="orange")
    assert "stands in the form twice" in plans.refuses("action", "import", str(form), "--owner", OWNER)


def test_what_is_no_form_is_refused(plans: House, tmp_path: Path) -> None:
    """Another workbook, and what is none."""
    other = tmp_path / "other.xlsx"
    plans.does("action", "list", "-o", str(other))
    assert "not the form" in plans.refuses("action", "import", str(other), "--owner", OWNER)
    words = tmp_path / "words.xlsx"
    words.write_text("no workbook")
    assert plans.tries("action", "import", str(words), "--owner", OWNER).code == 2
    assert plans.tries("action", "import", str(tmp_path / "none.xlsx"), "--owner", OWNER).code in (2, 3)


def test_the_form_stays_out_of_the_register(plans: House) -> None:
    """It goes to somebody else, and an old one is not written over."""
    assert "inside the register" in plans.refuses(
        "action", "export", "--owner", OWNER, "-o", f"{plans.root}/f.xlsx"
    )
    target = plans.root.parent / "form.xlsx"
    plans.does("action", "export", "--owner", OWNER, "-o", str(target))
    assert "already" in plans.refuses("action", "export", "--owner", OWNER, "-o", str(target))
    assert "workbook" in plans.refuses("action", "export", "--owner", OWNER, "-o", f"{target}.pdf")


def test_an_owner_of_nothing_gets_no_form(plans: House) -> None:
    """There is nothing to ask."""
    assert "owns no action" in plans.refuses(
        "action", "export", "--owner", "gm-icb", "-o", str(plans.root.parent / "x.xlsx")
    )


def test_dry_run_shows_what_the_agency_changed(plans: House, form: Path) -> None:
    """And writes nothing."""
    fill(form, G2="green")
    before = plans.files()
    assert "+" in plans.does("action", "import", str(form), "--owner", OWNER, "--dry-run").out
    assert plans.files() == before
