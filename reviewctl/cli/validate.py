"""`validate`: everything that is to be put right, at once."""

from datetime import date

import click
from msgspec.structs import replace

from reviewctl.cli.options import day_of, reading_findings
from reviewctl.cli.output import show
from reviewctl.cli.summary import add_summary, summarised
from reviewctl.model.report import Report
from reviewctl.render.formats import OF_FINDINGS
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse
from reviewctl.work.scope import scope_of


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[CASE|PATH]…")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only this code or area: TIM001, PAN. May be repeated."
)
@click.option("--strict", is_flag=True, help="Warnings fail as errors do.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found, for showing.")
@summarised
@reading_findings
@click.pass_obj
def command(
    desk: Desk,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    strict: bool,
    exit_zero: bool,
    summary: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Say everything that is to be put right, where, and how. Writes nothing.

    With no CASE: the case you stand in, else the whole register. A file or a folder may be named, too.
    """
    from reviewctl.render.pages.validate import page
    from reviewctl.work.judging import findings_of

    _check_codes(select)
    day = day_of(as_of)
    scope = scope_of(desk.register, paths, desk.folder)
    judged = findings_of(desk.register, scope.words, scope.start, day, day_of(None))
    wanted = replace(judged, findings=tuple(filter(scope.wants, judged.findings)))
    report = page(wanted, day, select=select, strict=strict, exit_zero=exit_zero)
    return _shown(desk, report, form, output, summary)


def _shown(desk: Desk, report: Report, form: str, output: str | None, summary: str | None) -> int:
    """Show the findings, and in a pipeline's format what belongs to it: paths from the root of the repository."""
    if summary is not None:
        from reviewctl.render.pages.summary import summary_of

        add_summary(summary_of(report), summary)
    if form not in OF_FINDINGS:
        return show(report, form, output)
    from reviewctl.work.forge import below_repository, pages_of

    if form == "sarif":
        report = replace(report, rulebook=pages_of(report))
    return show(report, form, output, below=below_repository(desk.register.root))


def _check_codes(select: tuple[str, ...]) -> None:
    """Raise ReviewctlError (exit 2) for a code, an area or an offence that there is not."""
    from reviewctl.model.codes import AREAS
    from reviewctl.work.codebook import REGISTRY

    names = [code.name for code in REGISTRY.values()]
    for word in select:
        begins = any(code.startswith(word.upper()) for code in REGISTRY)
        if not (word and begins) and word.upper() not in AREAS and word.lower() not in names:
            raise refuse(
                "code", word, [*REGISTRY, *AREAS, *names], "See them all: docs/reference/rulebook.md"
            )
