"""What the findings on the criteria ask of whoever decides, and what a finding that is met answers for."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reviewctl.rules.every import judge
from tests.commands import reviewctl
from tests.golden import CASES
from tests.rulebook_pages import Block
from tests.unit.rules.test_engine import facts

HARMED = "abuse_or_neglect: met, harm_physical_health: met"


def screening(findings: str) -> str:
    """Return the front matter of screening.md with these findings, each with a reason."""
    pairs = (one.split(": ") for one in findings.split(", "))
    lines = (f"  {name}: {{finding: {word}, reason: in the test}}\n" for name, word in pairs)
    return f"---\ncriteria:\n{''.join(lines)}---\n\nWhy.\n"


def judged(folder: Path, case: str, files: dict[str, str]) -> list[dict[str, Any]]:
    """Return the findings on a review of the example register with these files."""
    register = Path(shutil.copytree(CASES / "kinds" / "register", folder / "register"))
    for name, text in files.items():
        (register / "cases" / case / name).write_text(text, encoding="utf-8")
    out = reviewctl(register, "validate", case, "--format", "json", "--as-of", "2026-02-16").out
    return list(json.loads(out)["findings"])


def only(found: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """Return the one finding with a code."""
    (one,) = [each for each in found if each["code"] == code]
    return one


def diary(outcome: str) -> str:
    early = "referral: {received: 2026-01-12, referrer_told: 2026-01-20}\nscreening: {held: 2026-01-15}\n"
    return f"{early}pathway:\n  determined: {{on: 2026-01-19, outcome: {outcome}}}\n"


def open_criteria(findings: str) -> list[str]:
    """Return where the base SAR, decided on these findings, is said to have a criterion open."""
    said = judge(facts(Block("markdown", "screening.md", screening(findings), True)))
    return [one.at for one in said if one.code == "DEC005"]


@pytest.mark.parametrize("outcome", ["case-escalation", "practice-review"])
def test_a_child_seriously_harmed_goes_to_a_rapid_review(tmp_path: Path, outcome: str) -> None:
    """P§1 leaves no other pathway where abuse is suspected and the child was seriously harmed."""
    files = {"screening.md": screening(HARMED), "diary.yaml": diary(outcome)}
    found = only(judged(tmp_path, "RR-2026-001", files), "DEC018")
    assert found["citations"] == ["P§1", "F§5.2", "F§5.2.3"]
    assert found["severity"] == "error"


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        (HARMED, "rapid-review"),
        (HARMED, "joined"),
        ("abuse_or_neglect: met, harm_physical_health: not-met", "case-escalation"),
        ("abuse_or_neglect: unknown, child_died: met", "case-escalation"),
    ],
)
def test_another_pathway_is_open_without_both(tmp_path: Path, findings: str, outcome: str) -> None:
    """Nothing is said where a Rapid Review is held, or joined, or where one of the two was not found."""
    files = {"screening.md": screening(findings), "diary.yaml": diary(outcome)}
    assert "DEC018" not in {one["code"] for one in judged(tmp_path, "RR-2026-001", files)}


def test_a_conversion_is_no_way_out(tmp_path: Path) -> None:
    """What the virtual panel found holds of the practice review that the case became."""
    case = "format: 1\nid: RR-2026-001\ntype: practice-review\npolicy: stockport-2021\n"
    was = "was:\n  - {type: rapid-review, until: 2026-01-19}\n"
    files = {
        "screening.md": screening(HARMED),
        "diary.yaml": diary("practice-review"),
        "case.yaml": case + was,
    }
    found = only(judged(tmp_path, "RR-2026-001", files), "DEC018")
    assert found["citations"] == ["P§1", "F§5.2", "F§5.2.3"]


def test_one_condition_that_is_met_answers_for_the_other() -> None:
    """Where the adult died of abuse, nobody asks whether the adult is alive."""
    both = "in_area: met, care_support_needs: met, worked_together: met"
    assert open_criteria(f"{both}, condition_1: met, condition_2: unknown") == []
    assert open_criteria(f"{both}, condition_1: unknown, condition_2: unknown") == [
        "screening.criteria.condition_1",
        "screening.criteria.condition_2",
    ]


def test_what_is_wanted_in_any_case_needs_its_answer() -> None:
    """A condition that is met answers for no criterion but the other condition."""
    findings = "in_area: met, care_support_needs: met, worked_together: unknown, condition_1: met"
    assert open_criteria(findings) == ["screening.criteria.worked_together"]


def test_the_limbs_of_serious_harm_need_no_answer_where_the_child_died(tmp_path: Path) -> None:
    """A death answers for the limbs of harm, and not for the importance for the area."""
    decided = "---\noutcome: no-review\ndecided_by: independent-chair\n---\n\nWhy.\n"
    files = {
        "screening.md": screening("abuse_or_neglect: met, child_died: met"),
        "decision.md": decided,
        "diary.yaml": f"{diary('rapid-review')}decision: {{made: 2026-02-10}}\n",
    }
    assert only(judged(tmp_path, "RR-2026-001", files), "DEC005")["at"].endswith(".local_importance")


def decided(folder: Path, case: str, outcome: str, by: str, answered: str = "") -> list[tuple[str, str]]:
    """Return what is found on who decided, and how grave it is."""
    files = {
        "decision.md": f"---\noutcome: {outcome}\npathway: escalation\ndecided_by: {by}\n---\n\nWhy.\n",
        "diary.yaml": f"referral: {{received: 2025-11-03{answered}}}\ndecision: {{made: 2025-11-27}}\n",
    }
    found = judged(folder, case, files)
    return [(one["code"], one["severity"]) for one in found if one["code"] in ("DEC001", "DEC009")]


@pytest.mark.parametrize(
    ("case", "by", "found"),
    [
        ("DHR-2026-001", "community-safety-partnership", []),
        ("DHR-2026-001", "independent-chair", [("DEC009", "warning")]),
        ("SAR-2026-001", "independent-chair", []),
        ("SAR-2026-001", "statutory-partners", [("DEC009", "error")]),
    ],
)
def test_each_kind_is_decided_by_its_own(tmp_path: Path, case: str, by: str, found: list[Any]) -> None:
    """A SAR by the Independent Chair; a DHR by the Partnership, of which nothing is a breach here."""
    assert decided(tmp_path, case, "other-pathway", by) == found


def test_whose_a_decision_was_does_not_change_with_the_kind_of_review(tmp_path: Path) -> None:
    """What the Independent Chair decided on a SAR stays the Chair's, though the case became a DHR afterwards."""
    files = {
        "case.yaml": "format: 1\nid: DHR-2026-001\ntype: dhr\npolicy: stockport-2021\n"
        "was:\n  - {type: sar, until: 2025-12-31}\n",
        "decision.md": "---\noutcome: other-pathway\npathway: dhr\ndecided_by: independent-chair\n---\n\nWhy.\n",
        "diary.yaml": "referral: {received: 2025-11-03}\ndecision: {made: 2025-11-27}\n",
    }
    assert "DEC009" not in {one["code"] for one in judged(tmp_path, "DHR-2026-001", files)}


def test_the_partners_may_choose_another_pathway(tmp_path: Path) -> None:
    """Where they were asked, and answered so, it is their choice (P§5); a review they cannot decide on."""
    asked = ", partners_asked: 2025-11-05, partners_answered: {on: 2025-11-10, outcome: other-pathway}"
    assert decided(tmp_path / "one", "SAR-2026-001", "other-pathway", "statutory-partners", asked) == []
    assert decided(tmp_path / "two", "SAR-2026-001", "review", "statutory-partners", asked) == [
        ("DEC009", "error")
    ]


def test_a_duty_that_was_not_read_is_a_warning(tmp_path: Path) -> None:
    """The duty to hold a DHR is recalled from guidance: to depart from it is no error here."""
    met = "aged_16: met, violence_abuse_neglect: met, relative_or_partner: met, same_household: not-met"
    files = {
        "screening.md": screening(met),
        "decision.md": "---\noutcome: no-review\ndecided_by: community-safety-partnership\n---\n\nWhy.\n",
    }
    found = only(judged(tmp_path, "DHR-2026-001", files), "DEC001")
    assert found["severity"] == "warning"
    assert "Community Safety Partnership" in found["help"] and "Independent Chair" not in found["help"]
