"""A deadline: a step with its date, run on a case, with its working shown."""

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.step import Owner, Strength

State = Literal[
    "not-applicable",
    "waived",
    "not-known",
    "met",
    "met-late",
    "suspended",
    "overdue",
    "running",
    "not-started",
]
OPEN: tuple[State, ...] = ("overdue", "running", "suspended")
"""The states in which somebody still has to do something."""


class Extended(Struct, frozen=True):
    """A later date that was allowed, as it is shown."""

    to: date
    reason: str | None
    agreed_by: str | None
    on: date | None


class Suspended(Struct, frozen=True, rename={"from_": "from"}):
    """A time during which a step stood still, as it is shown.

    `process` is the key of the parallel process whose hold brings it about; None for a suspension of the log.
    """

    from_: date
    until: date | None
    reason: str | None
    asked_by: str | None
    agreed_by: str | None
    ask_again: date | None
    process: str | None = None


class Deadline(Struct, frozen=True, kw_only=True):
    """One step of one case on one day.

    `days` counts in `unit`: positive is left, or early; negative is over, or late; None with no due date.
    `waiting` is for a duty without a limit: the calendar days since its anchor, to `done_on` or to the day
    judged on. `waiting_for` are the items for which a count from the first or last of several still waits;
    `anchor_planned` says that a step which comes before an event is counted from the day planned for it. While
    a step is suspended it has no due date: `in_hand` are the units that will be left on the day it is resumed,
    that day included, and `ask_again` is the day to ask whether it is still to stand still.
    """

    case: str | None
    step: str
    title: str
    item: str | None = None
    who: str
    anchor: str
    anchor_date: date | None = None
    allowance: str | None = None
    due: date | None = None
    original_due: date | None = None
    done_on: date | None = None
    until: str
    planned: date | None = None
    state: State
    days: int | None = None
    unit: Literal["working days", "days"] = "days"
    waiting: int | None = None
    strength: Strength
    owner: Owner = "board"
    citations: tuple[str, ...]
    verified: bool = True
    provisional: bool = False
    extensions: tuple[Extended, ...] = ()
    suspensions: tuple[Suspended, ...] = ()
    in_hand: int | None = None
    ask_again: date | None = None
    waiting_for: tuple[str, ...] = ()
    anchor_planned: bool = False
    reason: str | None = None
    reason_agreed_by: str | None = None
    command: str | None = None
    letter: str | None = None

    def undated(self) -> "Deadline":
        """Return the deadline without a day, and without all that moved one: as that of a duty without a limit."""
        return replace(
            self,
            due=None,
            original_due=None,
            days=None,
            waiting=None,
            provisional=False,
            extensions=(),
            suspensions=(),
            in_hand=None,
            ask_again=None,
        )

    @property
    def key(self) -> str:
        """How the step is named in log.yaml and on the command line: `imr[pennine-care]`."""
        return f"{self.step}[{self.item}]" if self.item else self.step

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN
