"""`late`: why a step is late."""

from typing import Unpack

import click

from reviewctl.cli.permission import Given, permission, recorded
from reviewctl.work.desk import Desk


@click.command("late")
@permission("Why it is late.")
@click.pass_obj
def command(desk: Desk, /, **given: Unpack[Given]) -> int:
    """Record why STEP of CASE is late, and who agreed: reviewctl late SAR-2026-001 screening-meeting …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    """
    from reviewctl.work.permitting import add_lateness

    return recorded(desk, "late", add_lateness, given)
