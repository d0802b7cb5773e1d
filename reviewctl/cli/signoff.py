"""`signoff`: who approved which text, asked for, recorded, shown, checked. Each subcommand has a module."""

from importlib import import_module

import click

from reviewctl.cli.options import Group

SUBCOMMANDS = {
    "request": (
        "signoff_request",
        "Ask for a sign-off, on a branch of its own, with the pull request's text.",
    ),
    "record": ("signoff_record", "Record that a person approved, with the minute it rests on."),
    "sign": ("signoff_sign", "Sign an approval with a key of one's own."),
    "status": ("signoff_status", "Which sign-offs are complete, and who has still to approve."),
    "verify": ("signoff_verify", "Check every sign-off from git's own objects, years later, offline."),
    "sheet": ("signoff_sheet", "A sheet for the minutes: the text, its digest, and lines to sign."),
    "trust": ("signoff_trust", "Whose key is trusted to sign, and whose no more."),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


class Signoff(Group):
    """The group of subcommands, each imported only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the subcommand of that name, importing its module; None where there is none."""
        if name not in SUBCOMMANDS:
            return None
        command: click.Command = import_module(f"reviewctl.cli.{SUBCOMMANDS[name][0]}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in SUBCOMMANDS.items()])


@click.group("signoff", cls=Signoff)
def command() -> None:
    """Sign-offs: who approved exactly which text, in which role, on what day (P§16, P§17)."""
