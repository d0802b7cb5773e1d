"""Two people's registers and what lies between them: a bare repository on this machine."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands import House


class Two(NamedTuple):
    """Mine, theirs, and the repository to which both push."""

    mine: House
    theirs: House
    between: Path


def cloned(between: Path, folder: Path, name: str) -> House:
    """Return a clone under somebody's own name."""
    subprocess.run(["git", "clone", "-q", str(between), str(folder)], check=True)
    made = House(folder)
    made.git("config", "user.name", name)
    made.git("config", "user.email", f"{name.lower()}@example.org")
    return made


@pytest.fixture
def two(case: House, tmp_path: Path) -> Two:
    """Two clones of a register with one review."""
    between = tmp_path / "between.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(case.root), str(between)], check=True)
    return Two(*(cloned(between, tmp_path / name, name) for name in ("Mine", "Theirs")), between)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """Make as if a person sat there who types these answers; returns what was asked."""
    import click

    from reviewctl.cli import save

    def answers(*words: str) -> list[str]:
        left, asked = [*words], []

        def prompt(text: str, **_: object) -> str:
            asked.append(text)
            return left.pop(0)

        monkeypatch.setattr(click, "prompt", prompt)
        monkeypatch.setattr(save, "_asking", lambda: save._ask)
        return asked

    yield answers
