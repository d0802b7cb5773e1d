"""`extend`: a later date for a step."""

from datetime import date
from functools import partial
from typing import Unpack

import click

from reviewctl.cli.options import Day
from reviewctl.cli.permission import Given, permission, recorded
from reviewctl.work.desk import Desk


@click.command("extend")
@click.option(
    "--to", required=True, type=Day(), metavar="DATE", help="The new date: later than the one in force."
)
@permission("Why.")
@click.pass_obj
def command(desk: Desk, /, to: date, **given: Unpack[Given]) -> int:
    """Record that STEP of CASE may come later: reviewctl extend SAR-2026-001 completion --to 30/10/2026 …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    A day that is not later than the one in force is refused. `board` for CASE means the register's own steps.
    """
    from reviewctl.work.permitting import add_extension

    return recorded(desk, "extend", partial(add_extension, to=to), given)
