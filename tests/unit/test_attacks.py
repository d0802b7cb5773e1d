"""What was seen to go wrong under attack, once: a hang, a leak, a program run by a folder that came from elsewhere."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.documents import document_from
from reviewctl.store.workers import spread
from reviewctl.vcs.push import _is_planted
from reviewctl.vcs.repository import require
from tests.commands import House

CASE = "SAR-2025-001"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1: hello\n", (1, 4)),
        ("1:\n  notakey: x\n", (2, 3)),
        ("1:\n  met: 31/31/2022\n", (2, 8)),
        ("1:\n  updates: hello\n", (2, 12)),
    ],
)
@pytest.mark.timeout(5)
def test_a_slip_under_a_key_of_digits_is_found_at_its_place(text: str, place: tuple[int, int]) -> None:
    """The enforcer takes a key of digits for a position in a list; the reader does not follow it there."""
    _, findings = document_from(text.encode(), "progress.yaml", BY_NAME["progress"], "")
    assert [(one.spot.line, one.spot.column) for one in findings] == [place]


def test_a_number_under_a_key_of_digits_is_its_text() -> None:
    """`status: 50` of action 1 is the owner's own word."""
    data = b"1:\n  updates:\n  - on: 2022-02-01\n    status: 50\n"
    document, findings = document_from(data, "progress.yaml", BY_NAME["progress"], "")
    assert findings == ()
    assert document is not None and document.data["1"].updates[0].status == "50"


def _die(number: int) -> int:
    if number == 40:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.001)
    return number


@pytest.mark.timeout(20)
def test_a_worker_that_is_killed_is_no_hang() -> None:
    """Memory may run out in one of the processes; the command ends and says so."""
    with pytest.raises(EnvironmentFault, match="ended a part of this program"):
        list(spread(_die, list(range(100)), 2))


@pytest.mark.parametrize(
    "name",
    [
        "policy/own/Jane X.docx",
        "policy/Jane.txt",
        "trust/Jane.txt",
        ".private/Jane.docx",
        ".~lock.Jane.docx#",
    ],
)
def test_save_refuses_what_has_no_place_wherever_it_lies(case: House, name: str) -> None:
    """A file that may be named after a person stays out of git, in every corner of the register."""
    path = case.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK")
    said = case.refuses("save")
    assert "Jane" not in said


def test_a_remote_that_leaves_a_doubt_is_planted(case: House, tmp_path: Path) -> None:
    """git adds .git to an address and reads %-signs: what it would reach is looked at, or nothing is sent."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    config = remote / "config"
    config.write_text(config.read_text() + "[core]\n\talternateRefsCommand = touch canary\n")
    repo = require(str(case.root))
    for url in (str(tmp_path / "remote"), f"file://{tmp_path}/%72emote.git", str(remote), "../remote"):
        assert _is_planted(repo, url), url


def test_a_file_too_large_is_not_read_whole(case: House) -> None:
    """Three gigabytes of nothing take no more memory than a page of words."""
    with (case.root / "cases" / CASE / "referral.md").open("r+b") as file:
        file.truncate(3 << 30)
    start = time.monotonic()
    assert "FIL001" in case.tries("validate").out
    assert time.monotonic() - start < 2


def test_the_address_of_a_finding_repeats_no_name(case: House) -> None:
    """A misspelt line of the diary may be anything; neither the sentence nor the address says it again."""
    path = case.root / "cases" / CASE / "diary.yaml"
    path.write_text(path.read_text().replace("referral:\n", "referral:\n  Jane Smith: 2025-01-14\n", 1))
    found = case.tries("validate", "--format", "json").out
    assert "STR040" in found
    assert "Jane" not in found


def test_an_answer_does_not_overwrite_the_record(case: House) -> None:
    """`-o` with a slip of the hand must not cost a file."""
    said = case.refuses("status", "-o", str(case.root / "cases" / CASE / "case.yaml"))
    assert "part of the record" in said


@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_closed_stream_is_no_fault(case: House, closed: str) -> None:
    """A program started with its output closed does its work and says nothing."""
    line = f'"{sys.executable}" -m reviewctl -C "{case.root}" status {closed}>&-'
    assert subprocess.run(["sh", "-c", line], capture_output=True).returncode == 0


@pytest.mark.parametrize("file", ["returns.yaml", "progress.yaml", "family.yaml", "processes.yaml"])
def test_a_key_that_no_address_can_hold_is_a_finding(case: House, file: str) -> None:
    """A bracket in the key of an agency, an action or a person ends no address early, and no command with a bug."""
    case.put(f"cases/{CASE}/{file}", '"a]b": {}\n')
    for words in (("validate",), ("status",), ("next",), ("deadlines",)):
        assert case.tries(*words).code in (0, 1)
    assert "STR008" in case.tries("validate").out
