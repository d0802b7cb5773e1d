"""Undo takes back the last commit of reviewctl by a new one, or says why not and changes nothing."""

import pytest

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs import commit
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.undo import undo


def own(register, path: str = "board.yaml", text: str = "board: Changed\n", command: str = "record") -> str:
    """A commit of reviewctl's own."""
    register.write(path, text)
    made = commit.commit_paths(register.repo, [path], "Change", command=command)
    assert made is not None
    return made


def refused(register, sentence: str) -> ReviewctlError:
    """Undo must refuse with this sentence, and leave history and files as they are."""
    before = register.git("rev-parse", "HEAD"), register.git("status", "--porcelain")
    with pytest.raises(ReviewctlError, match=sentence) as fault:
        undo(register.repo)
    assert (register.git("rev-parse", "HEAD"), register.git("status", "--porcelain")) == before
    return fault.value


def test_the_last_commit_is_taken_back_by_a_new_one(register) -> None:
    """Added files go, changed and deleted ones come back byte by byte; history only grows."""
    register.write("changed.yaml", "a: é\r\n")
    register.write("deleted.yaml", "no final newline")
    register.commit_all()
    before = register.git("rev-parse", "HEAD^{tree}")
    paths = ["cases/SAR-2026-001/case.yaml", "changed.yaml", "deleted.yaml"]
    register.write(paths[0])
    register.write(paths[1], "a: 2\n")
    (register.root / paths[2]).unlink()
    made = commit.commit_paths(register.repo, paths, "New SAR-2026-001", command="new")
    done = undo(register.repo)
    assert (done.undone, done.command, sorted(done.paths)) == (made, "new", sorted(paths))
    assert register.git("rev-parse", "HEAD^{tree}") == before
    assert register.git("rev-parse", "HEAD~1").strip() == made
    assert register.git("rev-parse", "HEAD").strip() == done.commit
    assert (register.root / "changed.yaml").read_bytes() == "a: é\r\n".encode()
    assert (register.root / "deleted.yaml").read_bytes() == b"no final newline"
    assert not (register.root / "cases").exists()
    assert register.git("log", "-1", "--format=%B").strip().splitlines() == [
        f"Undo new ({made[:10]})",
        "",
        "Reviewctl: undo",
        f"Reviewctl-Undoes: {made}",
    ]


def test_other_changes_of_the_user_are_left_alone(register) -> None:
    """Staged and unsaved changes to other files survive an undo as they were."""
    register.write("other.yaml")
    register.write("staged.yaml")
    register.commit_all()
    own(register)
    register.write("other.yaml", "x: 2\n")
    register.write("staged.yaml", "x: 2\n")
    register.git("add", "staged.yaml")
    undo(register.repo)
    assert commit.dirty(register.repo) == [(" M", "other.yaml"), ("M ", "staged.yaml")]
    assert (register.root / "board.yaml").read_text() == "board: Stockport\n"


def test_a_commit_by_hand_is_not_taken_back(register) -> None:
    """The last commit must be reviewctl's own."""
    own(register)
    register.write("board.yaml", "board: By hand\n")
    register.commit_all("by hand\n\nwith a word of Reviewctl: record in its text\n\nSigned-off-by: A <a@b>")
    assert refused(register, "was not written by reviewctl").exit_code == 2


def test_a_second_undo_takes_back_the_commit_before(register) -> None:
    """Where nothing came between, each undo goes one step further back, and is no undoing of an undo."""
    start = register.git("rev-parse", "HEAD^{tree}")
    made = [own(register, text=f"board: {word}\n", command=word) for word in ("one", "two", "three")]
    for expected in reversed(made):
        assert undo(register.repo).undone == expected
    assert register.git("rev-parse", "HEAD^{tree}") == start


def test_undo_after_an_undo_and_something_new(register) -> None:
    """What was written after an undo is taken back, then what stood before the commit that was undone."""
    first = own(register, text="board: One\n")
    own(register, text="board: Two\n")
    undo(register.repo)
    third = own(register, text="board: Three\n")
    assert [undo(register.repo).undone, undo(register.repo).undone] == [third, first]
    assert (register.root / "board.yaml").read_text() == "board: Stockport\n"


def test_a_second_undo_stops_at_a_commit_by_hand(register) -> None:
    """What somebody wrote by hand is not gone past; the message has git's own command for it."""
    register.write("board.yaml", "board: By hand\n")
    register.commit_all()
    by_hand = register.git("rev-parse", "HEAD").strip()
    own(register)
    undo(register.repo)
    fault = refused(register, r"^What was saved before that \([0-9a-f]{10}\) was not written by reviewctl\.$")
    assert f"git revert --no-edit {by_hand[:10]}" in fault.hint


def test_an_undo_that_is_not_what_it_says_is_not_gone_past(register) -> None:
    """Where the files are not those from before the commit that was undone, something else came in."""
    own(register)
    undo(register.repo)
    register.write("other.yaml")
    register.git("add", "other.yaml")
    register.git("commit", "-q", "--amend", "--no-edit")
    fault = refused(register, r"is already an undo, and more came in with it\.$")
    assert f"git revert --no-edit {register.git('rev-parse', 'HEAD').strip()[:10]}" in fault.hint


def test_unsaved_changes_to_the_same_file_are_not_lost(register) -> None:
    """Whether staged, unsaved, or written anew after a deletion, what would be lost stops the undo."""
    own(register)
    register.write("board.yaml", "board: Unsaved\n")
    assert "reviewctl save" in refused(register, "changed since, and that change would be lost").hint
    register.git("add", "board.yaml")
    refused(register, "1 file that would be taken back")
    register.git("checkout", "-q", "HEAD", "--", "board.yaml")
    (register.root / "board.yaml").unlink()
    assert commit.commit_paths(register.repo, ["board.yaml"], "Delete", command="save")
    register.write("board.yaml", "board: Anew\n")
    refused(register, "changed since, and that change would be lost")


def test_an_ignored_file_written_anew_is_not_lost(register, home) -> None:
    """Also a file on the user's list of ignored names is not overwritten."""
    own(register, "report/overview.md")
    (register.root / "report/overview.md").unlink()
    assert commit.commit_paths(register.repo, ["report/overview.md"], "Delete", command="save")
    (home / "ignored").write_text("report/\n")
    register.git("config", "--global", "core.excludesFile", str(home / "ignored"))
    register.write("report/overview.md", "anew\n")
    refused(register, "changed since, and that change would be lost")
    assert (register.root / "report/overview.md").read_text() == "anew\n"


def test_a_file_in_the_place_of_a_folder_is_not_lost(register) -> None:
    """Where a file now has the name of the folder that would come back, it is not overwritten."""
    own(register, "cases/x.yaml")
    (register.root / "cases/x.yaml").unlink()
    assert commit.commit_paths(register.repo, ["cases/x.yaml"], "Delete", command="save")
    (register.root / "cases").rmdir()
    register.write("cases", "anew\n")
    refused(register, "changed since, and that change would be lost")
    assert (register.root / "cases").read_text() == "anew\n"


def test_a_merge_is_not_taken_back(register) -> None:
    """After a merge there is no single last thing to take back."""
    register.git("checkout", "-q", "-b", "theirs")
    own(register, "theirs.yaml")
    register.git("checkout", "-q", "main")
    own(register, "ours.yaml")
    register.git("merge", "-q", "--no-ff", "-m", "merge\n\nReviewctl: save", "theirs")
    refused(register, "brings the work of two people together")


def test_the_first_commit_is_not_taken_back(tmp_path, register) -> None:
    """Before the first commit, and at it, there is nothing to go back to."""
    folder = tmp_path / "new"
    folder.mkdir()
    repo = commit.init(str(folder))
    with pytest.raises(ReviewctlError, match="Nothing has been saved yet"):
        undo(repo)
    own(type(register)(folder), command="init")
    refused(type(register)(folder), "is the first")


def test_without_an_identity_nothing_is_touched(register, home) -> None:
    """Where git does not know the user, the files stay as they are."""
    own(register)
    (home / ".gitconfig").write_text("")
    refused(register, "it is not known who you are")
    assert (register.root / "board.yaml").read_text() == "board: Changed\n"


def test_a_failing_commit_puts_the_files_forward_again(register, home) -> None:
    """Where the new commit cannot be made, the files are as they were before the undo."""
    own(register, "added.yaml")
    with (home / ".gitconfig").open("a") as file:
        file.write("[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = /bin/false\n")
    refused(register, "git commit failed")
    assert (register.root / "added.yaml").exists()


def test_during_a_rebase_nothing_is_undone(register) -> None:
    """Something under way is told first."""
    own(register)
    (register.root / ".git" / "rebase-merge").mkdir()
    with pytest.raises(EnvironmentFault, match="rebase is not finished"):
        undo(register.repo)


def test_a_replaced_commit_is_not_believed(register) -> None:
    """A replace ref cannot pass another commit off as the last one."""
    own(register)
    register.git("replace", "HEAD", "HEAD~1")
    assert "Reviewctl" not in register.git("log", "-1", "--format=%B")
    undo(register.repo)
    with CommitTree(register.repo, "HEAD") as tree:
        assert tree.read("board.yaml") == b"board: Stockport\n"
