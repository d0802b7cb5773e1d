"""What an action is found to lack: in the words that plans use."""

import json

import pytest

from tests.actions.conftest import FIRST, PLAN, SECOND
from tests.commands import House


def codes(plans: House, action: str, **others: str) -> set[str]:
    """Return the codes of what is found of a plan whose second action has these words, and this besides."""
    more = "".join(f"    {key}: {value}\n" for key, value in others.items())
    written = PLAN.replace("    action: train those who visit\n", f"    action: {json.dumps(action)}\n{more}")
    plans.put(f"cases/{FIRST}/action-plan.yaml", written)
    done = plans.tries("validate", FIRST, "--format", "json")
    assert done.code in (0, 1), done
    return {one["code"] for one in json.loads(done.out)["findings"] if "ction 2 " in one["message"]}


@pytest.mark.parametrize(
    "words",
    [
        "Remind staff of the policy",
        "to raise awareness of self-neglect",
        "All staff to be reminded of the escalation policy",
        "Reissue the guidance",
        "re-circulate the seven-minute briefing",
        "Ensure that all practitioners are aware of the pathway",
        "Promote awareness of the toolkit",
        "Awareness-raising on hoarding",
        "Reinforce the importance of recording",
        "re-emphasise the policy",
    ],
)
def test_what_only_reminds_is_found(plans: House, words: str) -> None:
    """However it is put."""
    assert "ACT010" in codes(plans, words)


@pytest.mark.parametrize(
    "words",
    [
        "train those who visit",
        "Remind staff of the policy and audit twenty cases",
        "Raise awareness by testing the pathway in three teams",
        "write a reminder into the form",
        "agencies agree how to act",
    ],
)
def test_what_can_fail_is_not_found(plans: House, words: str) -> None:
    """What is done can be seen to have been done."""
    assert "ACT010" not in codes(plans, words)


def test_what_is_over_is_left_alone(plans: House) -> None:
    """The wording of what was met is of the past."""
    plans.does("action", "met", FIRST, "2", "--evidence", "the log")
    assert codes(plans, "Remind staff of the policy") == set()


def test_a_lead_that_owns_nothing_is_found(plans: House) -> None:
    """Who only watches over it is an overseer."""
    assert "ACT011" in codes(plans, "audit", lead="pennine-care")
    assert "ACT011" not in codes(plans, "audit", lead="stockport-nhs-ft")


def test_beyond_the_board_and_due_in_words(plans: House) -> None:
    """The letter to the national body: nobody watches over it, and it is due in a spring."""
    done = plans.tries("validate", FIRST, "--format", "json")
    found = {one["code"] for one in json.loads(done.out)["findings"] if "ction 2a" in one["message"]}
    assert {"ACT012", "ACT013"} <= found


def test_a_board_with_no_list_of_agencies_is_not_blamed(plans: House) -> None:
    """Where the Board lists no agency, nobody can be said to be beyond it."""
    board = plans.text("board.yaml")
    start = board.index("agencies:\n")
    end = board.index("people:")
    plans.put("board.yaml", f"{board[:start]}agencies:\n{board[end:]}")
    done = plans.tries("validate", SECOND, "--format", "json")
    assert "ACT012" not in {one["code"] for one in json.loads(done.out)["findings"]}


@pytest.mark.parametrize(
    "owner", ["all partners and agencies", "Multi-agency", "each agency", "relevant agencies", "all"]
)
def test_whoever_is_everybody_is_nobody(plans: House, owner: str) -> None:
    """However a plan says it."""
    written = PLAN.replace("owners: [stockport-nhs-ft]", f"owners: [{owner}]")
    plans.put(f"cases/{FIRST}/action-plan.yaml", written)
    found = json.loads(plans.tries("validate", FIRST, "--format", "json").out)["findings"]
    assert "ACT002" in {one["code"] for one in found if "ction 2 " in one["message"]}


@pytest.mark.parametrize("word", ["tbc", "To be confirmed", "n/a", "???"])
def test_what_is_still_to_be_agreed_is_lacking(plans: House, word: str) -> None:
    """An owner, a date and a measure that stand for nothing are none."""
    begin, _, rest = PLAN.partition("action: train those who visit")
    for old, new in (
        ("owners: [stockport-nhs-ft]", f'owners: ["{word}"]'),
        ("due: 2026-06-30", f'due_as_written: "{word}"'),
        ("measure: survey", f'measure: "{word}"'),
    ):
        rest = rest.replace(old, new, 1)
    plans.put(f"cases/{FIRST}/action-plan.yaml", f"{begin}action: train those who visit{rest}")
    found = json.loads(plans.tries("validate", FIRST, "--format", "json").out)["findings"]
    assert {"ACT001", "ACT003", "ACT004"} <= {one["code"] for one in found if "ction 2 " in one["message"]}


def test_what_was_done_before_the_plan_needs_no_date(plans: House) -> None:
    """Nobody agrees by when to do what is done."""
    written = PLAN.replace("    due: 2026-06-30\n", "")
    plans.put(f"cases/{FIRST}/action-plan.yaml", written)
    progress = '"2":\n  met: 2018-03\n  evidence: [{what: the log}]\n'
    plans.put(f"cases/{FIRST}/progress.yaml", progress)
    found = json.loads(plans.tries("validate", FIRST, "--format", "json").out)["findings"]
    assert "ACT003" not in {one["code"] for one in found if "ction 2 " in one["message"]}
