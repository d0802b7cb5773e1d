"""`identities seal`: the identity register locked into the register of reviews."""

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.cli.secret import new_passphrase, sealing
from reviewctl.work.desk import Desk


@click.command("seal")
@click.argument("file")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    metavar="KEY",
    help="A public key (age1…) of somebody who may open it, in place of a passphrase. May be repeated.",
)
@sealing
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    file: str,
    recipients: tuple[str, ...],
    passphrase_stdin: bool,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Lock the identity register in FILE into identities.yaml.age of the register of reviews, and save that.

    A passphrase is asked for twice. With faults in it nothing is written: they are told by place and kind.
    """
    from reviewctl.work.publishing.keeping import Locks, check_recipients, read_plain, seal
    from reviewctl.work.writing import writing

    check_recipients(recipients)
    plain = read_plain(file)
    for one in plain.warnings:
        tell(f"{one.spot} {one.message}", err=True)
    # Before anything is locked: whoever is asked for a passphrase may take their time.
    ask = not (recipients or dry_run)
    locks = Locks(new_passphrase(passphrase_stdin) if ask else None, recipients)
    with writing(desk, "identities seal", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in seal(desk, pen, plain, locks):
            tell(line)
    return 0
