"""Two people write on one sign-off, each on a computer of their own, and what does not reach the other is told."""

import shutil
from pathlib import Path

import pytest

from tests.signoff.conftest import BRANCH, CASE, REPORT, Desk, on

SAY = ("signoff", "record", CASE, "overview-report", "--person", "hsl")


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> tuple[Desk, Desk]:
    """The business manager's computer and that of whoever covers for them, with a place between them."""
    desk.git("branch", "-M", "main")
    desk.git("init", "-q", "--bare", "-b", "main", str(tmp_path / "between.git"))
    desk.git("remote", "add", "origin", str(tmp_path / "between.git"))
    desk.git("push", "-q", "-u", "origin", "main")
    desk.git("clone", "-q", str(tmp_path / "between.git"), str(tmp_path / "cover"))
    return desk, Desk(tmp_path / "cover")


def state(desk: Desk) -> object:
    """Return what `signoff status` says of the branch of the report."""
    with on("2026-06-08"):
        said = desk.does("signoff", "status", CASE).out
    return "MERGE" in said, said.count("approved"), said.count("REJECTED")


def test_who_covers_records_what_the_other_asked_without_any_step_between(two: tuple[Desk, Desk]) -> None:
    """The request is fetched before a statement is written."""
    mine, cover = two
    mine.ask()
    assert "pushed" in cover.approve()
    assert "has said so already" in mine.refuses(*SAY, "--minute", "Panel, item 4")
    assert state(mine) == state(cover)


def test_two_who_write_at_once_are_put_together(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    """Somebody writes between the fetching and the sending: theirs is brought in, and both go."""
    mine, cover = two
    mine.ask()
    cover.approve()
    # What the other wrote is not fetched, as at the very same moment.
    between = tmp_path / "between.git"
    away = shutil.move(between, tmp_path / "away.git")
    words = (*SAY[:-1], "hsl-2", "--on", "2026-03-20", "--minute", "E-mail", "--decision", "reject")
    said = mine.does_on("2026-05-22", *words)
    assert "kept on this computer, not pushed" in said
    assert "reviewctl save" in said
    shutil.move(away, between)
    with on("2026-05-22"):
        told = mine.does("save").out
    assert "brought in" in told
    assert f"pushed: {BRANCH}" in told
    assert mine.git("rev-parse", BRANCH) == mine.git("rev-parse", f"origin/{BRANCH}")
    assert "written on by two at once" in mine.git("log", "-1", "--format=%s", BRANCH)


def test_what_one_person_said_twice_differently_is_told_with_the_way_out(
    two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    """Neither is thrown away by the tool, and what is typed next works."""
    mine, cover = two
    mine.ask()
    away = shutil.move(tmp_path / "between.git", tmp_path / "away.git")
    mine.approve()
    shutil.move(away, tmp_path / "between.git")
    cover.approve("2026-05-22")
    with on("2026-05-22"):
        told = mine.does("save").out
    assert "the two differ" in told
    way = told.partition("git branch ")[2].split()[:4]
    assert "the two differ" in " ".join(mine.does("signoff", "status").out.split())
    mine.git("branch", *way)
    assert state(mine) == state(cover)


def test_a_text_that_others_changed_is_not_asked_about_before_it_is_here(two: tuple[Desk, Desk]) -> None:
    """What would be asked about is not the text as it is now."""
    mine, cover = two
    cover.put(REPORT, cover.text(REPORT) + "\nA sentence more.\n")
    cover.saved("2026-05-10")
    with on("2026-05-18"):
        said = mine.refuses("signoff", "request", CASE, "overview-report")
        assert "reviewctl save --bring-in" in said
        mine.does("save", "--bring-in")
        mine.does("signoff", "request", CASE, "overview-report")


def test_a_statement_never_takes_back_what_was_saved_meanwhile(two: tuple[Desk, Desk]) -> None:
    """Of two ends of the branch the next commit has the files of the one that knows more of what was saved."""
    mine, cover = two
    mine.ask()
    cover.does("save", "--bring-in")
    cover.git("branch", "-q", BRANCH, f"origin/{BRANCH}")
    mine.put(REPORT, mine.text(REPORT) + "\nA sentence more.\n")
    mine.saved("2026-05-19")
    mine.ask("2026-05-19")
    newest = mine.git("rev-parse", "main")
    old = cover.git("commit-tree", "-p", BRANCH, "-m", "Of the old text", f"{BRANCH}^{{tree}}")
    cover.git("update-ref", f"refs/heads/{BRANCH}", old.strip())
    cover.does("save", "--bring-in")
    cover.approve("2026-05-20")
    changed = cover.git("diff", "--name-only", newest.strip(), BRANCH).split()
    assert changed and all("/signoff/" in path for path in changed)


def test_save_sends_no_branch_that_is_merged(two: tuple[Desk, Desk]) -> None:
    """What has arrived in main needs no branch any more, and a deleted one does not come back."""
    mine, _ = two
    mine.ask()
    mine.approve()
    mine.merge()
    with on("2026-05-21"):
        mine.does("save")
        mine.git("push", "-q", "origin", "--delete", BRANCH)
        assert BRANCH not in mine.does("save").out
    assert not mine.git("ls-remote", "origin", f"refs/heads/{BRANCH}")
