"""`signoff sheet`: a sheet for the minutes."""

from datetime import date

import click

from reviewctl.cli.options import day_of, of_signoff, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("sheet")
@of_signoff
@reading
@click.pass_obj
def command(
    desk: Desk,
    case: str,
    what: str,
    item: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Write a sheet for the minutes of WHAT of CASE: which text, its digest, and a line to sign for each role.

    It is what was asked for, on the branch of the request while that is not merged. As a file: -o sheet.html or .docx
    """
    from reviewctl.work.signoff.sheet import sheet

    return show(sheet(desk, case, what, item, day_of(as_of)), form, output)
