"""`publish`: whether a review may go out, and the files that do. Each subcommand has a module."""

import click

from reviewctl.cli.options import Listed

SUBCOMMANDS = {
    "check": (
        "publish_check",
        "Whether a review may be published: everything that stands in the way, at once.",
    ),
    "bind": (
        "publish_bind",
        "Say with which identity register a review is searched, so that another one is noticed.",
    ),
    "clear": (
        "publish_clear",
        "Say of a warning of the search for names why it may stay, and who looked at it.",
    ),
    "build": ("publish_build", "Make the folder that goes out: web page, Word and PDF of each paper."),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


@click.group("publish", cls=Listed, subcommands=SUBCOMMANDS)
def command() -> None:
    """Publication: a gate that opens only where everything was looked at, and what goes through it (P§19, P-App2)."""
