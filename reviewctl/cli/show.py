"""`show`: one review on one page."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.render.pages.show import page
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.one import no_facts


@click.command("show")
@click.argument("case", required=False, metavar="[CASE]")
@reading
@click.pass_obj
def command(desk: Desk, case: str | None, as_of: date | None, form: str, output: str | None) -> int:
    """Show one review on one page: whom it is about, where it is, what is owed and by whom.

    With no CASE: the case you stand in.
    """
    from reviewctl.facts.calendar import today
    from reviewctl.rules.every import judge

    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", "Name it: reviewctl show CASE. All of them: reviewctl status")
    loaded = Loader(desk.register, day_of(as_of)).load(folders[0])
    if loaded.facts is None:
        raise no_facts(folders[0])
    return show(page(loaded.facts, _counts((*loaded.findings, *judge(loaded.facts, today())))), form, output)


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """Return how many findings of each severity are to be put right; agreed exceptions are not."""
    found = [finding.severity for finding in findings if not finding.waived]
    return {severity: found.count(severity) for severity in ("error", "warning", "note")}
