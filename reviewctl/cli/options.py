"""The options that commands share, and how a person writes a date."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "markdown", "json", "csv")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRITISH = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.? ([0-9]{4})")


def read_day(text: str) -> date:
    """Return the date that a person wrote: 2026-05-20, 20/5/2026, 20 May 2026, today or yesterday.

    The day always comes first. Raises ValueError, with a sentence, for anything else.
    """
    from reviewctl.facts.calendar import today

    word = text.strip().lower()
    if word in ("today", "yesterday"):
        return today() - timedelta(days=word == "yesterday")
    iso, british, words = (form.fullmatch(word) for form in (_ISO, _BRITISH, _WORDS))
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british is not None:
            return date(int(british[3]), int(british[2]), int(british[1]))
        if words is not None and words[2][:3] in _MONTHS:
            return date(int(words[3]), _MONTHS.index(words[2][:3]) + 1, int(words[1]))
    except ValueError:
        raise ValueError("No calendar has that day. Day first: 20/5/2026, or 2026-05-20.") from None
    raise ValueError("That is not a date. Write 20/5/2026, 20 May 2026, 2026-05-20, today or yesterday.")


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


def day_of(as_of: date | None) -> date:
    """Return the day to judge on: the one asked for, else today in London."""
    from reviewctl.facts.calendar import today

    return as_of or today()
