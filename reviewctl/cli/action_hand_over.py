"""`action hand-over`: other owners for actions."""

import click

from reviewctl.cli.action_options import of_actions, on_moment
from reviewctl.cli.options import agreed
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("hand-over")
@of_actions
@click.option(
    "--to",
    required=True,
    multiple=True,
    metavar="A",
    help="Who owns it from then on: an agency, or words for a body beyond the Board. May be given several times.",
)
@agreed("Why somebody else owns it now.")
@on_moment
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    to: tuple[str, ...],
    reason: str,
    agreed_by: str,
    on: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that action ID of CASE has other owners now. The plan stays as it was signed off."""
    from reviewctl.work.actions.handing import Passed, hand_over
    from reviewctl.work.writing import writing

    passed = Passed(to=to, reason=reason, agreed_by=agreed_by, on=on)
    with writing(desk, "action hand-over", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in hand_over(desk, pen, case, ids, passed):
            tell(line)
    return 0
