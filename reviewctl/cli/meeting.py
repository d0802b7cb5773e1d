"""`meeting`: book a meeting, move it, and record who came."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("meeting")
def command() -> None:
    """Book a meeting, move it, or record who came."""


@command.command("add")
@click.argument("kind")
@click.option("--date", "on", type=Day(), required=True, metavar="DATE", help="The day of the meeting.")
@click.option("--cases", metavar="A,B", help="The cases it takes. Default: the case you stand in.")
@writing_options
@click.pass_obj
def add(desk: Desk, /, kind: str, on: date, cases: str | None, dry_run: bool, no_commit: bool) -> int:
    """Write the minutes of a KIND of meeting (screening, panel …), with the members filled in.

    It is planned until it is recorded who came: reviewctl meeting held, or edit the file.
    """
    from reviewctl.work.convening import convene
    from reviewctl.work.writing import writing

    with writing(desk, "meeting add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in convene(desk, pen, kind, on, cases):
            tell(line)
    return 0


@command.command("move")
@click.argument("case")
@click.argument("which", metavar="MEETING")
@click.option("--date", "on", type=Day(), required=True, metavar="DATE", help="The new day.")
@writing_options
@click.pass_obj
def move(desk: Desk, /, case: str, which: str, on: date, dry_run: bool, no_commit: bool) -> int:
    """Move MEETING of CASE, such as panel,2 to another day."""
    from reviewctl.work.convening import move_meeting
    from reviewctl.work.writing import writing

    with writing(desk, "meeting move", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in move_meeting(desk, pen, case, which, on):
            tell(line)
    return 0


@command.command("held")
@click.argument("case")
@click.argument("which", metavar="MEETING")
@click.option(
    "--present",
    multiple=True,
    metavar="WHO",
    help="Came: a person's id, an agency's or a role; all: the whole sheet.",
)
@click.option("--apologies", multiple=True, metavar="WHO", help="Sent apologies.")
@click.option("--absent", multiple=True, metavar="WHO", help="Did not come and sent no word.")
@click.option("--deputy", multiple=True, metavar="WHO=FOR:WHY", help="Came for another, and why (P§9).")
@click.option(
    "--agrees", multiple=True, metavar="WORD", help="What was agreed: tor, imr-deadlines, action-plan."
)
@click.option("--concluded", is_flag=True, help="The meeting came to its conclusion on this case.")
@click.option("--adjourned", is_flag=True, help="It did not: it meets again.")
@writing_options
@click.pass_obj
def held(
    desk: Desk,
    /,
    case: str,
    which: str,
    present: tuple[str, ...],
    apologies: tuple[str, ...],
    absent: tuple[str, ...],
    deputy: tuple[str, ...],
    agrees: tuple[str, ...],
    concluded: bool,
    adjourned: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that MEETING of CASE, such as panel,1 was held, who came, and what it decided.

    WHO may be a list: --present police-1,health-1 --apologies housing-1
    """
    from reviewctl.work.attending import Sheet, record_attendance
    from reviewctl.work.writing import writing

    if concluded and adjourned:
        raise click.UsageError("--concluded and --adjourned do not go together.")
    outcome = "concluded" if concluded else "adjourned" if adjourned else None
    sheet = Sheet(
        present=_listed(present),
        apologies=_listed(apologies),
        absent=_listed(absent),
        deputies=deputy,
        agrees=_listed(agrees),
        outcome=outcome,
    )
    with writing(desk, "meeting held", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in record_attendance(desk, pen, case, which, sheet):
            tell(line)
    return 0


def _listed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())
