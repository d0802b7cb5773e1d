"""`quorum`: each meeting, who was there by sector, and what was lacking."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.render.pages.quorum import MeetingLine, heading_of, joined, lines_of, page
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.one import one_case
from reviewctl.work.progress import watched


@click.command("quorum")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--meeting", metavar="M", help="Only this meeting: panel,2, or 2026-03-04-panel.")
@click.option("--exit-code", is_flag=True, help="Exit 1 when a meeting that was held was not quorate.")
@reading
@click.pass_obj
def command(
    desk: Desk,
    case: str | None,
    meeting: str | None,
    exit_code: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show for each meeting which of the seats that the policy asks for were filled.

    With no CASE: the case you stand in, else the meetings of every open review.
    """
    day = day_of(as_of)
    register = desk.register
    folders = case_folders(register, (case,) if case else (), desk.folder)
    loader = Loader(register, day, dates_only=True)
    if len(folders) == 1:
        facts = one_case(loader.load(folders[0]))
        about, lines = heading_of(facts), lines_of(facts)
    else:
        found = watched(loader.each(folders, _of_open), len(folders), "reviews")
        about, lines = f"{register.board.board} · meetings", joined(line for some in found for line in some)
    chosen = _chosen(lines, meeting) if meeting else lines
    return show(page(chosen, about, day, exit_code=exit_code), form, output)


def _of_open(loaded: Loaded) -> tuple[MeetingLine, ...]:
    facts = loaded.facts
    return lines_of(facts) if facts is not None and not facts.closed else ()


def _chosen(lines: tuple[MeetingLine, ...], word: str) -> tuple[MeetingLine, ...]:
    """Return the meetings of that name. Raises ReviewctlError (exit 2) where there is none."""
    wanted = word.strip().lower().replace(" ", ",")
    chosen = tuple(line for line in lines if wanted in _names(line))
    if not chosen:
        raise refuse("meeting", word, [line.judged.meeting for line in lines])
    return chosen


def _names(line: MeetingLine) -> tuple[str, ...]:
    one = line.judged
    return (one.meeting.lower(), f"{one.kind},{one.number}" if one.status != "cancelled" else "")
