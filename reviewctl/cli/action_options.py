"""The arguments and options that the commands on actions share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from reviewctl.cli.options import Day

F = TypeVar("F", bound=Callable[..., Any])

on_day = click.option("--on", type=Day(), metavar="DATE", help="The day it happened. Default: today.")
"""The day on which it happened."""
on_moment = click.option(
    "--on",
    metavar="DATE",
    help="When: a day, or 2018-03, 2018 or not-known where no more is. Default: today.",
)
"""When it happened, as far as that is known."""


def by_the_board(what: str, why: str) -> Callable[[F], F]:
    """Give a command the day, the reason and the body of a decision; `what` ends "The day the Board …"."""

    def give(command: F) -> F:
        by = click.option(
            "--by", default="board", show_default=True, metavar="WHO", help="Who decided: board or executive."
        )
        reason = click.option("--reason", required=True, metavar="WORDS", help=why)
        decided = click.option(
            "--decided", type=Day(), required=True, metavar="DATE", help=f"The day the Board {what}."
        )
        return decided(reason(by(command)))

    return give


def of_actions(command: F) -> F:
    """Give a command the review and the actions that it is about: CASE and one or more ID."""
    given = click.argument("ids", nargs=-1, required=True, metavar="ID…")(command)
    return click.argument("case")(given)
