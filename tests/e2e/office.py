"""A board at work without a forge: a server that is a bare repository with the hook, and three people's clones.

The hook is the one that `reviewctl ci hook` gives. Only the clock of its Python is the test's: it is the day on which
the people work.
"""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tests.commands import House, Ran
from tests.e2e import dated
from tests.signoff.conftest import on


class Pushed(NamedTuple):
    """How a push ended, and what the person who pushed was told, in one line."""

    taken: bool
    told: str


class Clone(House):
    """One person's clone. Everything done in it is done on the day of the office."""

    def __init__(self, office: "Office", name: str) -> None:
        super().__init__(office.place / name)
        self.office = office

    def tries(self, *words: str) -> Ran:
        """Run a command here, however it ends."""
        with self.office.today():
            return super().tries(*words)

    def git(self, *words: str) -> str:
        """Run plain git as the user would."""
        with self.office.today():
            return super().git(*words)

    def pull(self) -> None:
        """Bring main up to date, with all branches."""
        self.git("switch", "--quiet", "main")
        self.git("fetch", "--quiet", "--prune", "origin")
        self.git("merge", "--quiet", "--ff-only", "origin/main")

    def push(self, *words: str) -> Pushed:
        """Push as a person would, with git."""
        with self.office.today():
            done = subprocess.run(
                ["git", "push", "--quiet", "origin", *words], cwd=self.root, capture_output=True, check=False
            )
        told = done.stderr.decode("utf-8", "replace").replace("remote:", "")
        assert "Traceback" not in told
        return Pushed(done.returncode == 0, " ".join(told.split()))

    def sends(self, *words: str) -> None:
        """Push what must be taken in."""
        done = self.push(*words)
        assert done.taken, done.told

    def judges(self, head: str, base: str = "origin/main") -> tuple[int, list[dict[str, Any]]]:
        """Judge a branch as the job of a forge does; return the exit code and the findings."""
        done = self.tries("validate", "--base", base, "--head", head, "--format", "json")
        assert done.code in (0, 1), done
        found: list[dict[str, Any]] = json.loads(done.out)["findings"]
        return done.code, found

    def errors(self, head: str) -> list[str]:
        """Return the codes of the errors for which the job of a forge would fail, each once."""
        code, found = self.judges(head)
        errors = sorted(
            {one["code"] for one in found if one["severity"] == "error" and not one.get("waived")}
        )
        assert code == (1 if errors else 0)
        return errors

    def signoffs(self, case: str) -> dict[str, dict[str, Any]]:
        """Return what `signoff status` tells scripts of a review, by name: `imr[pennine-care]`."""
        found = json.loads(self.does("signoff", "status", case, "--format", "json").out)["signoffs"]
        return {f"{one['what']}[{one['item']}]" if one["item"] else one["what"]: one for one in found}

    def stage(self, case: str) -> str:
        """Return the stage that a review is in."""
        (found,) = json.loads(self.does("status", case, "--format", "json").out)["cases"]
        return str(found["stage"])


class Office:
    """The server, and the clones of the business manager, the author of the report and the Independent Chair."""

    def __init__(self, place: Path, register: Path, day: str) -> None:
        """Put a register of which everything is committed onto a new server, and clone it for the three."""
        self.place = place
        self.bare = place / "server.git"
        self._day = place / "today"
        self.day = day
        House(place).git("init", "--quiet", "--bare", "-b", "main", str(self.bare))
        self._install()
        start = House(register)
        start.git("remote", "add", "origin", str(self.bare))
        start.git("push", "--quiet", "origin", "main")
        for name in ("manager", "author", "chair"):
            House(place).git("clone", "--quiet", str(self.bare), name)
        self.manager, self.author, self.chair = (Clone(self, n) for n in ("manager", "author", "chair"))

    @property
    def day(self) -> str:
        """The day on which everybody works, and by which the server judges."""
        return self._day.read_text()

    @day.setter
    def day(self, day: str) -> None:
        self._day.write_text(date.fromisoformat(day).isoformat())

    @contextmanager
    def today(self) -> Iterator[None]:
        """It is the day of the office."""
        with on(self.day):
            yield

    def _install(self) -> None:
        """Install the hook, by a Python whose clock is the test's."""
        words = [sys.executable, str(Path(dated.__file__)), str(self._day)]
        python = self.place / "python"
        python.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        python.chmod(0o755)
        with mock.patch.object(sys, "executable", str(python)):
            done = House(self.place).tries("ci", "hook", "--install", str(self.bare))
        assert done.code == 0, done

    def merges(self, branch: str) -> None:
        """Merge a branch as the button of a forge does, push through the hook, and let everybody pull."""
        self.proposes(branch)
        self.chair.sends("main")
        for clone in (self.manager, self.author, self.chair):
            clone.pull()

    def proposes(self, branch: str) -> Clone:
        """Merge a branch in the clone of the Chair, without pushing."""
        self.chair.git("fetch", "--quiet", "--prune", "origin")
        self.chair.git("checkout", "--quiet", "--force", "-B", "main", "origin/main")
        self.chair.git("merge", "--quiet", "--no-ff", "--no-edit", f"origin/{branch}")
        return self.chair
