"""The options that commands share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar, cast

import click
from click.exceptions import NoSuchCommand

from reviewctl.cli.endings import ENDINGS, chosen
from reviewctl.work.days import read_day

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "markdown", "html", "json", "csv")
"""What --format may say. Word and Excel are asked for by the ending of a file."""
FORMATS_OF_FINDINGS = (*FORMATS, "github", "sarif", "junit")
"""What it may say besides where findings are shown: the formats of pipelines."""
_WHOLE = 1000
"""More letters than any first sentence of a help has."""


class Group(click.Group):
    """A command of several, whose help has them in the order of the work, each told to the end of the sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were added; click would sort them by letters."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each does: click would cut it at the end of the line."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in found if one])


class Listed(Group):
    """A command of several, each imported only when it is run.

    `subcommands` has them in the order of the help: of each its module in `reviewctl.cli`, and what it is for.
    """

    def __init__(self, *words: Any, subcommands: Mapping[str, tuple[str, str]], **more: Any) -> None:
        super().__init__(*words, **more)
        self.subcommands = subcommands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.subcommands)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the subcommand of that name, importing its module; None where there is none."""
        if name not in self.subcommands:
            return None
        command: click.Command = import_module(f"reviewctl.cli.{self.subcommands[name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that is named; one that there is not is refused with the nearest, as click does."""
        if args[0] not in self.subcommands and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise NoSuchCommand(args[0], possibilities=self.subcommands, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in self.subcommands.items()])


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


class Between(click.IntRange):
    """A whole number from one to another, which help and errors call "50 to 100" and not "50<=x<=100"."""

    def _describe_range(self) -> str:
        return f"{self.min} to {self.max}"


def reading(command: F) -> F:
    """Give a reading command its options: --as-of, --format and -o.

    The command is told the format to write, which without --format is that of the file's ending.
    """
    return _reading(command, FORMATS)


def reading_findings(command: F) -> F:
    """Give a command that shows findings the options of a reading command, with the formats of pipelines."""
    return _reading(command, FORMATS_OF_FINDINGS)


def _reading(command: F, formats: Sequence[str]) -> F:
    """Give a command --as-of, -o, and --format with these formats."""

    @wraps(command)
    def with_format(*args: Any, form: str | None, output: str | None, **others: Any) -> Any:
        return command(*args, form=chosen(form, output), output=output, **others)

    given = click.option(
        "-o",
        "output",
        metavar="FILE",
        help=f"Write there instead of on the screen, as its ending says: {', '.join(ENDINGS)}.",
    )(with_format)
    given = click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        help="How it is written. Default: as the ending of FILE says, else text.",
    )(given)
    given = click.option(
        "--as-of", type=Day(), metavar="DATE", help="Judge as on this day. Default: today in London."
    )(given)
    return cast(F, given)


def writing(command: F) -> F:
    """Give a writing command its options: --dry-run and --no-commit."""
    command = click.option("--no-commit", is_flag=True, help="Write, but leave it to you to commit.")(command)
    return click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")(command)


def of_signoff(command: F) -> F:
    """Give a command the sign-off that it is about: CASE, WHAT, and the agency behind them or as --agency.

    The command is told the agency, if any, as `item`.
    """

    @wraps(command)
    def with_item(*args: Any, item: str | None, agency: str | None, **others: Any) -> Any:
        return command(*args, item=agency or item, **others)

    given = click.option("--agency", metavar="AGENCY", help="Whose, where there is one for each agency.")(
        with_item
    )
    given = click.argument("item", required=False, metavar="[AGENCY]")(given)
    return cast(F, click.argument("case")(click.argument("what")(given)))


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
