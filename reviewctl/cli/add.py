"""`add`: the next document of a case."""

import click

from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("add")
@click.argument("case")
@click.argument("document", metavar="DOCUMENT")
@click.option("--agency", metavar="AGENCY", help="Whose it is, for an IMR, a chronology or a return.")
@click.option("--item", metavar="KEY", help="The key of a new block, such as mother in family.yaml.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    document: str,
    agency: str | None,
    item: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Add DOCUMENT to CASE from the template: screening, decision, tor, panel, returns, imr, report …

    What the record knows already is filled in. With --agency or --item it adds one block to a file
    of blocks, such as returns, family or processes.
    """
    from reviewctl.work.adding import add_document
    from reviewctl.work.writing import writing

    with writing(desk, "add", dry_run=dry_run, no_commit=no_commit) as pen:
        for line in add_document(desk, pen, case, document, agency, item):
            tell(line)
    return 0
