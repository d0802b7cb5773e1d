"""Asking for a sign-off: on a branch of its own, without touching a file, and anew when the text has changed."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from reviewctl.model.statement import Request, canonical
from tests.signoff.conftest import BRANCH, CASE, FOLDER, REPORT, Desk, on


def shown(desk: Desk, branch: str, path: str) -> str:
    """Return a file as it is on a branch."""
    return desk.git("show", f"{branch}:{path}")


def test_a_request_is_one_commit_on_its_branch_and_nothing_else_is_touched(desk: Desk) -> None:
    """It adds request.json alone; the files, the index and the branch one stands on stay as they were."""
    before, head = desk.files(), desk.git("rev-parse", "HEAD")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report")
    assert "asked for, Monday 18 May 2026" in said
    assert desk.files() == before and desk.unsaved() == "" and desk.git("rev-parse", "HEAD") == head
    assert desk.git("diff", "--name-only", "HEAD", BRANCH).split() == [f"{FOLDER}/request.json"]
    assert desk.git("rev-parse", f"{BRANCH}^") == head
    assert desk.git("log", "-1", "--format=%s", BRANCH).strip() == f"{CASE}: overview-report to be signed off"


def test_the_request_binds_the_text_as_sha256sum_does(desk: Desk) -> None:
    """The digest is the sum of the lines that sha256sum prints, and the file is in the one way it is written."""
    desk.ask()
    data = shown(desk, BRANCH, f"{FOLDER}/request.json").encode()
    found = json.loads(data)
    total = hashlib.sha256(desk.files()[REPORT]).hexdigest()
    assert found["files"] == {"report/overview.md": total}
    assert found["digest"] == hashlib.sha256(f"{total}  report/overview.md\n".encode()).hexdigest()
    again = Request(**(found | {"on": date.fromisoformat(found["on"])}))
    assert canonical(again) == data


def test_the_text_of_the_pull_request_says_what_by_whom_and_how_it_is_checked(desk: Desk) -> None:
    """Markdown with the paragraph, the role and who holds it, who may not, the digest, and the lines by hand."""
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report")
    text = said[said.index("# ") :]
    for wanted in ("P§16", "| Chair of the screening panel | hsl |", "Not by: Review Panel Chair/Report Author",
                   "sha256sum report/overview.md | sha256sum", "not approved before",
                   f"reviewctl signoff record {CASE} overview-report --person ID"):  # fmt: skip
        assert wanted in text
    file = desk.root.parent / "pr.md"
    desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report", "-o", str(file))
    assert file.read_text("utf-8") == text


def test_the_same_text_is_asked_for_once(desk: Desk) -> None:
    """Asked again, nothing is written, also on a later day."""
    desk.ask()
    tip = desk.git("rev-parse", BRANCH)
    assert "asked for already" in desk.does_on("2026-05-20", "signoff", "request", CASE, "overview-report")
    assert desk.git("rev-parse", BRANCH) == tip


def test_a_text_that_changed_is_asked_for_anew_on_the_same_branch(desk: Desk) -> None:
    """The new request follows the old one and what was saved; what was said stays; it says what changed."""
    desk.ask()
    desk.approve()
    old = desk.git("rev-parse", BRANCH).strip()
    desk.put(REPORT, desk.text(REPORT).replace("## Conclusion", "## Conclusion\n\nAnother sentence."))
    desk.saved("2026-05-25")
    said = desk.does_on("2026-05-26", "signoff", "request", CASE, "overview-report")
    assert "asked for anew" in said
    assert desk.git("log", "-1", "--format=%P", BRANCH).split() == [
        old,
        desk.git("rev-parse", "HEAD").strip(),
    ]
    assert desk.git("diff", "--name-only", "HEAD", BRANCH).split() == [
        f"{FOLDER}/01-hsl.json",
        f"{FOLDER}/request.json",
    ]
    assert "last approved as it stood on Wednesday 20 May 2026" in said
    assert "Conclusion" in said[said.index("What changed") : said.index("Who must approve")]


def test_here_writes_it_where_one_stands(desk: Desk) -> None:
    """With --here there is no branch: the request is a commit of the present one."""
    desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report", "--here")
    assert desk.last_paths() == [f"{FOLDER}/request.json"]
    assert desk.git("branch", "--list", "signoff/*") == ""
    assert desk.states()["overview-report"] == "open"


def test_what_is_written_on_is_copied(desk: Desk) -> None:
    """Of a plan that is met a copy of its progress is bound, so that recording the next step voids nothing."""
    desk.does_on("2026-05-02", "add", CASE, "action-plan")
    desk.put(f"cases/{CASE}/progress.yaml", "'1':\n  evidence: the audit of March\n")
    desk.saved("2026-05-02")
    desk.ask("2026-05-18", "plan-met")
    branch, folder = f"signoff/{CASE}/plan-met", f"cases/{CASE}/signoff/plan-met"
    copy = shown(desk, branch, f"{folder}/snapshot/progress.yaml")
    assert copy == desk.text(f"cases/{CASE}/progress.yaml")
    files = json.loads(shown(desk, branch, f"{folder}/request.json"))["files"]
    assert sorted(files) == ["action-plan.yaml", "signoff/plan-met/snapshot/progress.yaml"]


def test_a_paper_that_stays_in_word_is_bound_by_its_sum(desk: Desk) -> None:
    """Where papers.yaml says for which document a paper stands, its own sum is a line, and by hand it is said how."""
    paper = desk.put("../elsewhere/plan.docx", b"word")
    words = ("--title", "The plan", "--held-at", "the document store")
    desk.does_on("2026-05-02", "paper", "add", CASE, "plan", str(paper), *words)
    file = f"cases/{CASE}/papers.yaml"
    desk.put(file, desk.text(file).rstrip("\n") + "\n  stands_for: action-plan\n")
    desk.saved("2026-05-03")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "action-plan")
    total = hashlib.sha256(b"word").hexdigest()
    assert f"{total}  papers.yaml#plan" in said
    by_hand = next(line for line in said.splitlines() if line.endswith("| sha256sum"))
    done = subprocess.run(
        ["sh", "-c", by_hand], cwd=desk.root / f"cases/{CASE}", capture_output=True, text=True
    )
    digest = next(line.split()[1] for line in said.splitlines() if line.startswith("digest  "))
    assert done.stdout.split()[0] == digest


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("overview",), "There is no sign-off"),
        (("report-and-plan",), "action-plan is not in the record yet. Add it: reviewctl add"),
        (("imr",), "Whose?"),
        (("imr", "housing"), 'no agency "housing" in this review'),
        (("imr", "greater-manchester-police"), "reviewctl add SAR-2026-001 returns --agency"),
        (("overview-report", "pennine-care"), "once for the whole review"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_the_way_out(
    desk: Desk, words: tuple[str, ...], why: str
) -> None:
    """A sign-off that there is not, a document that is not there, an agency too few or too many."""
    assert why in desk.refuses_on("2026-05-18", "signoff", "request", CASE, *words)


def test_what_is_not_saved_cannot_be_signed_off(desk: Desk) -> None:
    """A report that was edited since is refused, and how to save it is said; another file does not matter."""
    desk.put(REPORT, desk.text(REPORT) + "\nMore.\n")
    said = desk.refuses_on("2026-05-18", "signoff", "request", CASE, "overview-report")
    assert f"{REPORT} changed since the last save" in said and "reviewctl save" in said
    desk.git("checkout", "--", REPORT)
    desk.put(f"cases/{CASE}/diary.yaml", desk.text(f"cases/{CASE}/diary.yaml") + "# a note\n")
    desk.ask()


def test_of_an_agency_it_has_a_branch_of_its_own(desk: Desk) -> None:
    """An agency may be named by a name it goes by, and as an address."""
    desk.does_on("2026-05-18", "signoff", "request", CASE, "imr[pennine-care]", "-o", os.devnull)
    assert f"signoff/{CASE}/imr/pennine-care" in desk.git("branch", "--list")
    again = desk.does_on("2026-05-18", "signoff", "request", CASE, "imr", "--agency", "Pennine Care")
    assert "asked for already" in again


def test_without_a_name_in_git_nothing_is_written(desk: Desk, at_home: Path) -> None:
    """A commit needs to know whose it is: exit 3, the way to tell git, and no branch."""
    (at_home / ".gitconfig").write_text("")
    with on("2026-05-18"):
        done = desk.tries("signoff", "request", CASE, "overview-report")
    assert (
        done.code == 3 and "nothing was written" in done.err and "git config --global user.name" in done.err
    )
    assert desk.git("branch", "--list", "signoff/*") == ""


def test_without_git_it_says_so(desk: Desk) -> None:
    """Sign-off needs the history: exit 3."""
    (desk.root / ".git").rename(desk.root.parent / "away")
    for words in (("request", CASE, "overview-report"), ("verify",)):
        done = desk.tries("signoff", *words)
        assert done.code == 3 and "git" in done.err


def test_dry_run_says_what_it_would_do_and_does_nothing(desk: Desk) -> None:
    """No branch, no object that anything leads to."""
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report", "--dry-run")
    assert f"Would commit onto {BRANCH}" in said and "Nothing was written" in said
    assert desk.git("branch", "--list", "signoff/*") == ""


def test_a_branch_of_that_name_stands_in_the_way(desk: Desk) -> None:
    """Where a branch is called `signoff`, git can make none below it: that is said."""
    desk.git("branch", "signoff")
    with on("2026-05-18"):
        done = desk.tries("signoff", "request", CASE, "overview-report")
    assert done.code == 3 and "stands in its way" in done.err


def test_it_is_pushed_where_the_present_branch_comes_from(desk: Desk) -> None:
    """Beside the upstream of the branch one stands on, under its own name; and again, forward only."""
    there = desk.root.parent / "there.git"
    subprocess.run(["git", "init", "-q", "--bare", str(there)], check=True)
    desk.git("remote", "add", "origin", str(there))
    desk.git("push", "-q", "-u", "origin", "HEAD")
    assert f"pushed: {BRANCH}" in desk.does_on("2026-05-18", "signoff", "request", CASE, "overview-report")
    assert "pushed" in desk.approve()
    far = subprocess.run(["git", "rev-parse", BRANCH], cwd=there, capture_output=True, text=True, check=True)
    assert far.stdout == desk.git("rev-parse", BRANCH)


def test_after_a_squash_the_branch_goes_on_forwards(desk: Desk) -> None:
    """A forge may make one commit of the branch: what it says is merged all the same, and the next request follows."""
    desk.ask()
    desk.approve()
    with on("2026-05-21"):
        desk.git("merge", "--quiet", "--squash", BRANCH)
        desk.git("commit", "--quiet", "-m", "Sign-off of the report")
    assert desk.report()["branch"] is None and desk.report()["state"] == "complete"
    old = desk.git("rev-parse", BRANCH)
    desk.put(REPORT, desk.text(REPORT) + "\nMore.\n")
    desk.saved("2026-05-25")
    desk.ask("2026-05-26")
    assert old.strip() in desk.git("rev-list", BRANCH).split()


KILLED = """
    import os, signal, sys
    from reviewctl.vcs import branches
    from reviewctl.cli.app import run
    calls, stop = 0, int(sys.argv[1])
    before = branches.Repository.git
    def counted(self, subcommand, *words, **more):
        global calls
        if subcommand in ("read-tree", "hash-object", "update-index", "write-tree", "commit-tree", "update-ref"):
            calls += 1
            if calls == stop:
                os.kill(os.getpid(), signal.SIGKILL)
        return before(self, subcommand, *words, **more)
    branches.Repository.git = counted
    sys.exit(run(["-C", sys.argv[2], "signoff", "request", sys.argv[3], "overview-report", "-o", os.devnull]))
"""


@pytest.mark.parametrize("stop", range(1, 8))
def test_killed_at_any_step_the_branch_is_the_old_one_or_the_new_one(desk: Desk, stop: int) -> None:
    """SIGKILL before each step of the commit leaves no branch, or the whole one; then it works again."""
    program = textwrap.dedent(KILLED)
    done = subprocess.run(
        [sys.executable, "-c", program, str(stop), str(desk.root), CASE], capture_output=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done
    there = desk.git("branch", "--list", BRANCH).strip()
    assert bool(there) == (done.returncode == 0)
    assert desk.unsaved() == ""
    desk.does("signoff", "request", CASE, "overview-report", "-o", os.devnull)
    assert desk.git("diff", "--name-only", "HEAD", BRANCH).split() == [f"{FOLDER}/request.json"]


def test_what_is_signed_off_already_is_not_asked_for_again(desk: Desk) -> None:
    """Merged and complete: asked for again with the same text, nothing is written and no branch made."""
    desk.ask()
    desk.approve()
    desk.merge()
    desk.git("branch", "-D", BRANCH)
    assert "asked for already" in desk.does_on("2026-06-01", "signoff", "request", CASE, "overview-report")
    assert desk.git("branch", "--list", BRANCH) == ""


def test_on_its_own_branch_a_request_is_written_in_the_files(desk: Desk) -> None:
    """Whoever has the branch checked out, and has changed the text there, asks anew there."""
    desk.ask()
    desk.git("checkout", "-q", BRANCH)
    desk.put(REPORT, desk.text(REPORT) + "\nMore.\n")
    desk.saved("2026-05-19")
    desk.ask("2026-05-20")
    assert desk.last_paths() == [f"{FOLDER}/request.json"] and desk.unsaved() == ""


def test_a_branch_open_in_another_work_tree_is_left_alone(desk: Desk) -> None:
    """Its files there would seem to have been changed back: exit 3, and the branch stays."""
    desk.ask()
    tip = desk.git("rev-parse", BRANCH)
    desk.git("worktree", "add", "-q", str(desk.root.parent / "other"), BRANCH)
    with on("2026-05-20"):
        done = desk.tries(
            "signoff", "record", CASE, "overview-report", "--person", "hsl", "--minute", "Panel"
        )
    assert done.code == 3 and "open in another work tree" in done.err
    assert desk.git("rev-parse", BRANCH) == tip


HALFWAY = """
    import os, signal, sys
    from reviewctl.store import atomic
    from reviewctl.cli.app import run
    calls, stop = 0, int(sys.argv[1])
    before = atomic.write
    def counted(path, data, **more):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        before(path, data, **more)
    atomic.write = counted
    sys.exit(run(["-C", sys.argv[2], "signoff", "request", sys.argv[3], "plan-met", "--here", "-o", os.devnull]))
"""


@pytest.mark.parametrize("stop", [1, 2, 3])
def test_killed_between_its_files_nothing_is_asked_for_and_it_works_again(desk: Desk, stop: int) -> None:
    """The copy comes before the request: without that it asks nothing. What is left is saved first, and then asked."""
    desk.does_on("2026-05-02", "add", CASE, "action-plan")
    desk.put(f"cases/{CASE}/progress.yaml", "'1':\n  evidence: the audit of March\n")
    desk.saved("2026-05-02")
    program = textwrap.dedent(HALFWAY)
    done = subprocess.run(
        [sys.executable, "-c", program, str(stop), str(desk.root), CASE], capture_output=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done
    state = desk.states("2100-01-01")["plan-met"]
    assert state == ("open" if done.returncode == 0 else "not-requested")
    if desk.unsaved():
        words = ("signoff", "request", CASE, "plan-met", "--here", "-o", os.devnull)
        assert "is not saved: a command was broken off" in desk.refuses(*words)
        assert desk.tries("save").code == 0
    desk.does("signoff", "request", CASE, "plan-met", "--here", "-o", os.devnull)
    assert desk.states("2100-01-01")["plan-met"] == "open" and desk.unsaved() == ""


def test_of_a_template_it_is_said_that_nothing_is_filled_in(desk: Desk) -> None:
    """An action plan that was only added is soon approved along with the report by mistake."""
    desk.does_on("2026-05-18", "add", CASE, "action-plan")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "report-and-plan", "-o", os.devnull)
    assert f"look again: in cases/{CASE}/action-plan.yaml nothing is filled in yet" in said
    desk.does_on("2026-05-18", "record", CASE, "actions[1].action", "write a procedure")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "report-and-plan", "-o", os.devnull)
    assert "nothing is filled in" not in said


def test_what_will_be_owed_in_the_text_is_told_before_anybody_approves(desk: Desk) -> None:
    """Terms of reference without a period: that is asked once they are agreed, and to mend it then voids them."""
    path = f"cases/{CASE}/terms-of-reference.md"
    desk.put(path, "---\nversion: 1\n---\n\nWhat happened.\n")
    desk.saved("2026-05-18")
    said = desk.does_on("2026-05-18", "signoff", "request", CASE, "tor", "-o", os.devnull)
    assert "to be put right in the text, and mended later, its approval is void" in said
    assert path in said and f"ask again: reviewctl signoff request {CASE} tor" in said


def test_asked_for_in_the_record_itself_the_page_speaks_of_no_pull_request(desk: Desk) -> None:
    """A board that approves in meetings has neither a branch nor a button; what to type afterwards is told."""
    with on("2026-05-18"):
        page = desk.does("signoff", "request", CASE, "overview-report", "--here").out
    assert f"when it is approved: reviewctl signoff record {CASE} overview-report --person ID" in page
    assert "pull request" not in page and "branch" not in page and "GitHub" not in page
    assert "- Say so in the meeting, or in writing." in page
