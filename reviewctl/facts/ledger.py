"""What was asked of the agencies and what came: the ledger of returns, and how punctual each agency is (P§14)."""

from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median
from typing import Literal

from msgspec import Struct

from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline
from reviewctl.model.returns import AgencyReturns, ChronologyReturn, ImrReturn

What = Literal["information", "initial-chronology", "chronology", "imr"]
State = Literal[
    "not-asked",
    "owed",
    "overdue",
    "sent-back",
    "paused",
    "came",
    "late",
    "declined",
    "not-possible",
    "nothing-held",
]

CAME: dict[What, str] = {
    "information": "information.returned",
    "initial-chronology": "initial_chronology.returned",
    "chronology": "chronology.returned",
    "imr": "imr.submitted",
}
"""What may be asked of an agency, in the order in which it is, and the event by which it has come."""
_AGAIN = "rounds.last.resubmitted"
_CLOSED = ("declined", "not-possible", "nothing-held")


class LedgerLine(Struct, frozen=True, kw_only=True):
    """One thing asked of one agency in one review, as it stood on a day.

    `days` are working or calendar days in `unit`, as a deadline has them: positive left or early, negative over or
    late. `state` "came" is in time or without a date agreed; "sent-back" is owed again, and `overdue` then too if
    its new date is past; "paused" stands still, and `due` is then the day that was agreed. `rounds` counts how
    often it was sent back. `independent` is what is known of the author of an IMR, `not_brought_in` how many
    rows of the file of a chronology could not be brought in.
    """

    case: str
    agency: str
    what: What
    requested: date | None = None
    due: date | None = None
    came: date | None = None
    state: State
    days: int | None = None
    unit: Literal["working days", "days"] = "days"
    reason: str | None = None
    rounds: int = 0
    quality_assured: date | None = None
    signed_off: date | None = None
    presented: date | None = None
    independent: bool | None = None
    not_brought_in: int = 0
    closed: bool = False


class Punctuality(Struct, frozen=True, kw_only=True):
    """How an agency kept its dates, over all the reviews at hand. `late_by` is the median of the days late."""

    agency: str
    asked: int
    in_time: int
    late: int
    late_by: float | None
    undated: int
    owed: int
    overdue: int
    sent_back: int
    declined: int


def ledger_of(facts: Facts) -> Iterator[LedgerLine]:
    """Yield a line for each thing that is asked of each agency, by the agency's id.

    An agency of which an IMR or a chronology is wanted and not asked yet has a line, too.
    """
    met = {one.until: one for one in facts.deadlines}
    for agency in sorted(facts.case.returns):
        owed = facts.case.returns[agency]
        for what in CAME:
            if _wanted(owed, what):
                yield _line(facts, agency, owed, what, met)


def _wanted(owed: AgencyReturns, what: What) -> bool:
    asked = getattr(owed, what.replace("-", "_"))
    if asked is not None and (asked.requested or asked.due or getattr(asked, CAME[what].partition(".")[2])):
        return True
    return what in ("imr", "chronology") and what in (owed.contribution or "").split("-and-")


def _line(facts: Facts, agency: str, owed: AgencyReturns, what: What, met: dict[str, Deadline]) -> LedgerLine:
    at = f"returns[{agency}]"
    deadline = met.get(f"{at}.{CAME[what]}")
    asked = _on(facts, f"{at}.{what.replace('-', '_')}.requested")
    came = _on(facts, f"{at}.{CAME[what]}")
    arrived = facts.happened(f"{at}.{CAME[what]}") is not None
    again = met.get(f"{at}.{_AGAIN}") if what == "imr" else None
    back = what == "imr" and _is_back(facts, at)
    counted = again if back and again is not None else deadline
    imr = owed.imr if what == "imr" and owed.imr is not None else ImrReturn()
    return LedgerLine(
        case=facts.case.id,
        agency=agency,
        what=what,
        requested=asked,
        due=counted.due if counted is not None and counted.due is not None else _agreed(owed, what, back),
        came=came,
        state=_state(owed, arrived, back, asked is not None, counted),
        days=counted.days if counted is not None else None,
        unit=counted.unit if counted is not None else "days",
        reason=owed.reason if owed.outcome in _CLOSED else (counted.reason if counted is not None else None),
        rounds=len(owed.rounds) if what == "imr" else 0,
        quality_assured=_on(facts, f"{at}.imr.quality_assured") if what == "imr" else None,
        signed_off=_on(facts, f"{at}.imr.signed_off") if what == "imr" else None,
        presented=_on(facts, f"{at}.imr.presented") if what == "imr" else None,
        independent=imr.author_independent,
        not_brought_in=not_brought_in(owed, what),
        closed=facts.closed,
    )


def not_brought_in(owed: AgencyReturns, what: What) -> int:
    """Return how many rows of the file of a chronology could not be brought in; 0 for what is none."""
    came = getattr(owed, what.replace("-", "_"))
    held = came.not_brought_in if isinstance(came, ChronologyReturn) else None
    return held.rows if held is not None else 0


def _agreed(owed: AgencyReturns, what: What, back: bool) -> date | None:
    """Return the day that was agreed, where it does not count as things stand: for a step that is paused."""
    if back:
        return owed.rounds[-1].due
    asked = getattr(owed, what.replace("-", "_"))
    return asked.due if asked is not None else None


def _on(facts: Facts, address: str) -> date | None:
    moment = facts.happened(address)
    return moment.on if moment is not None else None


def _is_back(facts: Facts, at: str) -> bool:
    """Whether an IMR was sent back and has not come again."""
    sent, again = facts.happened(f"{at}.rounds.last.sent_back"), facts.happened(f"{at}.{_AGAIN}")
    return sent is not None and again is None


def _state(owed: AgencyReturns, arrived: bool, back: bool, asked: bool, counted: Deadline | None) -> State:
    overdue = counted is not None and counted.state == "overdue"
    if arrived and not back:
        return "late" if counted is not None and counted.state == "met-late" else "came"
    if owed.outcome in ("declined", "not-possible", "nothing-held"):
        return owed.outcome
    if overdue:
        return "overdue"
    if counted is not None and counted.state == "suspended":
        return "paused"
    if back:
        return "sent-back"
    return "owed" if asked else "not-asked"


def punctuality(lines: Iterable[LedgerLine]) -> tuple[Punctuality, ...]:
    """Return how each agency kept its dates, by the agency's id.

    What came without a date agreed is counted apart: it can be neither in time nor late.
    """
    by_agency: dict[str, list[LedgerLine]] = {}
    for line in lines:
        if line.state != "not-asked":
            by_agency.setdefault(line.agency, []).append(line)
    return tuple(_punctual(agency, by_agency[agency]) for agency in sorted(by_agency))


def _punctual(agency: str, lines: list[LedgerLine]) -> Punctuality:
    count = [line.state for line in lines].count
    late = [-line.days for line in lines if line.state == "late" and line.days is not None]
    undated = sum(line.state == "came" and line.due is None for line in lines)
    return Punctuality(
        agency=agency,
        asked=len(lines),
        in_time=count("came") - undated,
        late=count("late"),
        late_by=median(late) if late else None,
        undated=undated,
        owed=count("owed") + count("sent-back") + count("overdue") + count("paused"),
        overdue=count("overdue"),
        sent_back=sum(line.rounds for line in lines),
        declined=count("declined") + count("not-possible"),
    )
