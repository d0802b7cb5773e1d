"""What `undo` does: the last thing that reviewctl wrote is taken back."""

from collections.abc import Iterator
from pathlib import Path

from reviewctl.render.visible import visible
from reviewctl.store.lock import locked
from reviewctl.vcs.repository import Repository, require
from reviewctl.vcs.undo import Undone, to_undo, undo
from reviewctl.work.desk import Desk
from reviewctl.work.difference import NOTHING_WRITTEN, to_commit


def take_back(desk: Desk, *, dry_run: bool) -> Iterator[str]:
    """Take back the last commit of reviewctl and yield what to tell; with `dry_run` only what would go and come.

    Raises ReviewctlError or EnvironmentFault, as `vcs.undo.undo` does, with nothing changed.
    """
    repo = require(desk.register.root)
    if dry_run:
        yield from _shown(repo, to_undo(repo))
        return
    with locked(Path(desk.register.root), Path(repo.git_dir)):
        done = undo(repo)
    yield f"Taken back: {_named(done)}. The history keeps both, {done.undone[:10]} and {done.commit[:10]}."
    for path in done.paths:
        yield f"  {path}"
    if done.further:
        yield "An undo is not undone: this went one step further back."
        yield "  To have this step again, type its command once more; or it is put back by whoever knows git:"
        yield f"    git revert --no-edit {done.commit[:10]}"


def _named(meant: Undone) -> str:
    """Return what was done: of a command the ids and addresses too, of `save` no word that a person gave it."""
    return meant.command if meant.command == "save" else visible(meant.subject)


def _shown(repo: Repository, meant: Undone) -> Iterator[str]:
    """Yield what would be taken back."""
    yield f"This would be taken back: {_named(meant)} ({meant.undone[:10]})."
    if meant.further:
        yield "An undo is not undone: this goes one step further back."
    yield from to_commit(repo, meant.before, meant.paths)
    yield NOTHING_WRITTEN
