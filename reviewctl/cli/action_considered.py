"""`action considered`: an earlier recommendation that was looked at."""

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("considered")
@click.argument("case")
@click.argument("recommendation", metavar="ID")
@click.argument("review")
@click.argument("number", required=False)
@click.option(
    "--note", metavar="WORDS", help="What came of it, and what is done otherwise this time. Pseudonyms only."
)
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    recommendation: str,
    review: str,
    number: str | None,
    note: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that REVIEW, or recommendation NUMBER of it, was considered for recommendation ID of CASE (P§17).

    REVIEW is the id of an earlier review, or words for one that another board keeps. What there was before:
    reviewctl action similar CASE.
    """
    from reviewctl.work.actions.considering import Looked, consider
    from reviewctl.work.writing import writing

    looked = Looked(review=review, number=number, note=note)
    with writing(desk, "action considered", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in consider(desk, pen, case, recommendation, looked):
            tell(line)
    return 0
