"""`signoff status`: which sign-offs are complete, and who has still to approve."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("status")
@click.argument("case", required=False, metavar="[CASE]")
@click.argument("what", required=False, metavar="[WHAT]")
@click.argument("item", required=False, metavar="[AGENCY]")
@click.option("--agency", metavar="AGENCY", help="Whose, where there is one for each agency.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where what was asked for is not all complete.")
@reading
@click.pass_obj
def command(
    desk: Desk,
    case: str | None,
    what: str | None,
    item: str | None,
    agency: str | None,
    exit_code: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show how each sign-off stands: complete, open, or CHANGED since it was approved.

    With no CASE: the case you stand in, else every one. What is on the branch of a request, and not merged, is shown
    as it stands there. A statement that does not count is shown with the reason.
    """
    from reviewctl.render.pages.signoff_status import page
    from reviewctl.store.find import case_folders
    from reviewctl.work.loading import Loader
    from reviewctl.work.one import one_case
    from reviewctl.work.signoff.standing import about, lines_of

    day = day_of(as_of)
    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    lines, unread = lines_of(desk, folders, day, what, agency or item)
    alone = len(folders) == 1
    name = f"{desk.register.board.board} · sign-offs"
    if alone:
        name = about(one_case(Loader(desk.register, day, dates_only=True).load(folders[0])))
    return show(page(lines, name, day, unread=unread, whole=alone, exit_code=exit_code), form, output)
