"""`history`: what became of a review, or of one value of it: when, who recorded it, and why."""

from datetime import date

import click

from reviewctl.cli.options import Between, Day, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("history")
@click.argument("case", required=False, metavar="[CASE]")
@click.argument("address", required=False, metavar="[ADDRESS]")
@click.option(
    "--limit", type=Between(1, 100_000), metavar="N", help="Only the last so many commits, or values."
)
@click.option(
    "--since", type=Day(), metavar="DATE", help="Only what came into the record on this day or later."
)
@reading
@click.pass_obj
def command(
    desk: Desk,
    case: str | None,
    address: str | None,
    limit: int | None,
    since: date | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show what became of a review, the newest first: when it was recorded, by whom, how, and what it did.

    With an ADDRESS, as record has it: every value that it has had, each with the reason that was given. Such as
    screening.held, "actions[3].due", "returns[gmp].imr.submitted", case.lead, "signoff[overview-report]"; a document,
    such as report; or an item with all that belongs to it, such as "actions[3]". With the word board for CASE: the
    register's own files.

    Read from git, so it says who recorded what, and not who did it. Who: git's author. When: the day on which it was
    written; where it came into this history on another day, that is said, too. --as-of DATE leaves out what came in
    after that day.
    """
    from reviewctl.facts.calendar import today
    from reviewctl.work.histories.telling import history

    return show(
        history(desk, case, address, limit=limit, since=since, as_of=as_of, today=today()), form, output
    )
