"""`action impact`: what shows that it made a difference."""

from datetime import date

import click

from reviewctl.cli.action_options import of_actions, on_day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("impact")
@of_actions
@click.option("--found", required=True, metavar="WORDS", help="What was measured, and what was found.")
@click.option(
    "--how",
    type=click.Choice(("single-agency-audit", "multi-agency-audit", "dataset")),
    help="How it was tested across the partnership (P-App3).",
)
@on_day
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    found: str,
    how: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what shows that action ID of CASE made a difference (P-App3)."""
    from reviewctl.work.actions.reporting import Tested
    from reviewctl.work.actions.reporting import impact as measure
    from reviewctl.work.writing import writing

    with writing(desk, "action impact", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in measure(desk, pen, case, ids, Tested(found=found, how=how, on=on)):
            tell(line)
    return 0
