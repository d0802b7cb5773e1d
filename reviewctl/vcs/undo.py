"""Taking back the last thing that reviewctl committed, by a new commit: history is never rewritten."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.vcs.commit import (
    TRAILER,
    NoIdentity,
    changed_among,
    commit_paths,
    has_identity,
    in_last_commit,
    put_back,
)
from reviewctl.vcs.record import CommitRecord, read_commit
from reviewctl.vcs.repository import Repository, head
from reviewctl.vcs.state import require_quiet

_UNDOES = "Undoes"
_WHO = 'Say it once: git config --global user.name "…" and git config --global user.email "…", then: reviewctl undo'
BY_HAND = "Put it right by hand, then: reviewctl save"


class Undone(Struct, frozen=True):
    """What was taken back: the new commit, the one that it undoes, the command of that, and its files.

    `subject` is the first line of its message. `commit` is "" of what is only about to be taken back. `before` is the
    commit whose files come back. `further` says that an undo had come before, so that this one goes one step further
    back.
    """

    commit: str
    undone: str
    command: str
    paths: tuple[str, ...]
    before: str
    further: bool = False
    subject: str = ""


def undo(repo: Repository) -> Undone:
    """Take back the last commit, which must be reviewctl's own, by a new commit that does the opposite.

    An undo is not undone: where the last commit is one, the commit before that which it took back is meant.
    Raises ReviewctlError, and changes nothing, where that is not reviewctl's, has nothing before it, or its
    files have changes that are not committed; EnvironmentFault while something is under way, NoIdentity where
    git does not know who the user is.
    """
    meant = to_undo(repo)
    if not has_identity(repo):
        raise NoIdentity("it is not known who you are, so nothing was taken back", _WHO)
    return replace(meant, commit=_commit_opposite(repo, meant))


def to_undo(repo: Repository) -> Undone:
    """Return what `undo` would take back now. Raises as it does, but for the identity; changes nothing."""
    repo.check_safe()
    require_quiet(repo)
    last = _last_own(repo)
    paths = _changed(repo, last)
    _refuse_unsaved(repo, paths)
    command, further = last.trailers[TRAILER], last.id != head(repo)
    return Undone("", last.id, command, tuple(paths), last.parents[0], further, last.subject)


def _last_own(repo: Repository) -> CommitRecord:
    """The last commit that still holds, if undo may take it back."""
    last_id = head(repo)
    if last_id is None:
        raise ReviewctlError("Nothing has been saved yet, so there is nothing to undo.")
    last = _still_holding(repo, last_id)
    short = last.id[:10]
    called = (
        f"What was saved last ({short})" if last.id == last_id else f"What was saved before that ({short})"
    )
    if len(last.parents) > 1:
        raise ReviewctlError(
            f"{called} brings the work of two people together, and undo does not part them.", f"{BY_HAND}."
        )
    if TRAILER not in last.trailers:
        raise ReviewctlError(
            f"{called} was not written by reviewctl.",
            f"{BY_HAND}. Or all of it is taken back by whoever knows git: git revert --no-edit {short}",
        )
    if not last.parents:
        raise ReviewctlError(f"{called} is the first that there is: nothing was before it.")
    return last


def _still_holding(repo: Repository, last_id: str) -> CommitRecord:
    """Return the last commit, or before one or several undos the last one that none of them took back."""
    one, undone = read_commit(repo, last_id), {""}
    while len(one.parents) == 1 and (one.trailers.get(TRAILER) == "undo" or one.id in undone):
        undone.add(one.trailers.get(f"{TRAILER}-{_UNDOES}", ""))
        one = read_commit(repo, one.parents[0])
    if one.id != last_id and _tree(repo, one.id) != _tree(repo, last_id):
        short = last_id[:10]
        raise ReviewctlError(
            f"What was saved last ({short}) is already an undo, and more came in with it.",
            f"{BY_HAND}. Or what it took is put back by whoever knows git: git revert --no-edit {short}",
        )
    return one


def _tree(repo: Repository, commit_id: str) -> bytes:
    return repo.git("rev-parse", "--verify", f"{commit_id}^{{tree}}").out


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
            f"{files} that would be taken back changed since, and that change would be lost.",
            "First: reviewctl save",
        )


def _is_taken(root: Path, path: str) -> bool:
    """True where something lies at the path of a file that is to come back, or in the place of its folder."""
    above = [root / folder for folder in PurePosixPath(path).parents]
    blocked = any(os.path.lexists(folder) and not folder.is_dir() for folder in above)
    return blocked or os.path.lexists(root / path)


def _commit_opposite(repo: Repository, meant: Undone) -> str:
    """Put the files back as they were before the commit, and commit that; on any trouble, forward again."""
    made = None
    try:
        put_back(repo, meant.before, meant.paths)
        message = f"Undo {meant.command} ({meant.undone[:10]})"
        made = commit_paths(repo, meant.paths, message, command="undo", more={_UNDOES: meant.undone})
    finally:
        if made is None:
            put_back(repo, meant.undone, meant.paths)
    if made is None:
        raise EnvironmentFault(
            f"What was saved last ({meant.undone[:10]}) changed nothing, so there is nothing to undo."
        )
    return made
