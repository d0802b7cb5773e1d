"""`action list`: the actions of all reviews, and where each stands."""

from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.facts.actions.standing import Awaited


@click.command("list")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--owner", metavar="A", help="Only what this agency owns, or a body beyond the Board.")
@click.option("--theme", metavar="THEME", help="Only what answers a recommendation on this theme.")
@click.option("--overdue", is_flag=True, help="Only what is over its date.")
@click.option("--due-within", metavar="TIME", help="Only what is due or overdue by then: 10d, 2w, 5wd.")
@click.option(
    "--stale",
    type=click.IntRange(0, 9999),
    metavar="DAYS",
    help="Only what nothing was heard of for so many days, late or not.",
)
@click.option(
    "--awaiting",
    type=click.Choice(("evidence", "impact", "verification")),
    help="Only what was met and still waits for this.",
)
@click.option("--all", "whole", is_flag=True, help="Also what is over, and closed reviews.")
@reading
@click.pass_obj
def command(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    owner: str | None,
    theme: str | None,
    overdue: bool,
    due_within: str | None,
    stale: int | None,
    awaiting: "Awaited | None",
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """List the actions of every review: whose, by when, what the owner last said, what is still awaited.

    With no CASE: the case you stand in, else all. The Board's own colours stand under the table.
    """
    from reviewctl.cli.horizon import horizon
    from reviewctl.facts.actions.choosing import Wanted, chosen
    from reviewctl.render.pages.actions import Asked, list_page
    from reviewctl.render.pages.naming import fault_words
    from reviewctl.store.find import case_folders
    from reviewctl.work.actions.gathering import asked_for, gather, item_titles, role_titles, shown
    from reviewctl.work.loading import Loader

    register, day = desk.register, day_of(as_of)
    due_by = horizon(due_within, day, register) if due_within else None
    folders = case_folders(register, cases, desk.folder)
    found = gather(desk, Loader(register, day, dates_only=True), folders)
    asked = Wanted(overdue=overdue, due_by=due_by, stale=stale, awaiting=awaiting)
    wanted, words = asked_for(found.lines, register.board, owner, theme, asked)
    everything = chosen(found.lines, wanted)
    seen = shown(found.lines, wanted, whole=whole or bool(cases))
    one = len(folders) == 1
    page = Asked(
        about=f"{found.lines[0].case if one and found.lines else register.board.board or 'Reviews'} · actions",
        as_of=day,
        board=register.board,
        words=words,
        hidden=len(everything) - len(seen),
        several=not one,
        faults=fault_words(found.faults) if found.faults else "",
        roles=role_titles(register),
        items=item_titles(register),
        plans=found.plans,
    )
    return show(list_page(everything, seen, page), form, output)
