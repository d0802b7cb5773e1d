"""Where a case is: the last of its stages that has been opened, by whichever way."""

import pytest

from reviewctl.facts.stage import NOWHERE
from tests.making import facts_of
from tests.unit.facts.kit import MEETING, diary, plan

STAGES = """\
  - {id: referred, title: referral received, opened_by: [{event: referral.received}]}
  - {id: screening, title: after screening, opened_by: [{event: screening.held}]}
  - {id: commissioned, title: being set up, owner: external, opened_by:
      [{event: decision.made, if: {decision.outcome: review}}]}
  - {id: drafting, title: being written, opened_by: [{event: panel.second}, {event: tor.signed}]}
  - {id: closed, title: closed, opened_by:
      [{event: decision.made, if: {decision.outcome: [no-review, joined]}}, {event: plan.circulated}]}
"""
PLAN = plan(MEETING, STAGES)
CAME = "received: 2026-01-12"
MADE = {"referral": CAME, "decision": "made: 2026-03-02"}
PLACES = {
    "nothing": ({}, ""),
    "referred": (diary(referral=CAME), "referred"),
    "referred tomorrow": (diary(referral="received: 2026-06-09"), ""),
    "screened": (diary(referral=CAME, screening="held: 2026-01-28"), "screening"),
    "screened, and the referral not recorded": (diary(screening="held: 2026-01-28"), "screening"),
    "decided, and not what": (diary(**MADE), "referred"),
    "decided for a review": ({**diary(**MADE), "decision.md": "---\noutcome: review\n---\n"}, "commissioned"),
    "decided against": ({**diary(**MADE), "decision.md": "---\noutcome: no-review\n---\n"}, "closed"),
    "decided for another pathway": (
        {**diary(**MADE), "decision.md": "---\noutcome: other-pathway\n---\n"},
        "referred",
    ),
    "closed the other way": (
        {**diary(**MADE, plan="circulated: 2026-05-02"), "decision.md": "---\noutcome: review\n---\n"},
        "closed",
    ),
    "opened by the second of two events": (diary(**MADE, tor="signed: 2026-04-02"), "drafting"),
    "opened by the first of two events": (diary(panel="second: 2026-04-02"), "drafting"),
    "opened on a day not known": (diary(screening="held: not-known"), "screening"),
    "opened in a plan": (diary(referral=CAME, screening="held: {planned: 2026-06-01}"), "referred"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_last_stage_opened_is_where_the_case_is(name: str) -> None:
    """Any one of a stage's ways opens it, under its condition; an earlier one need not be recorded."""
    files, stage = PLACES[name]
    place = facts_of(PLAN, files).place
    assert place.id == stage
    assert (place == NOWHERE) is (stage == "")


def test_a_case_has_reached_the_stages_up_to_its_own() -> None:
    """Those before it too; a stage that nobody knows is never reached."""
    facts = facts_of(PLAN, diary(screening="held: 2026-01-28"))
    assert [facts.reached(stage) for stage in ("referred", "screening", "commissioned", "nowhere")] == [
        True,
        True,
        False,
        False,
    ]
    assert not facts.closed
    assert facts_of(PLAN, diary(plan="circulated: 2026-05-02")).closed


def test_the_owner_of_the_stage_is_that_of_its_steps() -> None:
    """Where another body leads the stage, its steps are that body's and no breach here."""
    files = {**diary(**MADE), "decision.md": "---\noutcome: review\n---\n"}
    facts = facts_of(PLAN, files)
    assert (facts.place.owner, facts.deadlines[0].owner) == ("external", "external")
    own = facts_of(PLAN, diary(referral=CAME))
    assert (own.place.owner, own.deadlines[0].owner) == ("board", "board")


def test_what_runs_out_soon() -> None:
    """Within the pack's five working days of the day judged on, that day included and none behind it."""
    files = diary(referral=CAME)  # due on Monday 2 February
    for day, soon in (
        ("2026-01-23", False),
        ("2026-01-24", False),
        ("2026-01-26", True),
        ("2026-02-02", True),
        ("2026-02-03", False),
    ):
        facts = facts_of(PLAN, files, day)
        assert facts.soon(facts.deadlines[0]) is soon, day
    assert not facts_of(PLAN, {}).soon(facts_of(PLAN, {}).deadlines[0])
