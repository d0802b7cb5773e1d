"""`action moderate` and `not-implemented`: what stage 4 found of each action, and what the Board decided against."""

import json
from typing import Any

from tests.actions.conftest import FIRST, SECOND, file_of
from tests.commands import House

YES = ("--evidence", "accepted", "--impact", "accepted")


def plan(plans: House, case: str = SECOND) -> dict[str, Any]:
    """Return where the plan of a review is."""
    found = json.loads(plans.does("action", "list", case, "--format", "json").out)
    return next(one for one in found["plans"] if one["case"] == case)


def hold(plans: House, case: str, day: str) -> str:
    """Hold a moderation meeting, and return the file of its minutes."""
    plans.does("meeting", "add", "moderation", "--cases", case, "--date", day)
    plans.does("meeting", "held", case, "moderation,last", "--present", "pennine-care")
    return f"{day}-moderation"


def test_the_last_meeting_held_is_meant(plans: House) -> None:
    """With its day and its minutes, in one commit, and what is still to be done is told."""
    name = hold(plans, SECOND, "2026-05-13")
    done = plans.does("action", "moderate", SECOND, "1", *YES)
    assert (
        "action 1 moderated, Wednesday 13 May 2026: evidence accepted, measure of impact accepted" in done.out
    )
    assert f"reviewctl record {SECOND} plan.assured today" in done.out
    assert f"meeting: {name}" in file_of(plans, SECOND).read_text("utf-8")
    assert plans.last_message() == f"{SECOND}: action moderate 1"
    assert plan(plans)["not_moderated"] == []
    assert plans.codes(SECOND) == set()


def test_every_moderation_is_kept_and_the_last_counts(plans: House) -> None:
    """First more was wanted, then it was accepted: both stay on record."""
    words = ("action", "moderate", SECOND, "1")
    done = plans.does(*words, "--evidence", "more-needed", "--note", "the audit itself", "--on", "6/5/2026")
    assert "more evidence needed: action 1" in done.out and "plan.assured" not in done.out
    assert plan(plans)["more_needed"] == ["1"]
    plans.does(*words, *YES, "--on", "20/5/2026")
    text = file_of(plans, SECOND).read_text("utf-8")
    assert text.index("more-needed") < text.index("accepted")
    assert plan(plans)["more_needed"] == []
    assert text.startswith("# Kept as it is.\n")


def test_a_moderation_that_accepted_has_checked_the_evidence(plans: House) -> None:
    """Then no other check is awaited; where it wants more, the check is open again."""

    def awaited() -> object:
        lines = json.loads(plans.does("action", "list", SECOND, "--format", "json").out)["actions"]
        return lines[0]["awaiting"]

    plans.does("action", "moderate", SECOND, "1", "--evidence", "accepted", "--on", "6/5/2026")
    assert awaited() == ["impact"]
    plans.does(
        *("action", "moderate", SECOND, "1", "--evidence", "more-needed", "--note", "x", "--on", "7/5/2026")
    )
    assert awaited() == ["verification", "impact"]
    plans.does("action", "verify", SECOND, "1", "--by", "qap", "--on", "8/5/2026")
    assert awaited() == ["impact"]


def test_no_moderation_is_made_up(plans: House) -> None:
    """No meeting, a meeting of another kind, one that is still to come, both a meeting and a day, nothing found."""
    words = ("action", "moderate", SECOND, "1")
    assert "No moderation meeting" in plans.refuses(*words, *YES)
    assert "It is not said what" in plans.refuses(*words, "--on", "6/5/2026")
    assert "not said what" in plans.refuses(*words, "--evidence", "more-needed", "--on", "6/5/2026")
    assert "not both" in plans.refuses(*words, *YES, "--on", "6/5/2026", "--meeting", "moderation,1")
    plans.does("meeting", "add", "panel", "--cases", SECOND, "--date", "2026-05-06")
    plans.does("meeting", "add", "moderation", "--cases", SECOND, "--date", "2026-05-20")
    assert "is a panel meeting" in plans.refuses(*words, *YES, "--meeting", "panel,1")
    assert "not on record as held" in plans.refuses(*words, *YES, "--meeting", "moderation,1")


def test_what_is_not_proven_is_not_accepted(plans: House) -> None:
    """Not met, met later, or without evidence by then: more may be wanted of it, but nothing was accepted."""
    assert "not on record that action 2 was met" in plans.refuses(
        *("action", "moderate", FIRST, "2", *YES, "--on", "1/6/2026")
    )
    assert "was met on 29 Apr 2026" in plans.refuses(
        *("action", "moderate", SECOND, "1", *YES, "--on", "28/4/2026")
    )
    plans.does("action", "met", FIRST, "2", "--on", "1/5/2026")
    assert "there was no evidence for action 2" in plans.refuses(
        *("action", "moderate", FIRST, "2", *YES, "--on", "1/6/2026")
    )
    plans.does(
        *("action", "moderate", FIRST, "2", "--evidence", "more-needed", "--note", "any", "--on", "1/6/2026")
    )


def test_a_name_in_a_note_is_refused(plans: House) -> None:
    """What a moderation noted is kept for ever, like all that is given."""
    said = plans.refuses(
        *("action", "moderate", SECOND, "1", *YES, "--note", "Dr Quillfeather agreed", "--on", "6/5/2026")
    )
    assert "title with a person's name" in said and "Quillfeather" not in said


def test_impact_says_how_it_was_tested(plans: House) -> None:
    """By an audit of one agency or of several, or in the dataset (P-App3)."""
    done = plans.does(
        *("action", "impact", SECOND, "1", "--found", "18 of 20", "--how", "multi-agency-audit")
    )
    assert "Monday 8 June 2026, by a multi-agency audit" in done.out
    assert "how: multi-agency-audit" in file_of(plans, SECOND).read_text("utf-8")


def test_the_board_decides_not_to_implement(plans: House) -> None:
    """With the day and the reason; nobody owes it any more, and the annual report of that year has it."""
    done = plans.does(
        *(
            "action",
            "not-implemented",
            FIRST,
            "2",
            "2a",
            "--decided",
            "30/3/2026",
            "--reason",
            "the service closed",
        )
    )
    assert "actions 2 and 2a not to be implemented, decided Monday 30 March 2026 by board" in done.out
    assert "reviewctl report annual --year 2025-26" in done.out
    assert plan(plans, FIRST)["given_up"] == ["2", "2a"]
    assert plans.last_message() == f"{FIRST}: action not-implemented 2, 2a"
    assert plans.codes(FIRST) == set()
    assert "not to implement action 2" in plans.refuses(
        "action", "moderate", FIRST, "2", *YES, "--on", "1/6/2026"
    )


def test_nobody_else_decides_it(plans: House) -> None:
    """Not the partnership, nor without a reason, nor of what was met, nor in days to come (P§18)."""
    words = ("action", "not-implemented")
    why = ("--reason", "closed", "--decided", "30/3/2026")
    assert "the Executive or Board does" in plans.refuses(*words, FIRST, "1", *why, "--by", "pip")
    assert "The reason is empty" in plans.refuses(
        *words, FIRST, "1", "--reason", " ", "--decided", "30/3/2026"
    )
    assert "was met" in plans.refuses(*words, SECOND, "1", *why)
    assert "still to come" in plans.refuses(*words, FIRST, "1", "--reason", "x", "--decided", "30/3/2027")


def test_both_can_be_taken_back(plans: House) -> None:
    """`undo` restores the file to the byte."""
    before = file_of(plans).read_bytes()
    plans.does("action", "not-implemented", FIRST, "1", "--decided", "1/6/2026", "--reason", "closed")
    plans.does("undo")
    assert file_of(plans).read_bytes() == before


def test_a_day_alone_asks_for_the_meeting_itself(plans: House) -> None:
    """Without minutes `next` would ask for a meeting for ever: the command that records it is told, until it is."""
    words = ("action", "moderate", SECOND, "1", *YES, "--on")
    told = plans.does(*words, "13/5/2026").out
    assert f"    reviewctl record {SECOND} plan.moderated 2026-05-13\n" in told
    plans.does("record", SECOND, "plan.moderated", "2026-05-13")
    assert "plan.moderated" not in plans.does(*words, "14/5/2026").out


def waits(plans: House, *words: str) -> str:
    """Return what a met action is said to wait for after another word on it."""
    lines = plans.does("action", "update", SECOND, "1", "--note", "as before", *words).out.splitlines()
    return next(line for line in lines if "waits for" in line)


def test_who_checks_the_evidence_is_said_as_next_says_it(plans: House) -> None:
    """First nobody: the plan is not there yet. Then the meeting is to be held, and then each action is looked at."""
    told = waits(plans)
    assert (
        told
        == "  action 1 waits for a check of the evidence, by the moderation once QAP has the plan (P-App3)"
    )
    for event in ("plan.shared_with_pip", "plan.met_by_pip", "plan.shared_with_qap"):
        plans.does("record", SECOND, event, "2026-05-06")
    plans.does("record", SECOND, "decision.outcome", "review")
    for event in ("plan.shared_with_qap", "plan.moderated"):
        steps = json.loads(plans.does("next", SECOND, "--format", "json").out)["steps"]
        wanted = {"plan.shared_with_qap": "moderation", "plan.moderated": "plan-assured"}[event]
        (command,) = [one["command"] for one in steps if one["step"] == wanted]
        assert waits(plans, "--evidence", event) == f"  action 1 waits for a check of the evidence: {command}"
        plans.does("record", SECOND, "plan.moderated", "2026-05-13")
    assert command == f"reviewctl action moderate {SECOND} 1 --evidence WORD --impact WORD"


def test_where_no_moderation_is_held_the_check_is_recorded_by_itself(plans: House) -> None:
    """A plan that goes to no partnership is checked by whoever does it."""
    plans.does("new", "single-agency", "--received", "2026-01-12")
    plans.put("cases/SALR-2026-001/action-plan.yaml", plans.text(f"cases/{SECOND}/action-plan.yaml"))
    plans.does("save")
    done = plans.does("action", "met", "SALR-2026-001", "1", "--evidence", "the audit")
    assert "reviewctl action verify SALR-2026-001 1 --by ROLE" in done.out
