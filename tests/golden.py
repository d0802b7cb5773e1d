"""Running the commands of tests/cases and comparing what they show with what is written down.

Each folder of tests/cases holds `register/`, `commands.txt` and `expected/`. A line of commands.txt is

    name: arguments of reviewctl [| formats]

where the formats are those whose output is kept (`text`, `text80`, `markdown`, `json`, `csv`); without them,
all but the JSON. Every command is run in every format whatever is kept. The first line of a file that is
kept is the exit code. `python -m tests.accept` writes what is shown now; the difference is for a person to
judge.
"""

import contextlib
import io
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from reviewctl.cli import output
from reviewctl.cli.app import run

CASES = Path(__file__).parent / "cases"
FORMATS = ("text", "text80", "markdown", "json", "csv")
KEPT = ("text", "text80", "markdown", "csv")


class Golden(NamedTuple):
    """One command on one register in one format, and where its output is kept (if it is)."""

    case: str
    name: str
    arguments: str
    form: str
    kept: bool

    @property
    def path(self) -> Path:
        return CASES / self.case / "expected" / f"{self.name}.{self.form}"

    @property
    def label(self) -> str:
        return f"{self.case}-{self.name}-{self.form}"


def goldens() -> Iterator[Golden]:
    """Yield every command in every format."""
    for file in sorted(CASES.glob("*/commands.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, rest = line.partition(": ")
                arguments, _, formats = rest.partition(" | ")
                kept = tuple(formats.split()) or KEPT
                for form in FORMATS:
                    yield Golden(file.parent.name, name, arguments.strip(), form, form in kept)


class Screen(io.TextIOWrapper):
    """A screen that is no terminal, kept in memory."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def shown(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@cache
def register_of(case: str) -> Path:
    """Return a copy of a case's register that lies in no git repository, made once."""
    copy = Path(_COPIES.name, case)
    shutil.copytree(CASES / case / "register", copy)
    return copy if (copy / "board.yaml").exists() else next(copy.iterdir())


_COPIES = tempfile.TemporaryDirectory(prefix="reviewctl-cases-")


class Shown(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


def shown_by(arguments: Sequence[str], width: int = 100) -> Shown:
    """Run the command line in this process on a screen of that width, and return what it came to.

    The width is the test's alone, whatever the terminal that runs it has set.
    """
    out, err = Screen(), Screen()
    with (
        patch.object(output, "WIDTH", width),
        patch.dict(os.environ),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        os.environ.pop("COLUMNS", None)
        code = run(arguments)
    return Shown(code, out.shown(), err.shown())


def shown(golden: Golden) -> str:
    """Return what a command shows, behind a line with its exit code; trouble it tells stands at the end."""
    folder = str(register_of(golden.case))
    form = golden.form.removesuffix("80")
    arguments = ["-C", folder, *shlex.split(golden.arguments), "--format", form]
    code, out, err = shown_by(arguments, 80 if golden.form == "text80" else 100)
    return f"exit {code}\n{out}{err}"
