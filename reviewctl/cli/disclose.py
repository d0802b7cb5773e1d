"""`disclose`: what somebody outside the panel asked for, was given or was refused."""

from datetime import date

import click

from reviewctl.cli.options import Day
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("disclose")
@click.argument("case")
@click.option("--to", required=True, metavar="WHO", help="A role or a body: coroner, police. No name.")
@click.option(
    "--what",
    required=True,
    multiple=True,
    metavar="PAPER",
    help='report, tor, chronology, "imr[AGENCY]", "papers[ID]" and so on. More than once for several.',
)
@click.option("--basis", metavar="WORDS", help="On what legal basis it is given.")
@click.option("--requested", type=Day(), metavar="DATE", help="The day it was asked for.")
@click.option("--refused", metavar="WORDS", help="Why it is not given.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it was given, or refused. Default: today.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    to: str,
    what: tuple[str, ...],
    basis: str | None,
    requested: date | None,
    refused: str | None,
    on: date | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Log a paper of CASE that somebody outside the panel was given: which version, to whom, on what basis (P§7).

    With --requested and no --basis it is a request alone, open until the same is given or --refused. The version
    is the one that was saved last, by its fingerprint; what is not saved is not given out.
    """
    from reviewctl.work.disclosing import Asked
    from reviewctl.work.disclosing import disclose as log
    from reviewctl.work.writing import writing

    asked = Asked(to=to, what=what, basis=basis, requested=requested, refused=refused, on=on)
    with writing(desk, "disclose", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in log(desk, pen, case, asked):
            tell(line)
    return 0
