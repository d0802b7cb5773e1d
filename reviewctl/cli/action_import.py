"""`action import`: the form that came back."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("import")
@click.argument("file")
@click.option("--owner", required=True, metavar="A", help="The agency that sent it.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it came. Default: today.")
@writing_options
@click.pass_obj
def command(desk: Desk, /, file: str, owner: str, on: date | None, dry_run: bool, no_commit: bool) -> int:
    """Bring in the form that an agency filled in: only what is new in it, and only of its own actions."""
    from reviewctl.exchange.parcel import LARGEST_FILE
    from reviewctl.work.actions.answers import bring_in
    from reviewctl.work.actions.gathering import owner_meant
    from reviewctl.work.unopened import read_whole
    from reviewctl.work.writing import writing

    data = read_whole(file, LARGEST_FILE)
    agency = owner_meant((), desk.register.board, owner)
    with writing(desk, "action import", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in bring_in(desk, pen, data, agency, on):
            tell(line)
    return 0
