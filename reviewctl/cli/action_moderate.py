"""`action moderate`: what a moderation meeting found of actions."""

from datetime import date

import click

from reviewctl.cli.action_options import of_actions
from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("moderate")
@of_actions
@click.option(
    "--evidence",
    type=click.Choice(("accepted", "more-needed")),
    help="Whether the evidence shows that it was met and implemented.",
)
@click.option(
    "--impact",
    type=click.Choice(("accepted", "more-needed", "none")),
    help="Whether it is shown how the impact will be measured.",
)
@click.option("--note", metavar="WORDS", help="What is still wanted, or anything to add. Pseudonyms only.")
@click.option(
    "--meeting",
    metavar="M",
    help="Which: moderation,1 or 2026-11-04-moderation. Default: the last that was held.",
)
@click.option("--on", type=Day(), metavar="DATE", help="Its day, where no minutes of it are kept here.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    evidence: str | None,
    impact: str | None,
    note: str | None,
    meeting: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what the moderation found of the evidence for action ID of CASE, and of its measure (P-App3).

    Several IDs: the same was found of all of them. When an action is looked at again, both findings stay on record.
    """
    from reviewctl.work.actions.moderating import Judged
    from reviewctl.work.actions.moderating import moderate as judge
    from reviewctl.work.writing import writing

    judged = Judged(evidence=evidence, impact=impact, note=note, meeting=meeting, on=on)
    with writing(desk, "action moderate", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in judge(desk, pen, case, ids, judged):
            tell(line)
    return 0
