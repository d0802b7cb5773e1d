"""`doctor`: each thing that can be wrong is seen, and told with the command that mends it."""

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.unit.pages.conftest import Command, reviewctl


@pytest.fixture(autouse=True)
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Git knows nobody here but whom a test introduces."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def checks(on: Command, *arguments: str) -> dict[str, dict[str, str]]:
    found = json.loads(on("doctor", "--as-of", "2026-06-08", "--format", "json", *arguments).out)["checks"]
    return {one["check"]: one for one in found}


def test_a_sound_register_has_nothing_to_mend(on: Command, register: Path):
    """Everything ok: exit 0, and it says so."""
    git(register, "init", "-q", "-b", "main")
    git(register, "config", "user.name", "a")
    git(register, "config", "user.email", "a@b")
    git(register, "add", "-A")
    git(register, "commit", "-qm", "all")
    shown = on("doctor", "--as-of", "2026-06-08")
    assert (shown.code, "Nothing to mend." in shown.out) == (0, True)
    outcomes = {name: one["outcome"] for name, one in checks(on).items()}
    assert outcomes == dict.fromkeys(outcomes, "ok") | {"editor": "note", "pipelines": "note"}


def test_no_register_stops_work(tmp_path: Path):
    """Exit 3, and how to make one."""
    shown = reviewctl("-C", str(tmp_path), "doctor")
    assert shown.code == 3
    assert "STOPS WORK" in shown.out and "reviewctl init" in shown.out


def test_a_single_case_is_a_register_of_one(tmp_path: Path):
    """A case folder alone is fine to work in."""
    (tmp_path / "case.yaml").write_text("format: 1\nid: SAR-2026-001\ntype: sar\npolicy: stockport-2021\n")
    shown = reviewctl("-C", str(tmp_path), "doctor", "--as-of", "2026-06-08")
    assert shown.code == 0
    assert "register of one" in shown.out or "one case folder" in shown.out


def test_what_was_left_half_written_is_shown_and_removed_with_fix(on: Command, register: Path):
    """The record itself is whole; --fix takes away what a killed command left."""
    left = register / "cases" / "SAR-2026-001" / ".diary.yaml.reviewctl-tmp"
    left.write_text("half")
    assert checks(on)["unfinished"]["outcome"] == "to mend"
    assert left.exists()
    assert checks(on, "--fix")["unfinished"]["outcome"] == "ok"
    assert not left.exists()


def test_git_that_knows_nobody_is_told(on: Command, register: Path):
    """Nothing would be committed: to mend, and not a reason to stop."""
    git(register, "init", "-q", "-b", "main")
    found = checks(on)
    assert found["identity"]["outcome"] == "to mend"
    assert "user.name" in found["identity"]["command"]
    assert found["saved"]["outcome"] == "to mend"
    assert on("doctor").code == 0


def test_an_unsafe_repository_stops_work(on: Command, register: Path):
    """Settings that would run a program: exit 3, with the command that takes the setting out."""
    git(register, "init", "-q", "-b", "main")
    git(register, "config", "core.fsmonitor", "/bin/false")
    found = checks(on)["repository"]
    assert found["outcome"] == "stops work"
    assert "--unset" in found["command"]
    assert on("doctor").code == 3


def test_a_merge_under_way_stops_work(on: Command, register: Path):
    """It is named, with how to finish it or give it up."""
    git(register, "init", "-q", "-b", "main")
    (register / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n")
    found = checks(on)["under way"]
    assert found["outcome"] == "stops work"
    assert "reviewctl save" in found["command"]


def test_a_policy_that_is_not_there_stops_work(on: Command, register: Path):
    """The known ones are named."""
    board = register / "board.yaml"
    board.write_text(board.read_text().replace("stockport-2021", "stockprt-2021"))
    found = checks(on)["policy"]
    assert found["outcome"] == "stops work"
    assert "stockport-2021" in found["command"]


@pytest.mark.parametrize(("day", "outcome"), [("2028-03-31", "ok"), ("2028-04-15", "to mend")])
def test_holidays_that_run_out_are_told_nine_months_before(on: Command, day: str, outcome: str):
    """Bank holidays are settled until the end of 2028."""
    found = json.loads(on("doctor", "--as-of", day, "--format", "json").out)["checks"]
    assert [one["outcome"] for one in found if one["check"] == "holidays"] == [outcome]


def test_without_git_what_needs_no_history_still_works(
    on: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Git that is missing is told; the rest is looked at all the same."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = checks(on)
    assert found["git"]["outcome"] == "stops work"
    assert found["register"]["outcome"] == "ok"


def test_a_register_in_which_nobody_may_write_is_told(on: Command, register: Path):
    """Reading goes on; what is recorded would be refused, and how to mend it stands below."""
    folders = (register, register / "cases" / "SAR-2026-001")
    for one in folders:
        one.chmod(0o555)
    shown, found = on("doctor", "--as-of", "2026-06-08"), checks(on)["register"]
    command = f"chmod -R u+w {shlex.quote(str(register))}"
    try:
        assert (shown.code, "Nothing to mend." in shown.out) == (0, False)
        assert found["outcome"] == "to mend" and "2 of its folders" in found["message"]
        assert found["command"] == command
    finally:
        subprocess.run(command, shell=True, check=True)
    assert checks(on)["register"]["outcome"] == "ok"
