"""`undo`: take back the last thing that reviewctl wrote."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("undo")
@click.option("--dry-run", is_flag=True, help="Show what would be taken back and change nothing.")
@click.pass_obj
def command(desk: Desk, /, dry_run: bool) -> int:
    """Take back the last thing that reviewctl wrote. The history keeps both: nothing is erased from it.

    Said again, it takes back the one before, as long as nothing else came between.
    """
    from reviewctl.work.undoing import take_back

    for line in take_back(desk, dry_run=dry_run):
        tell(line)
    return 0
