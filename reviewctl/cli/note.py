"""`note`: a dated line in a case's log."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("note")
@click.argument("case")
@click.argument("text")
@click.option("--on", type=Day(), metavar="DATE", help="The day it is about. Default: today.")
@click.option("--by", metavar="ROLE", help="Who notes it: a role or a person's id.")
@writing_options
@click.pass_obj
def command(
    desk: Desk, /, case: str, text: str, on: date | None, by: str | None, dry_run: bool, no_commit: bool
) -> int:
    """Write TEXT as a dated line in CASE's log. Pseudonyms only."""
    from reviewctl.work.log import add_note
    from reviewctl.work.writing import writing

    with writing(desk, "note", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_note(desk, pen, case, text, on, by):
            tell(line)
    return 0
