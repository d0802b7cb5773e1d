"""What runs beside a review, line by line: how each process stands, when it was asked about, and what waits for it."""

from datetime import date

from msgspec import Struct

from reviewctl.facts.holds import Held, asked_on, holds_of, word_of
from reviewctl.facts.judged import Facts


class HoldLine(Struct, frozen=True, kw_only=True):
    """Something that waits or waited for a process. `state` is lasts, over or ahead; `past` counts the days since the
    day to ask again, where nobody has asked since; None where that day is still to come or was kept."""

    what: str
    from_: date | None
    to: date | None
    ask_again: date | None
    reason: str | None
    state: str
    past: int | None = None


class ProcessLine(Struct, frozen=True, kw_only=True):
    """One process on one day. `silent` are the days since somebody last asked; None where nobody is known to have.

    `closed` is whether the review is closed, `running` whether the process has not ended.
    """

    case: str
    process: str
    kind: str | None
    contact: str | None
    status: str | None
    disclosure: str | None
    opened: str | None
    ended: str | None
    checked_on: date | None
    silent: int | None
    holds: tuple[HoldLine, ...]
    closed: bool

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self.ended is None

    @property
    def lasting(self) -> tuple[HoldLine, ...]:
        """The holds that last."""
        return tuple(one for one in self.holds if one.state == "lasts")


def process_lines(facts: Facts) -> tuple[ProcessLine, ...]:
    """Return every process beside a review, in the order written."""
    held: dict[str, list[Held]] = {}
    for one in holds_of(facts.case):
        held.setdefault(one.process, []).append(one)
    return tuple(_line(facts, key, held.get(key, [])) for key in facts.case.processes)


def _line(facts: Facts, key: str, held: list[Held]) -> ProcessLine:
    process = facts.case.processes[key]
    asked = asked_on(process, facts.as_of)
    return ProcessLine(
        case=facts.case.id,
        process=key,
        kind=process.kind,
        contact=process.contact,
        status=process.status,
        disclosure=process.disclosure,
        opened=process.opened,
        ended=process.ended,
        checked_on=asked[-1] if asked else None,
        silent=(facts.as_of - asked[-1]).days if asked else None,
        holds=tuple(_hold(one, facts.as_of, asked) for one in held),
        closed=facts.closed,
    )


def _hold(one: Held, day: date, asked: tuple[date, ...]) -> HoldLine:
    hold = one.hold
    again = hold.ask_again
    due = hold.lasts(day) and again is not None and again <= day and not any(on >= again for on in asked)
    return HoldLine(
        what=word_of(hold),
        from_=hold.from_,
        to=hold.to,
        ask_again=again,
        reason=hold.reason,
        state="lasts" if hold.lasts(day) else "over" if hold.to is not None and hold.to < day else "ahead",
        past=(day - again).days if due and again is not None else None,
    )
