"""One review's row of the status table: small, plain and able to travel between processes."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.facts.awaiting import idle_pauses
from reviewctl.facts.judged import Facts
from reviewctl.model.allowance import Unit
from reviewctl.model.deadline import Deadline
from reviewctl.model.step import Owner
from reviewctl.render.pages.deadline_record import deadline_record
from reviewctl.render.pages.naming import (
    booking,
    collection_of,
    many,
    party_name,
    step_title,
    whom,
)

Mark = Literal["LATE", "TODAY", "PAUSED", "THEIRS", "DONE", ""]
Whose = Literal["ours", "imr", "return", "action"]

OVERDUE_SHOWN = 3


class DueLine(Struct, frozen=True):
    """One thing that is due: what, when, and how far off; a duty without a limit says how long it waits."""

    key: str
    what: str
    whose: Whose
    due: date | None
    days: int | None
    unit: Unit
    waiting: int | None
    overdue: bool


class CaseStatus(Struct, frozen=True, kw_only=True):
    """Where one review is and what is due in it.

    `type` is None for a folder that cannot be read. `closed` is whether nothing is owed in it any more; `still_owes`
    is whether it has come to its last stage and owes something all the same. `faults` counts what reading found
    wrong, `unread` are the files that could not be read at all, so that their dates are missing here. `whole` is the
    row as JSON has it, where that was asked for.
    """

    id: str
    type: str | None = None
    who: str = ""
    subjects: tuple[str, ...] = ()
    stage: str | None = None
    stage_title: str = ""
    owner: Owner = "board"
    mark: Mark = ""
    closed: bool = False
    still_owes: bool = False
    lines: tuple[DueLine, ...] = ()
    more: int = 0
    next: DueLine | None = None
    overdue: tuple[str, ...] = ()
    due_today: bool = False
    whose_overdue: Whose | None = None
    faults: int = 0
    unread: tuple[str, ...] = ()
    calendar: tuple[str, str] | None = None
    whole: dict[str, object] | None = None


def unreadable(case_id: str, faults: int) -> CaseStatus:
    """Return the row of a folder of which it cannot be said what review it is, or by which policy."""
    whole: dict[str, object] = {"id": case_id, "type": None, "subjects": [], "stage": None, "owner": "board"}
    return CaseStatus(
        id=case_id,
        faults=faults,
        whole={**whole, "overdue": [], "next": None, "deadlines": [], "lead": None, "cover": None},
    )


def case_status(
    facts: Facts,
    *,
    faults: int = 0,
    unread: tuple[str, ...] = (),
    horizon: date | None = None,
    whole: bool = False,
) -> CaseStatus:
    """Return one review's row. With `horizon`, everything that is due by then is shown, not only the next."""
    # A closed review owes no more than what is overdue, and what the policy says stays.
    owed = facts.still_owed if facts.closed else facts.open
    ours = [one for one in owed if one.owner == "board"]
    if any(path.endswith("diary.yaml") for path in unread):
        ours = []  # Without the diary everything would seem undone.
    late = sorted((one for one in ours if one.state == "overdue"), key=_by_due)
    following = _next(ours)
    shown = _shown(facts, ours, late, horizon)
    today = any(one.due == facts.as_of for one in ours if one.state == "running")
    place = facts.place
    return CaseStatus(
        id=facts.case.id,
        type=facts.case.file.type,
        who=whom(facts.case.file),
        subjects=tuple(subject.pseudonym for subject in facts.case.file.subjects),
        stage=place.id or None,
        stage_title=place.title,
        owner=place.owner,
        mark=_mark(facts, ours, bool(late), today),
        closed=facts.settled,
        still_owes=facts.closed and not facts.settled,
        lines=(
            *(_line(facts, one) for one in shown[:OVERDUE_SHOWN]),
            *_to_ask_again(facts, ours),
            *_without_limit(facts, ours),
        ),
        more=max(0, len(shown) - OVERDUE_SHOWN),
        next=_line(facts, following) if following else None,
        overdue=tuple(one.key for one in late),
        due_today=today,
        whose_overdue=min((_whose(facts, one) for one in late), key=_WHOSE.index, default=None),
        faults=faults,
        unread=unread,
        calendar=(facts.plan.pack.calendar.name, facts.plan.pack.calendar.count),
        whole=_whole(facts, late, following) if whole else None,
    )


_WHOSE: Sequence[Whose] = ("ours", "imr", "return", "action")


def _by_due(one: Deadline) -> date:
    return one.due or date.max


def _next(ours: Sequence[Deadline]) -> Deadline | None:
    """Return what is due first; where nothing has a date, the duty that has waited longest."""
    dated = [one for one in ours if one.due is not None]
    if dated:
        return min(dated, key=_by_due)
    return max(
        (one for one in ours if one.waiting is not None), key=lambda one: one.waiting or 0, default=None
    )


def _shown(
    facts: Facts, ours: Sequence[Deadline], late: Sequence[Deadline], horizon: date | None
) -> Sequence[Deadline]:
    """Return what the table shows of a review: what is overdue or due today, else the next thing due."""
    dated = sorted((one for one in ours if one.due is not None), key=_by_due)
    by_then = [one for one in dated if one.due is not None and one.due <= (horizon or facts.as_of)]
    pressing = [*late, *(one for one in by_then if one.state != "overdue")]
    return pressing or dated[:1]


def _without_limit(facts: Facts, ours: Sequence[Deadline]) -> tuple[DueLine, ...]:
    """Return the duty without a limit that has waited longest, ours first, and how many more there are."""
    waiting = sorted(
        (one for one in ours if one.waiting is not None and one.strength != "expected"),
        key=lambda one: (_whose(facts, one) != "ours", -(one.waiting or 0)),
    )
    if not waiting:
        return ()
    line = _line(facts, waiting[0])
    if len(waiting) == 1:
        return (line,)
    return (
        DueLine(
            line.key,
            f"{line.what} (+{len(waiting) - 1} more)",
            line.whose,
            None,
            None,
            line.unit,
            line.waiting,
            False,
        ),
    )


def _to_ask_again(facts: Facts, ours: Sequence[Deadline]) -> tuple[DueLine, ...]:
    """Return whom to ask again, first, whether what stands still is still to: nobody asks of themselves."""
    asking = [
        (pause.ask_again, pause.asked_by)
        for one in ours
        if one.state == "suspended"
        for pause in one.suspensions
        if pause.ask_again is not None and (pause.until is None or pause.until > facts.as_of)
    ]
    # A pause agreed before anything is owed by which it stands still is one about which to ask all the same.
    idle = () if facts.closed or not facts.case.log.suspensions else idle_pauses(facts)
    asking += [(pause.ask_again, pause.asked_by) for pause, _ in idle if pause.ask_again is not None]
    if not asking:
        return ()
    day, asked_by = min(asking, key=lambda one: one[0])
    whom = f" {party_name(facts, asked_by)}" if asked_by else ""
    days = (day - facts.as_of).days
    return (DueLine("ask-again", f"ask{whom} again", "ours", day, days, "days", None, days < 0),)


def _line(facts: Facts, one: Deadline) -> DueLine:
    booked = booking(facts, one)
    return DueLine(
        key=one.key,
        what=f"{step_title(facts, one)}: {booked}" if booked else step_title(facts, one),
        whose=_whose(facts, one),
        due=one.due,
        days=one.days,
        unit=one.unit,
        waiting=one.waiting,
        overdue=one.state == "overdue",
    )


def _whose(facts: Facts, one: Deadline) -> Whose:
    match collection_of(facts.plan, one):
        case "returns":
            return "imr" if one.step == "imr" else "return"
        case "actions":
            return "action"
    return "ours"


def _mark(facts: Facts, ours: Sequence[Deadline], late: bool, today: bool) -> Mark:
    if facts.settled:
        return "DONE"
    if late:
        return "LATE"
    if today:
        return "TODAY"
    if any(one.state == "suspended" for one in ours):
        return "PAUSED"
    return "THEIRS" if facts.place.owner == "external" else ""


def _whole(facts: Facts, late: Sequence[Deadline], following: Deadline | None) -> dict[str, object]:
    return {
        "id": facts.case.id,
        "type": facts.plan.kind.type,
        "subjects": [subject.pseudonym for subject in facts.case.file.subjects],
        "stage": facts.place.id or None,
        "owner": facts.place.owner,
        "overdue": [one.key for one in late],
        "next": deadline_record(facts, following) if following else None,
        "deadlines": [deadline_record(facts, one) for one in facts.deadlines],
        "lead": lead.person if (lead := facts.case.file.lead_on(facts.as_of)) is not None else None,
        "cover": cover.person if (cover := facts.case.file.cover_on(facts.as_of)) is not None else None,
    }


def overdue_words(whose: Whose, count: int) -> str:
    """Return how many reviews have something of that kind overdue: "1 ours", "2 an agency's IMR"."""
    words = {"ours": "ours", "imr": "an agency's IMR", "return": "an agency's return", "action": "an action"}
    return f"{count} {words[whose]}"


def faults_words(rows: Sequence[CaseStatus], own: int = 0) -> str:
    """Return what reading alone found wrong with the files, in a sentence; "" for nothing.

    `own` counts what was found in the register itself, such as a folder that bears no review's id.
    """
    count = sum(row.faults for row in rows)
    cases = sum(bool(row.faults) for row in rows)
    found = [f"{many(count, 'fault')} in the files of {many(cases, 'review')}"] if count else []
    found += [f"{many(own, 'fault')} in the register itself"] if own else []
    if not found:
        return ""
    return f"Reading found {' and '.join(found)}; reviews and dates may be missing: reviewctl validate"
