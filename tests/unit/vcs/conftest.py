"""A repository of its own for each test, out of reach of the settings of whoever runs the tests."""

import os
import subprocess
from pathlib import Path

import pytest

from reviewctl.vcs import repository
from reviewctl.vcs.repository import Repository


class Register:
    """A repository with a user's own git at hand: what a person, or an attacker, does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def repo(self) -> Repository:
        """A fresh look at the repository, as a new run of reviewctl has it."""
        found = repository.find(str(self.root))
        assert found is not None
        return found

    def git(self, *words: str, check: bool = True) -> str:
        """Run plain git as the user would, with no protection."""
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=check)
        return os.fsdecode(done.stdout)

    def write(self, path: str, text: str = "x: 1\n") -> Path:
        """Write a file as the user would."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def commit_all(self, message: str = "by hand") -> str:
        """Commit everything as the user would, and return the commit's id."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").strip()


def make_register(root: Path) -> Register:
    """Make a repository with one commit."""
    root.mkdir(parents=True, exist_ok=True)
    made = Register(root)
    made.git("init", "-q", "-b", "main")
    made.write("board.yaml", "board: Stockport\n")
    made.commit_all("first")
    return made


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a name and an e-mail address, and an environment without a word of git's."""
    for name in list(os.environ):
        if name.startswith("GIT_") or name in ("EMAIL", "XDG_CONFIG_HOME"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / ".gitconfig").write_text("[user]\n\tname = Business Manager\n\temail = bm@example.org\n")
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def register(tmp_path: Path, home: Path) -> Register:
    """A repository with one commit."""
    return make_register(tmp_path / "register")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """The file that an attack makes if its program is run."""
    return tmp_path / "canary"


@pytest.fixture
def program(tmp_path: Path, canary: Path) -> Path:
    """A program that makes the canary."""
    file = tmp_path / "program.sh"
    file.write_text(f'#!/bin/sh\ntouch "{canary}"\nexit 0\n')
    file.chmod(0o755)
    return file
