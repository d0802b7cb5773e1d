"""`publish check`: whether a review may be published, and everything that stands in the way."""

from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("check")
@click.argument("case")
@click.option("--under-embargo", is_flag=True, help="For those who are told before the embargo is past.")
@asking
@reading
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    under_embargo: bool,
    secret: "Secret",
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show whether CASE may be published: the papers and who approved them, and all that stands in the way, at once.

    Exit 0: it may go out. 1: it may not. The names of the identity register are searched for, and never shown.
    """
    from reviewctl.render.pages.publish_check import page
    from reviewctl.work.publishing.gate import gate_of
    from reviewctl.work.publishing.showing import checked

    return show(
        page(checked(gate_of(desk, case, day_of(as_of), secret, under_embargo=under_embargo))), form, output
    )
