"""What `action export` does: one owner's actions as a workbook in which it answers, and which `action import` reads."""

from collections.abc import Sequence
from datetime import date

from reviewctl.exchange.excel.action_form import action_form
from reviewctl.facts.actions.standing import ActionLine, action_lines
from reviewctl.model.board import Board
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.listing import Listing
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import agency_name
from reviewctl.render.spans import span_words
from reviewctl.work.actions.gathering import matters
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.progress import watched

KEYS = ("Review", "Action")
ANSWERS = ("Status now", "What has happened", "Evidence", "Met on")
"""The columns that the owner fills in."""
GIVEN = ("What is to be done", "How it is measured", "Due", "Last word")
TITLES = (*KEYS, *GIVEN, *ANSWERS)


def form_of(
    lines: Sequence[ActionLine], measures: Sequence[str], board: Board, owner: str, as_of: date
) -> Listing:
    """Return the form for one owner: a row for each of its actions, and on a sheet beside it how it is filled in."""
    scale = "; ".join(f"{word} = {means}" for word, means in (board.rag or {}).items())
    return Listing(
        title=f"Actions of {agency_name(board, owner)}",
        titles=TITLES,
        rows=tuple(row_of(line, measure) for line, measure in zip(lines, measures, strict=True)),
        about=(
            "CONFIDENTIAL",
            f"{board.board}: actions of {agency_name(board, owner)}, as at {long_day(as_of)}",
            f"Fill in the columns {', '.join(ANSWERS)}, and leave a cell empty where there is nothing new.",
            "The other columns are for you to read: what is changed there is not taken over, and is told.",
            "No names: say it with a role, or with the pseudonym of the review.",
            f"Status now is one of: {scale}." if scale else "Status now is your own word.",
            "Evidence is what shows that it was done. Met on is a day, or a month (2026-05) or a year (2026).",
        ),
    )


def row_of(line: ActionLine, measure: str) -> tuple[str | None, ...]:
    """Return the row of an action as the form has it on that day."""
    return (
        line.case,
        line.action,
        line.what,
        measure or None,
        _due(line),
        _last(line),
        None,
        None,
        None,
        None,
    )


def _due(line: ActionLine) -> str | None:
    return line.due.isoformat() if line.due is not None else line.due_as_written


def _last(line: ActionLine) -> str | None:
    when = f" ({span_words(line.status_on)})" if line.status_on else ""
    said = ": ".join(filter(None, (line.status, line.note)))
    return f"{said}{when}" if said else None


def written(desk: Desk, owner: str, as_of: date) -> tuple[bytes, int]:
    """Return the form for one owner as a workbook, and how many actions stand in it: what is open or unproven.

    Raises ReviewctlError where it owns nothing of the kind.
    """
    loader = Loader(desk.register, as_of, dates_only=True)
    found = list(watched(loader.each(desk.register.folders, measured), len(desk.register.folders), "reviews"))
    mine = [
        (line, measure) for some in found for line, measure in some if owner in line.owners and matters(line)
    ]
    if not mine:
        raise ReviewctlError(
            f"{owner} owns no action that is open, or that still has to be shown.",
            f"All of its actions: reviewctl action list --owner {owner} --all",
        )
    listing = form_of([line for line, _ in mine], [one for _, one in mine], desk.register.board, owner, as_of)
    return action_form(listing, len(ANSWERS), tuple(desk.register.board.rag or {})), len(mine)


def measured(loaded: Loaded) -> list[tuple[ActionLine, str]]:
    """Return the actions of a review, each with how it is measured."""
    if loaded.facts is None:
        return []
    measures = {one.id: one.measure or "" for one in loaded.facts.case.plan.actions}
    return [(line, measures[line.action]) for line in action_lines(loaded.facts)]
