"""`init`: make a register."""

import click

from reviewctl.cli.options import writing
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--board", metavar="NAME", help="The name of the Board or Partnership.")
@click.option(
    "--policy", default="stockport-2021", show_default=True, metavar="PACK", help="The protocol followed."
)
@click.option("--no-ci", is_flag=True, help="Leave out what GitHub, GitLab and pre-commit read.")
@writing
@click.pass_obj
def command(
    desk: Desk,
    /,
    folder: str,
    board: str | None,
    policy: str,
    no_ci: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Make a register in DIR: board.yaml, cases/, meetings/, settings for editors and pipelines, and a first commit."""
    from reviewctl.work.founding import found

    name = board or "Our Safeguarding Board"
    for line in found(desk.folder, folder, name, policy, ci=not no_ci, dry_run=dry_run, commit=not no_commit):
        tell(line)
    if board is None and not dry_run:
        tell("The name of the Board is to be filled in: board, in board.yaml")
    return 0
