"""`identities check`: what is wrong with the identity register, and whom it does not know."""

from datetime import date
from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("check")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@asking
@reading
@click.pass_obj
def command(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    secret: "Secret",
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Say where the identity register has faults, and which pseudonyms it does not know. No value of it is shown.

    With no CASE: the case you stand in, else all.
    """
    from msgspec.structs import replace

    from reviewctl.render.pages.validate import page
    from reviewctl.store.find import case_folders
    from reviewctl.work.publishing.covering import covered
    from reviewctl.work.publishing.identities import kept_identities

    folders = case_folders(desk.register, cases, desk.folder)
    judged = covered(desk.register, folders, kept_identities(desk, secret))
    return show(replace(page(judged, day_of(as_of)), command="identities-check"), form, output)
