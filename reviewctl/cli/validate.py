"""`validate`: everything that is to be put right, at once."""

from datetime import date

import click

from reviewctl.cli.desk import Desk
from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[CASE]…")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only this code or area: TIM001, PAN. May be repeated."
)
@click.option("--strict", is_flag=True, help="Warnings fail as errors do.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found, for showing.")
@reading
@click.pass_obj
def command(
    desk: Desk,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    strict: bool,
    exit_zero: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Say everything that is to be put right, where, and how. Writes nothing.

    With no CASE: the case you stand in, else the whole register.
    """
    from reviewctl.cli.judging import findings_of
    from reviewctl.render.pages.validate import page

    day = day_of(as_of)
    judged = findings_of(desk.register, paths, desk.folder, day)
    report = page(judged, day, select=select, strict=strict, exit_zero=exit_zero)
    return show(report, form, output)
