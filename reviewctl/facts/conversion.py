"""A review that became one of another kind: what of its earlier kinds still holds.

What had ended by the day on which it changed is judged for ever by the kind under which it ended. What was open
ended with that kind, but for what the law demands, what was overdue (to become one of another kind is no way out
of a breach) and what the policy says stays, such as to tell the family. A limit of the new kind that had passed
before the review was of that kind could not be met by anybody: the duty stays, without its date.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.calendar import Calendar
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.permissions import Permissions
from reviewctl.facts.plan import Plan
from reviewctl.facts.stage import place_of
from reviewctl.facts.words import plain
from reviewctl.model.board import Board
from reviewctl.model.case import CaseFile
from reviewctl.model.deadline import Deadline
from reviewctl.model.kind import ReviewType
from reviewctl.model.review import Case

_ENDED = ("met", "met-late", "waived", "not-known")
_OPEN = ("overdue", "running", "suspended")
_DAY = timedelta(days=1)


class Former(Struct, frozen=True):
    """A kind that a review was of, made ready, and the last day on which it was; None where that is not known."""

    plan: Plan
    until: date | None


def types_on(file: CaseFile, as_of: date) -> tuple[str, tuple[tuple[str, date | None], ...]]:
    """Return the type that a review had on a day, and those that it had before, each with its last day."""
    for number, one in enumerate(file.was):
        if one.until is not None and as_of <= one.until:
            return one.type, tuple((each.type, each.until) for each in file.was[:number])
    return file.type, tuple((each.type, each.until) for each in file.was)


def with_events_of(kind: ReviewType, others: Sequence[ReviewType]) -> ReviewType:
    """Return a kind of review that also knows the events of the others: nothing in the diary is lost."""
    missing = {
        address: rule
        for other in others
        for address, rule in other.events.items()
        if address not in kind.events
    }
    return replace(kind, events={**kind.events, **missing}) if missing else kind


def carried(
    found: tuple[Deadline, ...], former: Sequence[Former], case: Case, calendar: Calendar, timeline: Timeline
) -> tuple[Deadline, ...]:
    """Return the deadlines of a converted review: those of its kind today, and what holds of the earlier ones.

    `found` are those of the kind of today, by themselves; `timeline` is that of today's kind and day.
    """
    for one in former:
        day = timeline.as_of if one.until is None else min(one.until + _DAY, timeline.as_of)
        before = _on(one.plan, case, calendar, day, timeline.board)
        staying = {key for key, old in before.items() if _stays(old, one.plan)}
        today = _on(one.plan, case, calendar, timeline.as_of, timeline.board) if staying else {}
        found = tuple(_joined(found, before, staying, today, day, timeline))
    return found


def _stays(old: Deadline, plan: Plan) -> bool:
    """Whether a step that was open when the review became one of another kind is owed all the same."""
    planned = plan.step(old.step)
    marked = planned is not None and planned.step.stays
    return old.state in _OPEN and (marked or old.state == "overdue" or old.strength == "statutory")


def _on(plan: Plan, case: Case, calendar: Calendar, day: date, board: Board | None) -> dict[str, Deadline]:
    """Return the deadlines of an earlier kind as they stand on a day, by their keys."""
    timeline = Timeline(case, plan.kind, day, board)
    owner = place_of(plan, timeline).owner
    return {one.key: one for one in deadlines(plan, timeline, calendar, owner)}


def _joined(
    found: tuple[Deadline, ...],
    before: dict[str, Deadline],
    staying: set[str],
    today: dict[str, Deadline],
    day: date,
    timeline: Timeline,
) -> Iterator[Deadline]:
    keys = {one.key for one in found}
    for old in before.values():
        if old.key in keys:
            continue
        if old.key in staying:
            yield today.get(old.key, old)
        elif old.state in (*_ENDED, *_OPEN):
            yield _closed(old, day, timeline.permissions)
    for one in found:
        same = before.get(one.key)
        if same is not None and same.state in _ENDED:
            yield _closed(same, day, timeline.permissions)
        elif _passed(one, same, day):
            yield _without_date(one, day, timeline.as_of)
        else:
            yield one


def _closed(old: Deadline, day: date, permissions: Permissions) -> Deadline:
    """Return a deadline of an earlier kind as it is for ever: as it ended, or ended with that kind."""
    if old.state in _OPEN:
        reason = f"ended when the review became one of another kind, on {plain(day)}"
        return replace(
            old, state="waived", days=None, waiting=None, in_hand=None, ask_again=None, reason=reason
        )
    late = permissions.late(old.key) if old.reason is None else None
    return old if late is None else replace(old, reason=late.reason, reason_agreed_by=late.agreed_by)


def _passed(one: Deadline, old: Deadline | None, day: date) -> bool:
    """Whether a limit had passed before the review was of this kind, and was not also passed under the earlier."""
    if one.due is None or one.due >= day or one.state not in ("overdue", "met-late", "not-known"):
        return False
    return old is None or old.state != "overdue"


def _without_date(one: Deadline, day: date, as_of: date) -> Deadline:
    """Return a duty as one without a limit: its day had passed before it was one."""
    state = "running" if one.state == "overdue" else "met" if one.state == "met-late" else one.state
    start = max(one.anchor_date, day) if one.anchor_date is not None else day
    end = one.done_on or as_of
    waiting = max((end - start).days, 0) if state in ("running", "met") else None
    return replace(one.undated(), state=state, waiting=waiting)
