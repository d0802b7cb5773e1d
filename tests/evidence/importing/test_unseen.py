"""What no one sees in a file: nothing of it is left out without a word, whatever program the file comes from."""

from pathlib import Path

import pytest

from tests.commands import House
from tests.evidence.importing.making import csv_of, docx_of, xlsx_of

CASE = "SAR-2025-001"
PLACE = f"cases/{CASE}/chronology/greater-manchester-police.yaml"
HEAD = ("Date", "Sou\u00adrce", "What happened")
NURSE = "\U0001f469\u200d\u2695\ufe0f"
ROWS = (
    ("22/05/2016", "Log", "A visit"),
    ("23/05/\u200e2016", "Log", f"A nurse {NURSE} rang"),
    ("24/05/2016", "Log", f"Again {NURSE}"),
)


def brings(house: House, file: Path, *words: str) -> tuple[int, str]:
    """Bring a file in; return the exit code and what was said."""
    done = house.tries("chronology", "import", CASE, "GMP", str(file), *words)
    return done.code, done.out + done.err


@pytest.mark.parametrize("make", [csv_of, xlsx_of, docx_of])
def test_what_is_left_out_is_counted_with_its_rows(make: object, case: House, tmp_path: Path) -> None:
    """In a date, too; a heading is understood all the same, and the rest of the words stands."""
    file = tmp_path / "sent"
    assert callable(make)
    file.write_bytes(make(HEAD, *ROWS))
    code, out = brings(case, file, "--yes")
    assert code == 0
    assert (
        "3 characters that cannot be seen (soft hyphens, joiners of emoji and the like) were left out" in out
    )
    text = case.text(PLACE)
    assert "event: A nurse \U0001f469\u2695\ufe0f rang" in text and "date: 2016-05-23\n" in text
    assert (
        "source: Log" in text
        and "as_written" not in text.partition("entries:\n  - ")[2].partition("no_contact")[0]
    )


def test_what_turns_words_round_is_refused_from_a_file_too(case: House, tmp_path: Path) -> None:
    """It is not taken out of the words without a word."""
    file = tmp_path / "sent.csv"
    file.write_bytes(csv_of(HEAD, ("22/05/2016", "Log", "x\u202ey")))
    code, out = brings(case, file, "--yes")
    assert code == 1 and "U+202E" in out and "Row 2, column C" in out


def test_a_row_of_nothing_that_can_be_seen_is_none(case: House, tmp_path: Path) -> None:
    """A cell with a mark in it that no one sees is blank."""
    file = tmp_path / "sent.csv"
    file.write_bytes(csv_of(HEAD, ROWS[0], ("\u200b", "\u200b", "\ufeff")))
    code, out = brings(case, file, "--yes")
    assert code == 0 and "1 row under the headings: 1 line." in out
