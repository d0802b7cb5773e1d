"""What many tests stand on: a home without the settings of whoever runs them, and a register."""

import os
from pathlib import Path

import pytest

from tests.commands import NAMED, House, reviewctl


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a name and an e-mail address, and an environment without a word of git's."""
    for name in list(os.environ):
        if name.startswith("GIT_") or name in ("EMAIL", "XDG_CONFIG_HOME", "COLUMNS"):
            monkeypatch.delenv(name)
    folder = tmp_path / "at-home"
    folder.mkdir()
    (folder / ".gitconfig").write_text(NAMED)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def house(tmp_path: Path, at_home: Path) -> House:
    """A register made with `init`, and nothing in it yet."""
    root = tmp_path / "register"
    assert reviewctl(tmp_path, "init", str(root), "--board", "Anyshire Safeguarding Adults Board").code == 0
    return House(root)


@pytest.fixture
def case(house: House) -> House:
    """A register with one review, SAR-2025-001, received on Monday 13 January 2025."""
    house.does("new", "sar", "--received", "2025-01-13")
    return house
