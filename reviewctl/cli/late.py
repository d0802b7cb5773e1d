"""`late`: why a step is late."""

from datetime import date

import click

from reviewctl.cli.options import agreed, agreed_on
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("late")
@click.argument("case")
@click.argument("step")
@agreed("Why it is late.")
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
    """Record why STEP of CASE is late, and who agreed: reviewctl late SAR-2026-001 screening-meeting …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    """
    from reviewctl.work.log import Asked
    from reviewctl.work.permitting import add_lateness
    from reviewctl.work.writing import writing

    with writing(desk, "late", dry_run=dry_run, no_commit=no_commit) as pen:
        asked = Asked(case=case, step=step, reason=reason, agreed_by=agreed_by, on=on)
        for line in add_lateness(desk, pen, asked):
            tell(line)
    return 0
