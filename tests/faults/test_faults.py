"""Whatever goes wrong at whichever system call: a file and a folder are old or new, never half."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.faults.harness import OPERATIONS, TROUBLES

HERE = Path(__file__).parent


def report(operation: str, trouble: str, tmp_path: Path) -> list[list[int]]:
    """Run the harness; it and all its children must keep quiet on both streams."""
    out = tmp_path / "report.json"
    command = [
        sys.executable,
        str(HERE / "harness.py"),
        operation,
        trouble,
        str(tmp_path / "register"),
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=HERE.parent.parent)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)
    rows: list[list[int]] = json.loads(out.read_text())
    return rows


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_old_or_new_whatever_call_goes_wrong(operation: str, trouble: str, tmp_path: Path) -> None:
    """Every call fails in turn; what stands afterwards is old or new, and the next try succeeds."""
    rows = report(operation, trouble, tmp_path)
    *tried, last = rows
    done = len(OPERATIONS[operation][2]) - 1
    assert len(tried) >= 8
    assert last[1:3] == [9, done]
    for n, code, state, left, mended in tried:
        where = f"call {n} of {operation}"
        assert state >= 0, where
        assert mended, where
        assert code in allowed_codes(trouble), where
        # Only who is killed, or whose disk is gone for good, leaves a temporary file behind.
        assert not left or "KILL" in trouble or "for-good" in trouble, where
    assert {row[2] for row in tried} >= {0, done} - ({done} if "EIO-for-good" in trouble else set())


def allowed_codes(trouble: str) -> set[int]:
    """Return the ends that a child may come to. 0 where what failed was clearing up, or the close."""
    if "KILL" in trouble:
        return {-signal.SIGKILL}
    return {4} if trouble.startswith("SIG") else {3}


PROBE = """
import filelock, os, sys
from pathlib import Path
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.atomic import create_folder, write
from reviewctl.store.lock import locked
root = Path(sys.argv[1])
if os.geteuid() == 0:  # root may write everywhere, and so could show nothing
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
def held():
    with locked(root, None, 0.2):
        pass
faults = 0
for attempt in (
    lambda: write(root / "diary.yaml", b"new", expected=b"old"),
    lambda: write(root / "new.yaml", b"new", expected=None),
    lambda: write(root / "imrs" / "new.yaml", b"new", expected=None),
    lambda: create_folder(root / "SAR-2026-001", {"case.yaml": b""}),
    held,
):
    try:
        attempt()
    except EnvironmentFault as fault:
        faults += bool(fault.hint)
sys.exit(40 + faults)
"""


def test_a_read_only_folder_is_said_and_left_alone() -> None:
    """In a folder in which one may not write, each kind of writing says so, and nothing changes."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "diary.yaml").write_bytes(b"old")
        root.chmod(0o555)
        try:
            done = subprocess.run([sys.executable, "-c", PROBE, name], capture_output=True, timeout=60)
        finally:
            root.chmod(0o755)
        assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 45)
        assert [p.name for p in root.iterdir()] == ["diary.yaml"]
        assert (root / "diary.yaml").read_bytes() == b"old"


LOCALE = """
import sys
from pathlib import Path
from reviewctl.store.atomic import write
from reviewctl.store.folder import FolderTree
from reviewctl.store.splice import splice_bytes
path = Path(sys.argv[1])
old = path.read_bytes()
write(path, splice_bytes(old, ("note",), chr(233) + "t" + chr(233)), expected=old)
assert [entry.path for entry in FolderTree(path.parent).entries()] == ["a.yaml"]
"""


@pytest.mark.parametrize("utf8", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_accents_survive_the_plainest_locale(tmp_path: Path, utf8: dict[str, str]) -> None:
    """Under LC_ALL=C text with accents, in a folder with accents, is written byte for byte."""
    path = tmp_path / "Renée" / "a.yaml"
    path.parent.mkdir()
    path.write_bytes("# café\nnote: né\n".encode())
    done = subprocess.run(
        [sys.executable, "-c", LOCALE, os.fsencode(path)],
        env={"LC_ALL": "C", "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **utf8},
        capture_output=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)
    assert path.read_bytes() == "# café\nnote: été\n".encode()


LIMITED = """
import resource, sys
from pathlib import Path
from reviewctl.model.finding import EnvironmentFault
from reviewctl.store.atomic import create_folder, write
root = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
faults = 0
for attempt in (
    lambda: write(root / "a.yaml", b"new" * 9000, expected=b"old"),
    lambda: create_folder(root / "new", {"small": b"x", "large": b"x" * 9000}),
):
    try:
        attempt()
    except EnvironmentFault:
        faults += 1
sys.exit(40 + faults)
"""


def test_a_write_that_the_system_cuts_off_in_the_middle(tmp_path: Path) -> None:
    """Where the system itself takes the first 5,000 bytes and no more, the old file stays whole."""
    (tmp_path / "a.yaml").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 42)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.yaml": b"old"}
