"""Running a command in this process as a person would, and looking at what it did to the files."""

import contextlib
import io
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from reviewctl.cli.app import run

NAMED = "[user]\n\tname = Business Manager\n\temail = bm@example.org\n"


class Ran(NamedTuple):
    """How a command ended, and what it said on each of its two streams."""

    code: int
    out: str
    err: str


def reviewctl(folder: Path, *words: str) -> Ran:
    """Run reviewctl in `folder` and return how it ended. It reads everything anew, as a new process does."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["-C", str(folder), *words])
    return Ran(code, _said(out), _said(err))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


class House:
    """A register on disk, with a user's own git at hand."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def does(self, *words: str) -> Ran:
        """Run a command here that must succeed and keep quiet on the second stream."""
        done = self.tries(*words)
        assert (done.code, done.err) == (0, ""), done
        return done

    def tries(self, *words: str) -> Ran:
        """Run a command here, however it ends."""
        return reviewctl(self.root, *words)

    def refuses(self, *words: str) -> str:
        """Run a command that must be refused as misused, writing nothing; return what it said."""
        before = self.files()
        done = self.tries(*words)
        assert done.code == 2, done
        assert "Traceback" not in done.err
        assert self.files() == before
        return done.err

    def files(self) -> dict[str, bytes]:
        """Return every file of the register but git's own, by path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.root).parts
        }

    def text(self, path: str) -> str:
        """Return what a file holds."""
        return (self.root / path).read_bytes().decode("utf-8")

    def put(self, path: str, text: str | bytes) -> Path:
        """Write a file as a person with an editor would."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return file

    def git(self, *words: str) -> str:
        """Run plain git as the user would."""
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, check=True)
        return os.fsdecode(done.stdout)

    def last_message(self) -> str:
        """Return the first line of the last commit's message."""
        return self.git("log", "-1", "--format=%s").strip()

    def last_paths(self) -> list[str]:
        """Return the files of the last commit."""
        return self.git("show", "--format=", "--name-only", "--no-renames", "HEAD").split()

    def unsaved(self) -> str:
        """Return what git says is not committed."""
        return self.git("status", "--porcelain")

    def codes(self, *words: str) -> set[str]:
        """Return the codes of all errors that `validate` finds, but for steps that are merely overdue."""
        import json

        done = self.tries("validate", "--format", "json", *words)
        assert done.code in (0, 1), done
        found = json.loads(done.out)["findings"]
        return {one["code"] for one in found if one["severity"] == "error"} - {"TIM001"}
