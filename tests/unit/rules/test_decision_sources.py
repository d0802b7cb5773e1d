"""What a finding on a decision cites: the law of that kind of review, each paragraph once."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import reviewctl
from tests.golden import CASES

CSPR = ["P§1", "F§5.1", "F§5.2", "CSPRR§11"]


def cited(folder: Path, case: str, decision: str) -> dict[str, list[str]]:
    """Return what each finding on a decision cites, by its code, where decision.md says this."""
    register = Path(shutil.copytree(CASES / "kinds" / "register", folder / "register"))
    (register / "cases" / case / "decision.md").write_text(f"---\n{decision}---\n\nWhy.\n", encoding="utf-8")
    out = reviewctl(register, "validate", case, "--format", "json", "--as-of", "2026-02-16").out
    return {one["code"]: one["citations"] for one in json.loads(out)["findings"]}


@pytest.mark.parametrize(("mandate", "code"), [("", "DEC010"), ("mandate: none\n", "DEC011")])
def test_a_childs_review_rests_on_the_law_for_children(tmp_path: Path, mandate: str, code: str) -> None:
    """A CSPR is not told of the Care Act's duty: what its own mandate cites is cited."""
    assert cited(tmp_path, "CSPR-2026-001", f"outcome: review\n{mandate}")[code] == CSPR


def test_an_adults_review_rests_on_the_duty_and_the_power(tmp_path: Path) -> None:
    """A SAR may rest on either, and both are cited."""
    assert cited(tmp_path, "SAR-2026-001", "outcome: review\n")["DEC010"] == ["F§5.4.2", "F§5.4.3"]


def test_no_paragraph_is_cited_twice(tmp_path: Path) -> None:
    """The step that the decision is cites P§1 already."""
    found = cited(tmp_path, "CSPR-2026-001", "outcome: review\ndecided_by: screening-chair\n")
    assert found["DEC009"] == ["P§1", "F-AppA"]
