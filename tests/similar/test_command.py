"""`action similar`: what was recommended before, and what came of it."""

import csv
import io
import json
from typing import Any

from tests.commands import House
from tests.similar.conftest import MIDDLE, NEW, OLD


def shown(three: House, *words: str) -> dict[str, Any]:
    """Return what is shown, in JSON, of the newest review."""
    found: dict[str, Any] = json.loads(three.does("action", "similar", NEW, *words, "--format", "json").out)
    assert found["schema"] == "reviewctl/action-similar/1"
    return found


def test_each_recommendation_has_the_earlier_ones_like_it_and_what_came_of_them(three: House) -> None:
    """By likeness, with facts and not only words."""
    found = shown(three)
    by_id = {one["recommendation"]: one for one in found["recommendations"]}
    assert list(by_id) == ["1", "2", "3"]
    first, second = by_id["1"]["earlier"]
    assert (first["review"], first["earlier"], first["year"]) == (OLD, "7", 2020)
    assert (first["outcome"], first["actions"], first["met"]) == ("met", 2, 2)
    assert (first["evidence"], first["impact"]) == (2, 0)
    assert first["same_owners"] == ["pennine-care"]
    assert (second["review"], second["outcome"], second["overdue"]) == (MIDDLE, "open", 1)
    assert by_id["3"]["earlier"] == []
    assert by_id["3"]["compared_with"] == "all themes"
    assert found["without_words"] == ["4"]


def test_another_theme_is_another_thing(three: House) -> None:
    """The second is worded as one on pressure care was, and is on self-neglect."""
    (one,) = shown(three, "2")["recommendations"]
    assert one["earlier"] == []
    plan = f"cases/{NEW}/action-plan.yaml"
    three.put(plan, three.text(plan).replace("damage to skin, theme: self-neglect", "damage to skin"))
    (one,) = shown(three, "2")["recommendations"]
    assert [(near["review"], near["earlier"]) for near in one["earlier"]] == [(OLD, "8")]
    assert one["earlier"][0]["outcome"] == "open"


def test_the_page_says_it_in_words(three: House) -> None:
    """Without a score; what is to be considered stands out."""
    out = three.does("action", "similar", NEW).out
    assert "1 MET BEFORE AND NOT SAID TO BE CONSIDERED" in " ".join(out.split())
    assert "nearly the same" in out and "%" not in out
    assert "2 of 2 actions met" in out and "still open, 1 OVERDUE" in out
    assert "Like no earlier one: recommendations 2 and 3." in out


def test_csv_has_a_line_for_each_pair_and_one_for_what_is_new(three: House) -> None:
    """One who counts needs all of them."""
    rows = list(csv.DictReader(io.StringIO(three.does("action", "similar", NEW, "--format", "csv").out)))
    assert [(one["recommendation"], one["review"]) for one in rows] == [
        ("1", OLD),
        ("1", MIDDLE),
        ("2", ""),
        ("3", ""),
    ]


def test_what_the_board_declined_and_what_no_action_answers_is_said(three: House) -> None:
    """Both are things that came of it."""
    three.put(
        f"cases/{MIDDLE}/progress.yaml",
        '"1":\n  not_implemented: {decided_on: 2023-01-09, reason: another way was found}\n',
    )
    three.put(
        f"cases/{OLD}/action-plan.yaml", three.text(f"cases/{OLD}/action-plan.yaml").partition("actions:")[0]
    )
    three.put(f"cases/{OLD}/progress.yaml", "")
    found = shown(three, "1")["recommendations"][0]["earlier"]
    assert [one["outcome"] for one in found] == ["no-action", "not-implemented"]
    out = three.does("action", "similar", NEW, "1").out
    assert "no action answers it" in out and "the Board decided so (P§18)" in out


def test_a_later_review_is_no_earlier_one(three: House) -> None:
    """The old review was not a repeat of what came after it."""
    found = json.loads(three.does("action", "similar", OLD, "--format", "json").out)
    assert [one["earlier"] for one in found["recommendations"]] == [[], []]


def test_the_last_thing_considered_is_quiet(three: House) -> None:
    """What the plan says was considered is shown as such, and asked for no more."""
    plan = f"cases/{NEW}/action-plan.yaml"
    said = f"    considered:\n      - {{review: {OLD}, note: each agency tries it out this time}}\n"
    three.put(
        plan,
        three.text(plan).replace("    owners: [pennine-care, gm-icb]\n", "    owners: [gm-icb]\n" + said),
    )
    out = three.does("action", "similar", NEW, "1").out
    assert "the plan says that it was considered" in out and "NOT SAID" not in out


def test_what_cannot_be_answered_is_refused(three: House) -> None:
    """A recommendation that is not there, and a case without its register."""
    assert "There is no recommendation" in three.refuses("action", "similar", NEW, "9")
    assert "Which review?" in three.refuses("action", "similar")
    alone = House(three.root / "cases" / NEW)
    (three.root / "board.yaml").unlink()
    assert "stands alone" in alone.refuses("action", "similar", NEW)


def test_a_review_that_cannot_be_read_hides_nothing(three: House) -> None:
    """What it recommends is still like it, and that nobody knows what came of it is said."""
    three.put(f"cases/{OLD}/case.yaml", "format: 1\nid: [\n")
    (first, *_) = shown(three, "1")["recommendations"][0]["earlier"]
    assert (first["review"], first["outcome"]) == (OLD, "not-known")


def test_a_plan_that_cannot_be_read_is_passed_over(three: House) -> None:
    """validate says that it is at fault."""
    three.put(f"cases/{OLD}/action-plan.yaml", "recommendations: [\n")
    assert [one["review"] for one in shown(three, "1")["recommendations"][0]["earlier"]] == [MIDDLE]


def test_a_plan_of_no_recommendation_says_so(three: House) -> None:
    """And where they are written."""
    three.put(f"cases/{NEW}/action-plan.yaml", "recommendations: []\n")
    assert "No recommendation has words yet" in three.does("action", "similar", NEW).out
