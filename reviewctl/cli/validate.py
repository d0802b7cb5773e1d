"""`validate`: everything that is to be put right, at once."""

from datetime import date

import click
from msgspec.structs import replace

from reviewctl.cli.options import day_of, reading_findings
from reviewctl.cli.output import show
from reviewctl.cli.summary import add_summary, summarised
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.judged import Judged
from reviewctl.model.report import Report
from reviewctl.render.formats import OF_FINDINGS
from reviewctl.store.find import case_folders
from reviewctl.work.desk import Desk
from reviewctl.work.nearest import refuse
from reviewctl.work.scope import Scope, scope_of


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[CASE|PATH]…")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only this code or area: TIM001, PAN. May be repeated."
)
@click.option("--strict", is_flag=True, help="Warnings fail as errors do.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found, for showing.")
@click.option(
    "--base", metavar="REV", help="Only what a pull request brings with it, judged by what REV trusts."
)
@click.option("--head", metavar="REV", help="With --base: the commit that is judged. Default: HEAD.")
@summarised
@reading_findings
@click.pass_obj
def command(
    desk: Desk,
    paths: tuple[str, ...],
    select: tuple[str, ...],
    strict: bool,
    exit_zero: bool,
    base: str | None,
    head: str | None,
    summary: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Say everything that is to be put right, where, and how. Writes nothing.

    With no CASE: the case you stand in, else the whole register. A file or a folder may be named, too.

    With --base: what the commits since REV bring with them, such as those of a pull request, and what they do. git's
    own record is judged, whatever is checked out; the policy, the office holders and the trusted keys are REV's.
    """
    from reviewctl.render.pages.validate import page

    if select:  # To know every code is to load every rule there is, those on packs and pull requests, too.
        _check_codes(select)
    day = day_of(as_of)
    judged = _all(desk, paths, head, day) if base is None else _brought(desk, paths, base, head, day)
    report = page(judged, day, select=select, strict=strict, exit_zero=exit_zero)
    return _shown(desk, report, form, output, summary)


def _all(desk: Desk, paths: tuple[str, ...], head: str | None, day: date) -> Judged:
    """Return everything that is to be put right in the files as they are. Raises ReviewctlError for a lone --head."""
    from reviewctl.work.judging import findings_of

    if head is not None:
        raise ReviewctlError(
            "--head needs --base.", "Such as: reviewctl validate --base origin/main --head HEAD"
        )
    scope = scope_of(desk.register, paths, desk.folder)
    judged = findings_of(desk.register, scope.words, scope.start, day, day_of(None))
    return replace(judged, findings=tuple(filter(scope.wants, judged.findings)))


def _brought(desk: Desk, paths: tuple[str, ...], base: str, head: str | None, day: date) -> Judged:
    """Return what a pull request brings with it; it is judged as a whole, and then shown as far as it is wanted."""
    from reviewctl.work.proposed.asked import proposed_here

    scope = scope_of(desk.register, paths, desk.folder) if paths else None
    cases = (
        _meant(desk, scope) if scope is not None else frozenset()
    )  # A slip is told before anything is judged.
    judged = proposed_here(desk.folder, base, head, day, day_of(None))
    if scope is None:
        return judged
    kept = scope.wants if scope.paths else (lambda one: one.case in cases)
    return replace(judged, findings=tuple(filter(kept, judged.findings)))


def _meant(desk: Desk, scope: Scope) -> frozenset[str | None]:
    """Return the ids of the reviews that were named. Raises ReviewctlError for a word that names none."""
    folders = case_folders(desk.register, scope.words, scope.start) if not scope.paths else ()
    return frozenset(folder.rpartition("/")[2] or desk.register.single for folder in folders)


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


_AREAS = "Codes begin with {}. Which there are of one: reviewctl explain TIM"


def _check_codes(select: tuple[str, ...]) -> None:
    """Raise ReviewctlError (exit 2) for a code, an area or an offence that there is not."""
    from reviewctl.model.codes import AREAS
    from reviewctl.work.codebook import REGISTRY

    names = [code.name for code in REGISTRY.values()]
    for word in select:
        begins = any(code.startswith(word.upper()) for code in REGISTRY)
        if not (word and begins) and word.upper() not in AREAS and word.lower() not in names:
            raise refuse("code", word, [*REGISTRY, *AREAS, *names], _AREAS.format(", ".join(AREAS)))
