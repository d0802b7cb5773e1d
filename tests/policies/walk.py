"""Walking a review to its end, by doing one after the other what its kind says is to be done."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import plan_of
from reviewctl.facts.stage import Place, place_of
from reviewctl.model.address import parse_address
from reviewctl.model.case import CaseFile
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Policy
from reviewctl.model.review import Case, Document

RECEIVED = date(2026, 1, 12)
Records = dict[str, dict[str, Any]]


class Walked(NamedTuple):
    """Where a review came to, on which way, and what was found on its last day."""

    stages: tuple[str, ...]
    steps: tuple[str, ...]
    left: tuple[Deadline, ...]


def case_of(kind: ReviewType, records: Mapping[str, Any]) -> Case:
    """Return a case of a kind with these documents."""
    file = CaseFile(format=1, id=f"{kind.prefix}-2026-001", type=kind.type, policy="stockport-2021")
    found = {
        name: Document(kind=name, path=name, data=msgspec.convert(data, BY_NAME[name].type))
        for name, data in records.items()
    }
    return Case(id=file.id, folder="", file=file, documents=found)


def judged(
    policy: Policy, kind: ReviewType, records: Mapping[str, Any], as_of: date
) -> tuple[tuple[Deadline, ...], Place]:
    """Return every step of a case with its date on a day, and where the case is."""
    plan = plan_of(policy, kind)
    timeline = Timeline(case_of(kind, records), kind, as_of)
    place = place_of(plan, timeline)
    calendar = calendar_for(policy.pack.calendar.name, {})
    return tuple(deadlines(plan, timeline, calendar, place.owner)), place


def in_order(owed: Sequence[Deadline]) -> Deadline:
    """Return what stands first in the order of the policy."""
    return owed[0]


def walk(
    policy: Policy,
    kind: ReviewType,
    choices: Mapping[str, Any],
    items: Records | None = None,
    pick: Callable[[Sequence[Deadline]], Deadline] = in_order,
) -> Walked:
    """Do what is open, a day apart, until nothing is; return how it went. `pick` says what is done next.

    `choices` say by the address of an event what came of it: a word, where the event has outcomes, or the
    fields of documents that are filled in with it. `items` are documents that are there from the start.
    """
    records: Records = {"diary": {"referral": {"received": RECEIVED.isoformat()}}, **deepcopy(items or {})}
    day, stages, steps = RECEIVED, list[str](), list[str]()
    while True:
        day += timedelta(days=1)
        found, place = judged(policy, kind, records, day)
        if not stages or stages[-1] != place.id:
            stages.append(place.id)
        met = {one.step for one in found if one.state not in ("running", "overdue", "not-started")}
        needs = {step.id: step.needs for step in (*kind.steps, *kind.publication)}
        owed = [
            one for one in found if one.state in ("running", "overdue") and met.issuperset(needs[one.step])
        ]
        if not owed:
            return Walked(tuple(stages), tuple(steps), found)
        assert len(steps) < 200, f"{kind.type} goes round in circles: {steps[-5:]}"
        one = pick(owed)
        steps.append(one.step)
        do(kind, one, choices, records, day)


def do(kind: ReviewType, one: Deadline, choices: Mapping[str, Any], records: Records, day: date) -> None:
    """Record that a step was done, with what came of it."""
    wanted = parse_address(one.until).of(one.item)
    chosen = choices.get(str(wanted.pattern), {})
    rule = kind.events[str(wanted.pattern)]
    value: Any = {"on": day.isoformat(), "outcome": chosen} if rule.outcomes else day.isoformat()
    head = {"actions": "progress"}.get(wanted.head, wanted.head)
    above: Any = records["diary"].setdefault(wanted.head, {})
    if wanted.item is not None:
        above = records.setdefault(head, {}).setdefault(wanted.item, {})
        del records["diary"][wanted.head]
    for name in wanted.fields[:-1]:
        above = above.setdefault(name, {})
    above[wanted.fields[-1]] = value
    for document, fields in chosen.items() if isinstance(chosen, dict) else ():
        records.setdefault(document, {}).update(fields)
