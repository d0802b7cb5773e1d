"""A policy and a record in plain words as reviewctl's own records, and what it makes of them."""

from typing import Any

import msgspec

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.model.case import CaseFile
from reviewctl.model.deadline import Deadline
from reviewctl.model.decision import Decision
from reviewctl.model.event import Diary
from reviewctl.model.family import FamilyFile
from reviewctl.model.kind import ReviewType
from reviewctl.model.log import Log
from reviewctl.model.meeting import Minutes
from reviewctl.model.policy import Pack, Policy
from reviewctl.model.returns import ReturnsFile
from reviewctl.model.review import Case, Document
from tests.unit.facts.oracle_told import Plain, Told
from tests.unit.facts.oracle_worked import Worked

ENGLAND = calendar_for("england-and-wales", {})
HEAD = CaseFile(format=1, id="SAR-2026-001", type="sar", policy="local")
SHAPES: dict[str, Any] = {
    "diary": Diary,
    "decision": Decision,
    "returns": ReturnsFile,
    "family": FamilyFile,
    "log": Log,
}


def plan_made(policy: Plain) -> Plan:
    """Return the plan of a policy in plain words."""
    kind = msgspec.convert(policy["kind"], ReviewType)
    pack = msgspec.convert(policy["pack"], Pack)
    return plan_of(Policy(name="local", pack=pack, types={"sar": kind}), kind)


def case_made(told: Told) -> Case:
    """Return a record in plain words as a case."""
    documents = {
        name: Document(kind=name, path=name, data=msgspec.convert(told.documents[name], shape))
        for name, shape in SHAPES.items()
    }
    around = tuple(
        Document(kind="meetings", item=one["date"], path=one["date"], data=msgspec.convert(one, Minutes))
        for one in told.meetings
    )
    return Case(id=HEAD.id, folder="", file=HEAD, documents=documents, around=around)


def found(plan: Plan, told: Told) -> dict[str, list[Worked]]:
    """Return what reviewctl makes of a record: each step's deadlines, by the step's id."""
    out: dict[str, list[Worked]] = {planned.step.id: [] for planned in plan.steps}
    for one in deadlines(plan, Timeline(case_made(told), plan.kind, told.as_of), ENGLAND):
        out[one.step].append(_shown(one))
    return out


def _shown(one: Deadline) -> Worked:
    return Worked(
        item=one.item,
        due=one.due,
        original_due=one.original_due,
        state=one.state,
        days=one.days,
        waiting_for=one.waiting_for,
        in_hand=one.in_hand,
        ask_again=one.ask_again,
        anchor_planned=one.anchor_planned,
    )
