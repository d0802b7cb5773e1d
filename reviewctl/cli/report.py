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
    from reviewctl.model.year import FinancialYear


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


class YearWord(click.ParamType["FinancialYear"]):
    """A financial year on the command line: 2025-26."""

    name = "YEAR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> "FinancialYear":
        """Return the year, or fail with a sentence."""
        from reviewctl.model.year import FinancialYear, year_named

        if isinstance(value, FinancialYear):
            return value
        try:
            return year_named(str(value))
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


@command.command("annual")
@click.option(
    "--year",
    type=YearWord(),
    metavar="YEAR",
    help="Such as 2025-26, April 2025 to March 2026. Default: the last one that has ended.",
)
@click.option(
    "--type",
    "kind",
    metavar="TYPE",
    help="Another kind of review, such as cspr. Default: those of section 44.",
)
@reading
@click.pass_obj
@recorded
def annual_command(
    desk: Desk,
    /,
    year: "FinancialYear | None",
    kind: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Draft what the annual report must say of reviews under section 44.

    Concluded in the year, ongoing at its end, what was done to implement findings and is intended, and what the Board
    decided not to implement, with its reasons (Care Act 2014, Schedule 2, paragraph 4(1)(d) to (g); P§18). The protocol
    asks the same of reviews of children (P§18): --type cspr.
    """
    from reviewctl.work.annual import annual

    return show(annual(desk.register, year, kind, day_of(as_of)), form, output)
