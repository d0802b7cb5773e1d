"""`undo`: take back the last thing that reviewctl wrote."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("undo")
@click.pass_obj
def command(desk: Desk, /) -> int:
    """Take back the last reviewctl commit by a new commit. Nothing is erased from the history.

    Said again, it takes back the one before, as long as nothing else came between.
    """
    from pathlib import Path

    from reviewctl.store.lock import locked
    from reviewctl.vcs.repository import require
    from reviewctl.vcs.undo import undo

    repo = require(desk.register.root)
    with locked(Path(desk.register.root), Path(repo.git_dir)):
        done = undo(repo)
    tell(f"Taken back: {done.command} ({done.undone[:10]}), by a new commit {done.commit[:10]}.")
    for path in done.paths:
        tell(f"  {path}")
    if done.further:
        tell("An undo is not undone: this went one step further back.")
        tell(f"  To have this step again: git revert --no-edit {done.commit[:10]}")
    return 0
