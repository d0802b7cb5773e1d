"""`suspend`: steps that stand still for a time."""

from datetime import date

import click

from reviewctl.cli.options import Day, agreed
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("suspend")
@click.argument("case")
@click.argument("step", nargs=-1)
@click.option("--from", "from_", required=True, type=Day(), metavar="DATE", help="The first day.")
@agreed("Why.")
@click.option("--asked-by", required=True, metavar="WHO", help="Who asked: an agency, a role, the coroner …")
@click.option("--ask-again", type=Day(), metavar="DATE", help="When to ask whether it is still needed.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    step: tuple[str, ...],
    from_: date,
    reason: str,
    asked_by: str,
    agreed_by: str,
    ask_again: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that STEPs of CASE stand still, or with no STEP all of it, until `resume`.

    STEP is a step's id, with its item for one agency or person ("imr[pennine-care]"), or a word that the policy has
    for several steps, such as interviews. Dates stop running, and each keeps what it has in hand.
    """
    from reviewctl.work.pausing import Pause, add_suspension
    from reviewctl.work.writing import writing

    asked = Pause(
        case=case,
        steps=step,
        from_=from_,
        reason=reason,
        asked_by=asked_by,
        agreed_by=agreed_by,
        ask_again=ask_again,
    )
    with writing(desk, "suspend", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_suspension(desk, pen, asked):
            tell(line)
    return 0
