"""`action similar`: has the Board recommended this before, and what came of it."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("similar")
@click.argument("case", required=False, metavar="[CASE]")
@click.argument("ids", nargs=-1, metavar="[REC]…")
@reading
@click.pass_obj
def command(
    desk: Desk, /, case: str | None, ids: tuple[str, ...], as_of: date | None, form: str, output: str | None
) -> int:
    """Show what CASE recommends that other reviews recommended before, and what came of it (P§17).

    With REC: only these recommendations, by their numbers. Two with themes are compared within one theme.
    """
    from reviewctl.model.trouble import ReviewctlError
    from reviewctl.render.pages.action_similar import similar_page
    from reviewctl.store.find import case_folders
    from reviewctl.work.actions.similar import looked_for
    from reviewctl.work.loading import Loader
    from reviewctl.work.one import one_case

    day = day_of(as_of)
    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", "Name it: reviewctl action similar CASE")
    loader = Loader(desk.register, day, dates_only=True)
    found, looked = looked_for(loader, one_case(loader.load(folders[0])), ids)
    return show(similar_page(found, looked), form, output)
