"""`ci`: what pipelines, git's hooks and a server run, and the files that tell them to."""

import click

from reviewctl.cli.options import Group, writing
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("ci", cls=Group)
def command() -> None:
    """Judge what is proposed, where nobody sits at the screen: at GitHub or GitLab, before a commit, on a server."""


@command.command("kit")
@click.option("--overwrite", is_flag=True, help="Write over what was edited by hand, too.")
@writing
@click.pass_obj
def kit(desk: Desk, overwrite: bool, dry_run: bool, no_commit: bool) -> int:
    """Write the files by which GitHub, GitLab and pre-commit judge what is proposed.

    `init` writes them into a new register; this adds them to an older one, and renews what has become old.
    """
    from reviewctl.work.kitting import write_kit

    for line in write_kit(desk, overwrite=overwrite, dry_run=dry_run, commit=not no_commit):
        tell(line)
    return 0
