"""`resume`: steps that stood still go on."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("resume")
@click.argument("case")
@click.argument("step", nargs=-1)
@click.option("--on", required=True, type=Day(), metavar="DATE", help="The first day on which it runs again.")
@writing_options
@click.pass_obj
def command(desk: Desk, /, case: str, step: tuple[str, ...], on: date, dry_run: bool, no_commit: bool) -> int:
    """Record that STEPs of CASE go on, or with no STEP everything that stands still.

    STEP is named as in `suspend`. Each step has what it had in hand; where only some go on, the others stand still
    as they did. What is still to come, and stands still on no day yet, is called off.
    """
    from reviewctl.work.resuming import add_resumption
    from reviewctl.work.writing import writing

    with writing(desk, "resume", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_resumption(desk, pen, case, step, on):
            tell(line)
    return 0
