"""Which actions are asked for: by owner, theme, lateness, silence, and what they await."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from reviewctl.facts.actions.standing import ActionLine, Awaited
from reviewctl.model.board import Board


class Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of `action list`; what is left out chooses nothing.

    `owner` is an agency's id or the words of a plan. `due_by` is a day. `stale` is a number of calendar days.
    """

    owner: str | None = None
    theme: str | None = None
    overdue: bool = False
    due_by: date | None = None
    stale: int | None = None
    awaiting: Awaited | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()


def chosen(lines: Iterable[ActionLine], wanted: Wanted) -> tuple[ActionLine, ...]:
    """Return the actions that are asked for, in the order given. All that is asked for holds of each."""
    return tuple(one for one in lines if _fits(one, wanted))


def _fits(line: ActionLine, wanted: Wanted) -> bool:
    return (
        (wanted.owner is None or wanted.owner in map(str.casefold, line.owners))
        and (wanted.theme is None or (line.theme or "").casefold() == wanted.theme)
        and (not wanted.overdue or line.state == "overdue")
        and (wanted.due_by is None or _due_by(line, wanted.due_by))
        and (wanted.stale is None or is_stale(line, wanted.stale))
        and (wanted.awaiting is None or wanted.awaiting in line.awaiting)
    )


def _due_by(line: ActionLine, day: date) -> bool:
    return line.open and line.due is not None and line.due <= day


def is_stale(line: ActionLine, days: int) -> bool:
    """Whether nothing was heard of an open action for so many days, or nobody knows when anything was.

    That is not whether it is late: an action may be on time and unheard of, or reported on each month and late. Of
    a plan that is not agreed nobody owes a word yet.
    """
    if not line.open or line.closed:
        return False
    return line.state != "not-agreed" if line.silent is None else line.silent >= days


def off_scale(lines: Iterable[ActionLine], board: Board) -> tuple[ActionLine, ...]:
    """Return the actions whose owner's last word is not on the Board's scale; none where it has no scale."""
    scale = {word.casefold() for word in board.rag or {}}
    return tuple(one for one in lines if scale and one.status and one.status.casefold() not in scale)
