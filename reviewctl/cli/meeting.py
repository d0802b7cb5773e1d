"""`meeting`: book a meeting, move or cancel it, record who comes and who came."""

from datetime import date

import click

from reviewctl.cli.options import Day, Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("meeting", cls=Group)
def command() -> None:
    """Book a meeting, move or cancel it, and record who comes and who came."""


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
@click.option("--to", "--date", "on", type=Day(), required=True, metavar="DATE", help="The new day.")
@writing_options
@click.pass_obj
def move(desk: Desk, /, case: str, which: str, on: date, dry_run: bool, no_commit: bool) -> int:
    """Move MEETING of CASE, such as panel,2 to another day."""
    from reviewctl.work.moving import move_meeting
    from reviewctl.work.writing import writing

    with writing(desk, "meeting move", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in move_meeting(desk, pen, case, which, on):
            tell(line)
    return 0


@command.command("cancel")
@click.argument("case")
@click.argument("which", metavar="MEETING")
@click.option("--reason", required=True, metavar="WORDS", help="Why. Neutral words, pseudonyms only.")
@click.option("--only-this", is_flag=True, help="Of several cases: take only this one off the meeting.")
@click.option("--whole", is_flag=True, help="Of several cases: cancel it for all of them.")
@writing_options
@click.pass_obj
def cancel(
    desk: Desk,
    /,
    case: str,
    which: str,
    reason: str,
    only_this: bool,
    whole: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Cancel MEETING of CASE, such as panel,2, which has not been held."""
    from reviewctl.work.moving import cancel_meeting
    from reviewctl.work.writing import writing

    with writing(desk, "meeting cancel", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in cancel_meeting(desk, pen, case, which, reason, whole=whole, only_this=only_this):
            tell(line)
    return 0


@command.command("reply")
@click.argument("case")
@click.argument("which", metavar="MEETING")
@click.option("--coming", multiple=True, metavar="WHO", help="Says they come; all: the whole sheet.")
@click.option("--apologies", multiple=True, metavar="WHO", help="Sent apologies.")
@click.option("--deputy", multiple=True, metavar="WHO=FOR:WHY", help="Comes for another, and why (P§9).")
@click.option("--invite", multiple=True, metavar="WHO", help="Is invited too, and has not answered.")
@writing_options
@click.pass_obj
def reply(
    desk: Desk,
    /,
    case: str,
    which: str,
    coming: tuple[str, ...],
    apologies: tuple[str, ...],
    deputy: tuple[str, ...],
    invite: tuple[str, ...],
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record who says they come to MEETING of CASE, such as panel,2, and see who must still come.

    WHO is a person's id, an agency's or a role, or a list: --apologies police-1,housing-1
    """
    from reviewctl.work.attending import Sheet, record_replies
    from reviewctl.work.writing import writing

    sheet = Sheet(
        present=_listed(coming), apologies=_listed(apologies), deputies=deputy, invited=_listed(invite)
    )
    with writing(desk, "meeting reply", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in record_replies(desk, pen, case, which, sheet):
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

    WHO may be a list: --present police-1,health-1 --apologies housing-1. What was agreed goes into the diary too.
    Said again, it takes the place of what was said before.
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
