"""`chronology import` on a terminal: it asks about dates that may mean several, and then before it writes."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import House
from tests.evidence.importing.making import csv_of

PLACE = "cases/SAR-2025-001/chronology/greater-manchester-police.yaml"
HEAD = ("Ref", "Date", "Source", "What happened")


def types(house: House, file: Path, *answers: str) -> tuple[int, str]:
    """Import a file on a terminal of its own, type the answers, and return how it ended and what was seen."""
    return on_terminal(house, ("chronology", "import", "SAR-2025-001", "GMP", str(file)), answers)


def on_terminal(house: House, command: tuple[str, ...], answers: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run a command on a terminal of its own, type the answers, and return how it ended and what was seen."""
    ours, theirs = pty.openpty()
    words = ["-C", str(house.root), *command]
    child = subprocess.Popen(
        [sys.executable, "-m", "reviewctl", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
    )
    os.close(theirs)
    os.write(ours, "".join(f"{one}\n" for one in answers).encode())
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed.
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    return child.wait(timeout=60), seen.decode().replace("\r\n", "\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A chronology with one date that is certain and two that are not."""
    place = tmp_path / "sent.csv"
    rows = ((1, "22/05/2016", "Log", "a"), (2, "22.5.16", "Log", "b"), (3, "1.6.16", "Log", "c"))
    place.write_bytes(csv_of(HEAD, *rows))
    return place


def test_dates_are_asked_about_one_by_one(case: House, file: Path) -> None:
    """By number; or they stay in words. Then comes the question whether to write, and nothing goes without a yes."""
    code, seen = types(case, file, "2", "w", "n")
    assert code == 0 and not (case.root / PLACE).exists()
    assert (
        'Date 1 of 2: row 3 says "22.5.16". It may be:\n  1  Monday 22 May 1916\n  2  Sunday 22 May 2016\n'
        in seen
    )
    assert '"22.5.16" is taken as 22 May 2016, as you answered.\n    row 3\n' in seen
    assert "the words stand, and no date is added.\n    row 4\n" in seen
    assert "Bring these 3 lines in? [y/N]: " in seen and "Nothing was written." in seen
    code, seen = types(case, file, "2", "w", "y")
    assert code == 0 and "3 added" in seen
    text = case.text(PLACE)
    assert '  - id: "2"\n    date: 2016-05-22\n    as_written: 22.5.16\n' in text
    assert '  - id: "3"\n    as_written: 1.6.16\n    source: Log\n' in text


def test_what_was_answered_is_not_asked_again(case: House, file: Path) -> None:
    """The record knows by its words what a date meant."""
    types(case, file, "2", "2", "y")
    before = case.files()
    done = case.does("chronology", "import", "SAR-2025-001", "GMP", str(file), "--yes")
    assert "Nothing has changed" in done.out and case.files() == before


def test_one_may_stop_answering(case: House, file: Path) -> None:
    """What is left is rejected, and so nothing is written."""
    code, seen = types(case, file, "s")
    assert code == 1 and "2 rows cannot be brought in" in seen and "Bring" not in seen
    assert not (case.root / PLACE).exists()


def test_nothing_is_asked_in_vain(case: House, file: Path) -> None:
    """Where another row stops all of it, no date is asked about: the answers would be lost. It says when it will."""
    rows = ((1, "22.5.16", "Log", "a"), (2, "31/02/2016", "Log", "b"))
    file.write_bytes(csv_of(HEAD, *rows))
    code, seen = types(case, file)
    assert code == 1 and "Date 1 of" not in seen and "Bring" not in seen
    assert "Row 3, column B (Date): what stands there is no date." in seen
    assert "1 date that may mean several will be asked about when no other row is rejected." in seen


def test_with_the_good_rows_only_what_an_answer_helps_is_asked(case: House, file: Path) -> None:
    """Not the date of a row that is rejected for something else, too."""
    rows = ((1, "22.5.16", "Log", "a"), (2, "31/02/2016", "Log", "b"), (3, "1.6.16", "Log", "x" * 20_001))
    file.write_bytes(csv_of(HEAD, *rows))
    command = ("chronology", "import", "SAR-2025-001", "GMP", str(file), "--accept-good")
    code, seen = on_terminal(case, command, ("2", "y"))
    assert code == 1 and "Date 1 of 1: row 2" in seen and "1 added" in seen


def test_nothing_is_asked_before_what_is_to_be_settled(case: House, file: Path) -> None:
    """A column that is not understood comes first."""
    file.write_bytes(csv_of((*HEAD, "Zq"), (1, "22.5.16", "Log", "a", "z")))
    code, seen = types(case, file)
    assert code == 2 and "Date 1 of" not in seen and "To settle first" in seen
    assert "1 date that may mean several will be asked about when that is settled." in seen
