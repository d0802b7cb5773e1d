"""`signoff`: who approved which text, asked for, recorded, shown, checked. Each subcommand has a module."""

import click

from reviewctl.cli.options import Listed

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


@click.group("signoff", cls=Listed, subcommands=SUBCOMMANDS)
def command() -> None:
    """Sign-offs: who approved exactly which text, in which role, on what day (P§16, P§17)."""
