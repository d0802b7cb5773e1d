"""`init`: make a register."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--board", metavar="NAME", help="The name of the Board or Partnership.")
@click.option(
    "--policy", default="stockport-2021", show_default=True, metavar="PACK", help="The protocol followed."
)
@click.pass_obj
def command(desk: Desk, /, folder: str, board: str | None, policy: str) -> int:
    """Make a register in DIR: board.yaml, cases/, meetings/, the editor's settings, and a first commit."""
    from reviewctl.work.founding import found

    for line in found(desk.folder, folder, board or "Our Safeguarding Board", policy):
        tell(line)
    return 0
