"""`quorum`: each meeting, who was there by sector, and what was lacking."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.model.attendance import MeetingQuorum
from reviewctl.render.pages.quorum import MeetingLine, heading_of, joined, lines_of, page
from reviewctl.render.pages.quorum_plan import PlanLine, plan_page, plans_joined, plans_of
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.one import one_case
from reviewctl.work.progress import watched


@click.command("quorum")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--meeting", metavar="M", help="Only this meeting: panel,2, or 2026-03-04-panel.")
@click.option("--plan", is_flag=True, help="The booked meetings: who must still come, and who could.")
@click.option(
    "--exit-code", is_flag=True, help="Exit 1 when a meeting was not quorate; with --plan: will not be."
)
@reading
@click.pass_obj
def command(
    desk: Desk,
    case: str | None,
    meeting: str | None,
    plan: bool,
    exit_code: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show for each meeting which of the seats that the policy asks for were filled.

    With no CASE: the case you stand in, else the meetings of every open review. With --plan, the booked ones:
    whether they will be quorate, given the apologies so far.
    """
    day = day_of(as_of)
    register = desk.register
    folders = case_folders(register, (case,) if case else (), desk.folder)
    loader = Loader(register, day, dates_only=True)
    name = "meetings booked" if plan else "meetings"
    if len(folders) == 1:
        facts = one_case(loader.load(folders[0]))
        about, lines, plans = heading_of(facts, name), lines_of(facts), plans_of(facts)
    else:
        found = list(watched(loader.each(folders, _of_open), len(folders), "reviews"))
        about = f"{register.board.board} · {name}"
        lines = joined(line for some, _ in found for line in some)
        plans = plans_joined(line for _, some in found for line in some)
    if plan:
        chosen = _chosen(plans, meeting, lambda one: one.outlook.meeting)
        return show(plan_page(chosen, about, day, exit_code=exit_code), form, output)
    held = _chosen(lines, meeting, lambda one: one.judged)
    return show(page(held, about, day, exit_code=exit_code), form, output)


def _of_open(loaded: Loaded) -> tuple[tuple[MeetingLine, ...], tuple[PlanLine, ...]]:
    facts = loaded.facts
    return (lines_of(facts), plans_of(facts)) if facts is not None and not facts.closed else ((), ())


Line = TypeVar("Line")


def _chosen(
    lines: tuple[Line, ...], word: str | None, judged: Callable[[Line], MeetingQuorum]
) -> tuple[Line, ...]:
    """Return the meetings of that name, or all. Raises ReviewctlError (exit 2) where there is none."""
    if not word:
        return lines
    wanted = word.strip().lower().replace(" ", ",")
    chosen = tuple(line for line in lines if wanted in _names(judged(line)))
    if not chosen:
        raise refuse("meeting", word, [judged(line).meeting for line in lines])
    return chosen


def _names(one: MeetingQuorum) -> tuple[str, ...]:
    return (one.meeting.lower(), one.word if one.status != "cancelled" else "")
