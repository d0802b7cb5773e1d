"""`action update`: what an owner reported."""

import click

from reviewctl.cli.action_options import of_actions, on_moment
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("update")
@of_actions
@click.option("--status", metavar="WORD", help="The owner's word, by the Board's own scale: green.")
@click.option("--note", metavar="WORDS", help="What was reported. Pseudonyms only.")
@click.option("--evidence", metavar="WORDS", help="What shows it, or the id of a paper in papers.yaml.")
@click.option(
    "--nothing-came", is_flag=True, help="The owner was asked and sent nothing: the silence goes on."
)
@on_moment
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    status: str | None,
    note: str | None,
    evidence: str | None,
    nothing_came: bool,
    on: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what the owner reported of action ID of CASE. Several IDs: one statement for all of them."""
    from reviewctl.work.actions.reporting import Said
    from reviewctl.work.actions.reporting import update as report
    from reviewctl.work.writing import writing

    said = Said(status=status, note=note, evidence=evidence, on=on, came=not nothing_came)
    with writing(desk, "action update", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in report(desk, pen, case, ids, said):
            tell(line)
    return 0
