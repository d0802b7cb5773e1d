"""Nothing is written while something is under way in the repository, and the sentence says which."""

import threading
import time

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs import commit, state


def conflict(register) -> None:
    """Two branches that change the same line."""
    register.git("checkout", "-q", "-b", "theirs")
    register.write("board.yaml", "board: Theirs\n")
    register.commit_all("theirs")
    register.git("checkout", "-q", "main")
    register.write("board.yaml", "board: Ours\n")
    register.commit_all("ours")


@pytest.mark.parametrize(
    ("command", "named", "finish"),
    [
        ("merge", "A merge is not finished", "git merge --abort"),
        ("rebase", "A rebase is not finished", "git rebase --continue"),
        ("rebase --apply", "A rebase is not finished", "git rebase --continue"),
        ("cherry-pick", "A cherry-pick is not finished", "git cherry-pick --abort"),
        ("revert", "A revert is not finished", "git revert --abort"),
    ],
)
def test_what_stopped_at_a_conflict_is_named(register, command, named, finish) -> None:
    """Each way to stop half-way is told with the command that ends it, and nothing is committed."""
    conflict(register)
    target = "main~1" if command == "revert" else "theirs"
    register.git(*command.split(), target, check=False)
    repo = register.repo
    told = state.in_progress(repo)
    assert told is not None
    assert told.startswith(named)
    assert finish in told
    before = register.git("rev-parse", "HEAD")
    with pytest.raises(EnvironmentFault, match=named) as fault:
        commit.commit_paths(repo, ["board.yaml"], "Change", command="record")
    assert finish in fault.value.hint
    assert register.git("rev-parse", "HEAD") == before


def test_a_bisect_is_named(register) -> None:
    """A search through history is under way until it is reset."""
    register.write("board.yaml", "board: Changed\n")
    register.commit_all()
    register.git("bisect", "start", "HEAD", "HEAD~1")
    assert state.in_progress(register.repo) == "A bisect is not finished. End it: git bisect reset."
    register.git("bisect", "reset")
    assert state.in_progress(register.repo) is None


def test_patches_half_applied_are_named(register) -> None:
    """`git am` that stopped is not taken for a rebase."""
    conflict(register)
    patch = register.git("format-patch", "-1", "theirs", "--stdout")
    file = register.write("../theirs.patch", patch)
    register.git("am", "-q", str(file), check=False)
    told = state.in_progress(register.repo)
    assert told is not None
    assert "git am --abort" in told


def test_a_stale_lock_is_named_with_its_place(register) -> None:
    """A lock that nobody takes away is told, with the file to delete."""
    lock = register.root / ".git" / "index.lock"
    lock.touch()
    with pytest.raises(EnvironmentFault, match="Another git program") as fault:
        state.require_quiet(register.repo, patience=0.05)
    assert str(lock) in fault.value.hint
    lock.unlink()
    state.require_quiet(register.repo)


def test_a_lock_of_a_moment_is_waited_for(register) -> None:
    """An editor that looks at the files for a moment does not stop a save."""
    lock = register.root / ".git" / "index.lock"
    lock.touch()
    worker = threading.Thread(target=lambda: (time.sleep(0.2), lock.unlink()))
    worker.start()
    register.write("board.yaml", "board: Changed\n")
    assert commit.commit_paths(register.repo, ["board.yaml"], "Change", command="record")
    worker.join()


def test_a_shallow_clone_is_refused_where_history_is_needed(register, tmp_path) -> None:
    """A clone of depth one says how to fetch the rest; a whole one passes."""
    register.write("board.yaml", "board: Changed\n")
    register.commit_all()
    state.require_history(register.repo)
    shallow = tmp_path / "shallow"
    register.git("clone", "-q", "--depth=1", f"file://{register.root}", str(shallow))
    repo = type(register)(shallow).repo
    assert state.is_shallow(repo)
    with pytest.raises(EnvironmentFault, match="latest part") as fault:
        state.require_history(repo)
    assert fault.value.exit_code == 3
    assert "git fetch --unshallow" in fault.value.hint
