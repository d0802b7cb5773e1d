"""`status`: the table that a meeting looks at, and the first part of the Monday screen."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import click

from reviewctl.cli.endings import DATA
from reviewctl.cli.horizon import horizon as reach
from reviewctl.cli.options import day_of, reading
from reviewctl.cli.output import show
from reviewctl.cli.recorded import recorded
from reviewctl.render.pages.case_status import CaseStatus, case_status, unreadable
from reviewctl.render.pages.status import Setting, page
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.progress import watched
from reviewctl.work.saved import saved_words
from reviewctl.work.unread import shown_id, unread_files


@click.command("status")
@click.argument("cases", nargs=-1, metavar="[CASE]…")
@click.option("--overdue", is_flag=True, help="Only reviews that have something overdue.")
@click.option(
    "--due-within", metavar="TIME", help="Only reviews with something due or overdue by then: 10d, 2w, 5wd."
)
@click.option("--type", "kind", metavar="TYPE", help="Only this kind of review: sar.")
@click.option("--stage", metavar="STAGE", help="Only reviews at this stage: evidence, closed.")
@click.option("--exit-code", is_flag=True, help="Exit 1 when something is overdue.")
@reading
@click.pass_obj
@recorded
def command(
    desk: Desk,
    /,
    cases: tuple[str, ...],
    overdue: bool,
    due_within: str | None,
    kind: str | None,
    stage: str | None,
    exit_code: bool,
    as_of: date | None,
    form: str,
    output: str | None,
) -> int:
    """Show where each review is, what is due next and what is late.

    With no CASE: the case you stand in, else every one. Closed reviews are counted, and listed when they are
    named or asked for with --stage closed.
    """
    day = day_of(as_of)
    register = desk.register
    horizon = reach(due_within, day, register) if due_within else None
    folders = case_folders(register, cases, desk.folder)
    work = partial(row_of, horizon=horizon, whole=form == "json")
    rows = list(watched(Loader(register, day, dates_only=True).each(folders, work), len(folders), "reviews"))
    _check_words(register, rows, kind, stage)
    chosen = [row for row in rows if _wanted(row, overdue, horizon, kind, stage)]
    setting = setting_of(
        register,
        day,
        kept=len(rows),
        saved=form not in DATA and desk.recorded_on is None,
        named=bool(cases) or stage is not None or register.single is not None,
        exit_code=exit_code,
    )
    return show(page(chosen, setting), form, output)


def setting_of(
    register: Register, day: date, *, kept: int, saved: bool, named: bool, exit_code: bool = False
) -> Setting:
    """Return what the page says besides its rows; `kept` is how many reviews there are, whatever is shown."""
    settings = register.board.calendar
    return Setting(
        board=register.board.board,
        as_of=day,
        closed_days=len(settings.extra_closed) if settings is not None else 0,
        saved=saved_words(register.root) if saved else "",
        kept=kept,
        faults=sum(finding.severity == "error" for finding in register.findings),
        named=named,
        exit_code=exit_code,
    )


def row_of(loaded: Loaded, horizon: date | None = None, whole: bool = False) -> CaseStatus:
    """Return one case folder's row of the table."""
    faults = sum(finding.severity == "error" for finding in loaded.findings)
    if loaded.facts is None:
        return unreadable(shown_id(loaded.folder), faults)
    unread = unread_files(loaded.facts.case) if faults else ()
    return case_status(loaded.facts, faults=faults, unread=unread, horizon=horizon, whole=whole)


def _wanted(
    row: CaseStatus, overdue: bool, horizon: date | None, kind: str | None, stage: str | None
) -> bool:
    return (
        (not overdue or bool(row.overdue))
        and (horizon is None or any(line.due is not None and line.due <= horizon for line in row.lines))
        and (kind is None or row.type == kind.lower())
        and (stage is None or row.stage == stage.lower())
    )


def _check_words(register: Register, rows: Sequence[CaseStatus], kind: str | None, stage: str | None) -> None:
    """Refuse a kind of review or a stage that neither the board's policy nor any review has."""
    policy = register.policies.get(register.board.policy)
    types = policy.types if policy is not None else {}
    kinds = dict.fromkeys([*types, *(row.type for row in rows if row.type)])
    if kind is not None and kind.lower() not in kinds:
        raise refuse("kind of review", kind, kinds)
    stages = dict.fromkeys(one.id for each in types.values() for one in each.stages)
    stages |= dict.fromkeys(row.stage for row in rows if row.stage)
    if stage is not None and stage.lower() not in stages:
        raise refuse("stage", stage, stages)
