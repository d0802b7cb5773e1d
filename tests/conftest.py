"""What many tests stand on: a home without the settings of whoever runs them, and a register."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from tests.commands import NAMED, House, reviewctl


def make_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a home with a name and an e-mail address, and an environment without a word of git's."""
    for name in list(os.environ):
        if name.startswith("GIT_") or name in ("EMAIL", "XDG_CONFIG_HOME", "COLUMNS"):
            monkeypatch.delenv(name)
    folder.mkdir()
    (folder / ".gitconfig").write_text(NAMED)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    return make_home(tmp_path / "at-home", monkeypatch)


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two registers made with reviewctl's own commands, once, to be copied: `house` and `case`."""
    place = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        board = ("--board", "Anyshire Safeguarding Adults Board")
        assert reviewctl(place, "init", "house", *board).code == 0
        shutil.copytree(place / "house", place / "case")
        House(place / "case").does("new", "sar", "--received", "2025-01-13")
    return place


@pytest.fixture
def house(models: Path, tmp_path: Path, at_home: Path) -> House:
    """A register made with `init`, and nothing in it yet."""
    return House(shutil.copytree(models / "house", tmp_path / "register"))


@pytest.fixture
def case(models: Path, tmp_path: Path, at_home: Path) -> House:
    """A register with one review, SAR-2025-001, received on Monday 13 January 2025."""
    return House(shutil.copytree(models / "case", tmp_path / "register"))


# A shared machine is slow now and then; what a property says does not depend on it.
hypothesis.settings.register_profile("reviewctl", deadline=None)
hypothesis.settings.load_profile("reviewctl")
