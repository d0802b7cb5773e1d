"""`action considered`, `action hand-over`, `action take-up`, and an update that never came."""

import json

import pytest

from tests.actions.conftest import FIRST, PLAN, SECOND, file_of
from tests.commands import House

WHY = ("--reason", "the service moved", "--agreed-by", "pip")
PLAN_FILE = f"cases/{FIRST}/action-plan.yaml"


def line(plans: House, action: str, *words: str) -> dict[str, object]:
    """Return how an action of the first review stands."""
    found = json.loads(plans.does("action", "list", FIRST, *words, "--format", "json").out)["actions"]
    return next(each for each in found if each["action"] == action)


def considered(plans: House) -> list[str]:
    """Return the lines that the plan of the first review has and had not when the test began."""
    return [one.strip() for one in plans.text(PLAN_FILE).splitlines() if one not in PLAN.splitlines()]


def test_what_was_considered_is_written_beside_the_recommendation(plans: House) -> None:
    """The earlier review, its number, and what is done otherwise; in one commit that says nothing of it."""
    done = plans.does(
        "action", "considered", FIRST, "1", SECOND, "7", "--note", "this time each tries it out"
    )
    assert f"recommendation 1: considered recommendation 7 of {SECOND}" in done.out
    plan = plans.text(PLAN_FILE)
    for said in (f"review: {SECOND}", 'recommendation: "7"', "note: this time each tries it out"):
        assert said in plan
    assert plans.last_message() == f"{FIRST}: action considered 1"
    assert plans.last_paths() == [PLAN_FILE]
    assert plans.codes(FIRST) == set()


def test_a_review_as_a_whole_or_of_another_board_is_considered_too(plans: House) -> None:
    """A small id is read as the id; what another board keeps is named in words and is not looked for."""
    plans.does("action", "considered", FIRST, "1", SECOND.lower())
    plans.does("action", "considered", FIRST, "1", "SAR Adult B of Another Board", "3", "--note", "read")
    plan = plans.text(PLAN_FILE)
    assert f"review: {SECOND}" in plan and "review: SAR Adult B of Another Board" in plan
    assert (
        "  what is done otherwise this time is not said"
        in plans.does("action", "considered", FIRST, "2", SECOND).out
    )


def test_considered_twice_is_written_once_and_a_new_note_replaces_the_old(plans: House) -> None:
    """Typed again it changes nothing; with another note there is still one entry."""
    plans.does("action", "considered", FIRST, "1", SECOND, "7")
    again = plans.tries("action", "considered", FIRST, "1", SECOND, "7")
    assert again.code == 0 and "Nothing has changed" in again.out
    plans.does("action", "considered", FIRST, "1", SECOND, "7", "--note", "known in one agency only")
    plan = plans.text(PLAN_FILE)
    assert plan.count(SECOND) == 1 and "known in one agency only" in plan


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("9", SECOND), 'no recommendation "9"'),
        (("1", "SAR-2001-001"), 'no other review "SAR-2001-001" here'),
        (("1", "SAR-2025-02"), f"did you mean {SECOND}"),
        (("1", FIRST), "is this review itself"),
        (("1", SECOND, "99"), f'no recommendation "99" in {SECOND}'),
        (("1", "  "), "which earlier review"),
        (("1", SECOND, "--note", " "), "The note is empty"),
    ],
)
def test_what_is_not_there_was_not_considered(plans: House, words: tuple[str, ...], said: str) -> None:
    """Neither a recommendation of the plan, nor a review, nor a recommendation of that review."""
    assert said in plans.refuses("action", "considered", FIRST, *words)


def test_an_action_is_handed_over_and_the_plan_stays(plans: House) -> None:
    """By any name of an agency; whose it was and whose it is are told."""
    done = plans.does(
        "action",
        "hand-over",
        FIRST,
        "2",
        "--to",
        "Pennine Care NHS Foundation Trust",
        "--on",
        "1/6/2026",
        *WHY,
    )
    assert f"{FIRST}: action 2 handed over, Monday 1 June 2026, agreed by pip" in done.out
    assert "  was owned by: Stockport NHS Foundation Trust" in done.out
    assert "  now owned by: Pennine Care" in done.out
    found = line(plans, "2")
    assert (found["owners"], found["first_owners"]) == (["pennine-care"], ["stockport-nhs-ft"])
    assert line(plans, "2", "--as-of", "2026-05-31")["owners"] == ["stockport-nhs-ft"]
    assert plans.text(PLAN_FILE) == PLAN
    assert plans.last_message() == f"{FIRST}: action hand-over 2"
    assert plans.codes(FIRST) == set()


def test_several_actions_go_to_several_owners(plans: House) -> None:
    """One of them beyond the Board, in words; of the day only the month is known."""
    plans.does(
        *("action", "hand-over", FIRST, "1", "2a", "--to", "gm-icb", "--to", "the national nursing body"),
        *("--on", "2026-05", *WHY),
    )
    for action in ("1", "2a"):
        assert line(plans, action)["owners"] == ["gm-icb", "the national nursing body"]


def test_handed_over_twice_is_refused_and_so_is_a_day_before_the_last(plans: House) -> None:
    """It is theirs already; and an older day would not be the last word."""
    words = ("action", "hand-over", FIRST, "2", "--to", "pennine-care")
    plans.does(*words, "--on", "1/6/2026", *WHY)
    assert "owned by Pennine Care NHS Foundation Trust already" in plans.refuses(*words, *WHY)
    early = plans.refuses("action", "hand-over", FIRST, "2", "--to", "gm-icb", "--on", "31/5/2026", *WHY)
    assert "was handed over on Monday 1 June 2026" in early


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2", "--to", "stockport-nhs-f"), "stockport-nhs-ft"),
        (("2", "--to", " "), "To whom"),
        (("2", "--to", "pennine-care", "--on", "9/6/2026"), "still to come"),
        (("9", "--to", "pennine-care"), 'no action "9"'),
    ],
)
def test_a_slip_hands_nothing_over(plans: House, words: tuple[str, ...], said: str) -> None:
    """A word that is nearly an agency's, nobody, a day to come, an action there is not."""
    assert said in plans.refuses("action", "hand-over", FIRST, *words, *WHY)


def test_nothing_came_goes_on_as_silence(plans: House) -> None:
    """The owner was asked: the colour is the Board's, and it is no word of the owner."""
    before = line(plans, "1")["silent"]
    done = plans.does("action", "update", FIRST, "1", "--nothing-came", "--status", "orange")
    assert "action 1: asked, and nothing came, orange, Monday 8 June 2026" in done.out
    found = line(plans, "1")
    assert (found["heard"], found["status"], found["silent"]) == (False, "orange", before)
    assert "heard: false" in file_of(plans).read_text("utf-8")


def test_nothing_came_stands_alone_but_not_beside_evidence(plans: House) -> None:
    """Without a colour it is said all the same; with evidence something came."""
    assert "asked, and nothing came" in plans.does("action", "update", FIRST, "2", "--nothing-came").out
    assert "something came" in plans.refuses(
        "action", "update", FIRST, "2", "--nothing-came", "--evidence", "the minutes"
    )


DECIDED = ("action", "not-implemented", FIRST, "2", "--decided", "1/6/2026", "--reason", "the service closed")
TAKEN_UP = ("action", "take-up", FIRST, "2", "--decided", "5/6/2026", "--reason", "it opens again")


def test_a_decision_not_to_implement_is_taken_back(plans: House) -> None:
    """The action is open again with its old date, and the log keeps both decisions."""
    before = line(plans, "2")
    plans.does(*DECIDED)
    done = plans.does(*TAKEN_UP)
    assert f"{FIRST}: action 2 to be implemented after all, decided Friday 5 June 2026 by board" in done.out
    assert "  before: not to be implemented, decided Monday 1 June 2026 by board" in done.out
    assert "  starts: " in done.out and "due Tuesday 30 June 2026" in done.out
    assert line(plans, "2") == before
    log = plans.text(f"cases/{FIRST}/log.yaml")
    assert "2026-06-05" in log and "Monday 1 June 2026" in log and "it opens again" in log
    assert "the service closed" in log
    assert plans.last_message() == f"{FIRST}: action take-up 2"
    assert plans.last_paths() == [f"cases/{FIRST}/log.yaml", f"cases/{FIRST}/progress.yaml"]
    assert plans.codes(FIRST) == set()
    plans.does("action", "met", FIRST, "2", "--evidence", "the log of the training")


def decide_on_a_review(plans: House) -> None:
    """Only of what is a review there is anything in the annual report."""
    plans.does("add", FIRST, "decision", "--no-commit")
    plans.does("record", FIRST, "decision.outcome", "review", "--no-commit")
    plans.does("record", FIRST, "decision.made", "3/2/2025", "--no-commit")


def test_an_earlier_year_still_tells_what_was_decided_then(plans: House) -> None:
    """The decision stood at the end of its year; the report on it says so for ever, with its reason."""
    decided = (
        "action",
        "not-implemented",
        FIRST,
        "2",
        "--decided",
        "2/3/2026",
        "--reason",
        "the service closed",
    )
    annual = ("report", "annual", "--year", "2025-26", "--type", "sar", "--format", "json")

    def declined(*words: str) -> list[tuple[str, str]]:
        found = json.loads(plans.does(*annual, *words).out)
        return [(one["action"], one["reason"]) for one in found["not_implemented"]]

    decide_on_a_review(plans)
    plans.does(*decided)
    before = declined()
    assert before == [("2", "the service closed")]
    plans.does(*TAKEN_UP)
    assert declined() == before == declined("--as-of", "2026-04-01")
    assert line(plans, "2", "--as-of", "2026-04-01")["state"] == "given-up"


def test_a_decision_that_was_taken_back_within_its_year_is_none_of_it(plans: House) -> None:
    """At the end of the year nothing was decided against the action."""
    decide_on_a_review(plans)
    plans.does(*DECIDED)
    plans.does(*TAKEN_UP)
    year = plans.does("report", "annual", "--year", "2026-27", "--type", "sar", "--format", "json").out
    assert json.loads(year)["not_implemented"] == []


def test_it_can_be_decided_once_more(plans: House) -> None:
    """A block that was blanked takes the next decision."""
    plans.does(*DECIDED)
    plans.does(*TAKEN_UP)
    plans.does(*DECIDED)
    assert line(plans, "2")["state"] == "given-up"
    assert plans.codes(FIRST) == set()


def test_where_an_action_was_given_up_it_is_said_how_that_is_taken_back(plans: House) -> None:
    """With the command, and not with a file."""
    plans.does(*DECIDED)
    assert f"reviewctl action take-up {FIRST} 2 --decided DATE" in plans.refuses("action", "met", FIRST, "2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1", "--decided", "5/6/2026", "--reason", "x"), "Nothing was decided against action 1"),
        (("2", "--decided", "31/5/2026", "--reason", "x"), "after Sunday 31 May 2026"),
        (("2", "--decided", "9/6/2026", "--reason", "x"), "still to come"),
        (("2", "--decided", "5/6/2026", "--reason", " "), "The reason is empty"),
        (("2", "--decided", "5/6/2026", "--reason", "x", "--by", "pip"), "pip cannot decide"),
    ],
)
def test_nothing_else_is_taken_up(plans: House, words: tuple[str, ...], said: str) -> None:
    """What was not given up, a day before the decision or to come, no reason, somebody else's decision."""
    plans.does(*DECIDED)
    assert said in plans.refuses("action", "take-up", FIRST, *words)
