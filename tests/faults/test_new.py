"""A command that is killed, at whichever system call, leaves the register as it was or as it was meant."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        *((command, "SIGKILL") for command in COMMANDS),
        ("new", "SIGTERM"),
        ("new", "ENOSPC"),
        ("record", "EIO"),
    ],
)
def test_old_or_new_whenever_it_is_killed(command: str, trouble: str, tmp_path: Path) -> None:
    """Every call in turn; the files are old or new, and the same command then succeeds."""
    out = tmp_path / "report.json"
    words = [sys.executable, "-m", "tests.faults.commands", command, trouble, str(tmp_path), str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert (done.returncode, done.stderr) == (0, "")
    *tried, last = json.loads(out.read_text())
    assert last[1:] == [99, "new", True]
    assert len(tried) >= 4
    seen = {state for _, _, state, _ in tried}
    # A meeting that is moved is a file written and a file deleted: in between, both are there.
    assert seen <= ({"old", "new", "between"} if command == "move" else {"old", "new"})
    assert "old" in seen
    for n, code, state, mended in tried:
        assert code in ({-signal.SIGKILL} if "KILL" in trouble else {0, 3, 130}), (n, code)
        assert mended or state == "between", (n, code, state)
