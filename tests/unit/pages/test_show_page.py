"""The page of one review: it says what the steps say."""

import json
from pathlib import Path

from tests.commands import reviewctl

EXAMPLE = Path(__file__).parents[3] / "examples" / "register"
SIGNED = Path(__file__).parents[2] / "cases" / "signoffs"


def test_a_paper_that_will_not_come_is_not_called_late() -> None:
    """An agency that declined, or held nothing, is not overdue for ever: what its step says is shown."""
    shown = reviewctl(EXAMPLE, "show", "SAR-2019-001", "--as-of", "2022-10-10").out
    agencies = shown.partition("Agencies")[2].partition("Panel")[0]
    assert agencies.count("will not come") == 2
    assert "LATE" not in agencies


def test_scripts_read_the_sign_offs_that_were_asked_for() -> None:
    """Each with the keys that `signoff status` gives it, but for its branch: one page of the review is one command."""
    register, words = SIGNED / "register", ("--as-of", "2026-06-08", "--format", "json")
    status = json.loads(reviewctl(register, "signoff", "status", *words).out)["signoffs"]
    cases = {one["case"] for one in status}
    asked = [{key: one[key] for key in one if key != "branch"} for one in status if one["requested"]]
    shown = [
        one
        for case in sorted(cases)
        for one in json.loads(reviewctl(register, "show", case, *words).out)["signoffs"]
    ]
    assert asked and sorted(asked, key=str) == sorted(shown, key=str)


def test_the_stage_of_the_action_plan_stands_at_the_top() -> None:
    """As `action list` says it, in words and for scripts; a review without a plan has no such line."""
    words = ("show", "RR-2020-001", "--as-of", "2022-10-10")
    shown = " ".join(reviewctl(EXAMPLE, *words).out.split())
    assert "action plan stage 3 of 4 (P-App3), plan with PIP: 2 of 4 met" in shown
    plans = json.loads(reviewctl(EXAMPLE, "action", "list", *words[1:], "--format", "json").out)["plans"]
    assert [json.loads(reviewctl(EXAMPLE, *words, "--format", "json").out)["plan"]] == plans
    early = ("show", "RR-2020-001", "--as-of", "2020-12-30")
    assert "stage 1 of 4 (P-App3), plan not agreed yet" in " ".join(reviewctl(EXAMPLE, *early).out.split())
    without = ("show", "SAR-2022-001", "--as-of", "2022-10-10")
    assert "action plan" not in reviewctl(EXAMPLE, *without).out
    assert json.loads(reviewctl(EXAMPLE, *without, "--format", "json").out)["plan"] is None
