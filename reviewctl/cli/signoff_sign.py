"""`signoff sign`: what a person says of a text, signed with a key of their own."""

import click

from reviewctl.cli.options import of_signoff
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.cli.signoff_record import DECISIONS
from reviewctl.work.desk import Desk


@click.command("sign")
@of_signoff
@click.option("--person", metavar="PERSON", help="Who signs: a person's id of board.yaml.")
@click.option(
    "--role", metavar="ROLE", help="In which role. May be left out where the person holds one of those asked."
)
@click.option(
    "--key",
    metavar="FILE",
    help="The key, or its .pub where an agent or a security key holds it. "
    "Default: git's user.signingKey, else one of ~/.ssh that trust/ knows.",
)
@click.option("--minute", metavar="REF", help="What it rests on, where there is a minute, too.")
@click.option("--decision", type=click.Choice(DECISIONS), default="approve", help="Default: approve.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    what: str,
    item: str | None,
    person: str | None,
    role: str | None,
    key: str | None,
    minute: str | None,
    decision: str,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Approve WHAT of CASE today, and sign that with a key: reviewctl signoff sign SAR-2026-001 overview-report …

    The key must be trusted: reviewctl signoff trust add PERSON KEYFILE.pub. A passphrase, a PIN or the touch of a
    security key is asked for on the terminal. Anyone can check the signature with ssh-keygen alone.
    """
    from typing import cast

    from reviewctl.model.statement import Decision
    from reviewctl.work.signoff.keys import signer_for
    from reviewctl.work.signoff.saying import nobody_named, record
    from reviewctl.work.signoff.stating import Saying
    from reviewctl.work.writing import writing

    if person is None:
        raise nobody_named(desk, case, what, item, None)
    asked = Saying(
        case=case,
        what=what,
        item=item,
        person=person,
        role=role,
        on=None,
        decision=cast("Decision", decision),
        minute=minute,
        same_text=None,
    )
    with writing(desk, "signoff sign", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in record(desk, pen, asked, signer_for(desk, person, key)):
            tell(line)
    return 0
