"""`signoff verify`: every sign-off checked from git's own objects."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.work.desk import Desk


@click.command("verify")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--at", metavar="REV", help="The commit to look at. Default: the one that is checked out.")
@click.option("--bundle", metavar="FILE", help="Look into a git bundle, such as one from an archive.")
@reading
@click.pass_obj
def command(
    desk: Desk,
    cases: tuple[str, ...],
    at: str | None,
    bundle: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Check every sign-off of a commit: by whom, of which text, and that nothing was changed since it came in.

    It reads git's own objects, and neither the files that are checked out nor the network. It exits 1 where a
    sign-off has lapsed, where a statement does not count, or was changed, taken out or dated back.
    """
    from reviewctl.render.pages.signoff_verify import page
    from reviewctl.work.signoff.verifying import verify

    day = day_of(as_of)
    found, commit = verify(desk, cases, at, bundle, day)
    return show(page(found, commit, day), form, output)
