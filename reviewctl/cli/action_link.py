"""`action link`: links of the thread that were looked at."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("link")
@click.argument("case")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]…")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was looked at. Default: today.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    addresses: tuple[str, ...],
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that links of CASE's thread were looked at and hold, with the text at their other end as it is.

    ADDRESS is what rests on something else: "actions[1]", "recommendations[2]", "actions[1].evidence". With none:
    every link that nobody has looked at yet. One that became suspect wants to be named.
    """
    from reviewctl.work.actions.linking import link as look
    from reviewctl.work.writing import writing

    with writing(desk, "action link", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in look(desk, pen, case, addresses, on):
            tell(line)
    return 0
