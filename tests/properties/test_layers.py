"""Whatever a layer says: it is laid or refused in its own file, and what is laid can be planned."""

from typing import Any

import msgspec
from hypothesis import event, given, settings
from hypothesis import strategies as st

from reviewctl.facts.plan import plan_of
from reviewctl.store.packs import Policies
from reviewctl.work.loading import pack_findings
from tests.making import MemoryTree
from tests.policies.small import PACK, SAR

REMOVE: dict[str, Any] = {"remove": {"reason": "Not here."}}
FIELDS: dict[str, list[Any]] = {
    "title": ["A title", REMOVE],
    "who": ["manager", "chair", "nobody", REMOVE],
    "within": ["3 days", "0 working days", "some", 3, REMOVE, {"remove": True}],
    "after": ["referral.received", "decision.made", "no.such", REMOVE],
    "until": ["report.available", "screening.held", "no.such", REMOVE],
    "cites": ["P§3", ["P§3", "Z§1"], REMOVE],
    "note": ["Ours."],
    "whom": ["manager"],
}
STEPS = ["screening-meeting", "decision", "imr", "report", "new", "newer"]
EVENTS = ["referral.received", "screening.held", "decision.made", "a.b"]


def given_fields() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(them) for name, them in FIELDS.items()})


steps = st.lists(
    st.tuples(st.sampled_from(STEPS), given_fields() | st.just(REMOVE)).map(
        lambda one: {"id": one[0], **one[1]}
    ),
    max_size=5,
)
events = st.dictionaries(
    st.sampled_from(EVENTS), st.just(REMOVE) | st.just({"title": "It was"}) | st.just({}), max_size=3
)
layers = st.fixed_dictionaries({"type": st.just("sar")}, optional={"steps": steps, "events": events})


@settings(max_examples=150, deadline=None)
@given(layers)
def test_a_layer_is_laid_or_refused_in_its_own_file(layer: dict[str, Any]) -> None:
    """Every finding has a line of the layer; without any the whole has what the layer gives, and is planned."""
    tree = {
        "policy/base/pack.yaml": PACK,
        "policy/base/sar.yaml": SAR,
        "policy/ours/pack.yaml": "extends: base\n",
        "policy/ours/sar.yaml": msgspec.json.encode(layer).decode(),
    }
    policies = Policies(MemoryTree(tree))
    read, base = policies.read("ours"), policies.get("base")
    assert read is not None and base is not None
    found = pack_findings(read)
    assert {(one.spot.path, one.spot.line > 0) for one in found} <= {("policy/ours/sar.yaml", True)}
    event(str(not found))
    if not found:
        assert read.policy is not None
        kind = read.policy.types["sar"]
        assert plan_of(read.policy, kind).steps or not kind.steps
        _as_given(
            layer, {one.id: one for one in kind.steps}, {one.id: one for one in base.types["sar"].steps}
        )


def _as_given(layer: dict[str, Any], steps: dict[str, Any], below: dict[str, Any]) -> None:
    named = [step["id"] for step in layer.get("steps", [])]
    for step in layer.get("steps", []):
        if "remove" in step:
            assert step["id"] not in steps
        elif named.count(step["id"]) == 1:
            for field, value in step.items():
                wanted = None if value == REMOVE else tuple(value) if isinstance(value, list) else value
                assert getattr(steps[step["id"]], field) == wanted
    assert all(steps[name] == step for name, step in below.items() if name not in named)
