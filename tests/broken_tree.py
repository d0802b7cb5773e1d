"""Laying bad things into a register: what a folder, a commit or a repository's settings can hold.

A `tree.recipe` has one thing a line, below the case folder; names and texts are JSON strings, and `{program}` in
a text is a program that leaves a trace when it is run:

    file "CON.yaml" "x: 1\\n"        an ordinary file
    executable "run" "x\\n"          a file marked as a program
    link "panel.yaml" "/etc/passwd"  a symbolic link
    folder "imrs/.git"               an empty folder
    fifo "panel.yaml"                a pipe
    commit "160000" "imrs"           an entry of this mode in git's last commit, and not on the disk
"""

import json
import os
import re
from pathlib import Path

from tests.commands import House

BROKEN = Path(__file__).parent / "broken"
MARKER = "ZZSECRETZZ"
CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"
AS_OF = "2025-01-14"
"""The day after the request came: nothing in the case is late yet, so nothing is to be put right."""
EMPTY_BLOB = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"')


def folders(group: str) -> list[Path]:
    """Return the folders of tests/broken whose names begin with the group's."""
    return sorted(BROKEN.glob(f"{group}-*"))


def expectation(folder: Path) -> dict[str, list[str]]:
    """Return expect.txt as the first words of its lines, each with what follows them."""
    found: dict[str, list[str]] = {}
    for line in (folder / "expect.txt").read_text("utf-8").splitlines():
        word, _, rest = line.partition(" ")
        found.setdefault(word, []).append(rest)
    return found


def lines(folder: Path, name: str) -> list[str]:
    """Return the lines of a recipe that are no comments."""
    return [one for one in (folder / name).read_text("utf-8").splitlines() if one and one[0] != "#"]


class Trap:
    """A program that leaves a trace when it is run."""

    def __init__(self, folder: Path) -> None:
        self.trace = folder / "canary"
        self.program = folder / "trap" / "pre-commit"
        self.program.parent.mkdir()
        self.program.write_text(f'#!/bin/sh\ntouch "{self.trace}"\ncat\n')
        self.program.chmod(0o755)

    def fill(self, text: str) -> str:
        """Return a text with the program in its place, or the folder that it lies in."""
        return text.replace("{program}", str(self.program)).replace("{folder}", str(self.program.parent))


def lay(line: str, root: Path, trap: Trap) -> str:
    """Lay what a line of a recipe says below `root`, and return its name. Raises KeyError for an unknown verb."""
    verb = line.partition(" ")[0]
    name, text = ([json.loads(word) for word in _WORDS.findall(line)] + [""])[:2]
    if verb == "commit":
        return str(text)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    {"file": _file, "executable": _executable, "link": _link, "folder": _folder, "fifo": _fifo}[verb](
        path, trap.fill(text)
    )
    return str(name)


def _file(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _executable(path: Path, text: str) -> None:
    _file(path, text)
    path.chmod(0o755)


def _link(path: Path, target: str) -> None:
    path.symlink_to(target)


def _folder(path: Path, _: str) -> None:
    path.mkdir(parents=True)


def _fifo(path: Path, _: str) -> None:
    os.mkfifo(path)


def commit(recipe: list[str], house: House) -> bool:
    """Put the `commit` lines of a recipe into a commit, as somebody else's git may; return whether there are any."""
    entries = [
        [json.loads(word) for word in _WORDS.findall(one)] for one in recipe if one.startswith("commit ")
    ]
    for mode, name in entries:
        blob = house.git("rev-parse", "HEAD").strip() if mode == "160000" else EMPTY_BLOB
        house.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{HOME}/{name}")
    if entries:
        house.git("hash-object", "-w", "/dev/null")
        house.git("commit", "-q", "-m", "by hand")
    return bool(entries)
