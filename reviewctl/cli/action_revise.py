"""`action revise`: a later date, agreed."""

from datetime import date
from typing import Any

import click

from reviewctl.cli.options import Day, agreed
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


class _Due(Day):
    """The new date; of words that are no date it is said which option takes them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with a sentence."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            self.fail(f"{error.message} Where no day was agreed: --due-as-written WORDS", param, ctx)


@click.command("revise")
@click.argument("case")
@click.argument("action", metavar="ID")
@click.option("--due", type=_Due(), metavar="DATE", help="The new date: later than the one in force.")
@click.option("--due-as-written", metavar="WORDS", help="The new date in words, where no day was agreed.")
@agreed("Why more time is needed.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was agreed. Default: today.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    action: str,
    due: date | None,
    due_as_written: str | None,
    reason: str,
    agreed_by: str,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record a later date for action ID of CASE. Every date that it had is kept, and how far it drifted."""
    from reviewctl.work.actions.revising import NewDate
    from reviewctl.work.actions.revising import revise as move
    from reviewctl.work.writing import writing

    new = NewDate(due=due, in_words=due_as_written, reason=reason, agreed_by=agreed_by, on=on)
    with writing(desk, "action revise", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in move(desk, pen, case, action, new):
            tell(line)
    return 0
