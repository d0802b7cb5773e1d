"""The register on which papers are brought in: the one of the rulebook, with a history."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands import House
from tests.evidence.wordin.papers import saved

BASE = Path(__file__).parents[2] / "base_case"


@pytest.fixture
def board(tmp_path: Path, at_home: Path) -> House:
    """Return a register with one review, SAR-2026-001, whose papers have a little text each."""
    house = House(Path(shutil.copytree(BASE, tmp_path / "register")))
    house.git("init", "--quiet")
    house.git("add", "-A")
    house.git("commit", "--quiet", "-m", "As it was")
    return house


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[Any], str]:
    """Return what saves a document beside the register, and says where."""

    def keep(document: Any) -> str:
        file = tmp_path / "paper.docx"
        file.write_bytes(document if isinstance(document, bytes) else saved(document))
        return str(file)

    return keep
