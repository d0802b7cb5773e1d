"""`save`: check and commit what was edited by hand."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("save")
@click.argument("message", required=False)
@click.option("--no-push", is_flag=True, help="Commit only, though there is an upstream.")
@click.option("--removed", is_flag=True, help="A whole review has been deleted, and that is meant.")
@click.pass_obj
def command(desk: Desk, /, message: str | None, no_push: bool, removed: bool) -> int:
    """Check what was edited by hand, commit it, and push it where there is an upstream.

    MESSAGE says what was done, without any name. A file that has no place in the register, such as a
    Word document, stops the save: git would keep it for ever. A slip in a file is saved, and said.
    """
    from reviewctl.work.saving import save

    for line in save(desk, message, push_too=not no_push, removed=removed):
        tell(line)
    return 0
