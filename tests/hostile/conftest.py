"""A register with something for every command that reads git: a sign-off, two branches, a file that is not saved."""

import os
import shutil
from pathlib import Path

import pytest

from tests.commands import House
from tests.conftest import make_home
from tests.signoff.conftest import PEOPLE, ROLES, Desk
from tests.signoff.keys import made

CASE = "SAR-2026-001"
ROWS = "Date,Source of information,Event\n2019-05-01,records,fell\n"
NAMES = """format: 1
identities:
  - {pseudonym: Adult A, kind: subject, names: [{given: Exampla, family: Placeholder}], none_known: true}
"""


@pytest.fixture(scope="session")
def whole(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register, made once with reviewctl's own commands, to be copied."""
    place = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(models / "house", place / "register"))
        board = desk.text("board.yaml").replace("\npeople:\n", PEOPLE).replace("\nroles:\n", ROLES)
        desk.put("board.yaml", board)
        desk.saved("2026-01-10")
        desk.does_on("2026-01-12", "new", "sar", "--received", "2026-01-12")
        desk.does_on("2026-05-01", "add", CASE, "report")
        desk.does_on("2026-05-01", "add", CASE, "imr", "--agency", "pennine-care")
        desk.does_on("2026-05-01", "record", CASE, "returns[pennine-care].imr.requested", "1/5/2026")
        desk.ask("2026-05-18")
        desk.approve("2026-05-20")
        desk.merge()
        desk.does_on("2026-06-01", "note", CASE, "the last thing that was saved")
        desk.git("branch", "other", "HEAD~1")
        desk.put(".git/key.pub", made().line)
        desk.put(".git/names.yaml", NAMES)
        desk.put(".git/rows.csv", ROWS)
        desk.put(".git/rows-2.csv", ROWS.replace("fell", "fell twice"))
    return desk.root


@pytest.fixture
def target(whole: Path, tmp_path: Path, at_home: Path) -> House:
    """A copy of it, in a home of its own."""
    assert at_home.exists()
    return House(Path(shutil.copytree(whole, tmp_path / "register", symlinks=True)))


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a trace when it is run, under the names of the hooks that git would look for."""
    folder = tmp_path / "trap"
    folder.mkdir()
    found = folder / "program"
    found.write_text(f'#!/bin/sh\ntouch "{tmp_path / "canary"}"\nexit 1\n')
    found.chmod(0o755)
    for name in ("pre-commit", "post-commit", "git-cat-file", "git-log", "git-rev-parse"):
        os.link(found, folder / name)
    return found
