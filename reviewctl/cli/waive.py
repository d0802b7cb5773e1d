"""`waive`: a step that is given up."""

from datetime import date

import click

from reviewctl.cli.options import agreed, agreed_on
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("waive")
@click.argument("case")
@click.argument("step")
@agreed("Why.")
@agreed_on
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    step: str,
    reason: str,
    agreed_by: str,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that STEP of CASE is given up, why, and who agreed: reviewctl waive SAR-2026-001 screening-papers …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    What is done all the same counts as done. `board` for CASE means the register's own steps.
    """
    from reviewctl.work.log import Asked
    from reviewctl.work.permitting import add_waiver
    from reviewctl.work.writing import writing

    asked = Asked(case=case, step=step, reason=reason, agreed_by=agreed_by, on=on)
    with writing(desk, "waive", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_waiver(desk, pen, asked):
            tell(line)
    return 0
