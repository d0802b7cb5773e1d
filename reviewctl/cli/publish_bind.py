"""`publish bind`: with which identity register a review is searched, said in the record."""

from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("bind")
@click.argument("case")
@asking
@writing_options
@click.pass_obj
def command(desk: Desk, /, case: str, secret: "Secret", dry_run: bool, no_commit: bool) -> int:
    """Say in the record that CASE is searched with the identity register as it is now.

    `publish check` and `publish build` then refuse another one, such as an old copy in which names are missing. Say it
    again whenever somebody was added. What is recorded is a sum that tells nobody who stands in it.
    """
    from msgspec.structs import replace

    from reviewctl.work.publishing.binding import bind
    from reviewctl.work.publishing.identities import identities_for
    from reviewctl.work.writing import writing

    # Before anything is locked: whoever is asked for a passphrase may take their time.
    secret = replace(secret, opened=identities_for(desk, secret))
    with writing(desk, "publish bind", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in bind(desk, pen, case, secret):
            tell(line)
    return 0
