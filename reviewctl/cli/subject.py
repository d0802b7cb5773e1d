"""`subject add`: one more person whom a review is about."""

from datetime import date

import click

from reviewctl.cli.options import Day, Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("subject", cls=Group)
def command() -> None:
    """Add a person whom a review is about."""


@command.command("add")
@click.argument("case")
@click.argument("pseudonym", required=False)
@click.option("--on", type=Day(), metavar="DATE", help="The day the person was added. Default: today.")
@click.option("--because", metavar="WORDS", help="Why the person was added later.")
@click.option("--died", metavar="DATE", help="Day of death, as far as known: 2026-01-05, 2026-01, 2026-01~.")
@click.option(
    "--born", metavar="DATE", help="Month or year of birth, for the age at the time: 1982-03, 1982."
)
@click.option("--living", is_flag=True, help="The person is alive, and is told and asked like a relative.")
@writing_options
@click.pass_obj
def add(
    desk: Desk,
    /,
    case: str,
    pseudonym: str | None,
    on: date | None,
    because: str | None,
    died: str | None,
    born: str | None,
    living: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Add a subject to CASE: reviewctl subject add SAR-2026-001 "Adult D" --because "…"

    With no PSEUDONYM: the next that no review of the register has. Never a real name.
    """
    from reviewctl.work.people import NewSubject, add_subject
    from reviewctl.work.writing import writing

    asked = NewSubject(
        case=case, pseudonym=pseudonym, on=on, because=because, died=died, born=born, living=living
    )
    with writing(desk, "subject add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_subject(desk, pen, asked):
            tell(line)
    return 0
