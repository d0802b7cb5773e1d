"""Dates that an American spreadsheet has turned round: noticed by their trace, and never put right unasked."""

from datetime import date, datetime
from pathlib import Path

import pytest

from reviewctl.model.sheet import TimedValue
from reviewctl.work.chronicle.swapping import swapped
from tests.commands import House
from tests.evidence.importing.making import xlsx_of

CASE = "SAR-2025-001"
PLACE = f"cases/{CASE}/chronology/greater-manchester-police.yaml"
HEAD = ("Date", "Source", "What happened")
TURNED = (
    (date(2016, 5, 3), "Log", "3 May or 5 March"),
    ("22/05/2016", "Log", "stayed text"),
    (date(2016, 7, 7), "Log", "the same either way"),
    (datetime(2016, 12, 1, 9, 30), "Log", "1 December or 12 January"),
    ("31/05/2016", "Log", "stayed text"),
    ("some weeks later", "Log", "words"),
)


def brings(house: House, file: Path, *words: str) -> tuple[int, str]:
    """Bring a file in; return the exit code and what was said, on one line."""
    done = house.tries("chronology", "import", CASE, "GMP", str(file), "--yes", *words)
    return done.code, " ".join((done.out + done.err).split())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workbook that was opened under American settings."""
    place = tmp_path / "sent.xlsx"
    place.write_bytes(xlsx_of(HEAD, *TURNED))
    return place


def test_it_is_told_with_the_rows_and_nothing_is_brought_in(case: House, file: Path) -> None:
    """Which rows may be turned round, what shows it, and what can be done."""
    before = case.files()
    code, out = brings(case, file)
    assert code == 2 and case.files() == before
    assert "Column A (Date): day and month may be turned round in rows 2 and 5." in out
    assert "rows 3 and 6" in out and "--dates-as-shown" in out


def test_with_a_word_they_stay_as_they_are_shown(case: House, file: Path) -> None:
    """Nothing is turned; and the same file is not asked about again."""
    code, _ = brings(case, file, "--dates-as-shown")
    assert code == 0 and "date: 2016-05-03\n" in case.text(PLACE) and "date: 2016-12-01\n" in case.text(PLACE)
    before = case.files()
    code, out = brings(case, file)
    assert code == 0 and "Nothing has changed" in out and case.files() == before


def test_a_date_that_changes_is_asked_about_anew(case: House, file: Path, tmp_path: Path) -> None:
    """Only where the file has it otherwise than the record."""
    brings(case, file, "--dates-as-shown")
    again = tmp_path / "again.xlsx"
    again.write_bytes(xlsx_of(HEAD, (date(2016, 5, 4), *TURNED[0][1:]), *TURNED[1:]))
    code, out = brings(case, again)
    assert code == 2 and "in row 2." in out


@pytest.mark.parametrize(
    "cells",
    [
        (date(2016, 5, 3), date(2016, 5, 13), "22/05/2016"),
        (date(2016, 5, 3), date(2016, 6, 3), "22/05/2016", "03/05/2016"),
        (date(2016, 5, 3), date(2016, 6, 3), "05/22/2016"),
        (date(2016, 5, 3), date(2016, 6, 3), "22.05.2016"),
        (date(2016, 5, 3), date(2016, 6, 3), "early 2019"),
        (date(2016, 5, 5), date(2016, 6, 6), "22/05/2016", "23/05/2016"),
        (date(2016, 5, 3), "22/05/2016"),
        ("03/05/2016", "22/05/2016", "23/05/2016"),
    ],
)
def test_what_is_no_such_trace(cells: tuple[TimedValue, ...]) -> None:
    """A day after the 12th in a date cell, a text that would have been turned, another form, too few to say."""
    assert swapped(tuple(enumerate(cells, 2))) is None


@pytest.mark.parametrize("text", ["22/05/2016", "22-05-16", "22/5/2016 14:30", "31/12/2016"])
def test_the_trace(text: str) -> None:
    """Date cells with days to the 12th alone, and texts with days after it alone."""
    found = swapped(((2, date(2016, 5, 3)), (3, text), (4, date(2016, 6, 6)), (5, None)))
    assert found is not None and found == ((2,), (3,))
