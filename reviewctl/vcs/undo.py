"""Taking back the last thing that reviewctl committed, by a new commit: history is never rewritten."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.commit import (
    FROM_STDIN,
    TRAILER,
    NoIdentity,
    changed_among,
    commit_paths,
    has_identity,
    in_last_commit,
    path_lines,
)
from reviewctl.vcs.record import CommitRecord, read_commit
from reviewctl.vcs.repository import Repository, head
from reviewctl.vcs.state import require_quiet

BY_HAND = "Put it right by hand, then: reviewctl save"


class Undone(Struct, frozen=True):
    """What was taken back: the new commit, the one that it undoes, the command of that, and its files."""

    commit: str
    undone: str
    command: str
    paths: tuple[str, ...]


def undo(repo: Repository) -> Undone:
    """Take back the last commit, which must be reviewctl's own, by a new commit that does the opposite.

    Raises ReviewctlError, and changes nothing, where the last commit is not reviewctl's, is itself an undo,
    has nothing before it, or its files have changes that are not committed; EnvironmentFault while something
    is under way, NoIdentity where git does not know who the user is.
    """
    repo.check_safe()
    require_quiet(repo)
    last = _last_own(repo)
    paths = _changed(repo, last)
    _refuse_unsaved(repo, paths)
    if not has_identity(repo):
        raise NoIdentity("git does not know who you are", "Set user.name and user.email, then undo again.")
    made = _commit_opposite(repo, last, paths)
    return Undone(made, last.id, last.trailers[TRAILER], tuple(paths))


def _last_own(repo: Repository) -> CommitRecord:
    """The last commit, if undo may take it back."""
    last_id = head(repo)
    if last_id is None:
        raise ReviewctlError("nothing has been committed yet, so there is nothing to undo")
    last = read_commit(repo, last_id)
    short = last.id[:10]
    if len(last.parents) > 1:
        raise ReviewctlError(f"the last commit ({short}) merges two lines of work; undo does not part them")
    if TRAILER not in last.trailers:
        raise ReviewctlError(f"the last commit ({short}) was not made by reviewctl", f"{BY_HAND}.")
    if last.trailers[TRAILER] == "undo":
        raise ReviewctlError(
            f"the last commit ({short}) is already an undo; undo goes back one step only", BY_HAND
        )
    if not last.parents:
        raise ReviewctlError(f"the last commit ({short}) is the first; there is nothing to go back to")
    return last


def _changed(repo: Repository, last: CommitRecord) -> list[str]:
    """The files that the commit added, changed or deleted."""
    options = ("-r", "-z", "--no-renames", "--name-only", "--no-ext-diff", "--no-textconv")
    listed = repo.git("diff-tree", *options, last.parents[0], last.id).out
    return [os.fsdecode(path) for path in listed.split(b"\0") if path]


def _refuse_unsaved(repo: Repository, paths: Sequence[str]) -> None:
    unsaved = {path for _, path in changed_among(repo, paths)}
    # Git does not speak of ignored files, and would write over them.
    gone = set(paths) - in_last_commit(repo, paths)
    unsaved |= {path for path in gone if _is_taken(Path(repo.root), path)}
    if unsaved:
        files = "1 file" if len(unsaved) == 1 else f"{len(unsaved)} files"
        raise ReviewctlError(
            f"{files} that the last commit wrote changed since and would be lost", "First: reviewctl save"
        )


def _is_taken(root: Path, path: str) -> bool:
    """True where something lies at the path of a file that is to come back, or in the place of its folder."""
    above = [root / folder for folder in PurePosixPath(path).parents]
    blocked = any(os.path.lexists(folder) and not folder.is_dir() for folder in above)
    return blocked or os.path.lexists(root / path)


def _commit_opposite(repo: Repository, last: CommitRecord, paths: Sequence[str]) -> str:
    """Put the files back as they were before the commit, and commit that; on any trouble, forward again."""
    made = None
    try:
        _restore(repo, last.parents[0], paths)
        message = f"Undo {last.trailers[TRAILER]} ({last.id[:10]})"
        made = commit_paths(repo, paths, message, command="undo", more={"Undoes": last.id})
    finally:
        if made is None:
            _restore(repo, last.id, paths)
    if made is None:
        raise EnvironmentFault(
            f"the last commit ({last.id[:10]}) changed nothing, so there is nothing to undo"
        )
    return made


def _restore(repo: Repository, commit: str, paths: Sequence[str]) -> None:
    options = (f"--source={commit}", "--staged", "--worktree", "--ignore-skip-worktree-bits", *FROM_STDIN)
    if paths:
        repo.git("restore", *options, stdin=path_lines(paths))
