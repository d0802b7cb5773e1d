"""Troubles of hardening.md §8, *Faults*: each a folder of tests/broken with a `fault.recipe` of lines such as

    harness replace fsync ENOSPC      a piece of writing and a trouble of tests/faults/harness.py, at each such call
    file ".git/index.lock" ""         what lies in the register (tests/broken_tree.py)
    environment LC_ALL=C              what the process finds in its environment
    clock 2026-02-12T23:30            what time it is, in London
    stdout closed                     whoever reads what is said has gone
    read-only                         nobody may write in the register, root neither
    run ["save"]                      a command, in a process of its own
    together ["note", …] ["note", …]  two commands at the same time

and expect.txt: `killed`, `exit N`, or `quiet` where nobody is left to be told; `says` with a part of what is said;
`holds` with a file of the case and what stands in it afterwards.
"""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.broken_tree import HOME, Trap, expectation, folders, lay, lines
from tests.commands import House

ROOT = Path(__file__).parent.parent
HARNESS = [one for one in folders("fault") if lines(one, "fault.recipe")[0].startswith("harness")]
OTHERS = [one for one in folders("fault") if one not in HARNESS]
RUNS = ("run ", "together ")
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
        self.clock, self.closed, self.barred = "", False, False

    def change(self, line: str) -> None:
        """Do what a line of a recipe says, but for a command."""
        verb, _, rest = line.partition(" ")
        if verb == "environment":
            self.settings |= dict(one.split("=") for one in rest.split())
        elif verb == "clock":
            self.clock = rest
        elif line == "stdout closed":
            self.closed = True
        elif line == "read-only":
            self.barred = True
            _bar(self.house.root, 0o555, 0o444)
        else:
            lay(line, self.house.root, self.trap)

    def run(self, line: str) -> list[tuple[int, str]]:
        """Run the commands of a line at once, each in a process of its own; return exit code and all that each says."""
        every = [json.loads(words) for words in re.findall(r"\[.*?\]", line)]
        begun = [self._begin([*words]) for words in every]
        return [ended(*one) for one in begun]

    def _begin(self, words: list[str]) -> tuple[subprocess.Popen[bytes], int | None]:
        command = [sys.executable, "-c", AT, self.clock, "-C", str(self.house.root), *words]
        return began(command, environment(**self.settings), self.closed, self.barred)

    def leave(self) -> None:
        """Let the register be written in again."""
        if self.barred:
            _bar(self.house.root, 0o755, 0o644)


def _bar(root: Path, folder: int, file: int) -> None:
    """Give a register's folders and files, git's own too, these permissions."""
    for above, _, names in os.walk(root):
        os.chmod(above, folder)
        for name in names:
            os.chmod(os.path.join(above, name), file)


@pytest.mark.parametrize("folder", OTHERS, ids=name_of)
def test_what_is_found_round_a_command(case: House, tmp_path: Path, folder: Path) -> None:
    """The exit code and the words that are expected; what is written is whole and saved, or nothing is written."""
    recipe, expected, before = lines(folder, "fault.recipe"), expectation(folder), case.files()
    round_it = Surroundings(case, Trap(tmp_path))
    for line in recipe:
        if not line.startswith(RUNS):
            round_it.change(line)
    ends = [end for line in recipe if line.startswith(RUNS) for end in round_it.run(line)]
    round_it.leave()
    said = "".join(words for _, words in ends)
    assert {code for code, _ in ends} <= allowed(expected), said
    assert "Traceback" not in said
    assert said == "" or "quiet" not in expected
    assert all(part in said for part in expected.get("says", ()))
    for path, _, words in (one.partition(" ") for one in expected.get("holds", ())):
        assert words in case.text(f"{HOME}/{path}")
    if expected.get("exit") == ["3"]:
        assert case.files() == before
    else:
        assert case.files() != before and case.unsaved() == ""
        assert not [code for code in case.codes() if code.startswith(("FIL", "STR"))]


def allowed(expected: dict[str, list[str]]) -> set[int]:
    """Return the exit codes that a command may end with: a shell knows by 141 that whoever was to read has gone."""
    return {141} if "quiet" in expected else {int(expected["exit"][0])}


def began(
    words: list[str], settings: dict[str, str], closed: bool, barred: bool
) -> tuple[subprocess.Popen[bytes], int | None]:
    """Begin a process, and return it with the pipe of its answer; with nobody to read that where it is closed."""
    reading, writing = os.pipe()
    if closed:
        os.close(reading)
    bar = _without_roots_rights if barred and os.geteuid() == 0 else None
    process = subprocess.Popen(words, stdout=writing, stderr=subprocess.PIPE, env=settings, preexec_fn=bar)
    os.close(writing)
    return process, None if closed else reading


def ended(process: subprocess.Popen[bytes], reading: int | None) -> tuple[int, str]:
    """Wait for a process, and return its exit code and all it says."""
    with process:
        answer = b"" if reading is None else drained(reading)
        assert process.stderr is not None
        answer += process.stderr.read()
    return process.returncode, answer.decode("utf-8")


def _without_roots_rights() -> None:
    """Give up what lets root write and look everywhere, whatever the permissions say."""
    drop_for_good = 24  # PR_CAPBSET_DROP
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if ctypes.CDLL(None).prctl(drop_for_good, right, 0, 0, 0) != 0:
            os._exit(70)


def drained(reading: int) -> bytes:
    """Return all that comes through a pipe, and close it."""
    with open(reading, "rb") as pipe:
        return pipe.read()
