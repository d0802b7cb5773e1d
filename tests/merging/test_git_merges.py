"""What git left unmerged is put together by save: after a pull, a rebase, a stash that was taken out again."""

from pathlib import Path

import pytest

from tests.commands import House
from tests.merging.conftest import Two
from tests.merging.test_two_people import CASE, HOME, both_record, settled

DIARY = f"{HOME}/diary.yaml"


def pull(two: Two, *options: str) -> None:
    """Get theirs as somebody who knows git would, and be left with a conflict."""
    two.mine.git("config", "merge.conflictStyle", "diff3")
    with pytest.raises(Exception, match="pull"):
        two.mine.git("pull", "-q", *options)


COMPACT = "referral:\n  received: 2025-01-13\n  acknowledged:\n  chair_briefed:\n"


def neighbours(two: Two) -> None:
    """Both record one of two dates that stand side by side; theirs is sent first, mine is not even saved."""
    two.theirs.put(DIARY, COMPACT)
    two.theirs.does("save")
    two.mine.does("save")
    two.theirs.does("record", CASE, "referral.acknowledged", "2025-01-14")
    two.theirs.does("save")
    two.mine.put(DIARY, COMPACT.replace("chair_briefed:", "chair_briefed: 2025-01-15 # by telephone"))


BOTH = COMPACT.replace("acknowledged:", "acknowledged: 2025-01-14").replace(
    "chair_briefed:", "chair_briefed: 2025-01-15 # by telephone"
)


def test_a_pull_with_neighbouring_lines(two: Two) -> None:
    """git stops at lines that touch; save finishes the merge, with both parents."""
    neighbours(two)
    two.mine.git("commit", "-qam", "by hand")
    pull(two, "--no-rebase")
    assert "<<<<<<<" in two.mine.text(DIARY)
    said = two.mine.does("save").out
    assert said.startswith(
        f"Put together from what both saved: {DIARY}.\nThe merge is finished and saved (1 file"
    )
    assert said.endswith("Pushed.\n")
    assert two.mine.text(DIARY) == BOTH
    assert len(two.mine.git("log", "-1", "--format=%P").split()) == 2
    assert two.mine.last_message() == f"{CASE}: merged"
    settled(two)


def test_a_question_leaves_the_merge_as_it_was(two: Two) -> None:
    """Nothing is written while something is open; with an answer it is finished."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    pull(two, "--no-rebase")
    before, state = two.mine.files(), two.mine.unsaved()
    done = two.mine.tries("save")
    assert done.code == 2 and "Nothing was changed." in done.err
    assert "mine    Tuesday 28 January 2025 · saved by Mine" in done.out and "marked in" in done.out
    assert (two.mine.files(), two.mine.unsaved()) == (before, state)
    two.mine.does("save", "--keep", "mine", "screening.held")
    assert "held: 2025-01-28" in two.mine.text(DIARY)
    settled(two)


@pytest.mark.parametrize("backend", ["merge", "apply"])
def test_mine_is_mine_in_a_rebase(two: Two, backend: str) -> None:
    """git calls the two sides the other way round there; save does not."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    two.mine.git("config", "rebase.backend", backend)
    pull(two, "--rebase")
    said = two.mine.tries("save").out
    assert "mine    Tuesday 28 January 2025 · saved by Mine" in said
    assert "theirs  Wednesday 29 January 2025 · saved by Theirs" in said
    said = two.mine.does("save", "--keep", "mine", "screening.held").out
    assert "git rebase --continue" in said
    two.mine.git("-c", "core.editor=true", "rebase", "--continue")
    assert "held: 2025-01-28" in two.mine.text(DIARY)
    assert two.mine.does("save").out.endswith("Pushed.\n")
    settled(two)


def test_a_stash_that_was_taken_out_again(two: Two) -> None:
    """What was put away and does not fit any more is put together, and saved like anything else."""
    neighbours(two)
    two.mine.git("stash", "-q")
    two.mine.git("pull", "-q", "--ff-only")
    with pytest.raises(Exception, match="stash"):
        two.mine.git("stash", "pop")
    said = two.mine.does("save").out
    assert "Saved 1 file." in said and said.endswith("Pushed.\n")
    assert two.mine.text(DIARY) == BOTH
    settled(two)


def test_a_merge_that_leaves_no_trace(two: Two) -> None:
    """After `git merge --squash` mine is mine, and what is put together is saved like anything else."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    two.mine.git("fetch", "-q")
    with pytest.raises(Exception, match="merge"):
        two.mine.git("merge", "-q", "--squash", "origin/main")
    assert "mine    Tuesday 28 January 2025 · saved by Mine" in two.mine.tries("save").out
    said = two.mine.does("save", "--no-push", "--keep", "theirs", "screening.held").out
    assert "Saved 1 file." in said and "held: 2025-01-29" in two.mine.text(DIARY)


def test_what_was_settled_by_hand_is_taken_as_it_is(two: Two) -> None:
    """Whoever took git's marks out has decided."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    ours = two.mine.text(DIARY)
    pull(two, "--no-rebase")
    two.mine.put(DIARY, ours.replace("2025-01-28", "2025-01-30"))
    two.mine.does("save")
    assert "held: 2025-01-30" in two.mine.text(DIARY)
    settled(two)


def test_what_is_typed_between_the_marks_is_not_lost(two: Two) -> None:
    """A file with marks and something new in it is left to the one who wrote it, with the line."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    pull(two, "--no-rebase")
    two.mine.put(DIARY, two.mine.text(DIARY) + "closure:\n  closed: 2025-09-09\n")
    before = two.mine.files()
    done = two.mine.tries("save", "--keep", "mine", "screening.held")
    assert done.code == 2 and "something was written here while the marks" in done.err
    assert two.mine.files() == before


def test_marks_in_a_file_that_git_was_told_is_right(two: Two) -> None:
    """`git add` on a file with marks does not bring them into the record."""
    both_record(two, ("screening.held", "2025-01-28"), ("screening.held", "2025-01-29"))
    pull(two, "--no-rebase")
    two.mine.git("add", DIARY)
    done = two.mine.tries("save")
    assert done.code == 3 and f"{DIARY} still holds the marks" in done.err


def test_lines_that_fit_and_say_what_nobody_said(two: Two) -> None:
    """git merges a day of one and the reason of the other without a conflict; save asks."""
    spread = "screening:\n  held:\n    on: %s\n    was: 2025-01-20\n    note: a\n    by: x\n    because: %s\n"
    for house in two[:2]:
        house.git("pull", "-q", "--ff-only")
        house.put("cases/SAR-2025-001/diary.yaml", spread % ("2025-01-28", "misread"))
        house.does("save")
    two.theirs.put(DIARY, spread % ("2025-01-29", "misread"))
    two.theirs.does("save")
    two.mine.put(DIARY, spread % ("2025-01-28", "another reason"))
    two.mine.git("commit", "-qam", "by hand")
    two.mine.git("fetch", "-q")
    two.mine.git("merge", "-q", "--no-commit", "origin/main")
    done = two.mine.tries("save")
    assert done.code == 2 and "screening.held" in done.out
    two.mine.does("save", "--keep", "theirs", "screening.held")
    assert two.mine.text(DIARY) == spread % ("2025-01-29", "misread")


def test_a_key_twice(two: Two) -> None:
    """Both added the same group in two places: git has it twice, and save once."""
    base = "referral:\n  received: 2025-01-13\n\n\n\n\n\n\nzz:\n  a:\n"
    for house in two[:2]:
        house.git("pull", "-q", "--ff-only")
        house.put(DIARY, base)
        house.does("save")
    two.theirs.put(DIARY, "screening:\n  held: 2025-01-28\n" + base)
    two.theirs.does("save")
    two.mine.put(DIARY, base + "screening:\n  papers_ready: 2025-01-20\n")
    two.mine.git("commit", "-qam", "by hand")
    two.mine.git("fetch", "-q")
    two.mine.git("merge", "-q", "--no-commit", "origin/main")
    assert two.mine.text(DIARY).count("screening:") == 2
    two.mine.does("save")
    text = two.mine.text(DIARY)
    assert text.count("screening:") == 1 and "held: 2025-01-28" in text and "papers_ready: 2025-01-20" in text


def test_a_file_that_is_not_the_registers(two: Two) -> None:
    """An unmerged file outside the register is named, and nothing is written."""
    inner = House(two.mine.root / "inner")
    for house, word in ((two.theirs, "one"), (two.mine, "two")):
        (house.root / "inner").mkdir()
        house.git("mv", "board.yaml", "cases", "diary.yaml", "meetings", "inner")
        house.put("notes.txt", f"{word}\n")
        house.git("add", "-A")
        house.git("commit", "-qm", "by hand")
    two.theirs.git("push", "-q")
    pull(two, "--no-rebase")
    done = inner.tries("save")
    assert done.code == 2 and "not part of the register, and are not merged yet: notes.txt" in done.err


def test_without_a_name_nothing_is_written(two: Two, at_home: Path) -> None:
    """A merge is a commit: without an identity the files stay as they were."""
    neighbours(two)
    two.mine.git("commit", "-qam", "by hand")
    pull(two, "--no-rebase")
    two.mine.git("config", "--unset", "user.email")
    (at_home / ".gitconfig").write_text("")
    before = two.mine.files()
    assert two.mine.tries("save").code == 3
    assert two.mine.files() == before
