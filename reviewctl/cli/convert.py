"""`convert`: a review becomes one of another kind, or joins another."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.model.finding import ReviewctlError
from reviewctl.work.desk import Desk


@click.command("convert")
@click.argument("case")
@click.argument("type_", metavar="TYPE", required=False)
@click.option(
    "--joins", metavar="OTHER", help="The review that it joins: its id, or words for another body's."
)
@click.option("--on", type=Day(), metavar="DATE", help="The day from which it is so. Default: today.")
@click.option("--because", metavar="WORDS", help="Why. Pseudonyms only.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    type_: str | None,
    joins: str | None,
    on: date | None,
    because: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Make CASE a review of another TYPE, with its history: reviewctl convert RR-2026-001 cspr

    The id stays. What was done counts as it did; what was open ends with the old kind; the new kind's steps begin.
    With --joins and no TYPE: the referral joins another review, or the two are held together.
    """
    from reviewctl.work.converting import Conversion, convert_case
    from reviewctl.work.joining import Joining, join_case
    from reviewctl.work.writing import writing

    if (type_ is None) == (joins is None):
        raise ReviewctlError(
            "Convert it into what?", "reviewctl convert CASE TYPE · or: reviewctl convert CASE --joins OTHER"
        )
    with writing(desk, "convert", dry_run=dry_run, no_commit=no_commit) as pen:
        if joins is not None:
            told = join_case(desk, pen, Joining(case=case, other=joins, on=on, because=because))
        else:
            told = convert_case(desk, pen, Conversion(case=case, type=type_ or "", on=on, because=because))
        for line in told:
            tell(line)
    return 0
