"""`reviewctl` alone, in a register: the Monday screen, which is `status` and under it the top of `next`."""

import click
from msgspec.structs import replace

from reviewctl.cli.next_ import lines_of, own_lines
from reviewctl.cli.options import day_of
from reviewctl.cli.output import show
from reviewctl.cli.status import row_of, setting_of
from reviewctl.render.pages.case_status import CaseStatus
from reviewctl.render.pages.next import NextSetting, top
from reviewctl.render.pages.next_lines import NextLines
from reviewctl.render.pages.status import page
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.progress import watched

SHOWN = 5


@click.command("monday")
@click.pass_obj
def command(desk: Desk) -> int:
    """Show where each review is, and what to do first. Each review is read once for both."""
    day = day_of(None)
    register = desk.register
    folders = case_folders(register, (), desk.folder)
    loader = Loader(register, day, dates_only=True)
    found = list(watched(loader.each(folders, _both), len(folders), "reviews"))
    rows = [row for row, _ in found]
    setting = setting_of(register, day, kept=len(rows), saved=True, named=register.single is not None)
    lines = [some for _, some in found] + (own_lines(loader) if folders == register.folders else [])
    first = tuple(top(lines, NextSetting(about="", as_of=day, shown=SHOWN)))
    report = page(rows, setting)
    return show(replace(report, blocks=(*report.blocks, *first)))


def _both(loaded: Loaded) -> tuple[CaseStatus, NextLines]:
    return row_of(loaded), lines_of(loaded)
