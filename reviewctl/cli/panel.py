"""`panel`: who sits on the review panel, and what they declared."""

from datetime import date

import click

from reviewctl.cli.options import Day, Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("panel", cls=Group)
def command() -> None:
    """Appoint to the review panel, end a seat, or record what a member declared."""


@command.command("add")
@click.argument("case")
@click.option("--role", required=True, metavar="ROLE", help="chair-author, member, advocate and so on.")
@click.option("--person", metavar="ID", help="The id of a person of board.yaml.")
@click.option("--name", metavar="TITLE", help="For somebody who is not in board.yaml: a title will do.")
@click.option("--agency", metavar="ID", help="The agency for which they sit.")
@click.option("--from", "from_", type=Day(), metavar="DATE", help="The first day. Default: today.")
@click.option("--reason", metavar="WORDS", help="Why appointed, or why the seat changed hands.")
@click.option("--independence", metavar="WORDS", help="How independence was made sure of (P§13).")
@writing_options
@click.pass_obj
def add(
    desk: Desk,
    /,
    case: str,
    role: str,
    person: str | None,
    name: str | None,
    agency: str | None,
    from_: date | None,
    reason: str | None,
    independence: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Appoint somebody to the panel of CASE. They are invited to the panel meetings that are booked."""
    from reviewctl.facts.calendar import today
    from reviewctl.work.seating import Seat, add_seat
    from reviewctl.work.writing import writing

    seat = Seat(
        role=role,
        person=person,
        name=name,
        agency=agency,
        from_=from_ or today(),
        reason=reason,
        independence=independence,
    )
    with writing(desk, "panel add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_seat(desk, pen, case, seat):
            tell(line)
    return 0


@command.command("leave")
@click.argument("case")
@click.argument("who")
@click.option("--to", "last", type=Day(), required=True, metavar="DATE", help="The last day in the seat.")
@click.option("--reason", required=True, metavar="WORDS", help="Why. Neutral words, pseudonyms only.")
@click.option("--role", metavar="ROLE", help="Which seat, where they hold several.")
@writing_options
@click.pass_obj
def leave(
    desk: Desk,
    /,
    case: str,
    who: str,
    last: date,
    reason: str,
    role: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """End the seat of WHO (a person's id, an agency's or a role) on the panel of CASE.

    They are taken off the panel meetings that are booked for later days.
    """
    from reviewctl.work.seating import end_seat
    from reviewctl.work.writing import writing

    with writing(desk, "panel leave", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in end_seat(desk, pen, case, who, last, reason, role):
            tell(line)
    return 0


@command.command("declare")
@click.argument("case")
@click.argument("person", required=False)
@click.option("--person", "named", metavar="ID", help="The same as PERSON, as panel add has it.")
@click.option(
    "--involvement",
    type=click.Choice(("none", "some"), case_sensitive=False),
    help="With the person whom the review is about, or the family (P§9).",
)
@click.option("--on", type=Day(), metavar="DATE", help="The day it was declared. Default: today.")
@click.option("--settled-on", type=Day(), metavar="DATE", help="The day on which it was settled.")
@click.option("--how", metavar="WORDS", help="How it was settled. Neutral words, pseudonyms only.")
@writing_options
@click.pass_obj
def declare(
    desk: Desk,
    /,
    case: str,
    person: str | None,
    named: str | None,
    involvement: str | None,
    on: date | None,
    settled_on: date | None,
    how: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what PERSON of the panel of CASE declared about involvement, or how it was settled.

    Until it is settled, a member who was involved does not count for the quorum.
    """
    from reviewctl.work.declaring import declare as write_declaration
    from reviewctl.work.writing import writing

    who = person or named
    if who is None or (person and named):
        raise click.UsageError("Say once who declared it, by their id: panel declare CASE PERSON.")
    involved = None if involvement is None else involvement == "some"
    with writing(desk, "panel declare", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in write_declaration(desk, pen, case, who, involved, on, settled_on, how):
            tell(line)
    return 0
