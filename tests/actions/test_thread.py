"""`action thread` and `action link`: what rests on what, where the thread is broken, and what has changed since."""

import json

import pytest

from tests.actions.conftest import FIRST, PLAN, SECOND
from tests.commands import House

FINDINGS = 'findings:\n  - {id: F1, text: nobody knew, answers: ["1"]}\n  - {id: F2, text: nobody rang}\n'
TIED = FINDINGS + PLAN.replace("theme: self-neglect,", "theme: self-neglect, findings: [F1],")


@pytest.fixture
def tied(plans: House) -> House:
    """A review whose plan is tied to its questions by way of findings."""
    plans.does("add", FIRST, "tor")
    plans.does("record", FIRST, "tor.questions[1].text", "Who knew?")
    plans.does("record", FIRST, "tor.questions[2].text", "Was the law applied?")
    plans.put(f"cases/{FIRST}/action-plan.yaml", TIED)
    plans.does("save")
    return plans


def thread(house: House, case: str = FIRST) -> dict[str, list[dict[str, str]]]:
    """Return the thread of a review as data."""
    return dict(json.loads(house.does("action", "thread", case, "--format", "json").out))


def states(house: House) -> dict[tuple[str, str], str]:
    """Return how each link stands."""
    return {(one["of"], one["to"]): one["state"] for one in thread(house)["links"]}


def test_each_link_is_there_by_id(tied: House) -> None:
    """From finding to question, from recommendation to finding, from action to recommendation."""
    assert set(states(tied)) == {
        ("findings[F1]", "questions[1]"),
        ("recommendations[1]", "findings[F1]"),
        ("actions[1]", "recommendations[1]"),
        ("actions[2]", "recommendations[1]"),
        ("actions[2a]", "recommendations[2]"),
    }
    assert set(states(tied).values()) == {"not-looked-at"}


def test_gaps_are_told(tied: House) -> None:
    """A question without an answer, a finding that led to nothing; a national recommendation needs no action."""
    gaps = {(one["at"], one["message"]) for one in thread(tied)["gaps"]}
    assert ("questions[2]", "No finding and no recommendation answers question 2.") in gaps
    assert ("findings[F2]", "No recommendation rests on finding F2.") in gaps
    assert not any("questions[1]" in at for at, _ in gaps)


def test_what_was_met_without_proof_is_a_gap(plans: House) -> None:
    """The second review's action has evidence, which nobody checked, and no impact; evidence is tied to the action."""
    found = thread(plans, SECOND)
    assert {one["at"] for one in found["gaps"]} >= {"actions[1].verified", "actions[1].impact"}
    assert ("actions[1].evidence", "actions[1]") in {(one["of"], one["to"]) for one in found["links"]}


def test_a_link_is_suspect_when_its_other_end_changes(tied: House) -> None:
    """Only that link, and only until somebody looks at it again and says so by name."""
    tied.does("action", "link", FIRST)
    assert set(states(tied).values()) == {"sound"}
    assert tied.last_paths() == [f"cases/{FIRST}/log.yaml"]
    tied.does("record", FIRST, "tor.questions[1].text", "Who knew, and when?")
    assert [one for one, state in states(tied).items() if state == "suspect"] == [
        ("findings[F1]", "questions[1]")
    ]
    assert "SUSPECT" in tied.does("action", "thread", FIRST).out
    assert 'action link SAR-2025-001 "findings[F1]"' in tied.refuses("action", "link", FIRST)
    tied.does("action", "link", FIRST, "findings[F1]")
    assert set(states(tied).values()) == {"sound"}


def test_going_back_to_the_text_makes_a_link_sound_again(tied: House) -> None:
    """What was read stands there again; blanks and line ends do not count."""
    tied.does("action", "link", FIRST)
    for words in ("Who did not know?", "Who  knew?"):
        tied.does("record", FIRST, "tor.questions[1].text", words)
    assert set(states(tied).values()) == {"sound"}


def test_linking_leaves_the_plan_as_it_was_signed_off(tied: House) -> None:
    """That a link was looked at stands in the log, and no word of the plan moves."""
    before = tied.text(f"cases/{FIRST}/action-plan.yaml")
    tied.does("action", "link", FIRST)
    assert tied.text(f"cases/{FIRST}/action-plan.yaml") == before
    assert tied.codes(FIRST) == set()


def test_an_address_that_rests_on_nothing_is_refused(tied: House) -> None:
    """With those that there are."""
    assert "findings[F1]" in tied.refuses("action", "link", FIRST, "findings[F2]")


def test_nothing_left_to_look_at_is_said(tied: House) -> None:
    """A second time there is nothing to record."""
    tied.does("action", "link", FIRST)
    assert "none has changed" in tied.refuses("action", "link", FIRST)


def test_a_reference_to_nothing_is_a_finding_and_no_link(tied: House) -> None:
    """A finding or a question that there is not is told by `validate`."""
    tied.put(
        f"cases/{FIRST}/action-plan.yaml",
        TIED.replace("[F1]", "[F9]").replace('answers: ["1"]', "answers: [x]"),
    )
    assert "STR062" in tied.codes(FIRST)
    assert ("recommendations[1]", "findings[F9]") not in states(tied)


def test_two_findings_of_one_id_are_told(tied: House) -> None:
    """An id is used once."""
    tied.put(f"cases/{FIRST}/action-plan.yaml", TIED.replace("id: F2", "id: F1"))
    assert tied.codes(FIRST)


def test_the_page_runs_from_question_to_evidence(tied: House) -> None:
    """Each step stands further in; what rests on nothing stands at the margin."""
    tied.does("action", "met", FIRST, "1", "--evidence", "the procedure")
    shown = tied.does("action", "thread", FIRST).out
    assert "› › › › evidence" in shown and "› › › › impact" in shown
    assert "\nfinding F2" in shown


def test_a_review_without_a_plan_says_so(case: House) -> None:
    """There is no thread yet."""
    assert "action-plan.yaml" in case.does("action", "thread", "SAR-2025-001").out
