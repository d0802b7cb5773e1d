"""Laying a file of differences over its base: what stands, what goes, in which order, and where it came from."""

from typing import Any

import pytest

from reviewctl.store.layers import Whole, lay
from reviewctl.store.loosened import layer_validator, parts_of
from reviewctl.store.stripping import stripped

PARTS = parts_of("policy-type")
BASE: dict[str, Any] = {
    "type": "sar",
    "title": "Safeguarding Adults Review",
    "basis": "An Act",
    "criteria": {"in_area": {"title": "In the area", "cites": "P§1"}, "harmed": {"title": "Was harmed"}},
    "steps": [
        {"id": "a", "title": "A", "who": "manager", "until": "x.a", "cites": "P§1", "within": "5 days"},
        {"id": "b", "title": "B", "who": "manager", "until": "x.b", "cites": "P§1"},
        {"id": "c", "title": "C", "who": "manager", "until": "x.c", "cites": "P§1"},
    ],
    "headings": {"report": [{"id": "lessons", "title": "Lessons", "cites": "P§1"}]},
    "vocabulary": {"SAR": "A review", "IMR": "An agency's own"},
}
NEW = {"title": "New", "who": "manager", "until": "x.n", "cites": "B§1"}
REMOVE = {"remove": {"reason": "Not here."}}


def over(**layer: Any) -> Whole:
    """Return a layer laid over the base."""
    return lay(BASE, layer, PARTS, "stockport-2021")


def ids(whole: Whole) -> list[str]:
    return [step["id"] for step in whole.value["steps"]]


def test_an_empty_layer_changes_nothing() -> None:
    """What the layer does not name is as the base has it, and stands in the base's file."""
    whole = over(type="sar")
    assert whole.value == BASE
    assert (whole.wrote, whole.changes, whole.removals, whole.slips) == ({("type",): ("type",)}, (), (), ())
    assert whole.kept[("steps",)] == ("steps",)


def test_a_field_stands_in_place_of_the_bases_whole() -> None:
    """One field of a step is changed; the others, and the other steps, are as they were."""
    whole = over(steps=[{"id": "a", "within": "3 days", "cites": ["B§1"]}])
    assert whole.value["steps"] == [
        {**BASE["steps"][0], "within": "3 days", "cites": ["B§1"]},
        *BASE["steps"][1:],
    ]
    assert BASE["steps"][0]["within"] == "5 days"
    assert [(one.noun, one.name, one.fields) for one in whole.changes] == [
        ("step", "a", frozenset({"within", "cites"}))
    ]


def test_a_new_thing_stands_behind_the_one_before_it_in_the_layer() -> None:
    """A step that is only named keeps its place and says where the next one goes; without one it is the last."""
    first, second = {"id": "n", **NEW}, {"id": "m", **NEW}
    assert ids(over(steps=[{"id": "a"}, first, second])) == ["a", "n", "m", "b", "c"]
    assert ids(over(steps=[first])) == ["a", "b", "c", "n"]
    assert ids(over(steps=[{"id": "b", **REMOVE}, first])) == ["a", "n", "c"]
    added = over(criteria={"in_area": {}, "alive": {"title": "Alive"}}).value["criteria"]
    assert list(added) == ["in_area", "alive", "harmed"]


def test_a_thing_a_field_a_word_and_a_key_are_taken_away() -> None:
    """Each goes where the layer says remove and why, and is kept account of."""
    whole = over(
        steps=[{"id": "b", **REMOVE}, {"id": "a", "within": REMOVE}],
        criteria={"harmed": REMOVE},
        vocabulary={"IMR": REMOVE, "SAR": "Other words"},
        headings={"report": [{"id": "lessons", **REMOVE}]},
        basis=REMOVE,
    )
    assert ids(whole) == ["a", "c"]
    assert "within" not in whole.value["steps"][0]
    assert (list(whole.value["criteria"]), whole.value["vocabulary"]) == (["in_area"], {"SAR": "Other words"})
    assert (whole.value["headings"], "basis" in whole.value) == ({"report": []}, False)
    gone = [(one.noun, one.name) for one in whole.removals]
    assert gone == [
        ("step", "b"),
        ("criterion", "harmed"),
        ("word", "IMR"),
        ("heading", "lessons"),
        ("key", "basis"),
    ]
    assert {one.reason for one in whole.removals} == {"Not here."} and whole.slips == ()


def test_every_thing_of_the_whole_has_a_place_in_one_of_the_files() -> None:
    """What the layer wrote lies in the layer, by its own number there; all else in the base, by that of the base."""
    whole = over(steps=[{"id": "c", "title": "Z"}, {"id": "n", **NEW}, {"id": "a", **REMOVE}])
    assert ids(whole) == ["b", "c", "n"]
    assert whole.kept[("steps", 0)] == ("steps", 1)
    assert (whole.wrote[("steps", 1)], whole.wrote[("steps", 2)]) == (("steps", 0), ("steps", 1))
    places = {*whole.kept, *whole.wrote}
    assert places >= {("steps", number) for number in range(3)}


@pytest.mark.parametrize(
    ("layer", "path", "code", "words"),
    [
        ({"steps": [{"id": "aa", "within": "3 days"}]}, ("steps", 0), "POL063", 'has no step "aa"'),
        ({"steps": [{"id": "d", **REMOVE}]}, ("steps", 0), "POL063", 'has no step "d"'),
        ({"steps": [{"id": "b", "within": REMOVE}]}, ("steps", 0, "within"), "POL063", 'no field "within"'),
        ({"criteria": {"harmd": REMOVE}}, ("criteria", "harmd"), "POL063", 'Did you mean "harmed"?'),
        ({"methods": REMOVE}, ("methods",), "POL063", 'has no key "methods"'),
        ({"headings": {"imr": REMOVE}}, ("headings", "imr"), "POL063", 'no document "imr"'),
        (
            {"steps": [{"id": "a", "title": "T"}, {"id": "a", **REMOVE}]},
            ("steps", 1),
            "POL068",
            "second time",
        ),
        (
            {"steps": [{"id": "a", **REMOVE}, {"id": "a", "title": "T"}]},
            ("steps", 1),
            "POL068",
            "second time",
        ),
        ({"basis": {"remove": True}}, ("basis", "remove"), "POL064", "Nothing says why"),
        ({"steps": [{"id": "a", "remove": {"reason": " "}}]}, ("steps", 0, "remove"), "POL064", "the step a"),
        (
            {"steps": [{"id": "a", "title": "T", **REMOVE}]},
            ("steps", 0, "title"),
            "POL065",
            "changed all the same",
        ),
    ],
)
def test_a_slip_is_found_where_it_stands(
    layer: Any, path: tuple[str | int, ...], code: str, words: str
) -> None:
    """What is not there cannot be changed or taken away; what is taken away has a reason, and nothing else."""
    (slip,) = over(**layer).slips
    assert (slip.path, slip.code.code) == (path, code)
    assert words in slip.message


def test_every_slip_is_found_at_once() -> None:
    """A dozen slips in one layer are as many findings, and what is right beside them is laid all the same."""
    whole = over(
        steps=[{"id": "x"}, {"id": "y", **REMOVE}, {"id": "a", "within": "3 days"}], basis={"remove": 1}
    )
    assert [slip.code.code for slip in whole.slips] == ["POL063", "POL063", "POL064"]
    assert whole.value["steps"][0]["within"] == "3 days"


def test_the_schema_of_a_layer_asks_for_nothing_but_names() -> None:
    """A step may have one field; it may have none that a step does not have; and the id it must have."""
    validator = layer_validator("policy-type")

    def valid(**layer: Any) -> bool:
        return validator.is_valid(stripped({"type": "sar", **layer}, PARTS))

    assert valid() and valid(steps=[{"id": "a", "within": "3 days"}], stages=[{"id": "closed"}])
    assert valid(
        steps=[{"id": "a", **REMOVE}, {"id": "b", "if": REMOVE}], basis=REMOVE, family={"told": REMOVE}
    )
    assert not valid(steps=[{"within": "3 days"}])
    assert not valid(steps=[{"id": "a", "whitin": "3 days"}])
    assert not valid(steps=[{"id": "a", "within": 3}])
    assert not valid(step=[])
    assert not validator.is_valid({"title": "No type"})
