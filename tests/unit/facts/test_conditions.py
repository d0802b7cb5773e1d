"""Conditions: yes, no, or not yet known."""

from collections.abc import Mapping

import pytest

from reviewctl.facts.conditions import answer
from reviewctl.facts.plan import wanted
from tests.unit.facts.kit import diary, facts


def asked(conditions: Mapping[str, object], files: Mapping[str, str], item: str | None = None) -> str:
    return answer(wanted(conditions), item, facts("", files).timeline)


def decision(fields: str) -> dict[str, str]:
    return {"decision.md": f"---\n{fields}\n---\n"}


REVIEW = decision("outcome: review")
# What is asked, of which files, and the answer.
ASKED = {
    "the value": ({"decision.outcome": "review"}, REVIEW, "yes"),
    "another value": ({"decision.outcome": "joined"}, REVIEW, "no"),
    "no value yet": ({"decision.outcome": "review"}, {}, "unknown"),
    "a blank value": ({"decision.outcome": "review"}, decision("mandate: s44-4"), "unknown"),
    "one of several": ({"decision.outcome": ["review", "joined"]}, REVIEW, "yes"),
    "none of several": ({"decision.outcome": ["no-review", "joined"]}, REVIEW, "no"),
    "one of several, not yet": ({"decision.outcome": ["review", "joined"]}, {}, "unknown"),
    "not another": ({"decision.outcome": {"not": "joined"}}, REVIEW, "yes"),
    "not this": ({"decision.outcome": {"not": "review"}}, REVIEW, "no"),
    "not these": ({"decision.outcome": {"not": ["review", "joined"]}}, REVIEW, "no"),
    "not others": ({"decision.outcome": {"not": ["no-review", "joined"]}}, REVIEW, "yes"),
    "not, and nothing recorded": ({"decision.outcome": {"not": "review"}}, {}, "unknown"),
    "there": ({"decision.outcome": "present"}, REVIEW, "yes"),
    "there, and it is not": ({"decision.outcome": "present"}, {}, "unknown"),
    "absent": ({"decision.outcome": "absent"}, {}, "yes"),
    "absent, and it is there": ({"decision.outcome": "absent"}, REVIEW, "no"),
    "all of them": ({"decision.outcome": "review", "decision.mandate": "absent"}, REVIEW, "yes"),
    "no outweighs not yet": ({"decision.outcome": "joined", "decision.mandate": "s44-4"}, REVIEW, "no"),
    "not yet outweighs yes": ({"decision.outcome": "review", "decision.mandate": "s44-4"}, REVIEW, "unknown"),
    "nothing asked": ({}, {}, "yes"),
    "a flag": (
        {"screening.recommendation.secure_files": True},
        {"screening.md": "---\nrecommendation: {secure_files: true}\n---\n"},
        "yes",
    ),
    "a flag that is not set": (
        {"screening.recommendation.secure_files": True},
        {"screening.md": "---\nrecommendation: {secure_files: false}\n---\n"},
        "no",
    ),
    "false is recorded": (
        {"screening.recommendation.secure_files": "present"},
        {"screening.md": "---\nrecommendation: {secure_files: false}\n---\n"},
        "yes",
    ),
    "a field that yaml calls from": (
        {"tor.scope.from": "present"},
        {"terms-of-reference.md": "---\nscope: {from: 2020-01-01}\n---\n"},
        "yes",
    ),
    "a criterion": (
        {"screening.criteria.in_area.finding": "met"},
        {"screening.md": "---\ncriteria: {in_area: {finding: met}}\n---\n"},
        "yes",
    ),
    "an empty list": (
        {"tor.agencies": "present"},
        {"terms-of-reference.md": "---\nagencies: []\n---\n"},
        "unknown",
    ),
    "an empty group": (
        {"screening.criteria": "present"},
        {"screening.md": "---\ncriteria: {}\n---\n"},
        "unknown",
    ),
    "an event that happened": ({"decision.made": "present"}, diary(decision="made: 2026-03-02"), "yes"),
    "an event on a day not known": ({"decision.made": "present"}, diary(decision="made: not-known"), "yes"),
    "an event that lies ahead": ({"decision.made": "present"}, diary(decision="made: 2026-07-02"), "unknown"),
    "an event that is planned": (
        {"decision.made": "absent"},
        diary(decision="made: {planned: 2026-05-02}"),
        "yes",
    ),
    "an event's outcome": (
        {"decision.checked": "agrees"},
        diary(decision="checked: {on: 2026-03-02, outcome: agrees}"),
        "yes",
    ),
    "another outcome": (
        {"decision.checked": "agrees"},
        diary(decision="checked: {on: 2026-03-02, outcome: disagrees}"),
        "no",
    ),
    "a meeting": (
        {"meetings[panel,first].date": "present"},
        {"meetings/a.md": "---\nkind: panel\ndate: 2026-03-04\nstatus: held\n---\n"},
        "yes",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_has_one_answer(name: str) -> None:
    """A contrary value is no; what is not recorded is not yet known, unless its absence is asked for."""
    conditions, files, wants = ASKED[name]
    assert asked(conditions, files) == wants


def test_of_a_collection_the_item_at_hand_is_asked() -> None:
    """Empty brackets mean the item for which the step runs."""
    files = {"returns.yaml": "gmp: {contribution: imr}\npennine-care: {contribution: none}\ncouncil:\n"}
    conditions = {"returns[].contribution": ["imr", "imr-and-chronology"]}
    assert [asked(conditions, files, item) for item in ("gmp", "pennine-care", "council", "nobody")] == [
        "yes",
        "no",
        "unknown",
        "unknown",
    ]


def test_subjects_and_actions_are_asked_by_their_id() -> None:
    """Items of a list are found by id; what became of an action is asked like what was planned of it."""
    files = {
        "case.yaml": (
            "format: 1\nid: SAR-2026-001\ntype: sar\npolicy: local\n"
            "subjects: [{id: adult-e, pseudonym: Adult E, living: false}]\n"
        ),
        "action-plan.yaml": "actions: [{id: '1', overseer: pip}]\n",
        "progress.yaml": "'1': {impact: [{what: audit}]}\n",
    }
    assert asked({"subjects[].living": False}, files, "adult-e") == "yes"
    assert asked({"subjects[].living": False}, files, "adult-f") == "unknown"
    assert asked({"actions[].overseer": "pip", "actions[].impact": "present"}, files, "1") == "yes"
    assert asked({"actions[].impact": "present"}, files, "2") == "unknown"
    assert asked(
        {"family[].not_done.told": "present"}, {"family.yaml": "m: {not_done: {told: x}}\n"}, "m"
    ) == ("yes")
