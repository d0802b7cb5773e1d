"""What holds of the deadlines of steps of every kind, whatever was recorded."""

import json
import random
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import numpy as np
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.facts.deadlines import deadlines, open_deadlines, pressing_deadlines
from reviewctl.facts.events import Timeline
from reviewctl.model.deadline import Deadline
from tests.unit.facts.oracle_made import ENGLAND, case_made, plan_made
from tests.unit.facts.oracle_told import EVENTS, IN_ORDER, Plain, Told, policy_at_random, record_at_random
from tests.unit.facts.oracle_worked import holidays

COMMON = settings(max_examples=120, deadline=None)
DAY = timedelta(1)
START = date(2024, 3, 1)
END = date(2026, 6, 30)
DAYS = st.dates(START, END)
WORKING = st.integers(1, 40).map(lambda number: f"{number} working days")
OTHER = st.integers(1, 40).flatmap(lambda n: st.sampled_from([f"{n} days", f"{n % 8 + 1} weeks"]))
MONTHS = st.integers(1, 12).map(lambda number: f"{number} months")
ALLOWANCES = st.one_of(WORKING, OTHER, MONTHS)
SEEDS = st.integers(0, 10**9)


def policy(*steps: Plain) -> Plain:
    """Return a policy with these steps and nothing else of its own."""
    out = policy_at_random(random.Random(0))
    out["pack"]["calendar"] = {"name": "england-and-wales", "warning": "5 working days"}
    named = [
        {"id": f"step-{number}", "title": "A step", "who": "manager", "cites": "P§1", **step}
        for number, step in enumerate(steps)
    ]
    kind = {**out["kind"], "steps": named, "pauses": {}}
    kind.pop("in_force", None)
    return {**out, "kind": kind}


def told(as_of: date, log: Plain | None = None, **groups: Any) -> Told:
    """Return a record with these diary groups and with this log."""
    returns = groups.pop("returns", {})
    empty: Plain = {"extensions": [], "suspensions": [], "waived": []}
    documents = {"decision": {}, "family": {}, "returns": returns, "log": {**empty, **(log or {})}}
    return Told({**documents, "diary": groups}, [], as_of)


def worked(rules: Plain, record: Told) -> list[Deadline]:
    plan = plan_made(rules)
    return list(deadlines(plan, Timeline(case_made(record), plan.kind, record.as_of), ENGLAND))


def by_chance(seed: int) -> tuple[Plain, Told]:
    """Return a policy with steps of any form, and a record under it."""
    rules = policy_at_random(random.Random(seed))
    return rules, record_at_random(random.Random(-seed - 1), rules["kind"]["steps"])


def counted(first: date, end: date, unit: str) -> int:
    """Return the units from a day (included) to a day (excluded); negative where the second comes first."""
    if unit == "days":
        return (end - first).days
    if end < first:
        return -counted(end, first, unit)
    return int(np.busday_count(first, end, busdaycal=holidays("england-and-wales")))


SIMPLE: Plain = {"after": "referral.received", "until": "screening.held"}


@COMMON
@given(SEEDS)
def test_what_presses_is_found_without_the_rest(seed: int) -> None:
    """What the rules on lateness look at, and what is still to do, are the same as where everything is worked out."""
    rules, record = by_chance(seed)
    plan, case = plan_made(rules), case_made(record)
    pressing = pressing_deadlines(plan, Timeline(case, plan.kind, record.as_of), ENGLAND)
    every = deadlines(plan, Timeline(case, plan.kind, record.as_of), ENGLAND)
    running = [one for one in every if one.state == "running" and one.due is not None]
    late = [one for one in every if one.state in ("overdue", "met-late")]
    assert pressing == tuple(one for one in every if one in late or one in running)
    still_to_do = open_deadlines(plan, Timeline(case, plan.kind, record.as_of), ENGLAND)
    assert still_to_do == tuple(one for one in every if one.open)


@COMMON
@given(SEEDS, st.integers(-60, 400), st.booleans())
def test_an_extension_never_makes_a_deadline_earlier(seed: int, to: int, whole: bool) -> None:
    """Agreed today, whatever was extended and suspended before: no date moves forward, nothing becomes late."""
    rules, record = by_chance(seed)
    before = worked(rules, record)
    for old in before if whole else before[:1]:
        documents = deepcopy(record.documents)
        day = (record.as_of + timedelta(to)).isoformat()
        documents["log"]["extensions"].append({"step": old.key, "to": day, "on": record.as_of.isoformat()})
        new = next(one for one in worked(rules, record._replace(documents=documents)) if one.key == old.key)
        if old.due is not None:
            assert new.due is not None and new.due >= old.due
        if old.state in ("met", "running"):
            assert new.state == old.state or old.due is None
        assert new.original_due == old.original_due


@COMMON
@given(st.one_of(WORKING, OTHER, MONTHS), DAYS, st.integers(1, 90), st.integers(0, 90))
def test_a_resumed_step_has_exactly_what_it_had_left(
    within: str, start: date, later: int, length: int
) -> None:
    """As many units from the day of resumption as there were from that of the suspension; none where it was over."""
    rules = policy({**SIMPLE, "within": within})
    first = start + timedelta(later)
    end = first + timedelta(length)
    came = {"referral": {"received": start.isoformat()}}
    open_ = {"suspensions": [{"from": first.isoformat()}]}
    closed = {"suspensions": [{"from": first.isoformat(), "until": end.isoformat()}]}
    (standing,) = worked(rules, told(first, open_, **came))
    (resumed,) = worked(rules, told(end, closed, **came))
    assert standing.state == "suspended" and standing.original_due is not None and resumed.due is not None
    unit = standing.unit
    had = counted(first, standing.original_due + DAY, unit)
    if standing.original_due >= first - DAY:
        assert had == counted(end, resumed.due + DAY, unit) == standing.in_hand
    else:
        # Over already: as many units behind the due date as there were.
        over = counted(standing.original_due + DAY, first, unit)
        assert over == counted(resumed.due + DAY, end, unit) == -(standing.in_hand or 0)


@COMMON
@given(
    st.one_of(WORKING, OTHER, MONTHS),
    DAYS,
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 40)), min_size=1, max_size=4),
)
def test_what_is_counted_is_every_day_on_which_it_did_not_stand_still(
    within: str, start: date, pauses: list[tuple[int, int]]
) -> None:
    """Of several pauses, apart or one upon the other: the days left are those of the protocol, none twice."""
    rules = policy({**SIMPLE, "within": within})
    spans = [(start + timedelta(a), start + timedelta(a + length)) for a, length in pauses]
    log = {"suspensions": [{"from": a.isoformat(), "until": b.isoformat()} for a, b in spans]}
    as_of = start + timedelta(200)
    came = {"referral": {"received": start.isoformat()}}
    (before,) = worked(rules, told(as_of, **came))
    (after,) = worked(rules, told(as_of, log, **came))
    assert before.due is not None and after.due is not None
    still = {a + timedelta(n) for a, b in spans for n in range((b - a).days)}
    lost = sum(counted(day, day + DAY, before.unit) for day in still)
    assert counted(before.due, after.due, before.unit) == lost


@COMMON
@given(SEEDS, st.sampled_from(IN_ORDER), DAYS)
def test_an_unrelated_event_changes_no_step(seed: int, address: str, day: date) -> None:
    """A step that does not name an event comes to the same with it, without it and with another day."""
    rules, record = by_chance(seed)
    group, event = address.split(".")
    documents = deepcopy(record.documents)
    documents["diary"].setdefault(group, {})[event] = day.isoformat()
    kind = json.dumps(rules["kind"].get("in_force"))
    other = {
        step["id"]
        for step in rules["kind"]["steps"]
        if address not in json.dumps(step) and address not in kind
    }
    before = [one for one in worked(rules, record) if one.step in other]
    after = [one for one in worked(rules, record._replace(documents=documents)) if one.step in other]
    assert before == after


@COMMON
@given(SEEDS, st.integers(1, 400))
def test_what_is_met_stays_met(seed: int, later: int) -> None:
    """Nothing that happens afterwards opens it again, whatever is extended, suspended or given up."""
    rules, record = by_chance(seed)
    rolling = {step["id"] for step in rules["kind"]["steps"] if "audit" in step["until"]}
    after = {one.key: one.state for one in worked(rules, record._replace(as_of=record.as_of + later * DAY))}
    for one in worked(rules, record):
        # An interval whose beginning is recorded only later begins there, and what came before is no part of it.
        if one.state in ("met", "met-late") and not (one.step in rolling and one.key not in after):
            assert after[one.key] in ("met", "met-late", "not-known", "not-applicable")


@COMMON
@given(SEEDS, st.integers(0, 30))
def test_what_stands_still_is_never_overdue(seed: int, since: int) -> None:
    """While the whole review is suspended nothing runs, and nothing runs out."""
    rules, record = by_chance(seed)
    first = record.as_of - timedelta(since)
    documents = deepcopy(record.documents)
    log = documents["log"]
    log["suspensions"].append({"from": first.isoformat()})
    log["extensions"] = [one for one in log["extensions"] if one.get("on", "") <= first.isoformat()]
    for one in worked(rules, record._replace(documents=documents)):
        assert one.state not in ("overdue", "running")
        assert one.state != "suspended" or (one.due is None and one.days is None)


@COMMON
@given(
    st.sampled_from(["90 days", "6 months", "year", "2 years"]),
    DAYS,
    st.lists(DAYS, max_size=5, unique=True),
    DAYS,
)
def test_an_interval_has_one_open_occasion_and_no_gap(
    every: str, begun: date, done: list[date], as_of: date
) -> None:
    """Each begins on the day on which the one before was done; only the last is not done yet."""
    rules = policy({"every": every, "from": "referral.received", "until": "audit.done"})
    times = [day.isoformat() for day in done]
    record = told(as_of, referral={"received": begun.isoformat()}, audit={"done": times})
    found = worked(rules, record)
    if begun > as_of and not any(day <= as_of for day in done):
        assert [one.state for one in found] == ["not-started"]
        return
    assert [one.open for one in found] == [False] * (len(found) - 1) + [True]
    assert [one.done_on for one in found[:-1]] == [one.anchor_date for one in found[1:]]
    assert [one.item for one in found] == [str(one.anchor_date) for one in found]


@COMMON
@given(st.sampled_from([("quarter", "quarters[]", 3), ("financial-year", "years[]", 12)]), DAYS, DAYS)
def test_periods_follow_each_other_without_gap_or_overlap(
    every: tuple[str, str, int], begun: date, as_of: date
) -> None:
    """Each day from the beginning lies in exactly one period that has ended, or in the one that still goes on."""
    word, until, months = every
    rules = policy({"every": word, "from": "referral.received", "until": until})
    found = worked(rules, told(as_of, referral={"received": begun.isoformat()}))
    ends = [one.anchor_date for one in found if one.anchor_date is not None]
    if not ends:
        assert begun + relativedelta(months=months) > as_of
        return
    firsts = [end + DAY - relativedelta(months=months) for end in ends if end is not None]
    assert firsts[0] <= begun <= ends[0]
    assert firsts[1:] == [end + DAY for end in ends[:-1]]
    assert ends[-1] <= as_of < ends[-1] + DAY + relativedelta(months=months) - DAY
    assert all(first.day == 1 and (first.month - 1) % 3 == 0 for first in firsts)
    assert word == "quarter" or {first.month for first in firsts} == {4}
    assert len({one.item for one in found}) == len(found)


AGENCIES = st.dictionaries(
    st.sampled_from(["gmp", "icb", "care_home", "council"]),
    st.tuples(st.booleans(), st.none() | DAYS, st.sampled_from([None, "given", "declined"])),
    min_size=1,
)


@COMMON
@given(AGENCIES, DAYS, st.sampled_from(["first", "last"]))
def test_the_last_of_all_is_never_before_any(
    agencies: dict[str, tuple[bool, date | None, str | None]], as_of: date, pick: str
) -> None:
    """It counts from none earlier than any that came, and only once all that were asked and may still come have."""
    where = {"returns[].initial_chronology.requested": "present"}
    address = "returns[].initial_chronology.returned"
    closing = {
        "for_each": "returns",
        "after": "returns[].initial_chronology.requested",
        "until": address,
        "closed_by": {"returns[].outcome": "declined"},
    }
    step = {"after": {pick: address, "where": where}, "within": "10 working days", "until": "decision.made"}
    returns: Plain = {}
    for name, (asked, back, outcome) in agencies.items():
        part = {"requested": START.isoformat()} if asked else {}
        part |= {"returned": back.isoformat()} if back is not None else {}
        returns[name] = {"initial_chronology": part, **({"outcome": outcome} if outcome else {})}
    one = worked(policy(step, closing), told(as_of, returns=returns))[0]
    asked_for = {name: rest for name, (asked, *rest) in agencies.items() if asked}
    came = [back for back, _ in asked_for.values() if back is not None and back <= as_of]
    awaited = [
        name
        for name, (back, outcome) in asked_for.items()
        if (back is None or back > as_of) and outcome != "declined"
    ]
    if pick == "last":
        assert one.waiting_for == tuple(awaited)
        assert one.anchor_date == (None if awaited else max(came, default=None))
    else:
        assert one.anchor_date == min(came, default=None)
        assert one.waiting_for == (() if came else tuple(awaited))
    assert (one.due is None) == (one.anchor_date is None)


@COMMON
@given(ALLOWANCES, DAYS, st.booleans())
def test_a_backward_step_and_its_allowance_end_on_the_event(within: str, day: date, planned: bool) -> None:
    """So many units lie between the due date and the event, and no later day would leave as many."""
    rules = policy({"before": "publication.date", "within": within, "until": "publication.copies_sent"})
    written: Any = {"planned": day.isoformat()} if planned else day.isoformat()
    (one,) = worked(rules, told(END, publication={"date": written}))
    assert one.due is not None and one.anchor_planned is planned and one.anchor_date == day
    number = int(within.split()[0])
    if "working" in within:
        assert counted(one.due, day, "working days") == number
        assert counted(one.due + DAY, day, "working days") < number
    elif "months" in within:
        # The corresponding day, and where the month is too short its last one: 31 March less a month is 28 February.
        assert one.due + relativedelta(months=number) <= day
        assert 12 * (day.year - one.due.year) + day.month - one.due.month == number
        assert one.due.day == day.day or (one.due.day < day.day and (one.due + DAY).day == 1)
    else:
        assert one.due + timedelta(number * (7 if "week" in within else 1)) == day


def test_the_events_used_here_are_those_of_the_policies() -> None:
    """What is recorded above is declared, so that it is read at all."""
    used = {"referral.received", "publication.date", "publication.copies_sent", "audit.done", "quarters[]"}
    assert used <= set(EVENTS)
