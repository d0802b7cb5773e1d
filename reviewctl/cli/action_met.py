"""`action met`: actions that were met."""

import click

from reviewctl.cli.action_options import of_actions, on_moment
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("met")
@of_actions
@on_moment
@click.option("--evidence", metavar="WORDS", help="What shows it, or the id of a paper in papers.yaml.")
@click.option("--note", metavar="WORDS", help="Anything to add; why the day is not known. Pseudonyms only.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    on: str | None,
    evidence: str | None,
    note: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that action ID of CASE was met. Several IDs: closed together, in one statement."""
    from reviewctl.work.actions.reporting import met as close
    from reviewctl.work.writing import writing

    with writing(desk, "action met", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in close(desk, pen, case, ids, on, evidence, note):
            tell(line)
    return 0
