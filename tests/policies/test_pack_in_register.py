"""A register whose own pack is at fault: its mistakes are shown once, and its cases are told so, not broken."""

from datetime import date

import pytest

from reviewctl.store.register import Register
from reviewctl.work.judging import findings_of
from reviewctl.work.loading import Loader
from tests.making import CASE_FILE, CASE_ID, MemoryTree
from tests.policies.small import PACK, SAR

BOARD = "format: 1\nboard: Anyshire Safeguarding Adults Board\npolicy: local\n"
AS_OF = date(2026, 6, 8)
BROKEN = {
    "a collection that is none": SAR.replace("for_each: returns", "for_each: return"),
    "an allowance that is none": SAR.replace("within: 6 months", "within: six"),
    "an address that is none": SAR.replace("after: decision.made", "after: the decision"),
    "events read from each other": SAR.replace("else: screening.held", "else: screening.concluded"),
    "a key that is none": SAR.replace("who: chair\n    after: decision", "whom: chair\n    after: decision"),
    "no YAML": "steps: [",
}


def register_with(sar: str | None) -> Register:
    files = {"board.yaml": BOARD, f"cases/{CASE_ID}/case.yaml": CASE_FILE}
    files[f"cases/{CASE_ID}/diary.yaml"] = "referral:\n  received: 2026-03-02\n"
    if sar is not None:
        files |= {"policy/local/pack.yaml": PACK, "policy/local/sar.yaml": sar}
    return Register(MemoryTree(files), "/register")


def codes_by_path(register: Register) -> list[tuple[str, str]]:
    judged = findings_of(register, (), "/register", AS_OF)
    return [(one.code, one.spot.path) for one in judged.findings if one.code[:3] in ("POL", "STR", "FIL")]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_reported_and_its_cases_are_told(name: str) -> None:
    """The pack's mistake stands in the pack, and the case has one finding that points there."""
    found = codes_by_path(register_with(BROKEN[name]))
    assert ("STR023", f"cases/{CASE_ID}/case.yaml") in found
    assert [path for code, path in found if code != "STR023"] == ["policy/local/sar.yaml"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_case_under_a_broken_pack_loads_without_facts(name: str) -> None:
    """Nothing is worked out by a pack at fault, and nothing breaks."""
    (loaded,) = Loader(register_with(BROKEN[name]), AS_OF).each((f"cases/{CASE_ID}",), lambda one: one)
    assert loaded.facts is None
    (finding,) = loaded.findings
    assert finding.code == "STR023" and finding.related[0].path == "policy/local/sar.yaml"


def test_a_sound_pack_of_the_register_judges_its_cases() -> None:
    """With the pack in order, the case is worked out by it and neither has a finding of the pack."""
    register = register_with(SAR)
    assert codes_by_path(register) == []
    (loaded,) = Loader(register, AS_OF).each((f"cases/{CASE_ID}",), lambda one: one)
    assert loaded.facts is not None
    assert loaded.facts.deadlines[0].due == date(2026, 3, 23)


def test_a_case_under_no_pack_is_told() -> None:
    """A policy that is nowhere is a finding of the case."""
    assert codes_by_path(register_with(None)) == [("STR023", f"cases/{CASE_ID}/case.yaml")]


def test_files_of_the_registers_packs_are_counted() -> None:
    """board.yaml, two files of the pack and two of the case."""
    assert findings_of(register_with(SAR), (), "/register", AS_OF).files == 5
