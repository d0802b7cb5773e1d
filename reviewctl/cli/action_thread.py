"""`action thread`: from each question to what was achieved."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("thread")
@click.argument("case", required=False, metavar="[CASE]")
@reading
@click.pass_obj
def command(desk: Desk, /, case: str | None, as_of: date | None, form: str, output: str | None) -> int:
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
