"""`late`: why a step is late."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("late")
@click.argument("case")
@click.argument("step")
@click.option("--reason", required=True, metavar="WORDS", help="Why it is late. Pseudonyms only.")
@click.option(
    "--agreed-by", required=True, metavar="WHO", help="A role of the policy or a person of board.yaml."
)
@click.option("--on", type=Day(), metavar="DATE", help="The day it was agreed. Default: today.")
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
    from reviewctl.work.log import Asked, add_lateness
    from reviewctl.work.writing import writing

    with writing(desk, "late", dry_run=dry_run, no_commit=no_commit) as pen:
        asked = Asked(case=case, step=step, reason=reason, agreed_by=agreed_by, on=on)
        for line in add_lateness(desk, pen, asked):
            tell(line)
    return 0
