"""What the commands that record a permission for a step share: late, waive and extend."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypedDict

import click

from reviewctl.cli.options import Day, F, agreed
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.log import Asked
    from reviewctl.work.writing import Pen


class Given(TypedDict):
    """What was typed: for which step, why, who agreed and when, and how it is to be written."""

    case: str
    step: str
    reason: str
    agreed_by: str
    on: date | None
    dry_run: bool
    no_commit: bool


def permission(why: str) -> Callable[[F], F]:
    """Return what gives such a command its arguments and options; `why` is the help of --reason."""

    def give(command: F) -> F:
        command = writing_options(command)
        command = click.option(
            "--on", type=Day(), metavar="DATE", help="The day it was agreed. Default: today."
        )(command)
        command = agreed(why)(command)
        return click.argument("case")(click.argument("step")(command))

    return give


def recorded(desk: Desk, name: str, add: "Callable[[Desk, Pen, Asked], Iterator[str]]", given: Given) -> int:
    """Record a permission by `add`, tell what it says, and return the exit code."""
    from reviewctl.work.log import Asked
    from reviewctl.work.writing import writing

    asked = Asked(
        case=given["case"],
        step=given["step"],
        reason=given["reason"],
        agreed_by=given["agreed_by"],
        on=given["on"],
    )
    with writing(desk, name, dry_run=given["dry_run"], no_commit=given["no_commit"]) as pen:
        for line in add(desk, pen, asked):
            tell(line)
    return 0
