"""Checking sign-offs from git's objects: what was changed, taken out or dated back is found, and the rest holds."""

import json
import shutil
import subprocess

import pytest

from tests.commands import Ran, reviewctl
from tests.signoff.conftest import BRANCH, CASE, FOLDER, REPORT, Desk, on

SAID = f"{FOLDER}/01-hsl.json"


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """A register whose report was approved on Wednesday 20 May 2026, on a branch that is merged."""
    desk.ask()
    desk.approve()
    desk.merge()
    return desk


def verify(desk: Desk, *words: str) -> Ran:
    with on("2026-06-08"):
        return desk.tries("signoff", "verify", *words)


def wrong(desk: Desk, *words: str) -> str:
    """Return what a check says is wrong, which must be something."""
    done = verify(desk, *words)
    assert done.code == 1, done
    return " ".join(done.out.split())


def commit(desk: Desk, day: str) -> None:
    """Commit everything by hand, as somebody with git alone would."""
    with on(day):
        desk.git("add", "-A")
        desk.git("commit", "-q", "-m", "by hand")


def test_what_holds_is_said_with_the_day_and_the_commit_of_each(approved: Desk) -> None:
    """Exit 0, and each statement with the commit that brought it in and the day of the text."""
    done = verify(approved, "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["verified"] is True and found["commit"] == approved.git("rev-parse", "HEAD").strip()
    (one,) = found["signoffs"]
    assert (one["state"], one["text_since"]) == ("complete", "2026-05-01")
    (said,) = one["statements"]
    assert (said["came_in"], said["troubles"]) == ("2026-05-20", [])
    assert said["commit"] == approved.git("rev-parse", BRANCH).strip()


def test_it_reads_no_file_that_is_checked_out(approved: Desk) -> None:
    """Whatever lies in the work tree, the answer is of the commit."""
    before = verify(approved, "--format", "json")
    approved.put(REPORT, "changed")
    approved.put(SAID, "{}")
    assert verify(approved, "--format", "json") == before


def test_a_fresh_clone_and_a_bundle_say_the_same(approved: Desk) -> None:
    """Years later, offline: from a clone, and from one file outside of any register."""
    here = verify(approved, "--format", "json").out
    clone = Desk(approved.root.parent / "clone")
    subprocess.run(["git", "clone", "-q", str(approved.root), str(clone.root)], check=True)
    assert verify(clone, "--format", "json").out == here
    bundle = approved.root.parent / "archive.bundle"
    approved.git("bundle", "create", "-q", str(bundle), "--all")
    nowhere = approved.root.parent / "nowhere"
    nowhere.mkdir()
    with on("2026-06-08"):
        done = reviewctl(nowhere, "signoff", "verify", "--bundle", str(bundle), "--format", "json")
        branch = reviewctl(nowhere, "signoff", "verify", "--bundle", str(bundle), "--at", BRANCH)
    assert (done.code, done.out) == (0, here)
    assert branch.code == 0


@pytest.mark.parametrize(
    "data", [b"no bundle", b"# v2 git bundle\n\n", b"# v2 git bundle\n-" + b"a" * 40 + b" x\n\n"]
)
def test_what_is_no_bundle_is_refused(desk: Desk, data: bytes) -> None:
    """Exit 2, and how to make one."""
    file = desk.root.parent / "archive.bundle"
    file.write_bytes(data)
    done = verify(desk, "--bundle", str(file))
    assert done.code == 2 and "git bundle create" in done.err
    assert verify(desk, "--bundle", str(file) + "x").code == 3


def test_a_word_that_changed_makes_it_lapse_and_the_old_commit_still_holds(approved: Desk) -> None:
    """At the present commit it is no more what was approved; at the commit of then it is."""
    then = approved.git("rev-parse", "HEAD").strip()
    approved.put(REPORT, approved.text(REPORT) + "\nMore.\n")
    approved.saved("2026-05-25")
    assert "What it is about has changed since" in wrong(approved)
    assert verify(approved, "--at", then).code == 0


def test_an_approval_of_the_new_text_makes_it_hold_again(approved: Desk) -> None:
    """What was said of the old text is history, and no trouble."""
    approved.put(REPORT, approved.text(REPORT) + "\nMore.\n")
    approved.saved("2026-05-25")
    approved.ask("2026-05-26")
    approved.approve("2026-05-27")
    approved.merge()
    assert verify(approved).code == 0


def test_a_statement_that_was_changed_is_found(approved: Desk) -> None:
    """Written in the one way statements are, but not as it came in: the commit that changed it is named."""
    approved.put(SAID, approved.text(SAID).replace("item 4", "item 5"))
    commit(approved, "2026-05-25")
    last = approved.git("rev-parse", "HEAD")[:10]
    assert f"It was changed after it came in, in commit {last}" in wrong(approved)


def test_a_rejection_that_was_taken_out_is_found(desk: Desk) -> None:
    """Without it the approval of another would complete it: it is told with its day and commit."""
    desk.ask()
    desk.approve("2026-05-20", "--decision", "reject")
    desk.merge()
    (desk.root / SAID).unlink()
    commit(desk, "2026-05-25")
    assert f"{SAID} was taken out on Monday 25 May 2026" in wrong(desk)


def test_a_statement_dated_back_is_found(desk: Desk) -> None:
    """Written by hand with a day on which the text was not there yet."""
    desk.ask()
    desk.approve()
    desk.merge()
    old = desk.text(SAID)
    desk.git("reset", "-q", "--hard", "HEAD^")
    desk.merge(f"{BRANCH}^")
    desk.put(SAID, old.replace("2026-05-20", "2026-04-20"))
    commit(desk, "2026-05-25")
    assert "It is dated before the text came into the record, on Friday 1 May 2026" in wrong(desk)


def test_with_a_reason_an_older_approval_holds(desk: Desk) -> None:
    """--same-text is kept in the statement, and says why."""
    desk.ask()
    desk.approve("2026-05-20", "--on", "2026-04-20", "--same-text", "the paper of 19 April")
    desk.merge()
    assert verify(desk).code == 0


def test_a_statement_dated_after_it_came_in_is_found(approved: Desk) -> None:
    """A day that had not come when it was recorded: nobody approves ahead."""
    old = approved.text(SAID)
    approved.git("reset", "-q", "--hard", "HEAD^")
    approved.merge(f"{BRANCH}^")
    approved.put(SAID, old.replace("2026-05-20", "2026-06-01"))
    commit(approved, "2026-05-25")
    assert "after the day on which it came in" in wrong(approved)


def test_only_the_reviews_named_are_looked_at(approved: Desk) -> None:
    """One review by its id, also in short; one that there is not is refused."""
    assert "2026-001" in verify(approved, "2026-001").out
    assert verify(approved, "SAR-2026-009").code == 2


def test_a_shallow_clone_is_refused(approved: Desk) -> None:
    """Without the whole history nobody can say when something came in: exit 3, and how to fetch it."""
    clone = Desk(approved.root.parent / "shallow")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{approved.root}", str(clone.root)], check=True
    )
    done = verify(clone)
    assert done.code == 3 and "git fetch --unshallow" in done.err


def test_a_register_in_a_folder_of_its_repository(approved: Desk) -> None:
    """Where the register lies below the root, it is found there, and a request goes to the right paths."""
    whole = approved.root.parent / "whole"
    shutil.copytree(approved.root, whole / "register", ignore=shutil.ignore_patterns(".git"))
    desk = Desk(whole)
    with on("2026-05-21"):
        desk.git("init", "-q", "-b", "main")
        desk.git("add", "-A")
        desk.git("commit", "-q", "-m", "moved")
    inner = Desk(whole / "register")
    assert verify(inner).code == 1  # The text is here only since the day after it was approved.
    inner.put(REPORT, inner.text(REPORT) + "\nMore.\n")
    with on("2026-05-25"):
        desk.git("commit", "-q", "-am", "more")
    inner.ask("2026-05-26")
    added = desk.git("diff", "--name-only", "HEAD", BRANCH).split()
    assert added == [f"register/{FOLDER}/request.json"]


def test_an_approval_that_was_taken_back_at_once_is_no_trouble(desk: Desk) -> None:
    """A slip, undone with reviewctl's own undo: an approval less. A rejection that was undone is found."""
    for decision, code in (("approve", 0), ("reject", 1)):
        desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report", "--here", "-o", "/dev/null")
        desk.approve("2026-05-20", "--decision", decision)
        desk.does_on("2026-05-20", "undo")
        assert verify(desk).code == code


def test_a_paper_is_as_old_as_its_line(desk: Desk) -> None:
    """What stays in Word came in when papers.yaml came to hold its sum: an approval of that day holds, an older not."""
    paper = desk.put("../elsewhere/plan.docx", b"word")
    words = ("--title", "The plan", "--held-at", "the document store")
    desk.does_on("2026-05-05", "paper", "add", CASE, "plan", str(paper), *words)
    file = f"cases/{CASE}/papers.yaml"
    desk.put(file, desk.text(file).rstrip("\n") + "\n  stands_for: action-plan\n")
    panel = "appointments:\n" + "".join(
        f"  - {{role: member, person: {who}, from: 2026-02-01}}\n" for who in ("police-1", "pennine-1")
    )
    desk.put(f"cases/{CASE}/panel.yaml", panel)
    desk.saved("2026-05-06")
    desk.ask("2026-05-07", "action-plan")
    record = ("signoff", "record", CASE, "action-plan", "--minute", "Panel, item 1", "--person")
    told = desk.refuses_on("2026-05-08", *record, "police-1", "--on", "2026-05-04")
    assert "came into the record on Tuesday 5 May 2026" in told
    desk.does_on("2026-05-08", *record, "police-1", "--on", "2026-05-05")
    assert "complete" in desk.does_on("2026-05-08", *record, "pennine-1")
    desk.merge(f"signoff/{CASE}/action-plan")
    assert verify(desk).code == 0
