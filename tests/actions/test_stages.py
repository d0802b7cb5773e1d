"""The four stages of P-App3: what is found of a plan that went on too soon, where it is, and what is next."""

import json
from typing import Any

import pytest

from tests.actions.conftest import FIRST, SECOND, file_of
from tests.commands import House

YES = "[{on: 2026-05-20, evidence: accepted, impact: accepted}]"


def found(plans: House, case: str = SECOND) -> dict[str, str]:
    """Return the messages of the findings on the stages, by code."""
    out = json.loads(plans.tries("validate", case, "--format", "json").out)["findings"]
    return {one["code"]: one["message"] for one in out if one["code"].startswith("ACT02")}


def plan(plans: House, case: str) -> dict[str, Any]:
    """Return where the plan of a review is."""
    out = json.loads(plans.does("action", "list", case, "--format", "json").out)
    (only,) = out["plans"]
    return dict(only)


def happens(plans: House, case: str, **events: str) -> None:
    """Record events of the plan, each on its day."""
    for event, day in events.items():
        plans.does("record", case, f"plan.{event}", day, "--no-commit")


def test_every_open_action_is_named(plans: House) -> None:
    """In one finding, by the ids of the plan."""
    happens(plans, FIRST, met_by_pip="2026-06-01")
    said = found(plans, FIRST)
    assert set(said) == {"ACT020"}
    assert "actions 1, 2 and 2a were open" in said["ACT020"] and "1 June 2026" in said["ACT020"]


def test_what_was_met_after_the_sign_off_was_open_then(plans: House) -> None:
    """The plan was signed off the day before; on the day itself it is right."""
    happens(plans, SECOND, met_by_pip="2026-04-28")
    assert set(found(plans)) == {"ACT020"}
    plans.does("record", SECOND, "plan.met_by_pip", "2026-04-29", "--because", "a slip", "--no-commit")
    assert found(plans) == {}


def test_evidence_that_came_later_was_not_there(plans: House) -> None:
    """What is dated after the sign-off cannot have shown anything; what has no date may have."""
    happens(plans, SECOND, met_by_pip="2026-05-04")
    file = file_of(plans, SECOND)
    dated = file.read_text("utf-8")
    file.write_text(dated.replace("{on: 2026-04-29,", "{on: 2026-05-05,"), "utf-8")
    assert set(found(plans)) == {"ACT021"}
    file.write_text(dated.replace("{on: 2026-04-29,", "{"), "utf-8")
    assert found(plans) == {}


def test_no_evidence_is_one_finding(plans: House) -> None:
    """Of a plan that is signed off it is the plan's (ACT021), and not the action's as well (ACT007)."""
    file_of(plans, SECOND).write_text('"1":\n  met: 2026-04-29\n', "utf-8")

    def codes() -> set[str]:
        out = json.loads(plans.tries("validate", SECOND, "--format", "json").out)["findings"]
        return {one["code"] for one in out} & {"ACT007", "ACT021"}

    assert codes() == {"ACT007"}
    happens(plans, SECOND, met_by_pip="2026-05-04")
    assert codes() == {"ACT021"}


def test_what_the_board_gave_up_is_not_open(plans: House) -> None:
    """With a decision and a reason the plan can be signed off; one made later leaves it open on that day (P§18)."""
    text = '"{}":\n  not_implemented: {{decided_on: {}, reason: closed}}\n'
    for day, codes in (("2026-05-31", set()), ("2026-06-02", {"ACT020"})):
        file_of(plans).write_text("".join(text.format(one, day) for one in ("1", "2", "2a")), "utf-8")
        happens(plans, FIRST, met_by_pip="2026-06-01")
        assert set(found(plans, FIRST)) == codes


@pytest.mark.parametrize(
    ("moderated", "codes"),
    [
        ("", {"ACT023"}),
        ("[{on: 2026-05-20, impact: accepted}]", {"ACT023"}),
        ("[{on: 2026-05-20, evidence: more-needed, note: all, impact: accepted}]", {"ACT024"}),
        ("[{on: 2026-05-20, evidence: accepted, impact: none}]", {"ACT025"}),
        ("[{on: 2026-05-20, evidence: accepted, impact: more-needed}]", {"ACT025"}),
        ("[{on: 2026-05-20, evidence: accepted}]", set()),  # The plan itself has a measure.
        ("[{on: 2026-05-29, evidence: accepted, impact: accepted}]", {"ACT023"}),  # After the sign-off.
        (YES, set()),
    ],
)
def test_assurance_rests_on_the_moderation(plans: House, moderated: str, codes: set[str]) -> None:
    """By its day the evidence was looked at and accepted, and it was shown how the impact is measured."""
    file = file_of(plans, SECOND)
    file.write_text(file.read_text("utf-8") + (f"  moderated: {moderated}\n" if moderated else ""), "utf-8")
    happens(plans, SECOND, met_by_pip="2026-05-04", assured="2026-05-28")
    assert set(found(plans)) == codes


def test_a_plan_is_followed_from_stage_to_stage(plans: House) -> None:
    """As its events are recorded: where it is, and what it waits for."""
    steps = (
        ({}, 2, "agreeing", "plan not sent to PIP yet"),
        (
            {"shared_with_pip": "2026-02-02"},
            3,
            "with-pip",
            "not gone through at a PIP meeting since it came on 2 Feb",
        ),
        (
            {"reviewed_by_pip": "2026-03-02"},
            3,
            "with-pip",
            "1 of 1 met; PIP went through it last on 2 Mar 2026",
        ),
        ({"met_by_pip": "2026-05-04"}, 4, "with-qap", "of 1 action, 1 to be moderated"),
        ({"assured": "2026-05-28"}, 4, "assured", "not reported to the Board yet"),
        ({"reported_to_board": "2026-06-01"}, 4, "over", "not considered yet (no time is set for it)"),
    )
    for events, stage, place, words in steps:
        happens(plans, SECOND, **events)
        now = plan(plans, SECOND)
        assert (now["stage"], now["place"]) == (stage, place)
        said = " ".join(plans.does("action", "list", SECOND).out.split())
        assert words in said and f"Stage {stage} of 4 (P-App3)" in said


def test_several_plans_stand_in_a_table(plans: House) -> None:
    """One line for each review of which an action is shown."""
    said = plans.does("action", "list").out
    assert "Where the plans are in the four stages (P-App3)" in said
    assert said.count("plan not sent to PIP yet") == 2


def test_next_offers_what_the_stage_asks_for(plans: House) -> None:
    """Of PIP's sign-off nothing while an action is open; of QAP's the moderation first, then the sign-off."""

    def commands() -> list[str]:
        out = json.loads(plans.does("next", SECOND, "--format", "json").out)["steps"]
        return [one["command"] for one in out if one["command"]]

    plans.does("add", SECOND, "decision", "--no-commit")
    plans.does("record", SECOND, "decision.outcome", "review", "--no-commit")
    plans.does("record", SECOND, "decision.made", "2025-03-03", "--no-commit")
    happens(plans, SECOND, shared_with_pip="2026-02-02", moderated="2026-05-20")
    signed = f"reviewctl record {SECOND} plan.met_by_pip today"
    assert signed in commands()
    kept = file_of(plans, SECOND).read_text("utf-8")
    file_of(plans, SECOND).write_text("", "utf-8")
    assert signed not in commands()
    file_of(plans, SECOND).write_text(kept, "utf-8")
    assert f"reviewctl action moderate {SECOND} 1 --evidence WORD --impact WORD" in commands()
    plans.does("action", "moderate", SECOND, "1", "--evidence", "accepted", "--on", "20/5/2026")
    assert f"reviewctl record {SECOND} plan.assured today" in commands()
    agency = json.loads(plans.does("next", FIRST, "--for", "stockport-nhs-ft", "--format", "json").out)[
        "steps"
    ]
    assert [one["command"] for one in agency] == [
        f"reviewctl action met {FIRST} 2 --on today --evidence WORDS"
    ]


def test_a_plan_without_actions_is_not_to_be_signed_off(plans: House) -> None:
    """What is in no plan cannot be met: first its actions are asked for, then each of them, then the sign-off."""
    plans.does("add", SECOND, "decision", "--no-commit")
    plans.does("record", SECOND, "decision.outcome", "review", "--no-commit")
    plans.does("record", SECOND, "decision.made", "2025-03-03", "--no-commit")
    happens(plans, SECOND, shared_with_pip="2026-02-02")
    for name in ("action-plan.yaml", "progress.yaml"):
        (plans.root / "cases" / SECOND / name).write_text(
            "actions:\n" if name != "progress.yaml" else "", "utf-8"
        )

    def listed() -> dict[str, str | None]:
        steps = json.loads(plans.does("next", SECOND, "--format", "json").out)["steps"]
        return {one["title"]: one["command"] for one in steps}

    said = listed()
    first = said["Write the actions of the plan: it has none yet"]
    assert first == f'reviewctl record {SECOND} "actions[1].action" WORDS'
    assert not any("plan.met_by_pip" in (command or "") for command in said.values())
    plans.does("record", SECOND, "actions[1].action", "try it", "--no-commit")
    assert "Write the actions of the plan: it has none yet" not in listed()


def test_what_is_open_is_told_before_anybody_signs_the_plan_off(plans: House) -> None:
    """Not only afterwards by validate; and a late action is no fault of the text, whose approval it would void."""
    plans.does("save")
    said = plans.does("signoff", "request", FIRST, "plan-met", "--here").out
    assert "once it is signed off, validate would say:" in said
    assert "actions 1, 2 and 2a were open" in said and "days late" not in said
    other = plans.does("signoff", "request", FIRST, "action-plan", "--here").out
    assert "validate would say" not in other
