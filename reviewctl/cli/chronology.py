"""`chronology`: asked for, brought in, merged and seen. Each subcommand has a module of its own."""

import click

from reviewctl.cli.options import Listed

SUBCOMMANDS = {
    "template": ("chronology_template", "A template for an agency's chronology, for Excel, Word or as CSV."),
    "request": ("chronology_request", "Record that an agency was asked for its chronology, with the letter."),
    "import": ("chronology_import", "Bring in the chronology that an agency sent."),
    "merge": ("chronology_merge", "The integrated chronology of all agencies, in one order."),
    "mark": ("chronology_mark", "Mark an entry, or say on which question it bears."),
    "timeline": ("chronology_timeline", "The chronologies drawn: a lane for each agency."),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


@click.group("chronology", cls=Listed, subcommands=SUBCOMMANDS)
def command() -> None:
    """Chronologies: asked of the agencies, brought in, merged into one, and drawn (P§10, P§14)."""
