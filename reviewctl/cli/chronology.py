"""`chronology`: asked for, brought in, merged and seen. Each subcommand has a module of its own."""

from importlib import import_module

import click

from reviewctl.cli.options import Group

SUBCOMMANDS = {
    "template": ("chronology_template", "A template for an agency's chronology, for Excel, Word or as CSV."),
    "request": ("chronology_request", "Record that an agency was asked for its chronology, with the letter."),
    "import": ("chronology_import", "Bring in the chronology that an agency sent."),
    "merge": ("chronology_merge", "The integrated chronology of all agencies, in one order."),
    "mark": ("chronology_mark", "Mark an entry, or say on which question it bears."),
    "timeline": ("chronology_timeline", "The chronologies drawn: a lane for each agency."),
}
"""The subcommands in the order of the help: the module of each, and what it is for."""


class Chronology(Group):
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


@click.group("chronology", cls=Chronology)
def command() -> None:
    """Chronologies: asked of the agencies, brought in, merged into one, and drawn (P§10, P§14)."""
