"""`calendar`: every date that is still to be met, for Outlook and other calendars."""

from datetime import date

import click

from reviewctl.cli.endings import chosen
from reviewctl.cli.options import FORMATS, Day, day_of
from reviewctl.cli.output import show, show_text, tell
from reviewctl.work.desk import Desk


@click.command("calendar")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--for", "whom", metavar="WHOM", help="Only what concerns this role, or this agency.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Judge as on this day. Default: today in London.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("ics", *FORMATS)),
    help="ics for calendars, the default; the others show the same dates as a list.",
)
@click.option("-o", "output", metavar="FILE", help="Write there instead of on the screen: reviews.ics")
@click.pass_obj
def command(
    desk: Desk,
    cases: tuple[str, ...],
    whom: str | None,
    as_of: date | None,
    form: str | None,
    output: str | None,
) -> int:
    """Write the dates that are still to be met as a calendar: due dates, booked meetings, planned days.

    Each event keeps its identity: taken in again, a changed date moves the event and makes no second one. What
    is done is left out, so subscribe to the file, or clear the calendar before you take it in again. No event
    says whom a review is about. With no CASE: the case you stand in, else all and
    the register's own duties, which the word board stands for.
    """
    from reviewctl.render.pages.calendar import page
    from reviewctl.render.pages.naming import fault_words
    from reviewctl.work.dating import calendar_of, gather, refuse_inside, role_or_agency

    form = chosen(form, output, "ics")
    day = day_of(as_of)
    register = desk.register
    wanted = role_or_agency(register, whom) if whom is not None else None
    if output is not None and form == "ics":
        refuse_inside(register, output)
    dates = gather(desk, cases, wanted, day)
    name = register.board.board or "Reviews"
    if form != "ics":
        return show(page(dates.lines, name, day, faults=dates.faults), form, output)
    show_text(calendar_of(dates.lines, name, day), output)
    if output is not None:
        count = len(dates.lines)
        tell(
            f"{output}: {count} {'date' if count == 1 else 'dates'} still to be met. Open it with your calendar."
        )
    if dates.faults:
        tell(fault_words(dates.faults), err=True)
    return 0
