"""A register in which a report waits to be signed off, on a day that the test chooses."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

import reviewctl.vcs.commits  # noqa: F401 (it takes the days of commits from the real calendar)
from tests.commands import House
from tests.conftest import make_home

CASE = "SAR-2026-001"
REPORT = f"cases/{CASE}/report/overview.md"
FOLDER = f"cases/{CASE}/signoff/overview-report"
BRANCH = f"signoff/{CASE}/overview-report"
PEOPLE = """
people:
  - {id: hsl}
  - {id: hsl-2}
  - {id: chair-1}
  - {id: author-1}
  - {id: pennine-1, agency: pennine-care}
  - {id: pennine-2, agency: pennine-care}
  - {id: police-1, agency: greater-manchester-police}
"""
ROLES = """
roles:
  - {role: screening-chair, person: hsl, from: 2024-01-01}
  - {role: screening-chair, person: hsl-2, from: 2020-01-01, to: 2026-03-31}
  - {role: independent-chair, person: chair-1, from: 2024-01-01}
  - {role: agency-signatory, person: pennine-1}
  - {role: agency-signatory, person: police-1}
"""


@contextmanager
def on(day: str) -> Iterator[None]:
    """It is that day: for reviewctl, and for the commits that are made."""
    moment = f"{day}T12:00:00+00:00"
    dated = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    then = date.fromisoformat(day)
    with (
        mock.patch("reviewctl.facts.calendar.london_date", lambda _: then),
        mock.patch.dict(os.environ, dated),
    ):
        yield


class Desk(House):
    """The register of a business manager, with what the tests of sign-offs do again and again."""

    def does_on(self, day: str, *words: str) -> str:
        """Run a command on a day that must succeed, and return what it said."""
        with on(day):
            return self.does(*words).out

    def refuses_on(self, day: str, *words: str) -> str:
        """Run a command on a day that must be refused, writing nothing into files or git; return what it said."""
        before = self.git("for-each-ref")
        with on(day):
            said = self.refuses(*words)
        assert self.git("for-each-ref") == before
        return " ".join(said.split())

    def ask(self, day: str = "2026-05-18", what: str = "overview-report") -> None:
        """Ask for a sign-off."""
        self.does_on(day, "signoff", "request", CASE, what, "-o", os.devnull)

    def approve(self, day: str = "2026-05-20", *more: str, person: str = "hsl") -> str:
        """Record that a person approved the report on a day."""
        words = (
            "signoff",
            "record",
            CASE,
            "overview-report",
            "--person",
            person,
            "--minute",
            "Panel, item 4",
        )
        return self.does_on(day, *words, *more)

    def merge(self, branch: str = BRANCH) -> None:
        """Merge a branch, as pressing the button on a forge's page does."""
        with on("2026-05-21"):
            self.git("merge", "--quiet", "--no-ff", "--no-edit", branch)

    def saved(self, day: str) -> None:
        """Save what was edited by hand."""
        with on(day):
            assert self.tries("save").code == 0

    def states(self, day: str = "2026-06-08") -> dict[str, str]:
        """Return the state of each sign-off of the case, by its name, as it counts here."""
        return {one["what"]: one["state"] for one in self.signoffs(day)}

    def signoffs(self, day: str = "2026-06-08") -> list[dict[str, object]]:
        """Return what `signoff status` tells scripts."""
        import json

        with on(day):
            done = self.tries("signoff", "status", CASE, "--format", "json")
        assert done.code == 0, done
        found: list[dict[str, object]] = json.loads(done.out)["signoffs"]
        return found

    def report(self, day: str = "2026-06-08") -> dict[str, object]:
        """Return what `signoff status` tells of the overview report."""
        return next(one for one in self.signoffs(day) if one["what"] == "overview-report")


@pytest.fixture(scope="session")
def waiting(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a report that waits to be signed off, made once, to be copied."""
    place = tmp_path_factory.mktemp("waiting")
    with pytest.MonkeyPatch.context() as patch:
        make_home(place / "home", patch)
        desk = Desk(shutil.copytree(models / "house", place / "register"))
        board = desk.text("board.yaml").replace("\npeople:\n", PEOPLE).replace("\nroles:\n", ROLES)
        desk.put("board.yaml", board)
        desk.saved("2026-01-10")
        desk.does_on("2026-01-12", "new", "sar", "--received", "2026-01-12")
        desk.does_on("2026-05-01", "add", CASE, "report")
        desk.does_on("2026-05-01", "add", CASE, "returns", "--agency", "pennine-care")
        desk.does_on("2026-05-01", "add", CASE, "imr", "--agency", "pennine-care")
        desk.saved("2026-05-01")
    return place / "register"


@pytest.fixture
def desk(waiting: Path, tmp_path: Path, at_home: Path) -> Desk:
    """A register whose report came into the record on Friday 1 May 2026, and of which nothing was asked yet."""
    return Desk(shutil.copytree(waiting, tmp_path / "register"))
