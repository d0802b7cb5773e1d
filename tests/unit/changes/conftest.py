"""A register with one whole review, in a repository of its own."""

import shutil
from pathlib import Path

import pytest

from tests.commands import House

BASE = Path(__file__).parents[2] / "base_case"
HOME = "cases/SAR-2026-001"
DAY = ("--as-of", "2026-06-08")


@pytest.fixture
def whole(tmp_path: Path, at_home: Path) -> House:
    """The register of the rulebook's examples, committed as it stands."""
    house = House(Path(shutil.copytree(BASE, tmp_path / "register")))
    house.git("init", "-q", "-b", "main")
    saved(house)
    return house


def saved(house: House, message: str = "x") -> str:
    """Commit everything as it stands, and return the commit's id."""
    house.git("add", "-A")
    house.git("commit", "-q", "--allow-empty", "-m", message)
    return house.git("rev-parse", "HEAD").strip()


def edited(house: House, path: str, *pairs: tuple[str, str]) -> None:
    """Replace what each pair says in a file, where it stands once."""
    text = house.text(path)
    for old, new in pairs:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    house.put(path, text)


def sentences(house: House, *words: str) -> list[str]:
    """Return what `changes` says, sentence by sentence, as programs read it."""
    import json

    told = json.loads(house.does("changes", *words, *DAY, "--format", "json").out)
    several = [*(one for case in told["cases"] for one in case["changes"]), *told["register"]]
    return [one["words"] for one in several]
