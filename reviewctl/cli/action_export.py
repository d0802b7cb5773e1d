"""`action export`: the form that an agency fills in."""

import click

from reviewctl.cli.output import tell
from reviewctl.work.desk import Desk


@click.command("export")
@click.option("--owner", required=True, metavar="A", help="The agency: its id, or a name that it has or had.")
@click.option("-o", "output", required=True, metavar="FILE.xlsx", help="Write the form there.")
@click.pass_obj
def command(desk: Desk, /, owner: str, output: str) -> int:
    """Write the form in which an agency says what became of its actions: what is open, or still to be shown.

    It fills in the last four columns and sends the file back: reviewctl action import FILE.
    """
    from reviewctl.cli.output import keep
    from reviewctl.cli.outside import outside
    from reviewctl.facts.calendar import today
    from reviewctl.model.trouble import ReviewctlError
    from reviewctl.work.actions.forms import written
    from reviewctl.work.actions.gathering import owner_meant

    agency = owner_meant((), desk.register.board, owner)
    target = outside(desk, output, "What goes out to an agency is no part of the record.", f"{agency}.xlsx")
    if target.suffix.lower() != ".xlsx":
        raise ReviewctlError("The form is a workbook.", f"For example: -o ../{agency}.xlsx")
    data, count = written(desk, agency, today())
    keep(data, str(target))
    tell(f"Written: {'one action' if count == 1 else f'{count} actions'} of {agency}.")
    tell(f"  when it comes back: reviewctl action import FILE.xlsx --owner {agency}")
    return 0
