"""A register to read, in a folder that may be changed, and the command line run on it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.golden import CASES, Shown, shown_by

DAY = ("--as-of", "2026-06-08")


Command = Callable[..., Shown]


def reviewctl(*arguments: str) -> Shown:
    """Run the command line in this process and return what it came to."""
    return shown_by(arguments)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the Monday register, in no repository."""
    return Path(shutil.copytree(CASES / "monday" / "register", tmp_path / "register"))


@pytest.fixture
def on(register: Path) -> Command:
    """The command line, run on the copy."""
    return lambda *arguments: reviewctl("-C", str(register), *arguments)
