"""`timetable`: panel dates and IMR dates, proposed backwards from the day of completion."""

from datetime import date

import click

from reviewctl.cli.options import Day, day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.work.desk import Desk


@click.command("timetable")
@click.argument("case")
@click.option(
    "--completion", type=Day(), metavar="DATE", help="Count back from this day instead of the due date."
)
@click.option(
    "--panels", type=int, metavar="N", help="How many panel meetings. Default: the policy's fewest."
)
@click.option("--write", is_flag=True, help="Book the meetings, and record the agencies' IMR dates.")
@writing_options
@reading
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    completion: date | None,
    panels: int | None,
    write: bool,
    dry_run: bool,
    no_commit: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Propose when the panel of CASE meets, when IMRs are due and when the report goes to the Board.

    Days are counted back from the day on which the review is to be complete, never onto a closed day; what is
    held, booked or agreed stays. They are proposals: no source says how they are to be spaced. Nothing is written
    without --write.
    """
    if write:
        if as_of is not None or output is not None or form != "text":
            raise click.UsageError("--write goes with none of --as-of, --format and -o.")
        return _write(desk, case, completion, panels, dry_run, no_commit)
    if dry_run or no_commit:
        raise click.UsageError("--dry-run and --no-commit go with --write.")
    from reviewctl.render.pages.timetable import page
    from reviewctl.work.recording import case_facts
    from reviewctl.work.timetabling import look_ahead

    facts = case_facts(desk, case, day_of(as_of))
    return show(page(facts, look_ahead(facts, completion, panels)), form, output)


def _write(
    desk: Desk, case: str, completion: date | None, panels: int | None, dry_run: bool, no_commit: bool
) -> int:
    from reviewctl.work.timetabling import write_timetable
    from reviewctl.work.writing import writing

    with writing(desk, "timetable", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in write_timetable(desk, pen, case, completion, panels):
            tell(line)
    return 0
