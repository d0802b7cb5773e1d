"""How later dates and times of standing still move a due date."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.calendar import Calendar
from reviewctl.facts.plan import Unit
from reviewctl.facts.workingdays import days_between, due
from reviewctl.model.allowance import Allowance
from reviewctl.model.log import Extension, Suspension

_DAY = timedelta(days=1)


class Moved(Struct, frozen=True):
    """A due date after everything that was allowed for it.

    `due` is None while the step stands still: when it ends is not known yet. `in_hand` are then the units that
    will be left on the day it is resumed, that day included; nought or less where it was over already. `taken`
    is the first day that no suspension has taken yet: what two of them cover is one time of standing still.
    """

    due: date | None
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    open: Suspension | None = None
    in_hand: int | None = None
    taken: date = date.min


class Standing(Struct, frozen=True):
    """What the days of a step are counted by.

    `counted_from` is the first day that counts towards the allowance: a step that begins while it stands still
    loses only what comes after. `on` is the day judged on, or that on which the step was `done`.
    """

    counted_from: date | None
    on: date
    done: bool
    unit: Unit
    calendar: Calendar


def moved(
    original: date | None,
    extensions: Sequence[Extension],
    suspensions: Sequence[Suspension],
    standing: Standing,
) -> Moved:
    """Return what becomes of a due date by the extensions and suspensions of a step.

    An extension sets a date, never an earlier one. A suspension moves the date by the units from its first day
    to the day of resumption, which is not counted; what was done meanwhile was done on the day of resumption,
    and a day on which it stands still for two reasons is one day.
    They are taken in the order in which they were recorded, so that of the two the later record wins; of one day
    the extension is taken first, and then stands still with the rest.
    """
    now = Moved(original)
    recorded: list[Extension | Suspension] = [*extensions, *suspensions]
    for one in sorted(recorded, key=_recorded_on):
        if isinstance(one, Extension):
            if now.due is None or one.to > now.due:
                now = Moved(one.to, (*now.extensions, one), now.suspensions)
        elif one.from_ is not None and one.from_ <= standing.on:
            now = _stood_still(now, one, standing)
    return _still_standing(now, standing)


def _recorded_on(one: Extension | Suspension) -> date:
    return (one.on if isinstance(one, Extension) else one.from_) or date.min


def _stood_still(now: Moved, one: Suspension, standing: Standing) -> Moved:
    now = replace(now, suspensions=(*now.suspensions, one))
    first = max(one.from_ or standing.on, standing.counted_from or date.min, now.taken)
    if is_open(one, standing.on) and not standing.done:
        return replace(now, open=_together(now.open, one), taken=first if now.open is None else now.taken)
    resumed = min(one.until or standing.on, standing.on) if standing.done else one.until or standing.on
    if now.open is not None or now.due is None or first >= resumed:
        return now
    lost = days_between(first - _DAY, resumed - _DAY, standing.unit, standing.calendar)
    return replace(now, due=due(now.due, Allowance(lost, standing.unit), standing.calendar), taken=resumed)


def _together(before: Suspension | None, one: Suspension) -> Suspension:
    """Return the suspension that holds where two are open: the first, with the earlier day to ask again."""
    if before is None:
        return one
    days = [day for day in (before.ask_again, one.ask_again) if day is not None]
    return replace(before, ask_again=min(days, default=None))


def _still_standing(now: Moved, standing: Standing) -> Moved:
    """Return the same, with the date taken away and what is in hand told, where the step stands still."""
    if now.open is None or now.due is None:
        return now
    in_hand = days_between(now.taken - _DAY, now.due, standing.unit, standing.calendar)
    return replace(now, due=None, in_hand=in_hand)


def is_open(one: Suspension, day: date) -> bool:
    """Whether a suspension that had begun by a day still lasted on it."""
    return one.until is None or one.until > day
