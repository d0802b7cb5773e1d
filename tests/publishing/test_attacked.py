"""Ways round the gate that somebody may try, or stumble into: each of them is shut."""

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from reviewctl.model.trouble import EnvironmentFault
from reviewctl.store.outgoing import put_out
from reviewctl.work.publishing import building, pressing
from tests.publishing.making import CASE, HOME, Desk


def overlooked(desk: Desk, path: str, how: str) -> None:
    """Have git look away from a file."""
    desk.git("update-index", how, path)


@pytest.mark.parametrize("how", ["--assume-unchanged", "--skip-worktree"])
@pytest.mark.parametrize("path", [f"{HOME}/log.yaml", "board.yaml"])
def test_what_git_was_told_to_overlook_is_not_saved(desk: Desk, how: str, path: str) -> None:
    """A hold or a suspension taken out where git does not look opens nothing: the record has it still."""
    overlooked(desk, path, how)
    desk.put(path, desk.text(path) + "# later\n")
    assert desk.codes_of() == ["PUB022"]


def test_what_git_never_sees_is_not_saved(desk: Desk) -> None:
    """A document that git ignores is in no commit, and so cannot be shown later."""
    Path(desk.root, ".git", "info").mkdir(exist_ok=True)
    Path(desk.root, ".git", "info", "exclude").write_text("log.yaml\n")
    desk.git("rm", "--quiet", "--cached", f"{HOME}/log.yaml")
    desk.commits()
    assert desk.codes_of() == ["PUB022"]


@pytest.mark.parametrize(
    "words",
    [
        "Publication.",
        "the publication",
        "no publication before the trial",
        "publishing",
        "the report",
        "whole review",
    ],
)
def test_a_hold_in_words_of_ones_own_holds(desk: Desk, words: str) -> None:
    """Whoever asks that publication waits need not use the word that the tool has for it."""
    found = desk.text(f"{HOME}/processes.yaml")
    found = found.replace("to: 2026-06-12", "ask_again: 2026-07-31")
    desk.put(f"{HOME}/processes.yaml", re.sub(r"what: [^,]*", f"what: {words}", found))
    desk.commits()
    assert "PUB024" in desk.codes_of()


def test_a_hold_on_something_else_does_not(desk: Desk) -> None:
    """A learning event that waits keeps no report in."""
    desk.edits("processes.yaml", "to: 2026-06-12", "ask_again: 2026-07-31")
    desk.commits()
    assert desk.codes_of() == []


def test_names_in_the_clear_are_not_copied_elsewhere_unsaid(desk: Desk, at_home: Path) -> None:
    """Into a bare repository nothing is written; of a folder that a program copies to others it is said."""
    desk.git("init", "--quiet", "--bare", str(at_home / "bare.git"))
    assert "in a repository" in desk.refuses(
        "identities", "template", "-o", str(at_home / "bare.git" / "i.yaml")
    )
    for name, told in (("OneDrive - Anyshire", True), ("Dropbox", True), ("Documents", False)):
        (at_home / name).mkdir()
        out = desk.does("identities", "template", "-o", str(at_home / name / "i.yaml")).out
        assert ("copied to other computers" in out) == told


def test_a_run_that_comes_second_takes_nothing_away(tmp_path: Path) -> None:
    """The same review made twice has the same bytes: what stands there is the first run's all the same."""
    files = {"overview-report.html": b"<!doctype html>"}
    put_out(tmp_path / "out", files, files)
    with pytest.raises(EnvironmentFault, match="is there already"):
        put_out(tmp_path / "out", files, files)
    assert (tmp_path / "out" / "overview-report.html").read_bytes() == b"<!doctype html>"


_PUT_OUT = """
import sys, time
from pathlib import Path
from reviewctl.store.outgoing import put_out
target, letter, start = sys.argv[1:]
files = {f"{number}.html": letter.encode() * 20_000 for number in range(30)}
while time.time() < float(start):
    pass
put_out(Path(target), files, files)
"""


@pytest.mark.parametrize("names", [("out", "out"), ("out", "other")])
def test_two_runs_at_once_make_whole_folders(tmp_path: Path, names: tuple[str, str]) -> None:
    """What one run is making is not swept away by the other as left over: into one folder, or side by side."""
    for turn in range(3):
        place, start = tmp_path / str(turn), str(time.time() + 0.6)
        place.mkdir()
        words = [
            (sys.executable, "-c", _PUT_OUT, str(place / name), letter, start)
            for name, letter in zip(names, "ab", strict=True)
        ]
        runs = [subprocess.Popen(each, stderr=subprocess.DEVNULL) for each in words]
        codes = sorted(run.wait(timeout=60) for run in runs)
        assert codes == ([0, 1] if names[0] == names[1] else [0, 0])
        for folder in {place / name for name in names}:
            assert len(list(folder.iterdir())) == 30
            assert len({file.read_bytes() for file in folder.iterdir()}) == 1
        assert {path.name for path in place.iterdir()} == set(names)


CHANGES = {
    "a hold": (
        "processes.yaml",
        "what: learning event, from: 2026-03-03, to: 2026-06-12",
        "what: publication",
    ),
    "an embargo": ("publication.yaml", "embargo: 2026-06-25", "embargo: 2026-07-25"),
    "the board's name": ("../../board.yaml", "board: Example", "board: Another Example"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_while_the_files_are_made(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """A hold that comes in at the last moment holds: whatever the gate rests on is looked at again before it opens."""
    real = pressing.press

    def press(*words: Any) -> Any:
        if not changed:
            desk.edits(*CHANGES[change])
            desk.commits()
            changed.append(change)
        return real(*words)

    changed: list[str] = []
    monkeypatch.setattr(building, "press", press)
    done = desk.says("publish", "build", CASE, "-o", str(tmp_path / "out"))
    assert done.code == 3 and "The record was changed while the files were made" in done.err
    assert not (tmp_path / "out").exists()
