"""Puts out a folder again and again, each time with its n-th system call going wrong.

Run as `python -m tests.publishing.killing TROUBLE FOLDER REPORT`. The report is a list of [n, exit status, what stands
at the place of the folder, whether the next run succeeds and leaves nothing beside it].
"""

import json
import shutil
import sys
from pathlib import Path

from reviewctl.store.outgoing import put_out
from tests.faults.harness import run

FILES = {
    "metadata.json": b"{}\n" * 900,
    "overview-report.pdf": b"%PDF-" * 9000,
    "overview-report.html": b"<p>\n",
}


def put(root: Path) -> None:
    """Put the folder out."""
    put_out(root / "out", FILES, FILES)


def standing(root: Path) -> str:
    """Return whether nothing is there, or the whole, or a part of it."""
    target = root / "out"
    if not target.exists():
        return "nothing"
    found = {path.name: path.read_bytes() for path in target.iterdir()}
    return "whole" if found == FILES else "part"


def main(trouble: str, folder: str, report: str) -> None:
    """Try every call in turn and write the report."""
    root = Path(folder)
    rows = []
    for n in range(1, 200):
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        code = run(put, root, n, trouble)
        found = standing(root)
        shutil.rmtree(root / "out", ignore_errors=True)
        put(root)
        rows.append((n, code, found, [path.name for path in root.iterdir()] == ["out"]))
        if code == 9:
            break
    Path(report).write_text(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
