"""Deadlines of the Stockport pack against a second working out of them, by other means.

What is expected is worked out from small dictionaries of dates with numpy's business days, gov.uk's own list of
bank holidays and dateutil's months; nothing of reviewctl has a part in it.
"""

import random
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
from dateutil.relativedelta import relativedelta
from govuk_bank_holidays.bank_holidays import BankHolidays
from msgspec.structs import replace

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.model.case import CaseFile
from reviewctl.model.decision import Decision
from reviewctl.model.event import EventDetail
from reviewctl.model.log import Extension, Log
from reviewctl.model.review import Case, Document
from reviewctl.store.packs import Policies

HOW_MANY = 20_000
ENGLAND = calendar_for("england-and-wales", {})
# Each clock: what starts it, what ends it, so many working days or months.
CLOCKS = {
    "screening-meeting": ("received", "held", 15, 0),
    "recommendation": ("held", "sent", 5, 0),
    "decision": ("sent", "made", 5, 0),
    "completion": ("made", "available", 0, 6),
}
PLACES = {
    "received": ("referral", "received"),
    "held": ("screening", "held"),
    "sent": ("screening", "recommendation_sent"),
    "made": ("decision", "made"),
    "available": ("report", "available"),
}
UNKNOWN = "not-known"


class Told(NamedTuple):
    """A case in short: the dates of its events, what was decided, the later dates allowed, and the day."""

    dates: dict[str, date | str | None]
    outcome: str | None
    extensions: list[tuple[str, date, date | None]]
    as_of: date


class Worked(NamedTuple):
    """What a step comes to."""

    due: date | None
    state: str
    days: int | None


@cache
def business_days() -> np.busdaycalendar:
    found = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return np.busdaycalendar(holidays=sorted(np.datetime64(one["date"]) for one in found))


def at_random(dice: random.Random) -> Told:
    """Return a case whose events follow each other at odd distances, some missing, not known or still ahead."""
    day = date(2015, 1, 1) + timedelta(dice.randrange(4100))
    dates: dict[str, date | str | None] = {}
    for name, reach in (("received", 1), ("held", 35), ("sent", 14), ("made", 14), ("available", 400)):
        day += timedelta(dice.randrange(reach))
        luck = dice.random()
        dates[name] = None if luck < 0.12 else UNKNOWN if luck < 0.16 else day
    outcome = dice.choice(["review", "review", "review", "no-review", "joined", None])
    extensions: list[tuple[str, date, date | None]] = []
    while dice.random() < 0.5:
        to = day + timedelta(dice.randrange(-300, 300))
        on = day + timedelta(dice.randrange(-300, 300)) if dice.random() < 0.7 else None
        extensions.append((dice.choice(list(CLOCKS)), to, on))
    return Told(dates, outcome, extensions, day + timedelta(dice.randrange(-500, 300)))


def expected(told: Told, step: str) -> Worked:
    """Return what a step comes to, as the paragraphs have it."""
    start_name, end_name, working, months = CLOCKS[step]
    start, end = seen(told, start_name), seen(told, end_name)
    due = added(start, working, months) if isinstance(start, date) else None
    latest = end if isinstance(end, date) else told.as_of
    for which, to, on in told.extensions:
        if which == step and (on is None or on <= latest) and (due is None or to > due):
            due = to
    state = state_of(told, step, start, end, due)
    if due is None or state in ("not-applicable", "waived", "not-known"):
        return Worked(due, state, None)
    on = end if isinstance(end, date) else told.as_of
    return Worked(due, state, distance(on, due) if working else (due - on).days)


def seen(told: Told, name: str) -> date | str | None:
    """Return an event as it stood on the day: what lies ahead has not happened."""
    when = told.dates[name]
    return None if isinstance(when, date) and when > told.as_of else when


def state_of(
    told: Told, step: str, start: date | str | None, end: date | str | None, due: date | None
) -> str:
    undecided = step == "completion" and told.outcome is None
    if step == "completion" and told.outcome not in (None, "review"):
        return "not-applicable"
    if step == "screening-meeting" and told.outcome == "joined" and end is None:
        return "waived"
    if start == UNKNOWN and due is None and not undecided:
        return "not-known"
    if end == UNKNOWN:
        return "not-known"
    if isinstance(end, date):
        return "met" if due is None or end <= due else "met-late"
    if start is None or undecided:
        return "not-started"
    return "overdue" if due is not None and told.as_of > due else "running"


def added(start: date, working: int, months: int) -> date:
    """Return the last day in time, counted from the day after the event."""
    if months:
        return start + relativedelta(months=months)
    # From a day that is not worked the count begins with the next working day as day 1.
    found = np.busday_offset(np.datetime64(start), working, roll="backward", busdaycal=business_days())
    return found.astype(object)


def distance(a: date, b: date) -> int:
    """Return the working days after `a` up to `b`; negative where `b` comes first."""
    low, high = sorted((a, b))
    count = int(np.busday_count(low + timedelta(1), high + timedelta(1), busdaycal=business_days()))
    return count if b >= a else -count


@cache
def clocks() -> Plan:
    """The Stockport pack's plan, with the four clocks alone."""
    policy = Policies().get("stockport-2021")
    assert policy is not None
    plan = plan_of(policy, policy.types["sar"])
    return replace(plan, steps=tuple(one for one in plan.steps if one.step.id in CLOCKS))


def case_of(told: Told, dice: random.Random) -> Case:
    """Return the case as reading would give it; a day that lies ahead may be written as a plan."""
    diary: dict[str, dict[str, object]] = {}
    for name, when in told.dates.items():
        group, event = PLACES[name]
        if when is None:
            continue
        text = when if isinstance(when, str) else when.isoformat()
        ahead = isinstance(when, date) and when > told.as_of
        written: object = EventDetail(planned=when) if ahead and dice.random() < 0.5 else text
        diary.setdefault(group, {})[event] = written
    data: dict[str, object] = {
        "diary": diary,
        "decision": Decision(outcome=told.outcome),
        "log": Log(extensions=tuple(Extension(step=step, to=to, on=on) for step, to, on in told.extensions)),
    }
    head = CaseFile(format=1, id="SAR-2026-001", type="sar", policy="stockport-2021")
    documents = {name: Document(kind=name, path=name, data=value) for name, value in data.items()}
    return Case(id=head.id, folder="", file=head, documents=documents)


def test_the_clocks_agree_with_a_second_working_out() -> None:
    """Due date, state and days left or over of twenty thousand reviews between 2015 and 2028."""
    dice = random.Random(20_150_101)
    states: dict[str, int] = {}
    for _ in range(HOW_MANY):
        told = at_random(dice)
        found = deadlines(clocks(), Timeline(case_of(told, dice), clocks().kind, told.as_of), ENGLAND)
        assert len(found) == len(CLOCKS)
        for one in found:
            worked = Worked(one.due, one.state, one.days)
            assert worked == expected(told, one.step), (told, one.step)
            states[one.state] = states.get(one.state, 0) + 1
    # A sample that never came to a state would prove nothing about it.
    assert min(states.values()) > 500 and len(states) == 8
