"""`identities open`: the identity register in the clear, to be edited."""

from typing import TYPE_CHECKING

import click

from reviewctl.cli.output import tell
from reviewctl.cli.secret import asking
from reviewctl.work.desk import Desk

if TYPE_CHECKING:
    from reviewctl.work.publishing.identities import Secret


@click.command("open")
@click.option("-o", "output", required=True, metavar="FILE", help="Write it there, outside every repository.")
@asking
@click.pass_obj
def command(desk: Desk, /, output: str, secret: "Secret") -> int:
    """Write the identity register in the clear into FILE, which only you may read, to be edited and sealed again."""
    from reviewctl.work.publishing.keeping import write_open

    for line in write_open(desk, secret, output):
        tell(line)
    return 0
