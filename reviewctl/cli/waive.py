"""`waive`: a step that is given up."""

from typing import Unpack

import click

from reviewctl.cli.permission import Given, permission, recorded
from reviewctl.work.desk import Desk


@click.command("waive")
@permission("Why.")
@click.pass_obj
def command(desk: Desk, /, **given: Unpack[Given]) -> int:
    """Record that STEP of CASE is given up, why, and who agreed: reviewctl waive SAR-2026-001 screening-papers …

    STEP is its id, with its item where it has one: "imr[pennine-care]". The ids: reviewctl deadlines CASE --working.
    What is done all the same counts as done. `board` for CASE means the register's own steps.
    """
    from reviewctl.work.permitting import add_waiver

    return recorded(desk, "waive", add_waiver, given)
