"""`identities template`: an identity register to be filled in."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("template")
@click.option("-o", "output", required=True, metavar="FILE", help="Write it there, outside every repository.")
@click.pass_obj
def command(desk: Desk, /, output: str) -> int:
    """Write an identity register to be filled in: every key explained, and an entry for each subject of each review."""
    from reviewctl.work.publishing.keeping import write_template

    for line in write_template(desk, output):
        tell(line)
    return 0
