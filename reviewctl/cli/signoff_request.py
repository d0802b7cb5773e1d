"""`signoff request`: asks for a sign-off, and writes the text of the pull request."""

import sys

import click

from reviewctl.cli.options import of_signoff
from reviewctl.cli.options import writing as writing_options
from reviewctl.cli.output import refuse_place, show, tell
from reviewctl.work.desk import Desk


@click.command("request")
@of_signoff
@click.option("--here", is_flag=True, help="Write it where you stand, and not on a branch of its own.")
@click.option("-o", "output", metavar="FILE", help="Write the text of the pull request there.")
@writing_options
@click.pass_obj
def command(
    desk: Desk,
    /,
    case: str,
    what: str,
    item: str | None,
    here: bool,
    output: str | None,
    dry_run: bool,
    no_commit: bool,
) -> int:
    """Ask for the sign-off WHAT of CASE: reviewctl signoff request SAR-2026-001 overview-report

    WHAT is one of the policy's: tor, "imr[pennine-care]", overview-report, action-plan … What it covers must be
    saved. It is bound by its digest on the branch signoff/CASE/WHAT, which is pushed where there is an upstream; no
    file that you have open is touched. The text for the pull request is printed, or with -o written into a file.
    Asked for again as it is, it is only written into a file.
    """
    from reviewctl.work.signoff.asking import request
    from reviewctl.work.writing import writing

    if output is not None:
        refuse_place(output)
    with writing(desk, "signoff request", dry_run=dry_run, no_commit=no_commit) as pen:
        asked = request(desk, pen, case, what, item, here=here)
    for line in asked.told:
        tell(line)
    if output is None:
        if asked.again:
            tell("  its text for the pull request once more: add -o ../pull-request.md")
            return 0
        tell("")
        sys.stdout.flush()  # The text is written below the lines that were told, byte for byte.
    return show(asked.text, "markdown", output)
