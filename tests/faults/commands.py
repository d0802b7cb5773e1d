"""Runs one command again and again, each time killed at its n-th system call, and says what was left.

Run as `python -m tests.faults.commands COMMAND TROUBLE FOLDER REPORT`. The report is a list of
[n, exit status, whether the files are as before or as after, whether the command then succeeds].
"""

import contextlib
import json
import os
import shutil
import sys
from pathlib import Path

from reviewctl.cli.app import run
from reviewctl.store.atomic import leftovers
from tests.faults.harness import CALLS, TROUBLES, Counter

CASE = "SAR-2025-001"
COMMANDS = {
    "new": ("new", "sar", "--received", "2025-02-03", "--set", "screening.held=28/2/2025"),
    "record": ("record", CASE, "screening.held", "28/1/2025"),
    "record-new": ("record", CASE, "returns[gmp].imr.requested", "28/1/2025"),
    "move": ("meeting", "move", CASE, "panel,1", "--date", "2025-03-10"),
}
WRITING = [name for name in CALLS if name not in ("open", "close")]
"""What changes a disk; a command opens and closes a hundred files only to read them."""
Files = dict[str, bytes]


def files(root: Path) -> Files:
    """Return every file of the register but git's, the lock and what a killed writer left behind."""
    left = {path for one in leftovers(root) for path in (one, *one.rglob("*"))}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path not in left and ".git" not in path.parts and path.name != ".reviewctl.lock"
    }


def quietly(root: Path, *words: str) -> int:
    """Run a command and return its exit code; what it says goes nowhere."""
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        return run(["-C", str(root), *words])


def killed(root: Path, words: tuple[str, ...], n: int, trouble: str) -> int:
    """Run a command in a child whose n-th call goes wrong; return its exit code, or minus the signal.

    99 means that the n-th call was never reached: everything was tried.
    """
    pid = os.fork()
    if pid == 0:
        counter = Counter(n, *TROUBLES[trouble])
        for name in WRITING:
            setattr(os, name, counter.wrap(getattr(os, name)))
        code = quietly(root, *words)
        os._exit(99 if counter.left > 0 else code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main(command: str, trouble: str, folder: str, report: str) -> None:
    """Try call after call and write the report."""
    words = COMMANDS[command]
    model, root = Path(folder, "model"), Path(folder, "register")
    quietly(Path(folder), "init", str(model))
    quietly(model, "new", "sar", "--received", "2025-01-13")
    quietly(model, "meeting", "add", "panel", "--date", "2025-03-03", "--cases", CASE)
    before = files(model)
    shutil.copytree(model, root)
    assert quietly(root, *words) == 0
    after = files(root)
    rows = []
    for n in range(1, 2000):
        shutil.rmtree(root)
        shutil.copytree(model, root)
        shutil.rmtree(root / ".git")
        code = killed(root, words, n, trouble)
        found = files(root)
        state = "old" if found == before else "new" if found == after else other(found, before, after)
        mended = state == "new" or (quietly(root, *words) == 0 and files(root) == after)
        rows.append((n, code, state, mended))
        if code == 99:
            break
    Path(report).write_text(json.dumps(rows))


def other(found: Files, before: Files, after: Files) -> str:
    """Return "between" where each file is as before or as after, and none is lost; else "broken"."""
    whole = all(data in (before.get(path), after.get(path)) for path, data in found.items())
    kept = all(path in found for path in before.keys() & after.keys())
    return "between" if whole and kept else "broken"


if __name__ == "__main__":
    main(*sys.argv[1:])
