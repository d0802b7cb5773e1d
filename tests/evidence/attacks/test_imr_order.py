"""IMRs and papers recorded in the wrong order, and files that are none."""

import os
from pathlib import Path

import pytest

from tests.commands import House

CASE = "SAR-2025-001"


def test_nothing_goes_back_before_it_came(case: House) -> None:
    """Neither before the first day on which it came nor, in the next round, before it came again."""
    case.does("imr", "request", CASE, "GMP", "--on", "1/3/2025")
    case.does("imr", "receive", CASE, "GMP", "--on", "10/5/2025")
    back = ("imr", "send-back", CASE, "GMP", "--because", "in the test", "--on")
    said = case.refuses(*back, "20/4/2025")
    assert "came on Saturday 10 May 2025" in said and ".imr.submitted" in said
    case.does(*back, "10/5/2025")
    case.does("imr", "receive", CASE, "GMP", "--on", "3/6/2025")
    said = case.refuses(*back, "20/5/2025")
    assert "came on Tuesday 3 June 2025" in said and ".resubmitted" in said
    case.does(*back, "4/6/2025")


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "add", CASE, "imr-x", "PIPE", "--title", "A paper", "--held-at", "elsewhere"),
        ("import", "report", "PIPE", "--case", CASE),
        ("import", "tracker", "PIPE"),
        ("chronology", "import", CASE, "GMP", "PIPE"),
    ],
)
def test_a_pipe_is_not_waited_for(case: House, tmp_path: Path, words: tuple[str, ...]) -> None:
    """What is no ordinary file may never end: it is said at once, and nothing waits."""
    pipe = tmp_path / "paper.docx"
    os.mkfifo(pipe)
    done = case.tries(*(str(pipe) if word == "PIPE" else word for word in words))
    assert done.code == 3 and "no ordinary file" in done.err
