"""`extend`: a later date for a step."""

from datetime import date

import click

from reviewctl.cli.options import Day, agreed, agreed_on
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("extend")
@click.argument("case")
@click.argument("step")
@click.option(
    "--to", required=True, type=Day(), metavar="DATE", help="The new date: later than the one in force."
)
@agreed("Why.")
@agreed_on
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    step: str,
    to: date,
    reason: str,
    agreed_by: str,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that STEP of CASE may come later: reviewctl extend SAR-2026-001 completion --to 30/10/2026 …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    A day that is not later than the one in force is refused. `board` for CASE means the register's own steps.
    """
    from reviewctl.work.log import Asked
    from reviewctl.work.permitting import add_extension
    from reviewctl.work.writing import writing

    asked = Asked(case=case, step=step, reason=reason, agreed_by=agreed_by, on=on)
    with writing(desk, "extend", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_extension(desk, pen, asked, to):
            tell(line)
    return 0
