"""A register to read, in a folder that may be changed, and the command line run on it."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reviewctl.cli.app import run
from tests.golden import CASES, Screen

DAY = ("--as-of", "2026-06-08")


class Shown(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Shown]


def reviewctl(*arguments: str) -> Shown:
    """Run the command line in this process and return what it came to."""
    out, err = Screen(), Screen()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return Shown(code, out.shown(), err.shown())


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the Monday register, in no repository."""
    return Path(shutil.copytree(CASES / "monday" / "register", tmp_path / "register"))


@pytest.fixture
def on(register: Path) -> Command:
    """The command line, run on the copy."""
    return lambda *arguments: reviewctl("-C", str(register), *arguments)
