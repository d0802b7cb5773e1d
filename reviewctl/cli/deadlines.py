"""`deadlines`: every step with its date and its working."""

from datetime import date
from functools import partial

import click
from msgspec import Struct

from reviewctl.cli.endings import DATA
from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.recorded import recorded
from reviewctl.model.report import Report
from reviewctl.render.pages.deadline_record import deadline_record
from reviewctl.render.pages.deadlines import DeadlineLine, line_of, page_of_all, page_of_case
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.one import one_case, own_facts
from reviewctl.work.progress import watched


@click.command("deadlines")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--working", is_flag=True, help="Under each date: how it was counted, and every day left out.")
@click.option("--all", "whole", is_flag=True, help="Also what has not begun, and what does not apply.")
@reading
@click.pass_obj
@recorded
def command(
    desk: Desk,
    /,
    case: str | None,
    working: bool,
    whole: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show every step of a review with its date, how far off it is and the paragraph it rests on.

    With no CASE: the case you stand in, else what is open in all reviews and in the register's own duties, by
    date. With the word board for CASE: the register's own duties alone.
    """
    day = day_of(as_of)
    register = desk.register
    if case == "board":
        return show(_of_register(register, day, working, whole), form, output)
    folders = case_folders(register, (case,) if case else (), desk.folder)
    loader = Loader(register, day, dates_only=True)
    if len(folders) == 1:
        loaded = loader.load(folders[0])
        facts = one_case(loaded)
        return show(
            page_of_case(facts, show_working=working, whole=whole, faults=loaded.faults), form, output
        )
    as_data = form in DATA
    work = partial(_some, as_data=as_data, working=working, whole=whole)
    found = list(watched(loader.each(folders, work), len(folders), "reviews"))
    if folders == register.folders:
        found.append(work(Loaded("", loader.own(), (), 0)))
    lines = [line for some in found for line in some.lines]
    records = [record for some in found for record in some.records]
    faults = sum(some.faults for some in found)
    return show(page_of_all(lines, records, register.board.board, day, faults=faults), form, output)


def _of_register(register: Register, day: date, working: bool, whole: bool) -> Report:
    """Return the page of the register's own steps. Raises EnvironmentFault where its policy cannot be used."""
    facts = own_facts(Loader(register, day, dates_only=True))
    return page_of_case(facts, show_working=working, whole=whole)


class _Some(Struct, frozen=True):
    """What one review has to show: lines for people, or records for scripts."""

    lines: tuple[DeadlineLine, ...] = ()
    records: tuple[dict[str, object], ...] = ()
    faults: int = 0


def _some(loaded: Loaded, as_data: bool, working: bool, whole: bool) -> _Some:
    facts = loaded.facts
    if facts is None:
        return _Some(faults=max(1, loaded.faults) if loaded.folder else 0)
    if as_data:
        return _Some(records=tuple(deadline_record(facts, one) for one in facts.deadlines))
    if facts.closed and not whole:
        return _Some(faults=loaded.faults)
    shown = (one for one in facts.deadlines if whole or one.open)
    lines = tuple(line_of(facts, one, show_working=working) for one in shown)
    return _Some(lines=lines, faults=loaded.faults)
