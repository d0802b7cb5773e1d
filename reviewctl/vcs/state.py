"""Whether something is under way in a repository, and whether its history is whole."""

import os
import time
from pathlib import Path

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs.repository import Repository

# What lies in the folder of the history while the thing is under way. A rebase stops with the marks of a
# cherry-pick or a merge, so it is asked for first.
UNDER_WAY = (
    ("rebase-apply/applying", "The application of patches", "git am --continue", "git am --abort"),
    ("rebase-apply", "A rebase", "reviewctl save, then git rebase --continue", "git rebase --abort"),
    ("rebase-merge", "A rebase", "reviewctl save, then git rebase --continue", "git rebase --abort"),
    ("MERGE_HEAD", "A merge", "reviewctl save", "git merge --abort"),
    (
        "CHERRY_PICK_HEAD",
        "A cherry-pick",
        "reviewctl save, then git cherry-pick --continue",
        "git cherry-pick --abort",
    ),
    ("REVERT_HEAD", "A revert", "git add -A, then git revert --continue", "git revert --abort"),
    (
        "sequencer",
        "A cherry-pick or revert",
        "git add -A, then git cherry-pick --continue",
        "git cherry-pick --abort",
    ),
)

BRINGING_IN = "reviewctl/bringing-in"
"""The mark, in the folder of the history, that what others saved is just being brought in."""


def in_progress(repo: Repository) -> str | None:
    """Return a sentence that says what is under way in the repository and how to finish it, or None."""
    for mark, what, finish, give_up in UNDER_WAY:
        if os.path.lexists(Path(repo.git_dir, mark)):
            return f"{what} is not finished. When the files are right, finish it ({finish}); or give it up ({give_up})."
    if os.path.lexists(Path(repo.git_dir, "BISECT_LOG")):
        return "A bisect is not finished. End it: git bisect reset."
    if os.path.lexists(Path(repo.git_dir, BRINGING_IN)):
        return "Bringing in what others saved was broken off. Finish it: reviewctl save."
    if _is_locked(repo):
        lock = Path(repo.git_dir, "index.lock")
        return f"Another git program is at work here, or one broke off. If none is running, delete {lock}."
    return None


def require_quiet(repo: Repository, patience: float = 1.0, so_far: str = "") -> None:
    """Raise EnvironmentFault where something is under way in the repository.

    An editor looks at the state of the files every few seconds and holds the lock for a moment; so a lock
    alone is given `patience` seconds to go away. `so_far` is a sentence that opens the hint: what was done so far.
    """
    until = time.monotonic() + patience
    while _is_locked(repo) and time.monotonic() < until:
        time.sleep(0.02)
    told = in_progress(repo)
    if told is not None:
        sentence, _, hint = told.partition(". ")
        raise EnvironmentFault(f"{sentence}.", f"{so_far}{hint}")


def is_shallow(repo: Repository) -> bool:
    """True where only the latest part of the history was fetched."""
    try:
        return Path(repo.common_dir, "shallow").stat().st_size > 0
    except OSError:
        return False


def require_history(repo: Repository) -> None:
    """Raise EnvironmentFault where only the latest part of the history is here."""
    if is_shallow(repo):
        raise EnvironmentFault(
            "only the latest part of this repository's history is here, and this needs all of it",
            "Fetch the rest: git fetch --unshallow (in GitHub Actions: fetch-depth: 0)",
        )


def _is_locked(repo: Repository) -> bool:
    return os.path.lexists(Path(repo.git_dir, "index.lock"))
