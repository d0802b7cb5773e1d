"""`show`: one review on one page, or one of its documents."""

from datetime import date

import click

from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.recorded import recorded
from reviewctl.facts.judged import Facts
from reviewctl.model.finding import Finding, ReviewctlError
from reviewctl.render.pages.show import page
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loader
from reviewctl.work.one import no_facts, own_facts
from reviewctl.work.showing import document_named, is_document

OWN = "board"
"""The word for the register's own documents, where a case is asked for."""


@click.command("show")
@click.argument("case", required=False, metavar="[CASE]")
@click.argument("document", required=False, metavar="[DOCUMENT]")
@click.option("--agency", metavar="A", help="Whose IMR or chronology.")
@reading
@click.pass_obj
@recorded
def command(
    desk: Desk,
    /,
    case: str | None,
    document: str | None,
    agency: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show one review on one page: whom it is about, where it is, what is owed and by whom.

    With a DOCUMENT: that document in words, its facts as tables and then its text. It is named as in add: tor,
    report, decision, imr, action-plan; minutes as panel,2. As Word: -o FILE.docx, on the Board's own paper where
    the register holds a house-style.docx. With no CASE: the case you stand in. The word board for CASE: the
    register's own documents.
    """
    if case is not None and document is None and is_document(case) and case != OWN:
        case, document = None, case
    if document is not None:
        from reviewctl.render.pages.document import page as page_of_document

        facts = _facts(desk, case, day_of(as_of))
        return show(page_of_document(facts, document_named(facts, document, agency)), form, output)
    if agency is not None:
        raise click.UsageError("--agency goes with a document: reviewctl show CASE imr --agency A")
    return _review(desk, case, as_of, form, output)


def _review(desk: Desk, case: str | None, as_of: date | None, form: str, output: str | None) -> int:
    from reviewctl.facts.calendar import today
    from reviewctl.rules.every import judge

    loaded = Loader(desk.register, day_of(as_of)).load(_folder(desk, case))
    if loaded.facts is None:
        raise no_facts(loaded.folder)
    return show(page(loaded.facts, _counts((*loaded.findings, *judge(loaded.facts, today())))), form, output)


def _facts(desk: Desk, case: str | None, day: date) -> Facts:
    loader = Loader(desk.register, day)
    if case == OWN:
        return own_facts(loader)
    loaded = loader.load(_folder(desk, case))
    if loaded.facts is None:
        raise no_facts(loaded.folder)
    return loaded.facts


def _folder(desk: Desk, case: str | None) -> str:
    folders = case_folders(desk.register, (case,) if case else (), desk.folder)
    if len(folders) != 1:
        raise ReviewctlError("Which review?", "Name it: reviewctl show CASE. All of them: reviewctl status")
    return folders[0]


def _counts(findings: tuple[Finding, ...]) -> dict[str, int]:
    """Return how many findings of each severity are to be put right; agreed exceptions are not."""
    found = [finding.severity for finding in findings if not finding.waived]
    return {severity: found.count(severity) for severity in ("error", "warning", "note")}
