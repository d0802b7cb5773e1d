"""What holds of the check of packs, whatever a pack says."""

import copy
from datetime import date
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import plan_of
from reviewctl.model.board import Board
from reviewctl.model.case import CaseFile
from reviewctl.model.decision import Decision
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Pack, Policy
from reviewctl.model.returns import AgencyReturns, ImrReturn
from reviewctl.model.review import Case, Document
from reviewctl.rules.packs import check_pack
from reviewctl.store.strict import read_yaml
from tests.policies.small import PACK, SAR

PACK_DATA: Any = read_yaml(PACK, "pack.yaml").value
SAR_DATA: Any = read_yaml(SAR, "sar.yaml").value
WORDS = st.sampled_from(
    [
        "referral.received",
        "decision.made",
        "decision.outcome",
        "screening.held",
        "screening.concluded",
        "returns[].imr.submitted",
        "returns[].imr.due",
        "returns[gmp].imr.submitted",
        "returns[].outcome",
        "family[].told",
        "actions[].met",
        "actions.all_met",
        "subjects[].living",
        "meetings[screening,first].date",
        "meetings[screening,2].date",
        "meetings[panel,first].date",
        "meetings[].date",
        "signoff[tor].complete",
        "tor",
        "tor.scope.from",
        "papers[x].title",
        "returns",
        "family",
        "subjects",
        "actions",
        "nobody",
        "diary",
        "review",
        "present",
        "absent",
        "",
        "a b",
        "[]",
        "15 working days",
        "9999 years",
        "0 days",
        "P§1",
        "manager",
        "screening-meeting",
        "imr",
        "2026-02-30",
    ]
)
VALUES = st.one_of(
    WORDS, st.lists(WORDS, max_size=2), st.booleans(), st.dictionaries(WORDS, WORDS, max_size=1)
)
EXTRA = st.sampled_from(
    [
        "after",
        "until",
        "by",
        "within",
        "for_each",
        "if",
        "closed_by",
        "needs",
        "else",
        "from",
        "was",
        "calendar",
    ]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value below the top."""
    out = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        out += places(below, (*path, key))
    return out


@st.composite
def types(draw: st.DrawFn) -> ReviewType | None:
    """The small type with a few of its values changed, keys changed or lines added; None if it cannot be read."""
    data = copy.deepcopy(SAR_DATA)
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(places(data)))
        holder = data
        for step in above:
            holder = holder[step]
        how = draw(st.sampled_from(["value", "value", "key", "line"]))
        if how == "key" and isinstance(holder, dict):
            holder[draw(WORDS)] = holder.pop(last)
        elif how == "line" and isinstance(holder[last], dict):
            holder[last][draw(EXTRA)] = draw(VALUES)
        else:
            holder[last] = draw(VALUES)
    try:
        return msgspec.convert(data, ReviewType)
    except msgspec.ValidationError:
        return None


def case() -> Case:
    head = CaseFile(format=1, id="SAR-2026-001", type="sar", policy="local")
    imr = ImrReturn(requested="2026-05-01", due=date(2026, 5, 22))
    data: dict[str, Any] = {
        "diary": {"referral": {"received": "2026-01-12"}, "decision": {"made": "2026-03-02"}},
        "decision": Decision(outcome="review"),
        "returns": {"gmp": AgencyReturns(contribution="imr", imr=imr)},
        "family": {"mother": None},
    }
    documents = {name: Document(kind=name, path=name, data=value) for name, value in data.items()}
    return Case(id=head.id, folder="", file=head, documents=documents)


@settings(max_examples=300, deadline=None)
@given(types())
def test_a_pack_without_findings_can_be_worked_out(kind: ReviewType | None) -> None:
    """The check never breaks, and what it lets through neither breaks the plan nor the facts of a case."""
    if kind is None:
        return
    pack = msgspec.convert(PACK_DATA, Pack)
    documents = {
        "pack": Document(kind="policy-pack", path="pack.yaml", data=pack),
        kind.type: Document(kind="policy-type", path="sar.yaml", data=kind),
    }
    policy = Policy(name="local", pack=pack, types={kind.type: kind})
    if list(check_pack(policy, documents)):
        return
    board = Board(format=1, board="Anyshire", policy="local")
    facts = Facts(
        case(), plan_of(policy, kind), board, calendar_for("england-and-wales", {}), date(2026, 6, 8)
    )
    assert len(facts.deadlines) >= len(kind.steps) - sum(step.for_each is not None for step in kind.steps)
    assert facts.place.order < len(kind.stages)
