"""`action`: the action plans of all reviews: looked at together, and what became of each action recorded."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import Day, Group, agreed, day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import show, tell
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.facts.actions.standing import Awaited


@click.group("action", cls=Group)
def command() -> None:
    """Action plans: what is owed by whom, what an owner reported, and what shows that it was done (P§17, P-App3)."""


@command.command("list")
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
def list_(
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
    from reviewctl.work.actions.gathering import asked_for, gather, role_titles, shown
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
    )
    return show(list_page(everything, seen, page), form, output)


_CASE = click.argument("case")
_IDS = click.argument("ids", nargs=-1, required=True, metavar="ID…")
_ON = click.option("--on", type=Day(), metavar="DATE", help="The day it happened. Default: today.")
_WHEN = click.option(
    "--on",
    metavar="DATE",
    help="When: a day, or 2018-03, 2018 or not-known where no more is. Default: today.",
)


@command.command("update")
@_CASE
@_IDS
@click.option("--status", metavar="WORD", help="The owner's word, by the Board's own scale: green.")
@click.option("--note", metavar="WORDS", help="What was reported. Pseudonyms only.")
@click.option("--evidence", metavar="WORDS", help="What shows it, or the id of a paper in papers.yaml.")
@_WHEN
@writing_options
@click.pass_obj
def update(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    status: str | None,
    note: str | None,
    evidence: str | None,
    on: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what the owner reported of action ID of CASE. Several IDs: one statement for all of them."""
    from reviewctl.work.actions.reporting import Said
    from reviewctl.work.actions.reporting import update as report
    from reviewctl.work.writing import writing

    said = Said(status=status, note=note, evidence=evidence, on=on)
    with writing(desk, "action update", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(report(desk, pen, case, ids, said))
    return 0


@command.command("revise")
@_CASE
@click.argument("action", metavar="ID")
@click.option("--due", type=Day(), metavar="DATE", help="The new date: later than the one in force.")
@click.option("--due-as-written", metavar="WORDS", help="The new date in words, where no day was agreed.")
@agreed("Why more time is needed.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was agreed. Default: today.")
@writing_options
@click.pass_obj
def revise(
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
        _tell(move(desk, pen, case, action, new))
    return 0


@command.command("met")
@_CASE
@_IDS
@_WHEN
@click.option("--evidence", metavar="WORDS", help="What shows it, or the id of a paper in papers.yaml.")
@writing_options
@click.pass_obj
def met(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    on: str | None,
    evidence: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that action ID of CASE was met. Several IDs: closed together, in one statement."""
    from reviewctl.work.actions.reporting import met as close
    from reviewctl.work.writing import writing

    with writing(desk, "action met", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(close(desk, pen, case, ids, on, evidence))
    return 0


@command.command("verify")
@_CASE
@_IDS
@click.option(
    "--by", required=True, metavar="WHO", help="Who checked it: a role, a meeting's kind, a person."
)
@_ON
@writing_options
@click.pass_obj
def verify(
    desk: Desk, /, case: str, ids: tuple[str, ...], by: str, on: date | None, dry_run: bool, no_commit: bool
) -> int:
    """Record that the evidence for action ID of CASE, which was met, was checked (P-App3)."""
    from reviewctl.work.actions.reporting import verify as check
    from reviewctl.work.writing import writing

    with writing(desk, "action verify", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(check(desk, pen, case, ids, by, on))
    return 0


@command.command("impact")
@_CASE
@_IDS
@click.option("--found", required=True, metavar="WORDS", help="What was measured, and what was found.")
@_ON
@writing_options
@click.pass_obj
def impact(
    desk: Desk,
    /,
    case: str,
    ids: tuple[str, ...],
    found: str,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record what shows that action ID of CASE made a difference (P-App3)."""
    from reviewctl.work.actions.reporting import impact as measure
    from reviewctl.work.writing import writing

    with writing(desk, "action impact", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(measure(desk, pen, case, ids, found, on))
    return 0


@command.command("thread")
@click.argument("case", required=False, metavar="[CASE]")
@reading
@click.pass_obj
def thread(desk: Desk, /, case: str | None, as_of: date | None, form: str, output: str | None) -> int:
    """Show the thread from each question to what was found, recommended, done, proven and achieved.

    A link is suspect when the text at its other end was changed since it was looked at last. Gaps stand below.
    """
    from reviewctl.facts.actions.standing import action_lines
    from reviewctl.model.trouble import ReviewctlError
    from reviewctl.render.pages.action_thread import Told, thread_page
    from reviewctl.store.find import case_folders
    from reviewctl.work.actions.linking import thread_in
    from reviewctl.work.loading import Loader
    from reviewctl.work.one import one_case

    day = day_of(as_of)
    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", "Name it: reviewctl action thread CASE")
    facts = one_case(Loader(desk.register, day, dates_only=True).load(folders[0]))
    lines = {line.action: line for line in action_lines(facts)}
    told = Told(about=f"{facts.case.id} · from question to impact", as_of=day, lines=lines)
    return show(thread_page(thread_in(facts), told), form, output)


@command.command("link")
@_CASE
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]…")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was looked at. Default: today.")
@writing_options
@click.pass_obj
def link(
    desk: Desk,
    /,
    case: str,
    addresses: tuple[str, ...],
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that links of CASE's thread were looked at and hold, with the text at their other end as it is.

    ADDRESS is what rests on something else: "actions[1]", "recommendations[2]", "actions[1].evidence". With none:
    every link that nobody has looked at yet. One that became suspect wants to be named.
    """
    from reviewctl.work.actions.linking import link as look
    from reviewctl.work.writing import writing

    with writing(desk, "action link", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(look(desk, pen, case, addresses, on))
    return 0


@command.command("export")
@click.option("--owner", required=True, metavar="A", help="The agency: its id, or a name that it has or had.")
@click.option("-o", "output", required=True, metavar="FILE.xlsx", help="Write the form there.")
@click.pass_obj
def export(desk: Desk, /, owner: str, output: str) -> int:
    """Write the form in which an agency says what became of its actions: what is open, or still to be shown.

    It fills in the last four columns and sends the file back: reviewctl action import FILE.
    """
    from reviewctl.cli.output import keep
    from reviewctl.cli.outside import outside
    from reviewctl.facts.calendar import today
    from reviewctl.model.trouble import ReviewctlError
    from reviewctl.work.actions.forms import written
    from reviewctl.work.actions.gathering import owner_meant

    agency = owner_meant((), desk.register.board, owner)
    target = outside(desk, output, "What goes out to an agency is no part of the record.", f"{agency}.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise ReviewctlError("The form is a workbook.", f"For example: -o ../{agency}.xlsx")
    data, count = written(desk, agency, today())
    keep(data, str(target))
    tell(f"Written: {'one action' if count == 1 else f'{count} actions'} of {agency}.")
    tell(f"  when it comes back: reviewctl action import FILE.xlsx --owner {agency}")
    return 0


@command.command("import")
@click.argument("file")
@click.option("--owner", required=True, metavar="A", help="The agency that sent it.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it came. Default: today.")
@writing_options
@click.pass_obj
def import_(desk: Desk, /, file: str, owner: str, on: date | None, dry_run: bool, no_commit: bool) -> int:
    """Bring in the form that an agency filled in: only what is new in it, and only of its own actions."""
    from reviewctl.exchange.parcel import LARGEST_FILE
    from reviewctl.work.actions.answers import bring_in
    from reviewctl.work.actions.gathering import owner_meant
    from reviewctl.work.unopened import read_whole
    from reviewctl.work.writing import writing

    data = read_whole(file, LARGEST_FILE)
    agency = owner_meant((), desk.register.board, owner)
    with writing(desk, "action import", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(bring_in(desk, pen, data, agency, on))
    return 0


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        tell(line)
