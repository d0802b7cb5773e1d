"""The options by which `chronology merge` and `chronology timeline` show a part of the whole."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from reviewctl.cli.options import Between, Day
from reviewctl.work.chronicle.choosing import Wanted


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose entries; it takes them together, as `wanted: Wanted`."""

    @functools.wraps(command)
    def taking(
        *words: Any,
        agency: tuple[str, ...],
        person: tuple[str, ...],
        question: tuple[str, ...],
        first: date | None,
        last: date | None,
        mark: tuple[str, ...],
        **others: Any,
    ) -> Any:
        wanted = Wanted(agency=agency, person=person, question=question, first=first, last=last, mark=mark)
        return command(*words, wanted=wanted, **others)

    several = functools.partial(click.option, multiple=True)
    for option in (
        several("--mark", metavar="M", help="Only entries with this mark, such as key-episode."),
        click.option(
            "--to", "last", type=Day(), metavar="DATE", help="Only what may lie on or before this day."
        ),
        click.option(
            "--from", "first", type=Day(), metavar="DATE", help="Only what may lie on or after this day."
        ),
        several("--question", metavar="Q", help="Only entries on this question of the terms of reference."),
        several("--person", metavar="P", help="Only entries about this subject: the id or the pseudonym."),
        several("--agency", metavar="A", help="Only what this agency told: an id, or a name it has or had."),
    ):
        taking = option(taking)
    return taking


def reckoning(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the numbers by which accounts are joined and gaps are told. No source sets either."""
    command = click.option(
        "--gap-days",
        type=Between(1, 36_500),
        default=90,
        show_default=True,
        metavar="DAYS",
        help="From how many days on a time without an entry is shown as a gap.",
    )(command)
    return click.option(
        "--alike",
        type=Between(50, 100),
        default=80,
        show_default=True,
        metavar="PERCENT",
        help="From how alike on two agencies' accounts are held for one event, where their dates may be the same.",
    )(command)
