"""`imr`: Individual Management Reviews asked for, received, sent back, presented, and looked at together."""

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import Day, Group, day_of, reading
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import keep, show, tell
from reviewctl.model.trouble import ReviewctlError
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.facts.ledger import LedgerLine
    from reviewctl.work.loading import Loaded


WHY_OUTSIDE = (
    "The letter will hold real names once it is filled in, and what lies in the register is kept for ever."
)


@click.group("imr", cls=Group)
def command() -> None:
    """Agencies' own reviews (IMRs): ask for them, record what came, and see who owes what (P§14)."""


@command.command("request")
@click.argument("case")
@click.argument("agencies", nargs=-1, metavar="[AGENCY]…")
@click.option("--due", type=Day(), metavar="DATE", help="The day agreed for it at the first panel meeting.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was asked for. Default: today.")
@click.option("-o", "output", metavar="FILE.docx", help="Write the letters there, one behind another.")
@writing_options
@click.pass_obj
def request(
    desk: Desk,
    /,
    case: str,
    agencies: tuple[str, ...],
    due: date | None,
    on: date | None,
    output: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that each AGENCY was asked for its IMR in CASE. With none: all that are still to be asked.

    With -o the letters to them are written, too.
    """
    from reviewctl.work.imrs.asking import chosen_agencies, letters_for
    from reviewctl.work.imrs.asking import request as ask
    from reviewctl.work.recording import case_facts
    from reviewctl.work.writing import writing

    facts = case_facts(desk, case)
    chosen = chosen_agencies(facts, agencies)
    target = _letter_place(desk, output) if output is not None else ""
    with writing(desk, "imr request", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(ask(desk, pen, case, chosen, due, on))
    if target and not dry_run:
        desk.forget()  # The letters say what has just been recorded.
        data, blanks = letters_for(desk, facts.case.id, chosen, on)
        keep(data, target)
        tell(
            f"Written: {'the letter' if len(chosen) == 1 else f'{len(chosen)} letters, one behind another'}."
        )
        tell(f"  to fill in: {'; '.join(blank.rstrip('.') for blank in blanks)}")
    elif not dry_run:
        item = f" --item {chosen[0]}" if len(chosen) == 1 else ""
        tell(f"  the letter: reviewctl letter imr-request {facts.case.id}{item} -o FILE.docx")
    return 0


def _letter_place(desk: Desk, output: str) -> str:
    """Return where the letters go. Raises ReviewctlError for a place in the register, and for what is no Word file."""
    from reviewctl.cli.outside import outside

    target = outside(desk, output, WHY_OUTSIDE, "imr-letters.docx")
    if target.suffix.lower() != ".docx":
        raise ReviewctlError("The letters are written for Word.", "For example: -o ../imr-letters.docx")
    if os.path.lexists(target):
        raise ReviewctlError(
            "There is a file of that name already, and it may have been filled in.",
            "Choose another name after -o, or move the old one away first.",
        )
    return str(target)


@command.command("receive")
@click.argument("case")
@click.argument("agency")
@click.option("--on", type=Day(), metavar="DATE", help="The day it came. Default: today.")
@click.option("--quality-assured", type=Day(), metavar="DATE", help="The day the agency quality-assured it.")
@click.option("--signed-off", type=Day(), metavar="DATE", help="The day the agency signed it off.")
@click.option("--author-role", metavar="WORDS", help="The author's post in the agency. Never a name.")
@click.option(
    "--author-independent/--author-involved",
    "independent",
    default=None,
    help="Whether the author neither knew the case nor managed those who did.",
)
@writing_options
@click.pass_obj
def receive(
    desk: Desk,
    /,
    case: str,
    agency: str,
    on: date | None,
    quality_assured: date | None,
    signed_off: date | None,
    author_role: str | None,
    independent: bool | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that the IMR of AGENCY came, or came again after it was sent back.

    An agency quality-assures and signs off its IMR before it submits it (P§14); give the days that it names.
    """
    from reviewctl.work.imrs.coming import Came
    from reviewctl.work.imrs.coming import receive as take
    from reviewctl.work.writing import writing

    came = Came(
        on=on,
        quality_assured=quality_assured,
        signed_off=signed_off,
        author_role=author_role,
        independent=independent,
    )
    with writing(desk, "imr receive", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(take(desk, pen, case, agency, came))
    return 0


@command.command("send-back")
@click.argument("case")
@click.argument("agency")
@click.option("--because", required=True, metavar="WORDS", help="What is wanted. Pseudonyms only.")
@click.option("--due", type=Day(), metavar="DATE", help="The day agreed for it to come again.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was sent back. Default: today.")
@writing_options
@click.pass_obj
def send_back(
    desk: Desk,
    /,
    case: str,
    agency: str,
    because: str,
    due: date | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that the IMR of AGENCY was sent back: it is owed again until it comes."""
    from reviewctl.work.imrs.coming import send_back as send
    from reviewctl.work.writing import writing

    with writing(desk, "imr send-back", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(send(desk, pen, case, agency, because, due, on))
    return 0


@command.command("present")
@click.argument("case")
@click.argument("agencies", nargs=-1, metavar="[AGENCY]…")
@click.option("--on", type=Day(), metavar="DATE", help="The day. Default: today.")
@click.option("--meeting", metavar="M", help="The meeting at which: panel,2, or 2026-03-04-panel.")
@writing_options
@click.pass_obj
def present(
    desk: Desk,
    /,
    case: str,
    agencies: tuple[str, ...],
    on: date | None,
    meeting: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Record that authors presented their IMRs to the panel: at its second meeting (P§14).

    With no AGENCY: all whose IMR had come by then and was not presented.
    """
    from reviewctl.work.imrs.coming import present as shown
    from reviewctl.work.writing import writing

    if on is not None and meeting is not None:
        raise click.UsageError("Give --on or --meeting, not both.")
    with writing(desk, "imr present", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(shown(desk, pen, case, agencies, on, meeting))
    return 0


@command.command("close")
@click.argument("case")
@click.argument("agency")
@click.argument("outcome", type=click.Choice(("declined", "not-possible", "nothing-held")))
@click.option("--reason", required=True, metavar="WORDS", help="Why. Neutral words, pseudonyms only.")
@writing_options
@click.pass_obj
def close(
    desk: Desk, /, case: str, agency: str, outcome: str, reason: str, dry_run: bool, no_commit: bool
) -> int:
    """Record that nothing more will come from AGENCY, and why (F§5.4.4)."""
    from reviewctl.work.imrs.coming import close as end
    from reviewctl.work.writing import writing

    with writing(desk, "imr close", dry_run=dry_run, no_commit=no_commit) as pen:
        _tell(end(desk, pen, case, agency, outcome, reason))
    return 0


@command.command("status")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--agency", metavar="A", help="Only this agency: its id, or a name that it has or had.")
@click.option("--all", "whole", is_flag=True, help="Also what came in reviews that are closed.")
@reading
@click.pass_obj
def status(
    desk: Desk,
    /,
    case: str | None,
    agency: str | None,
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show who owes what, how late it is, and how each agency keeps its dates.

    IMRs, chronologies and the information for screening. With no CASE: the case you stand in, else all reviews.
    """
    from reviewctl.facts.ledger import punctuality
    from reviewctl.render.pages.imrs import status_page
    from reviewctl.render.pages.quorum import heading_of
    from reviewctl.store.find import case_folders
    from reviewctl.work.loading import Loader
    from reviewctl.work.nearest import refuse
    from reviewctl.work.one import one_case
    from reviewctl.work.progress import watched

    register, day = desk.register, day_of(as_of)
    folders = case_folders(register, (case,) if case else (), desk.folder)
    loader = Loader(register, day, dates_only=True)
    if len(folders) == 1:
        facts = one_case(loader.load(folders[0]))
        about, lines = heading_of(facts, "returns"), list(_ledger(loader.load(folders[0])))
    else:
        about = f"{register.board.board} · returns"
        lines = [
            one for some in watched(loader.each(folders, _ledger), len(folders), "reviews") for one in some
        ]
    if agency is not None:
        meant = register.board.named(agency)
        wanted = meant.id if meant is not None else agency
        if meant is None and not any(line.agency == wanted for line in lines):
            raise refuse("agency", agency, [one.id for one in register.board.agencies])
        lines = [line for line in lines if line.agency == wanted]
    return show(status_page(lines, punctuality(lines), register.board, about, day, whole=whole), form, output)


def _ledger(loaded: "Loaded") -> "list[LedgerLine]":
    from reviewctl.facts.ledger import ledger_of

    return list(ledger_of(loaded.facts)) if loaded.facts is not None else []


@command.command("matrix")
@click.argument("case", required=False, metavar="[CASE]")
@reading
@click.pass_obj
def matrix(desk: Desk, /, case: str | None, as_of: date | None, form: str, output: str | None) -> int:
    """Show which question of the terms of reference which agency answers, and which nobody does."""
    from reviewctl.facts.coverage import coverage_of
    from reviewctl.render.pages.imrs import matrix_page
    from reviewctl.store.find import case_folders
    from reviewctl.work.loading import Loader
    from reviewctl.work.one import one_case

    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", "Name it: reviewctl imr matrix CASE")
    facts = one_case(Loader(desk.register, day_of(as_of)).load(folders[0]))
    return show(matrix_page(facts, coverage_of(facts)), form, output)


def _tell(lines: Iterator[str]) -> None:
    for line in lines:
        tell(line)
