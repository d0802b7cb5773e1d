"""What meetings agreed and what the diary says of it; and a pack that names events for agreements."""

import pytest

from reviewctl.rules.every import judge
from reviewctl.rules.packs import check_pack
from tests.making import facts_of, pack_of
from tests.unit.facts.kit import EVENTS, PACK, STAGES, diary, plan
from tests.unit.facts.test_quorum import ALL, BOARD, minutes

MEETINGS = """\
quorum:
  panel: {sectors: [police, health, local-authority], roles: [chair-author], cites: P§10}
meetings:
  panel:
    title: Review panel
    agrees: {tor: the terms, round: the plan, imrs: the dates, told: the family}
    events: {tor: tor.signed, round: plan.circulated}
"""
PLAN = plan(more=MEETINGS)
RULES = {"PAN022", "PAN023"}


def found(agrees: str, who: tuple[str, ...] = ALL, **groups: str) -> set[str]:
    """Return which of the two rules find something, after a meeting of 6 May that agreed these words."""
    text = minutes(*who, more=f"decisions:\n  - {{agrees: [{agrees}]}}\n")
    facts = facts_of(PLAN, {"meetings/a.md": text, **diary(**groups)}, board=BOARD)
    return {finding.code for finding in judge(facts)} & RULES


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("", {"PAN022"}),
        ("signed: {planned: 2026-07-01}", {"PAN022"}),
        ("signed: 2026-05-06", set()),
        ("signed: 2026-05-07", {"PAN023"}),
        ("signed: 2026-05", set()),
        ("signed: {on: not-known, note: lost}", set()),
        ("agreed: 2026-05-06", set()),
    ],
)
def test_minutes_and_diary_say_the_same(line: str, codes: set[str]) -> None:
    """Blank or only planned: it is not in the diary; another day: they differ; less known is no contradiction."""
    assert found("tor", tor=line) == codes if line else found("tor") == codes


def test_of_an_event_that_repeats_one_day_is_enough() -> None:
    """The plan went round more than once, and one of the days is the meeting's."""
    assert found("round", plan="circulated: [2026-04-01, 2026-05-06]") == set()
    assert found("round", plan="circulated: [2026-04-01]") == {"PAN023"}


def test_what_a_meeting_without_quorum_agreed_is_not_looked_for() -> None:
    """It binds nobody; that a decision was taken is a finding of its own."""
    assert found("tor", ALL[:2]) == set()


def test_words_without_an_event_stay_in_the_minutes() -> None:
    """The pack names none for them."""
    assert found("imrs, told") == set()


@pytest.mark.parametrize(
    ("events", "said"), [("{tro: tor.signed}", '"tro"'), ("{tor: tor.singed}", "tor.singed")]
)
def test_a_pack_names_agreements_and_events_that_there_are(events: str, said: str) -> None:
    """A word that no meeting of the kind agrees, and an event that nobody declares, are refused at their line."""
    more = MEETINGS.replace("{tor: tor.signed, round: plan.circulated}", events)
    head = "type: sar\nprefix: SAR\ntitle: Review\ncites: P§2\n"
    read = pack_of(PACK, sar=f"{head}events:\n{EVENTS}stages:\n{STAGES}{more}")
    assert read.policy is not None
    findings = [
        one
        for one in check_pack(read.policy, read.documents)
        if "tor.si" in one.message or "tro" in one.message
    ]
    assert [one.spot.line for one in findings] == [len(read_lines(head, more))]
    assert said in findings[0].message


def read_lines(head: str, more: str) -> list[str]:
    """Return the lines of the type up to the events of the meeting."""
    text = f"{head}events:\n{EVENTS}stages:\n{STAGES}{more}"
    return text[: text.index("    events: {") + 5].splitlines()
