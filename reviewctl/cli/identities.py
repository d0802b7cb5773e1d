"""`identities`: who stands behind each pseudonym, kept locked. Each subcommand has a module."""

import click

from reviewctl.cli.options import Listed

SUBCOMMANDS = {
    "template": ("identities_template", "Begin one: a file to be filled in, outside every repository."),
    "seal": ("identities_seal", "Lock it into the register of reviews, with a passphrase or public keys."),
    "open": ("identities_open", "Write it in the clear, to be edited, outside every repository."),
    "check": ("identities_check", "What is wrong with it, and which pseudonyms it does not know."),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


@click.group("identities", cls=Listed, subcommands=SUBCOMMANDS)
def command() -> None:
    """The identity register: who stands behind each pseudonym. It drives the search before anything is published.

    It lies locked in the register of reviews (identities.yaml.age), or outside every repository where
    ~/.config/reviewctl/config.yaml says. No command shows a value of it.
    """
