"""A register in git, whose one review is in the middle of its life, and a branch that asks to join it."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from reviewctl.model.finding import Finding
from reviewctl.vcs.repository import require
from reviewctl.work.proposed.judging import proposed
from tests.commands import House
from tests.rulebook_pages import BASE

AS_OF = date(2026, 6, 8)
CASE = "cases/SAR-2026-001"


class Pull(House):
    """A register with a branch `main` and one that is checked out, `change`, which asks to join it."""

    folder = ""

    def save(self, message: str = "x", on: str = "2026-06-08T10:00:00+01:00") -> str:
        """Commit everything as a person would on that day, and return the commit's id."""
        os.environ |= {"GIT_COMMITTER_DATE": on, "GIT_AUTHOR_DATE": on}
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        del os.environ["GIT_COMMITTER_DATE"], os.environ["GIT_AUTHOR_DATE"]
        return self.git("rev-parse", "HEAD").strip()

    def change(self, path: str, old: str, new: str) -> None:
        """Put other words in the place of some in a file."""
        text = self.text(path)
        assert old in text
        self.put(path, text.replace(old, new))

    def found(self, base: str = "main", head: str = "HEAD") -> list[Finding]:
        """Return what the pull request brings with it."""
        return list(proposed(require(str(self.root)), base, head, AS_OF, folder=self.folder).findings)

    def brings(self, base: str = "main", head: str = "HEAD") -> list[str]:
        """Return the codes of what it brings with it."""
        return [one.code for one in self.found(base, head)]


@pytest.fixture
def pull(tmp_path: Path, at_home: Path) -> Pull:
    """A register whose main branch was committed on 2 June 2026, and a branch that has begun there."""
    assert at_home.exists()
    made = Pull(Path(shutil.copytree(BASE, tmp_path / "register")))
    made.git("init", "-q", "-b", "main")
    made.save("first", "2026-06-02T10:00:00+01:00")
    made.git("switch", "-q", "-c", "change")
    return made
