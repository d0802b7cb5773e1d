"""The options that commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from reviewctl.work.days import read_day

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "markdown", "json", "csv")
_WHOLE = 1000
"""More letters than any first sentence of a help has."""


class Group(click.Group):
    """A command of several, whose help says of each what it does to the end of the sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each does: click would cut it at the end of the line."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in found if one])


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with a sentence."""
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def reading(command: F) -> F:
    """Give a reading command its options: --as-of, --format and -o."""
    command = click.option(
        "-o", "output", metavar="FILE", help="Write there instead of on the screen (csv is made for Excel)."
    )(command)
    command = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How it is written.",
    )(command)
    return click.option(
        "--as-of", type=Day(), metavar="DATE", help="Judge as on this day. Default: today in London."
    )(command)


def writing(command: F) -> F:
    """Give a writing command its options: --dry-run and --no-commit."""
    command = click.option("--no-commit", is_flag=True, help="Write, but leave it to you to commit.")(command)
    return click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")(command)


def agreed(why: str) -> Callable[[F], F]:
    """Return what gives a command that records a permission its options: --reason (`why`) and --agreed-by."""

    def give(command: F) -> F:
        command = click.option(
            "--agreed-by",
            required=True,
            metavar="WHO",
            help="A role of the policy or a person of board.yaml.",
        )(command)
        return click.option("--reason", required=True, metavar="WORDS", help=f"{why} Pseudonyms only.")(
            command
        )

    return give


def day_of(as_of: date | None) -> date:
    """Return the day to judge on: the one asked for, else today in London."""
    from reviewctl.facts.calendar import today

    return as_of or today()
