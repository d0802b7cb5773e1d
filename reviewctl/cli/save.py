"""`save`: check and commit what was edited by hand."""

import click

from reviewctl.cli.desk import Desk


@click.command("save")
@click.argument("message", required=False)
@click.option("--no-push", is_flag=True, help="Commit only, though there is an upstream.")
@click.pass_obj
def command(desk: Desk, /, message: str | None, no_push: bool) -> int:
    """Check what was edited by hand, commit it, and push it where there is an upstream.

    MESSAGE says what was done, without any name. What cannot be read, and files that have no place in
    the register, are not committed: git would keep them for ever.
    """
    from reviewctl.cli.saving import save

    for line in save(desk, message, push_too=not no_push):
        click.echo(line)
    return 0
