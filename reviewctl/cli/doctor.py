"""`doctor`: what is wrong with this set-up, and the command that mends it."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.render.pages.doctor import page
from reviewctl.work.checkup import check_up
from reviewctl.work.desk import Desk


@click.command("doctor")
@click.option("--fix", is_flag=True, help="Remove what is half-written, and renew the files for pipelines.")
@reading
@click.pass_obj
def command(desk: Desk, fix: bool, as_of: date | None, form: str, output: str | None) -> int:
    """Look at everything that reviewctl needs, and say how to mend what is wrong.

    Exits 3 where something stops work.
    """
    return show(page(tuple(check_up(desk, day_of(as_of), fix=fix))), form, output)
