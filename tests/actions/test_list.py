"""`action list`: the actions of all reviews, by what is asked of them."""

import csv
import io
import json

import pytest

from tests.actions.conftest import FIRST, SECOND
from tests.commands import House


def listed(plans: House, *words: str) -> dict[tuple[str, str], dict[str, object]]:
    """Return the actions that a list has, by review and id."""
    found = json.loads(plans.does("action", "list", "--format", "json", *words).out)
    assert found["schema"] == "reviewctl/action-list/1"
    return {(one["case"], one["action"]): one for one in found["actions"]}


def ids(plans: House, *words: str) -> set[tuple[str, str]]:
    """Return which actions a list has."""
    return set(listed(plans, *words))


def test_all_reviews_are_in_one_list(plans: House) -> None:
    """Every action of every review is there, those of a closed or met kind, too: JSON is whole."""
    assert ids(plans) == {(FIRST, "1"), (FIRST, "2"), (FIRST, "2a"), (SECOND, "1")}


def test_a_moved_date_shows_how_far_it_drifted(plans: House) -> None:
    """The date in force, the first one, the days between them and how often it was moved."""
    one = listed(plans)[FIRST, "1"]
    assert (one["due"], one["original_due"], one["drift"], one["moves"]) == (
        "2026-09-30",
        "2026-05-29",
        124,
        1,
    )
    assert one["state"] == "running"
    shown = plans.does("action", "list").out
    assert "first due 29 May 2026; moved once, 124 days later" in shown


def test_a_revision_that_was_agreed_later_does_not_count_before(plans: House) -> None:
    """On a day before the new date was agreed the old one stood, and it had not moved."""
    one = listed(plans, "--as-of", "2026-05-19")[FIRST, "1"]
    assert (one["due"], one["moves"], one["drift"]) == ("2026-05-29", 0, 0)


def test_the_last_word_is_the_latest_by_date(plans: House) -> None:
    """A month counts by its end; a word without a day yields to one that has one."""
    one = listed(plans)[FIRST, "1"]
    assert (one["status"], one["status_on"]) == ("Amber", "2026-03")
    assert listed(plans, "--as-of", "2026-02-01")[FIRST, "1"]["status"] == "green"
    assert listed(plans)[FIRST, "2"]["status_on"] is None


def test_by_owner_under_any_name(plans: House) -> None:
    """An agency is known by its initials or a part of its name; a body beyond the Board by the plan's words."""
    assert ids(plans, "--owner", "Pennine Care") == {(FIRST, "1")}
    assert ids(plans, "--owner", "stockport-nhs-ft") == {(FIRST, "2"), (SECOND, "1")}
    assert ids(plans, "--owner", "law reform") == {(FIRST, "2a")}
    assert listed(plans)[FIRST, "2a"]["beyond"] == ["the national law reform body"]


def test_an_owner_that_is_not_known_is_refused(plans: House) -> None:
    """A slip is answered with the nearest agency."""
    assert "pennine-care" in plans.refuses("action", "list", "--owner", "penine-care")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--overdue",), set()),
        (("--overdue", "--as-of", "2026-07-01"), {(FIRST, "2")}),
        (("--due-within", "4w"), {(FIRST, "2")}),
        (("--theme", "Self-Neglect"), {(FIRST, "1"), (FIRST, "2")}),
        (("--awaiting", "evidence"), set()),
        (("--awaiting", "verification"), {(SECOND, "1")}),
        (("--awaiting", "impact"), {(SECOND, "1")}),
        (("--stale", "30"), {(FIRST, "2"), (FIRST, "2a")}),
        (("--stale", "10"), {(FIRST, "1"), (FIRST, "2"), (FIRST, "2a")}),
    ],
)
def test_what_is_asked_for(plans: House, words: tuple[str, ...], wanted: set[tuple[str, str]]) -> None:
    """Each option leaves exactly the actions of which it holds; silence is another thing than lateness."""
    assert ids(plans, *words) == wanted


def test_silence_counts_from_the_agreement_of_the_plan(plans: House) -> None:
    """An action of which nothing was ever heard is not stale on the day after the plan was agreed."""
    assert (FIRST, "2a") in ids(plans, "--stale", "30")
    plans.does("record", FIRST, "plan.agreed", "2026-06-01")
    assert (FIRST, "2a") not in ids(plans, "--stale", "30")
    assert listed(plans)[FIRST, "2a"]["silent"] == 7


def test_a_plan_that_is_not_agreed_binds_nobody(plans: House) -> None:
    """Its actions are a draft, as `deadlines` has it: not late, nor silent; but a date that is past is told."""
    plans.does("record", FIRST, "plan.agreed", "")
    assert listed(plans, "--as-of", "2026-07-01")[FIRST, "2"]["state"] == "not-agreed"
    assert ids(plans, "--overdue", "--as-of", "2026-07-01") == set()
    assert (
        "1 past its date in a plan that is not agreed"
        in plans.does("action", "list", "--as-of", "2026-07-01").out
    )
    assert (FIRST, "2a") not in ids(plans, "--stale", "0")


def test_what_the_board_decided_not_to_do_is_over(plans: House) -> None:
    """It is neither late nor stale, and it waits for nothing."""
    plans.put(
        f"cases/{FIRST}/progress.yaml",
        '"2":\n  not_implemented: {decided_on: 2026-06-01, reason: the service has closed}\n',
    )
    assert listed(plans, "--as-of", "2026-08-01")[FIRST, "2"]["state"] == "given-up"
    assert (FIRST, "2") not in ids(plans, "--stale", "0")
    assert "train those who visit" not in plans.does("action", "list").out
    assert "train those who visit" in plans.does("action", "list", "--all").out


def test_the_scale_stands_under_the_table(plans: House) -> None:
    """The Board's own colours with their meaning, and each status that is none of them."""
    shown = plans.does("action", "list").out
    assert "The Board's scale: green = on track, not done; orange = no update received;" in shown
    assert f"Not on the Board's scale: {FIRST} 1: Amber." in shown


def test_due_in_words_is_shown_as_written(plans: House) -> None:
    """A season is no day and is not counted from."""
    one = listed(plans)[FIRST, "2a"]
    assert (one["due"], one["days"], one["state"], one["due_as_written"]) == (
        None,
        None,
        "no-date",
        "spring 2014",
    )
    assert "due as written: spring 2014" in plans.does("action", "list").out


def test_a_later_date_may_be_agreed_in_words(plans: House) -> None:
    """May to autumn 2014: then the day that stood before is in force no more."""
    plans.put(
        f"cases/{FIRST}/progress.yaml",
        '"2":\n  revisions:\n    - {due_as_written: autumn 2026, reason: the trainer left, agreed_by: pip, '
        "on: 2026-06-01}\n",
    )
    one = listed(plans, "--as-of", "2026-08-01")[FIRST, "2"]
    assert (one["due"], one["due_as_written"], one["moves"]) == (None, "autumn 2026", 1)
    assert one["state"] == "no-date"


def test_csv_has_the_same_rows(plans: House) -> None:
    """A list in one cell is joined, and a row there is for each action."""
    rows = list(
        csv.DictReader(io.StringIO(plans.does("action", "list", "--format", "csv").out.lstrip("\ufeff")))
    )
    assert {(one["case"], one["action"]) for one in rows} == ids(plans)
    assert rows[0]["owners"] == "pennine-care; stockport-council-adults"


def test_a_review_alone_is_shown_whole(plans: House) -> None:
    """Named, a review shows its met actions, too."""
    assert "audit" in plans.does("action", "list", SECOND).out


def test_no_plan_at_all_says_what_to_do(case: House) -> None:
    """A register without a plan is told how one is begun."""
    assert "reviewctl add CASE action-plan" in case.does("action", "list").out
