"""The kit where a repository is not as it is in the book: no kit on main yet, tags by anybody, two registers."""

import subprocess
from pathlib import Path

import pytest

from tests.commands import House
from tests.unit.forges.test_pipelines import DIARY, MAIN, Runner, runner

__all__ = ["runner"]

MISTAKE = "screening:\n  held: TBC\n"


@pytest.mark.parametrize("tag", ["origin/reviewctl-head", "reviewctl-base", "reviewctl-head"])
def test_a_tag_is_not_taken_for_what_is_judged(runner: Runner, tag: str) -> None:
    """Whoever may push tags cannot have another commit judged than the one that is proposed."""
    runner.house.git("tag", tag, "main")
    runner.house.git("push", "-q", "origin", f"refs/tags/{tag}")
    head = runner.propose(DIARY, MISTAKE)
    for done in (
        runner.github(MAIN, head),
        runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main"),
    ):
        assert done.code == 1 and "STR004" in done.log, done.log


def test_the_push_that_brings_the_register(runner: Runner) -> None:
    """What was there before had no register and no kit, only a page that a forge made: nothing can be compared."""
    start = runner.house.git("commit-tree", "-m", "x", runner.house.git("mktree").strip()).strip()
    runner.house.git("push", "-q", "--force", "origin", f"{start}:refs/heads/start")
    head = runner.propose(DIARY, runner.house.text(DIARY) + "# a remark\n")
    assert runner.github(start, head, "push").code == 0
    assert runner.gitlab(head, CI_COMMIT_BEFORE_SHA=start).code == 0


def test_a_request_where_main_has_no_kit_is_told_why(runner: Runner) -> None:
    """Nothing there says which reviewctl judges, so it fails, and says who can put that right."""
    start = runner.house.git("commit-tree", "-m", "x", runner.house.git("mktree").strip()).strip()
    runner.house.git("push", "-q", "--force", "origin", f"{start}:refs/heads/start")
    head = runner.propose(DIARY, runner.house.text(DIARY) + "# a remark\n")
    for done in (
        runner.github("refs/remotes/origin/start", head),
        runner.gitlab(head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME="start"),
    ):
        assert done.code == 1 and "has no .github/reviewctl-requirements.txt" in done.log, done.log


def two_registers(folder: Path) -> tuple[House, House]:
    """Return two registers in folders of one repository."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    root = House(folder)
    root.git("config", "user.name", "Business Manager")
    root.git("config", "user.email", "bm@example.org")
    for name in ("adults", "children"):
        root.does("init", name, "--board", "A Board")
    return House(folder / "adults"), House(folder / "children")


def test_the_kit_of_one_register_does_not_take_the_place_of_anothers(tmp_path: Path, at_home: Path) -> None:
    """A repository has one of each of these files: a second register in it would go on unjudged, or the first."""
    adults, children = two_registers(tmp_path / "both")
    adults.does("ci", "kit")
    workflow = tmp_path / "both/.github/workflows/reviewctl.yml"
    before = workflow.read_bytes()
    for words in (("ci", "kit"), ("ci", "kit", "--overwrite"), ("ci", "kit", "--dry-run")):
        done = children.tries(*words)
        assert done.code == 3 and "judge the register in adults" in done.err, done
    children.tries("doctor", "--fix")
    assert workflow.read_bytes() == before
    assert "adults" in children.tries("doctor").out
