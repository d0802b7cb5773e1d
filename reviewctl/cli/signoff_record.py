"""`signoff record`: what a person said of a text, with the minute it rests on."""

from datetime import date

import click

from reviewctl.cli.options import Day, of_signoff
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk

DECISIONS = ("approve", "reject", "withdraw")


@click.command("record")
@of_signoff
@click.option("--person", metavar="PERSON", help="Who said it: a person's id of board.yaml.")
@click.option(
    "--role", metavar="ROLE", help="In which role. May be left out where the person held one of those asked."
)
@click.option("--on", type=Day(), metavar="DATE", help="The day it was said. Default: today.")
@click.option("--minute", metavar="REF", help="What it rests on: a minute, a message, a page of the forge.")
@click.option("--decision", type=click.Choice(DECISIONS), default="approve", help="Default: approve.")
@click.option(
    "--same-text", metavar="WHY", help="Why an approval older than the text is one of these very words."
)
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    what: str,
    item: str | None,
    person: str | None,
    role: str | None,
    on: date | None,
    minute: str | None,
    decision: str,
    same_text: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that a person approved WHAT of CASE, rejected it, or takes back what they said.

    It goes onto the branch of the request until that is merged. What would not count is refused at once, with the
    reason: an office not held on that day, an author who approves, a text that has changed since.
    """
    from typing import cast

    from reviewctl.model.statement import Decision
    from reviewctl.work.signoff.saying import nobody_named, record
    from reviewctl.work.signoff.stating import Saying
    from reviewctl.work.writing import writing

    if person is None:
        raise nobody_named(desk, case, what, item, on)
    asked = Saying(
        case=case,
        what=what,
        item=item,
        person=person,
        role=role,
        on=on,
        decision=cast("Decision", decision),
        minute=minute,
        same_text=same_text,
    )
    with writing(desk, "signoff record", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in record(desk, pen, asked):
            tell(line)
    return 0
