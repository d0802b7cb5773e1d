"""`action verify`: evidence that was checked."""

from datetime import date

import click

from reviewctl.cli.action_options import of_actions, on_day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("verify")
@of_actions
@click.option(
    "--by", required=True, metavar="WHO", help="Who checked it: a role, a meeting's kind, a person."
)
@on_day
@writing_options
@click.pass_obj
def command(
    desk: Desk, /, case: str, ids: tuple[str, ...], by: str, on: date | None, dry_run: bool, no_commit: bool
) -> int:
    """Record that the evidence for action ID of CASE, which was met, was checked (P-App3)."""
    from reviewctl.work.actions.reporting import verify as check
    from reviewctl.work.writing import writing

    with writing(desk, "action verify", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in check(desk, pen, case, ids, by, on):
            tell(line)
    return 0
