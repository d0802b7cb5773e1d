"""Running the examples of the documentation, and comparing what they show with what is written there.

A page is Markdown, read from top to bottom. What the runner acts on:

    <!-- today: 2026-01-12 -->        from here on it is that day
    <!-- start: PATH -->              the folder begins as a copy of that folder of this repository, under git
    <!-- start: PAGE at NAME -->      it begins as another page has left it at its line <!-- mark: NAME -->
    ```console                        commands, each behind "$ ", and what they show
    ```yaml FILE                      what a person writes into FILE with an editor (see `laid`)
    ````console                       the same, where what is shown has blocks of its own
    ```csv FILE                       the rows of a list in Excel, FILE; a date such as 9/2/2024 is one there, too

A command is `reviewctl`, run in this process, `git`, `cat`, `echo $?` or `cd`. A backslash at the end of a line
joins the next one to it. `python -m tests.docs_runner --accept` writes what is shown now into the pages; the
difference is for a person to judge.
"""

import contextlib
import csv
import hashlib
import io
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from openpyxl import Workbook

import reviewctl.vcs.commits  # noqa: F401 (it takes the days of commits from the real calendar, not from the page's)
from reviewctl.cli.app import run
from tests.commands import NAMED

ROOT = Path(__file__).parent.parent
_COMMIT = re.compile(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{10}\b")
_SUM = re.compile(r"(?m)^[0-9a-f]{64}(?=  (\S+\.(?:docx|html|pdf|json))$)")
GIT = shutil.which("git") or "git"
EDITED = ("yaml", "markdown", "csv")
_PART = re.compile(
    r"^<!-- (?P<word>today|start|mark): (?P<value>[^>]+) -->$|^(?P<fence>`{3,})(?P<info>[^`]*)$"
)


class Part(NamedTuple):
    """Something on a page that the runner acts on: its kind, what it says, and the lines within it."""

    kind: str
    value: str
    line: int
    body: tuple[str, ...]


class Shown(NamedTuple):
    """A block of commands: the line its body begins on, what is written there, and what was shown."""

    line: int
    written: tuple[str, ...]
    shown: tuple[str, ...]


def pages() -> list[Path]:
    """Return every page whose examples are run."""
    found = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return sorted(page for page in found if "```console" in page.read_text("utf-8"))


def parts(text: str) -> Iterator[Part]:
    """Yield what the runner acts on, in order. A fence that is not closed raises ValueError."""
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        found = _PART.match(lines[place])
        place += 1
        if found is None:
            continue
        if found["fence"] is None:
            yield Part(found["word"], found["value"], place, ())
            continue
        start = place
        while place < len(lines) and lines[place] != found["fence"]:
            place += 1
        if place == len(lines):
            raise ValueError(f"the block of line {start} is not closed")
        kind, _, value = found["info"].partition(" ")
        yield Part(kind, value, start, tuple(lines[start:place]))
        place += 1


class Player:
    """One page being played in a folder of its own, as one person at one machine would."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.place = folder / "work"
        self.marks: dict[str, Path] = {}
        self.code = 0
        self.commits: dict[str, str] = {}

    def play(self, page: Path, until: str | None = None) -> Iterator[Shown]:
        """Play a page, to its end or until a mark, and yield each block of commands with what it showed."""
        self.place.mkdir(parents=True)
        (self.home / ".gitconfig").write_text(NAMED)
        day = date(2026, 6, 8)
        with _surroundings(self.home):
            for part in parts(page.read_text("utf-8")):
                if part.kind == "mark":
                    self.marks[part.value] = self.home / "marks" / part.value
                    shutil.copytree(self.place, self.marks[part.value], symlinks=True)
                    if part.value == until:
                        return
                elif part.kind == "today":
                    day = date.fromisoformat(part.value)
                elif part.kind == "start":
                    with _on(day):
                        self._start(part.value)
                elif part.kind == "console":
                    with _on(day):
                        yield Shown(part.line, part.body, tuple(self._block(part.body)))
                elif part.kind in EDITED and part.value:
                    self._edit(part)

    def _start(self, source: str) -> None:
        name, _, mark = source.partition(" at ")
        shutil.rmtree(self.place)
        shutil.copytree(left_by(name, mark) if mark else ROOT / name, self.place, symlinks=True)
        if not (self.place / ".git").exists():
            _git(self.place, "init", "--quiet")
            _git(self.place, "add", ".")
            _git(self.place, "commit", "--quiet", "-m", "Begin")

    def _edit(self, part: Part) -> None:
        file = self.place / part.value
        if part.kind == "csv":
            workbook(part.body).save(file)
            return
        old = file.read_text("utf-8") if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(laid(old, "".join(f"{line}\n" for line in part.body)), encoding="utf-8")

    def _block(self, body: tuple[str, ...]) -> Iterator[str]:
        for typed in commands(body):
            yield from typed
            yield from self._run(" ".join(line.removesuffix("\\").strip() for line in typed)).splitlines()

    def _run(self, line: str) -> str:
        if line == "$ echo $?":
            return f"{self.code}\n"
        words = shlex.split(line.removeprefix("$ "))
        if words[0] == "cd":
            self.place = (self.place / words[1]).resolve()
            return ""
        if words[0] in ("git", "cat"):
            done = subprocess.run(words, cwd=self.place, capture_output=True, check=True)
            return self.elsewhere(os.fsdecode(done.stdout))
        if words[0] != "reviewctl":
            raise ValueError(f"the examples do not run {words[0]}")
        return self._reviewctl(words[1:])

    def _reviewctl(self, words: list[str]) -> str:
        screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with (
            contextlib.chdir(self.place),
            contextlib.redirect_stdout(screen),
            contextlib.redirect_stderr(screen),
        ):
            self.code = run(words)
        if self.code == 4:
            raise RuntimeError(f"a fault in reviewctl itself: {shlex.join(words)}")
        screen.flush()
        raw = screen.buffer
        assert isinstance(raw, io.BytesIO)
        return self.elsewhere(raw.getvalue().decode("utf-8"))

    def elsewhere(self, text: str) -> str:
        """Return what was shown as it would be on a reader's machine, on any day."""
        here = {str(self.home): "/home/you", platform.python_version(): "3.12.4", GIT: "/usr/bin/git"}
        for found, said in here.items():
            text = text.replace(found, said)
        text = _SUM.sub(_sum, text)
        return _COMMIT.sub(self._commit, text)

    def _commit(self, found: re.Match[str]) -> str:
        self.commits.setdefault(found[0], f"{0x1F3A9C4B7E + 0x2B3D5F71A3 * len(self.commits):010x}"[-10:])
        return self.commits[found[0]]


def _sum(found: re.Match[str]) -> str:
    """Return an invented sum for a file that was pressed: its bytes are another library's, and change with it."""
    return hashlib.sha256(found[1].encode()).hexdigest()


def commands(body: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield each command of a block as the lines that were typed."""
    typed: list[str] = []
    for line in body:
        if line.startswith("$ ") or (typed and typed[-1].endswith("\\")):
            typed.append(line)
            if not line.endswith("\\"):
                yield typed
                typed = []


def workbook(rows: tuple[str, ...]) -> Workbook:
    """Return a workbook of one sheet with these rows of comma-separated values; a day first date is a date."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for row in csv.reader(rows):
        sheet.append([_cell(value) for value in row])
    return book


def _cell(value: str) -> str | datetime | None:
    """Return what Excel makes of what is typed into a cell: a date, words, or nothing."""
    try:
        return datetime.strptime(value, "%d/%m/%Y")
    except ValueError:
        return value or None


def laid(old: str | None, piece: str) -> str:
    """Return a file's text with what a person wrote into it.

    Each key at the margin takes the place of the same key, with the lines that belong to it, or is added at the
    end; items of a list are added. In a Markdown file the keys stand between two lines `---`, and what follows
    those takes the place of the text. A file that was not there is the piece.
    """
    if old is None:
        return piece
    if piece.startswith("---\n"):
        _, front, _ = old.split("---\n", 2)
        _, keys, body = piece.split("---\n", 2)
        return f"---\n{_with_keys(front, keys)}---\n{body}"
    return _with_keys(old, piece)


def _with_keys(old: str, piece: str) -> str:
    lines = [line for line in old.splitlines() if line != "[]"]
    for block in re.split(r"(?m)^(?=[^\s#-])", piece):
        new = block.splitlines()
        if not new:
            continue
        if new[0].startswith("- "):  # The items of a list come behind those that are there.
            lines += new
            continue
        key = new[0].partition(":")[0]
        at = next((i for i, line in enumerate(lines) if line.startswith(f"{key}:")), None)
        if at is None:
            lines += new
            continue
        end = at + 1
        while end < len(lines) and lines[end][:1] in (" ", "-"):
            end += 1
        lines[at:end] = new
    return "".join(f"{line}\n" for line in lines)


def left_by(name: str, mark: str) -> Path:
    """Return the folder as the page `name` has left it at its line for `mark`."""
    return _marks(name)[mark]


@cache
def _marks(name: str) -> dict[str, Path]:
    """Return the folder as it was at each mark of a page; the page is played once."""
    player = Player(Path(_LEFT.name, name.replace("/", "-")))
    marks = [part.value for part in parts((ROOT / name).read_text("utf-8")) if part.kind == "mark"]
    for _ in player.play(ROOT / name, until=marks[-1]):
        pass
    return player.marks


_LEFT = tempfile.TemporaryDirectory(prefix="reviewctl-docs-")


@contextlib.contextmanager
def _surroundings(home: Path) -> Iterator[None]:
    """An environment of one's own: a home with a name and an e-mail address, and no word of git's."""
    fixed = {"HOME": str(home), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    with mock.patch.dict(os.environ, fixed, clear=True):
        yield


@contextlib.contextmanager
def _on(day: date) -> Iterator[None]:
    """It is that day: for reviewctl, and for the commits that are made."""
    moment = f"{day.isoformat()}T12:00:00+00:00"
    dated = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    with (
        mock.patch("reviewctl.facts.calendar.london_date", lambda _: day),
        mock.patch.dict(os.environ, dated),
    ):
        yield


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True)


def accepted(page: Path, folder: Path) -> str:
    """Return the page with what its commands show now."""
    lines = page.read_text("utf-8").splitlines()
    for block in reversed(list(Player(folder).play(page))):
        lines[block.line : block.line + len(block.written)] = block.shown
    return "\n".join(lines) + "\n"


def main(words: list[str]) -> int:
    """Write what the examples show now into the pages that are named, or into all."""
    if words[:1] != ["--accept"]:
        print("python -m tests.docs_runner --accept [PAGE]…", file=sys.stderr)
        return 2
    for page in [Path(word).resolve() for word in words[1:]] or pages():
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(accepted(page, Path(folder).resolve()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
