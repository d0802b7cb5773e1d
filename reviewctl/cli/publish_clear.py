"""`publish clear`: somebody who may says of a warning of the search why it may stay."""

from typing import TYPE_CHECKING

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("clear")
@click.argument("case")
@click.argument("which", nargs=-1, metavar="[N|PLACE]…")
@click.option(
    "--by", required=True, metavar="PERSON", help="Who looked at it: a person of board.yaml with an office."
)
@click.option("--reason", required=True, metavar="WORDS", help="Why it gives nobody away. Pseudonyms only.")
@asking
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    which: tuple[str, ...],
    by: str,
    reason: str,
    secret: "Secret",
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Clear warnings of the search in CASE, which `publish check` numbers: somebody looked, and says why they may stay.

    It holds for that passage alone, to the letter. What gives somebody away for certain cannot be cleared.
    """
    from msgspec.structs import replace

    from reviewctl.work.publishing.clearing import Cleared, clear
    from reviewctl.work.publishing.identities import identities_for
    from reviewctl.work.writing import writing

    asked = Cleared(case=case, which=which, by=by, reason=reason)
    # Before anything is locked: whoever is asked for a passphrase may take their time.
    secret = replace(secret, opened=identities_for(desk, secret))
    with writing(desk, "publish clear", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in clear(desk, pen, asked, secret):
            tell(line)
    return 0
