"""`report`: what is reported about all reviews together."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reviewctl.cli.options import Group, day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.recorded import recorded
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.model.quarter import Quarter


class QuarterWord(click.ParamType["Quarter"]):
    """A quarter on the command line: 2026-q1."""

    name = "QUARTER"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Quarter":
        """Return the quarter, or fail with a sentence."""
        from reviewctl.model.quarter import Quarter, quarter_named

        if isinstance(value, Quarter):
            return value
        try:
            return quarter_named(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.group("report", cls=Group)
def command() -> None:
    """Report on all reviews together."""


@command.command("quarterly")
@click.option(
    "--quarter",
    type=QuarterWord(),
    metavar="QUARTER",
    help="Such as 2026-q1, January to March 2026. Default: the last one that has ended.",
)
@click.option("--type", "kind", default="sar", show_default=True, metavar="TYPE", help="The kind of review.")
@reading
@click.pass_obj
@recorded
def quarterly_command(
    desk: Desk, /, quarter: "Quarter | None", kind: str, as_of: date | None, form: str, output: str | None
) -> int:
    """List all referrals of a quarter, whatever became of them.

    For the Practice Improvement Partnership and the Board (P§5): also those received earlier and decided in
    the quarter, and the numbers of the quarters before it.
    """
    from reviewctl.work.quarterly import quarterly

    return show(quarterly(desk.register, quarter, kind, day_of(as_of)), form, output)
