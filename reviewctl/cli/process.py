"""`process`: inquests, investigations and other reviews beside a review, and what waits for them."""

from collections.abc import Iterator
from datetime import date

import click

from reviewctl.cli.options import Day, Group, day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.work.desk import Desk


@click.group("process", cls=Group)
def command() -> None:
    """What runs beside a review: the Coroner, the police, the NHS, others; what waits for them (P§6, P§7, P§13)."""


@command.command("list")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--all", "whole", is_flag=True, help="Also what has ended, and closed reviews.")
@reading
@click.pass_obj
def list_(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """List what runs beside the reviews: whom to ask, how it stands, when somebody asked, and what waits for it.

    With no CASE: the case you stand in, else all. First come those about which the day to ask again has passed.
    """
    from reviewctl.work.listing import processes_page

    return show(processes_page(desk, cases, day_of(as_of), whole=whole), form, output)


_CASE = click.argument("case")
_KEY = click.argument("key")


@command.command("check")
@_CASE
@_KEY
@click.option("--status", metavar="WORDS", help="Where it stands. Pseudonyms only.")
@click.option("--kind", metavar="KIND", help="For a new one: coroner, criminal, nhs, other-review and so on.")
@click.option(
    "--contact", metavar="ROLE", help="Whom to ask: Coroner's officer, Senior Investigating Officer."
)
@click.option("--disclosure", metavar="WORDS", help="What may be disclosed, and what stands in the way.")
@click.option("--ask-again", type=Day(), metavar="DATE", help="The next day to ask about what waits for it.")
@click.option("--ended", type=Day(), metavar="DATE", help="The day on which it ended.")
@click.option("--on", type=Day(), metavar="DATE", help="The day somebody asked. Default: today.")
@writing_options
@click.pass_obj
def check(
    desk: Desk,
    /,
    case: str,
    key: str,
    status: str | None,
    kind: str | None,
    contact: str | None,
    disclosure: str | None,
    ask_again: date | None,
    ended: date | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that somebody asked how process KEY of CASE stands, and what was said.

    With --kind a process that is not there yet is made: process check CASE police-1 --kind criminal.
    """
    from reviewctl.work.processes import Checked
    from reviewctl.work.processes import check as record
    from reviewctl.work.writing import writing

    said = Checked(
        on=on,
        status=status,
        kind=kind,
        contact=contact,
        disclosure=disclosure,
        ask_again=ask_again,
        ended=ended,
    )
    with writing(desk, "process check", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(record(desk, pen, case, key, said))
    return 0


@command.command("hold")
@_CASE
@_KEY
@click.option(
    "--what", required=True, metavar="WHAT", help="What waits: review (all of it), interviews or publication."
)
@click.option("--from", "from_", required=True, type=Day(), metavar="DATE", help="The first day.")
@click.option("--ask-again", type=Day(), metavar="DATE", help="When to ask whether it must still wait.")
@click.option("--reason", metavar="WORDS", help="Why. Pseudonyms only.")
@writing_options
@click.pass_obj
def hold(
    desk: Desk,
    /,
    case: str,
    key: str,
    what: str,
    from_: date,
    ask_again: date | None,
    reason: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that CASE waits for process KEY. The clocks of what waits stand still: no `suspend` is needed."""
    from reviewctl.work.processes import NewHold
    from reviewctl.work.processes import hold as wait
    from reviewctl.work.writing import writing

    asked = NewHold(what=what, from_=from_, ask_again=ask_again, reason=reason)
    with writing(desk, "process hold", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(wait(desk, pen, case, key, asked))
    return 0


@command.command("release")
@_CASE
@_KEY
@click.option("--what", metavar="WHAT", help="Only this. Default: all that waits for it.")
@click.option(
    "--on", type=Day(), metavar="DATE", help="The first day on which it need not wait. Default: today."
)
@writing_options
@click.pass_obj
def release(
    desk: Desk,
    /,
    case: str,
    key: str,
    what: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that CASE need not wait for process KEY any more. Each step has what it had in hand."""
    from reviewctl.work.processes import release as go_on
    from reviewctl.work.writing import writing

    with writing(desk, "process release", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(go_on(desk, pen, case, key, what, on))
    return 0


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        tell(line)
