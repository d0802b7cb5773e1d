"""Due dates that move because something else did: nobody wrote them, so no difference tells them."""

from collections.abc import Collection, Iterator
from datetime import date

from reviewctl.model.changes import Change
from reviewctl.model.deadline import Deadline
from reviewctl.render.changes.sides import Sides
from reviewctl.render.changes.values import day, moved
from reviewctl.render.pages.naming import many, step_title

_SHOWN = 4
_OPEN = ("running", "overdue", "suspended", "not-started")


def due_dates(sides: Sides, told: Collection[str]) -> Iterator[Change]:
    """Yield one sentence on the due dates that move, but for those whose own extension or agreed date is told.

    `told` are the addresses, and the keys of the steps, that other sentences tell.
    """
    before, after = sides.before.facts, sides.after.facts
    if before is None or after is None:
        return
    old = {one.key: one for one in before.deadlines if one.due is not None or one.state == "suspended"}
    found = [
        (old[one.key], one)
        for one in after.deadlines
        if one.key in old and one.state in _OPEN and one.due not in (None, old[one.key].due)
    ]
    found = [
        (was, now)
        for was, now in found
        if (was.due is None or now.key not in told) and not _agreed(sides, now, told)
    ]
    if not found:
        return
    said = [f"{step_title(after, now)} {_moved(was.due, now.due)}" for was, now in found if now.due]
    more = f"; and {many(len(said) - _SHOWN, 'more date')}" if len(said) > _SHOWN else ""
    yield Change(
        kind="deadline",
        words=f"due dates that move with it: {'; '.join(said[:_SHOWN])}{more}",
        address="deadlines",
        before={was.key: was.due for was, _ in found},
        after={now.key: now.due for _, now in found},
    )


def _moved(was: date | None, now: date) -> str:
    """Return where a date moved; a step that stood still has one again."""
    return moved(was, now) if was is not None else f"{day(now)}, after standing still"


def _agreed(sides: Sides, one: Deadline, told: Collection[str]) -> bool:
    """Whether a step is due by a date that people agreed, and another sentence tells that one."""
    planned = sides.after.facts.plan.step(one.step) if sides.after.facts is not None else None
    return planned is not None and planned.by is not None and str(planned.by.of(one.item)) in told
