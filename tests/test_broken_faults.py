"""Troubles of hardening.md §8, *Faults*: each a folder of tests/broken with a `fault.recipe` of lines such as

    harness replace fsync ENOSPC      a piece of writing and a trouble of tests/faults/harness.py, at each such call
    file ".git/index.lock" ""         what lies in the register (tests/broken_tree.py)
    environment LC_ALL=C              what the process finds in its environment
    clock 2026-02-12T23:30            what time it is, in London
    stdout closed                     whoever reads what is said has gone
    run ["save"]                      a command, in a process of its own

and expect.txt: `killed`, `exit N`, or `quiet` where nobody is left to be told; `says` with a part of what is said.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.broken_tree import Trap, expectation, folders, lay, lines
from tests.commands import House

ROOT = Path(__file__).parent.parent
HARNESS = [one for one in folders("fault") if lines(one, "fault.recipe")[0].startswith("harness")]
OTHERS = [one for one in folders("fault") if one not in HARNESS]
AT = """
import sys
from datetime import UTC, datetime
from reviewctl.__main__ import main
from reviewctl.facts import calendar

class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.fromisoformat(clock).replace(tzinfo=UTC).astimezone(tz)

clock = sys.argv.pop(1)
if clock:
    calendar.datetime = Clock
sys.exit(main())
"""


def name_of(folder: Path) -> str:
    return folder.name


def environment(**more: str) -> dict[str, str]:
    """Return what a process needs, and no more than that."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME")}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]), **more}


def status(expected: dict[str, list[str]]) -> int:
    """Return how the harness's child must end."""
    return -signal.SIGKILL if "killed" in expected else int(expected["exit"][0])


@pytest.mark.parametrize("folder", HARNESS, ids=name_of)
def test_old_or_new_whatever_call_goes_wrong(folder: Path, tmp_path: Path) -> None:
    """Each such call fails once; what stands is old or new, and the next try succeeds."""
    for line in lines(folder, "fault.recipe"):
        words = [sys.executable, "-m", "tests.broken_fault", *line.split()[1:], str(tmp_path / "register")]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        *tried, (last, _, _, _) = json.loads(done.stdout)
        assert tried and last == 9
        for code, state, left, mended in tried:
            assert code == status(expectation(folder)), line
            assert state >= 0 and mended, line
            assert left == 0 or "SIGKILL" in line, line


class Surroundings:
    """What a recipe puts round a command: its environment, the time, what lies in the register, who listens."""

    def __init__(self, house: House, trap: Trap) -> None:
        self.house, self.trap = house, trap
        self.settings: dict[str, str] = {}
        self.clock, self.closed = "", False

    def change(self, line: str) -> None:
        """Do what a line of a recipe says, but for a command."""
        verb, _, rest = line.partition(" ")
        if verb == "environment":
            self.settings |= dict(one.split("=") for one in rest.split())
        elif verb == "clock":
            self.clock = rest
        elif line == "stdout closed":
            self.closed = True
        else:
            lay(line, self.house.root, self.trap)

    def run(self, words: list[str]) -> tuple[int, str]:
        """Run a command in a process of its own, and return its exit code and all it says."""
        command = [sys.executable, "-c", AT, self.clock, "-C", str(self.house.root), *words]
        return ran(command, environment(**self.settings), self.closed)


@pytest.mark.parametrize("folder", OTHERS, ids=name_of)
def test_what_is_found_round_a_command(case: House, tmp_path: Path, folder: Path) -> None:
    """The exit code and the words that are expected; what is written is whole and saved, or nothing is written."""
    recipe, expected, before = lines(folder, "fault.recipe"), expectation(folder), case.files()
    round_it = Surroundings(case, Trap(tmp_path))
    for line in recipe:
        if not line.startswith("run "):
            round_it.change(line)
    ends = [round_it.run(json.loads(line[4:])) for line in recipe if line.startswith("run ")]
    said = "".join(words for _, words in ends)
    assert {code for code, _ in ends} <= allowed(expected), said
    assert "Traceback" not in said
    assert said == "" or "quiet" not in expected
    assert all(part in said for part in expected.get("says", ()))
    if expected.get("exit") == ["3"]:
        assert case.files() == before
    else:
        assert case.files() != before and case.unsaved() == ""
        assert not [code for code in case.codes() if code.startswith(("FIL", "STR"))]


def allowed(expected: dict[str, list[str]]) -> set[int]:
    """Return the exit codes that a command may end with. Nobody is told one who has gone: 0 or 1 are the same."""
    return {0, 1} if "quiet" in expected else {int(expected["exit"][0])}


def ran(words: list[str], settings: dict[str, str], closed: bool) -> tuple[int, str]:
    """Run a process and return its exit code and all it says; with nobody to read its answer where it is closed."""
    reading, writing = os.pipe()
    if closed:
        os.close(reading)
    with subprocess.Popen(words, stdout=writing, stderr=subprocess.PIPE, env=settings) as process:
        os.close(writing)
        answer = b"" if closed else drained(reading)
        assert process.stderr is not None
        answer += process.stderr.read()
    return process.returncode, answer.decode("utf-8")


def drained(reading: int) -> bytes:
    """Return all that comes through a pipe, and close it."""
    with open(reading, "rb") as pipe:
        return pipe.read()
