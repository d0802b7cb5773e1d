"""`chronology mark`: the panel's marks on an entry of a chronology."""

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("mark")
@click.argument("case")
@click.argument("agency")
@click.argument("entry", metavar="ID")
@click.argument("marks", nargs=-1, metavar="[MARK]...")
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="Q",
    help="A question of the terms of reference that the entry bears on.",
)
@click.option("--remove", is_flag=True, help="Take these marks and questions off.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    agency: str,
    entry: str,
    marks: tuple[str, ...],
    questions: tuple[str, ...],
    remove: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Mark the entry ID of AGENCY's chronology, as the panel sees it, or say on which question it bears.

    The marks are the policy's: key-episode, good-practice, missed-opportunity, disputed. What the agency wrote stays
    as it is, and the marks stay when it sends a corrected chronology. (P§14)
    """
    from reviewctl.work.chronicle.marking import Marking, mark_entry
    from reviewctl.work.writing import writing

    asked = Marking(agency=agency, item=entry, marks=marks, questions=questions, remove=remove)
    with writing(desk, "chronology mark", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in mark_entry(desk, pen, case, asked):
            tell(line)
    return 0
