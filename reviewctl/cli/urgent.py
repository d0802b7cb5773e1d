"""`urgent`: issues that cannot wait for the report."""

from datetime import date

import click

from reviewctl.cli.options import Day, Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("urgent", cls=Group)
def command() -> None:
    """Issues that cannot wait for the report: brought to the Executive or Board, and answered (P§11)."""


@command.command("add")
@click.argument("case")
@click.argument("text")
@click.option("--to", required=True, metavar="BODY", help="To whom it is brought: executive or board.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was brought. Default: today.")
@writing_options
@click.pass_obj
def add(desk: Desk, /, case: str, text: str, to: str, on: date | None, dry_run: bool, no_commit: bool) -> int:
    """Record that the urgent issue TEXT of CASE was brought to the Executive or Board. Pseudonyms only."""
    from reviewctl.work.urgent import add_issue
    from reviewctl.work.writing import writing

    with writing(desk, "urgent add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_issue(desk, pen, case, text, to, on):
            tell(line)
    return 0


@command.command("answer")
@click.argument("case")
@click.argument("number")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the answer. Default: today.")
@click.option("--answer", metavar="WORDS", help="What the answer was. Pseudonyms only.")
@writing_options
@click.pass_obj
def answer(
    desk: Desk,
    /,
    case: str,
    number: str,
    on: date | None,
    answer: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that urgent issue NUMBER of CASE was answered."""
    from reviewctl.work.urgent import answer_issue
    from reviewctl.work.writing import writing

    with writing(desk, "urgent answer", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in answer_issue(desk, pen, case, number, on, answer):
            tell(line)
    return 0
