"""`save` and `undo`: what was edited by hand goes into git, and what reviewctl wrote comes back out."""

from pathlib import Path

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"


def test_everything_that_was_edited_is_saved(case: House) -> None:
    """Edited, new and deleted files are committed with a message that names cases only."""
    case.put(f"{HOME}/log.yaml", "notes:\n  - on: 2025-02-01\n    text: Called Mrs Smith\n")
    (case.root / HOME / "family.yaml").unlink()
    assert case.does("save").out.startswith("Saved 2 files.\n")
    assert case.last_message() == f"{CASE}: edited by hand"
    assert "Smith" not in case.git("log", "-1", "--format=%B")
    assert case.unsaved() == ""
    assert case.does("save").out == "Nothing has changed since the last save.\n"


def test_what_is_to_be_put_right_is_said_and_saved(case: House) -> None:
    """A fault does not keep work from being saved; the first one is shown."""
    case.put(f"{HOME}/diary.yaml", "screening:\n  held: TBC\n")
    said = case.does("save").out
    assert "In these files 1 thing is to be put right" in said or "things are to be put right" in said
    assert "diary.yaml:2:9" in said and case.unsaved() == ""


def test_windows_line_ends_are_saved_as_they_are(case: House) -> None:
    """Git holds the very bytes, whatever the user's own settings make of line ends."""
    raw = (case.root / HOME / "diary.yaml").read_bytes().replace(b"\n", b"\r\n")
    case.put(f"{HOME}/diary.yaml", raw)
    case.does("save")
    import subprocess

    shown = subprocess.run(
        ["git", "cat-file", "blob", f"HEAD:{HOME}/diary.yaml"], cwd=case.root, capture_output=True, check=True
    )
    assert shown.stdout == raw


@pytest.mark.parametrize(
    "name", ["Letter to Mrs Smith.docx", "minutes.pdf", "yaml.py", ".env", "CON.yaml", "notes.txt"]
)
def test_what_has_no_place_is_not_saved(case: House, name: str) -> None:
    """Git forgets nothing: a document with a name in it is refused, and nothing else is committed with it."""
    case.put(f"{HOME}/log.yaml", "notes:\n  - on: 2025-02-01\n    text: x\n")
    case.put(f"{HOME}/{name}", "x\n")
    commit = case.git("rev-parse", "HEAD")
    said = case.refuses("save")
    assert "Smith" not in said and "Nothing was saved" in said
    assert case.git("rev-parse", "HEAD") == commit
    (case.root / HOME / name).unlink()
    assert case.does("save").out.startswith("Saved 1 file.")


def test_a_message_of_ones_own(case: House) -> None:
    """The words given are the message, without control characters."""
    case.put("README.md", "mine\n")
    case.does("save", "README\x1b[31m mended")
    assert case.last_message() == "README[31m mended"


def test_it_is_pushed_where_there_is_an_upstream(case: House, tmp_path: Path) -> None:
    """With an upstream the work is pushed; with --no-push it stays here."""
    bare = tmp_path / "upstream.git"
    case.git("init", "-q", "--bare", "-b", "main", str(bare))
    case.git("remote", "add", "origin", str(bare))
    case.git("push", "-q", "-u", "origin", "main")

    def upstream() -> str:
        return case.git(f"--git-dir={bare}", "rev-parse", "main")

    case.put("README.md", "one\n")
    case.does("save", "--no-push")
    assert upstream() != case.git("rev-parse", "HEAD")
    case.put("README.md", "two\n")
    case.does("save")
    assert upstream() == case.git("rev-parse", "HEAD")


def test_a_merge_without_a_file_to_put_together_is_finished(case: House) -> None:
    """In the middle of a merge save finishes it, what was typed meanwhile included."""
    case.git("checkout", "-qb", "other")
    case.put("README.md", "theirs\n")
    case.git("commit", "-qam", "theirs")
    case.git("checkout", "-q", "main")
    case.git("merge", "-q", "--no-ff", "--no-commit", "other")
    case.put(f"{HOME}/log.yaml", "notes:\n  - on: 2025-02-01\n    text: typed meanwhile\n")
    said = case.does("save").out
    assert said.startswith("The merge is finished and saved (2 files changed here).\n")
    assert len(case.git("log", "-1", "--format=%P").split()) == 2 and case.unsaved() == ""


def test_a_cherry_pick_is_gits_to_finish(case: House) -> None:
    """Something else that git began, and that has no file to put together, is left to git."""
    case.put(".git/CHERRY_PICK_HEAD", case.git("rev-parse", "HEAD"))
    done = case.tries("save")
    assert done.code == 0 and "git cherry-pick --continue" in done.out
    case.put(".git/REVERT_HEAD", case.git("rev-parse", "HEAD"))
    (case.root / ".git" / "CHERRY_PICK_HEAD").unlink()
    done = case.tries("save")
    assert done.code == 3 and "git revert --abort" in done.err


def test_without_a_repository_there_is_nothing_to_save_in(case: House) -> None:
    """Without git, save and undo say so, with exit 3."""
    import shutil

    shutil.rmtree(case.root / ".git")
    for word in ("save", "undo"):
        done = case.tries(word)
        assert done.code == 3 and "git" in done.err


def test_undo_takes_back_exactly_the_last(case: House) -> None:
    """What the last command wrote is gone, what came before stays, and the history keeps both."""
    case.does("record", CASE, "screening.held", "28/1/2025")
    before = case.files()
    case.does("note", CASE, "canary")
    said = case.does("undo").out
    assert said.startswith(f"Taken back: {CASE}: note. The history keeps both") and f"{HOME}/log.yaml" in said
    assert "commit" not in said and "git" not in said
    assert case.files() == before
    assert case.unsaved() == ""
    assert "further" not in said


def test_undo_twice_goes_two_steps_back(case: House) -> None:
    """The step before is taken back too, and the message says how to have it again."""
    before = case.files()
    case.does("record", CASE, "screening.held", "28/1/2025")
    recorded = case.files()
    case.does("note", CASE, "canary")
    case.does("undo")
    said = case.does("undo").out
    assert said.startswith(f"Taken back: {CASE}: record screening.held. ") and "one step further back" in said
    assert case.files() == before and case.unsaved() == ""
    command = said.rpartition("git ")[2].split()
    case.git(*command)
    assert case.files() == recorded


def test_undo_takes_back_a_new_case(case: House) -> None:
    """A case opened by mistake is gone with its folder."""
    before = case.files()
    case.does("new", "sar", "--received", "2025-02-03")
    case.does("undo")
    assert case.files() == before and not (case.root / "cases" / "SAR-2025-002").exists()


def test_undo_leaves_work_by_hand_alone(case: House) -> None:
    """A file that was edited since is not lost, and a commit of the user's own is not taken back."""
    case.does("note", CASE, "one")
    case.put(f"{HOME}/log.yaml", case.text(f"{HOME}/log.yaml") + "# mine\n")
    assert "save" in case.refuses("undo")
    case.git("commit", "-qam", "mine")
    assert "not written by reviewctl" in case.refuses("undo")


def test_undo_can_be_looked_at_first(case: House) -> None:
    """With --dry-run the lines that would go and come are shown, and neither a file nor the history changes."""
    case.does("note", CASE, "canary")
    before, commit = case.files(), case.git("rev-parse", "HEAD")
    said = case.does("undo", "--dry-run").out
    assert said.startswith(f"This would be taken back: {CASE}: note ({commit[:10]}).")
    assert any(line.startswith("-") and "canary" in line for line in said.splitlines())
    assert said.endswith("Nothing was written (--dry-run).\n")
    assert (case.files(), case.git("rev-parse", "HEAD")) == (before, commit)


def test_the_step_before_can_be_looked_at_first(case: House) -> None:
    """After an undo, --dry-run shows the step before, and says that it goes further back."""
    case.does("record", CASE, "screening.held", "28/1/2025")
    case.does("note", CASE, "canary")
    case.does("undo")
    said = case.does("undo", "--dry-run").out
    assert f"taken back: {CASE}: record" in said and "one step further back" in said and "canary" not in said


def test_what_undo_refuses_it_refuses_beforehand(case: House) -> None:
    """Where undo would lose what was edited by hand, --dry-run says so, too."""
    case.does("note", CASE, "one")
    case.put(f"{HOME}/log.yaml", case.text(f"{HOME}/log.yaml") + "# mine\n")
    assert case.refuses("undo", "--dry-run") == case.refuses("undo")


def test_save_can_be_looked_at_first(case: House) -> None:
    """With --dry-run the files and lines that would be saved are shown, and nothing is committed or sent."""
    case.put(f"{HOME}/log.yaml", "notes:\n  - on: 2025-02-01\n    text: canary\n")
    (case.root / HOME / "family.yaml").unlink()
    commit, unsaved = case.git("rev-parse", "HEAD"), case.unsaved()
    said = case.does("save", "--dry-run").out
    assert said.startswith(f"2 files would be saved: {HOME}/family.yaml, {HOME}/log.yaml\n")
    assert "\n+    text: canary\n" in said and "\n-# " in said
    assert f"\n--- {HOME}/log.yaml (saved)\n+++ {HOME}/log.yaml (now)\n" in said
    assert said.endswith("Nothing was written (--dry-run).\n")
    assert (case.git("rev-parse", "HEAD"), case.unsaved()) == (commit, unsaved)
    case.does("save")
    assert case.does("save", "--dry-run").out == "Nothing has changed since the last save.\n"


def test_what_save_refuses_it_refuses_beforehand(case: House) -> None:
    """A file that has no place is said by --dry-run as by save; and there is nothing to look at in what others did."""
    case.put(f"{HOME}/minutes.pdf", "x\n")
    assert case.refuses("save", "--dry-run") == case.refuses("save")
    assert "fetches nothing" in case.refuses("save", "--dry-run", "--bring-in")
