"""`facts.dates`: each date once, and named for ever."""

from datetime import date

import pytest

from reviewctl.facts.dates import dates_of, revision
from reviewctl.facts.nextsteps import agenda
from tests.making import facts_of
from tests.unit.facts.kit import plan

TWO = """\
  - {id: brief, title: Brief, who: manager, after: referral.received, until: referral.briefed, cites: P§4}
  - {id: tell, title: Tell, who: manager, after: referral.received, until: referral.briefed, cites: P§4}
  - {id: meet, title: Meet, who: manager, after: referral.received, until: panel.first, cites: P§4}
"""
PANEL = "---\nkind: panel\ndate: 2026-07-01\nstatus: planned\n---\nAgenda.\n"
DIARY = "referral: {received: 2026-06-01, briefed: {planned: 2026-06-20}}\n"


def test_a_planned_event_is_one_date_however_many_steps_wait_for_it() -> None:
    """Two steps are met by one event, and its day stands in a calendar once."""
    found = dates_of(facts_of(plan(TWO), {"diary.yaml": DIARY}))
    assert [(one.key, one.kind, one.day.isoformat()) for one in found] == [
        ("referral.briefed", "planned", "2026-06-20")
    ]


def test_a_booked_meeting_is_one_date() -> None:
    """It is the meeting's, and not that of the step as well which it will meet."""
    found = dates_of(facts_of(plan(TWO), {"diary.yaml": DIARY, "meetings/2026-07-01-panel.md": PANEL}))
    assert [(one.key, one.kind) for one in found] == [
        ("referral.briefed", "planned"),
        ("meetings[panel,1]", "meeting"),
    ]


def test_a_meeting_planned_in_the_diary_alone_is_a_date() -> None:
    """Where no minutes are kept here the day that the diary plans is all there is."""
    diary = DIARY + "panel: {first: {planned: 2026-07-02}}\n"
    found = dates_of(facts_of(plan(TWO), {"diary.yaml": diary}))
    assert ("panel.first", "planned") in [(one.key, one.kind) for one in found]


@pytest.mark.parametrize(
    ("as_of", "lasts"), [("2026-06-09", True), ("2026-06-10", True), ("2026-06-11", False)]
)
def test_what_another_process_asks_for_lasts_to_its_last_day(as_of: str, lasts: bool) -> None:
    """`to` is the last day, that day included: until then it is to be asked about."""
    hold = "{what: publication, from: 2026-06-01, to: 2026-06-10, ask_again: 2026-06-12}"
    facts = facts_of(plan(TWO), {"processes.yaml": f"inquest: {{holds: [{hold}]}}\n"}, as_of)
    asked = [one.key for one in dates_of(facts) if one.kind == "ask-again"]
    assert asked == (["processes[inquest].holds[1]"] if lasts else [])
    assert any(one.sort == "hold" for one in agenda(facts).waiting) == lasts


def test_the_number_of_a_change_is_one_that_a_calendar_can_hold() -> None:
    """RFC 5545 (3.3.8) has no integer beyond 2147483647."""
    assert revision(facts_of(plan(TWO), {}).case, date.max) == 2147483647
