"""`record`: one date or fact, without disturbing the file."""

from typing import Any

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("record")
@click.argument("case")
@click.argument("address")
@click.argument("value")
@click.option("--because", metavar="WORDS", help="Why a date that stood there is corrected.")
@click.option("--note", metavar="WORDS", help="Anything to add to the date, such as: by letter.")
@click.option("--by", metavar="ROLE", help="Who did it: a role or a person's id.")
@click.option("--outcome", metavar="WORD", help="What came of it, in the policy's words.")
@click.option(
    "--planned", is_flag=True, help="VALUE is the day it is meant to happen; it has not happened yet."
)
@writing_options
@click.pass_obj
def command(
    desk: Desk, /, case: str, address: str, value: str, dry_run: bool, no_commit: bool, **details: Any
) -> int:
    """Record VALUE at ADDRESS of CASE: reviewctl record SAR-2026-001 screening.held 28/1/2026

    ADDRESS is an event or a field: screening.held, "returns[pennine-care].imr.submitted",
    decision.outcome, "actions[3].due". The line, item or document that is missing is made. An empty
    VALUE ("") clears it. The word board for CASE means the register's own files.
    """
    from reviewctl.work.recording import record_board, record_case
    from reviewctl.work.writing import writing

    with writing(desk, "record", dry_run=dry_run, no_commit=no_commit) as pen:
        done = record_board if case == "board" else record_case
        for line in done(desk, pen, case, address, value, details):
            tell(line)
    return 0
