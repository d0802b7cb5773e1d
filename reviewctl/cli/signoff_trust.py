"""`signoff trust`: whose key is trusted to sign, and whose no more."""

from datetime import date

import click

from reviewctl.cli.options import Day, Group
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.group("trust", cls=Group)
def command() -> None:
    """Whose key is trusted to sign (trust/allowed_signers), and whose no more (trust/revoked_keys)."""


@command.command("add")
@click.argument("person")
@click.argument("file", metavar="KEYFILE.pub")
@click.option("--from", "first", type=Day(), metavar="DATE", help="The first day it signs. Default: today.")
@click.option("--until", "last", type=Day(), metavar="DATE", help="The last day it signs.")
@writing_options
@click.pass_obj
def add(
    desk: Desk,
    /,
    person: str,
    file: str,
    first: date | None,
    last: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Trust the public key in KEYFILE.pub as that of PERSON, an id of board.yaml.

    A key that is trusted already gets the new days: so a key of somebody who leaves is given its last one.
    """
    from reviewctl.work.signoff.trusting import add_signer
    from reviewctl.work.writing import writing

    with writing(desk, "signoff trust add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_signer(desk, pen, person, file, first, last):
            tell(line)
    return 0


@command.command("revoke")
@click.argument("person")
@writing_options
@click.pass_obj
def revoke(desk: Desk, /, person: str, dry_run: bool, no_commit: bool) -> int:
    """Let no signature by the keys of PERSON count any more, whenever it was made: a key was lost or stolen.

    A key that merely is no longer used gets a last day instead: reviewctl signoff trust add PERSON KEYFILE.pub --until
    """
    from reviewctl.work.signoff.trusting import revoke_signer
    from reviewctl.work.writing import writing

    with writing(desk, "signoff trust revoke", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in revoke_signer(desk, pen, person):
            tell(line)
    return 0
