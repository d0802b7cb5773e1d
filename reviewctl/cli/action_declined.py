"""`action not-implemented`: actions that the Board decided against."""

from datetime import date

import click

from reviewctl.cli.action_options import by_the_board, of_actions
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("not-implemented")
@of_actions
@by_the_board("decided", "Why: the annual report prints it (P§18). Pseudonyms only.")
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
    """Record that the Board decided not to implement action ID of CASE, and why (P§18).

    Nobody owes it from then on, and the annual report of that year states the reason.
    """
    from reviewctl.work.actions.declining import Declined, decline
    from reviewctl.work.writing import writing

    said = Declined(decided=decided, reason=reason, by=by)
    with writing(desk, "action not-implemented", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in decline(desk, pen, case, ids, said):
            tell(line)
    return 0
