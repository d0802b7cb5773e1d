"""`disclosures`: what was given of the reviews to others, and what is asked for."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("disclosures")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@reading
@click.pass_obj
def command(desk: Desk, /, cases: tuple[str, ...], as_of: date | None, form: str, output: str | None) -> int:
    """List what was asked for, given and refused: to whom, on what basis, and whether it is still the same text.

    With no CASE: the case you stand in, else all.
    """
    from reviewctl.work.listing import disclosures_page

    return show(disclosures_page(desk, cases, day_of(as_of)), form, output)
