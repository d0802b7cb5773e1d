"""`action take-up`: actions that the Board decided to implement after all."""

from datetime import date

import click

from reviewctl.cli.action_options import by_the_board, of_actions
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("take-up")
@of_actions
@by_the_board("took it back", "Why it is done after all. Pseudonyms only.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    decided: date,
    reason: str,
    by: str,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that the Board took back its decision not to implement action ID of CASE.

    It is owed again, by the date that it had. Both decisions stay in the log of the review.
    """
    from reviewctl.work.actions.declining import Declined
    from reviewctl.work.actions.taking_up import take_up
    from reviewctl.work.writing import writing

    said = Declined(decided=decided, reason=reason, by=by)
    with writing(desk, "action take-up", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in take_up(desk, pen, case, ids, said):
            tell(line)
    return 0
