"""What the other commands do of an event that a sign-off gives, before it is asked for and after."""

import json

import pytest

from tests.approving import line, summed
from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"


def ask(case: House, what: str, path: str, item: str | None = None) -> None:
    """Write a request for a sign-off of a file as it is now."""
    total = summed((case.root / HOME / path).read_bytes())
    record: dict[str, object] = {
        "schema": "reviewctl/signoff-request/1",
        "case": CASE,
        "what": what,
        "on": "2025-03-01",
        "digest": summed(f"{total}  {path}\n".encode()),
        "files": {path: total},
    }
    place = f"{HOME}/signoff/{what}"
    if item is not None:
        record["item"] = item
        place = f"{place}/{item}"
    case.put(f"{place}/request.json", line(record))


def test_record_writes_the_diary_until_the_sign_off_is_asked_for(case: House) -> None:
    """Then it says where the day comes from, and what to type for each approval."""
    case.does("add", CASE, "tor")
    case.does("record", CASE, "tor.agreed", "1/3/2025")
    ask(case, "tor", "terms-of-reference.md")
    said = case.refuses("record", CASE, "tor.agreed", "2/3/2025")
    assert "its sign-off was asked for" in said
    assert f"reviewctl signoff record {CASE} tor --person " in said
    assert f"reviewctl signoff status {CASE}" in said


def test_a_day_may_be_planned_for_what_is_signed_off(case: House) -> None:
    """The meeting that is to approve it is booked as any other."""
    case.does("add", CASE, "tor")
    ask(case, "tor", "terms-of-reference.md")
    case.does("record", CASE, "tor.agreed", "1/3/2099", "--planned")
    assert "2099-03-01" in case.text(f"{HOME}/diary.yaml")


def test_the_events_of_an_agency_are_its_own(case: House) -> None:
    """Asked for of one agency, the other's is still written by hand."""
    for agency in ("pennine-care", "gm-icb"):
        case.does("add", CASE, "imr", "--agency", agency)
    ask(case, "imr", "imrs/pennine-care.md", "pennine-care")
    case.does("record", CASE, "returns[gm-icb].imr.signed_off", "1/3/2025")
    said = case.refuses("record", CASE, "returns[pennine-care].imr.signed_off", "1/3/2025")
    assert f'reviewctl signoff record {CASE} "imr[pennine-care]"' in said


def test_what_a_meeting_agrees_is_written_in_the_diary_until_then(case: House) -> None:
    """Afterwards each approval is a statement, and the minutes alone write nothing."""
    case.does("add", CASE, "tor")
    case.does("meeting", "add", "panel", "--cases", CASE, "--date", "2025-03-10")
    before = case.text(f"{HOME}/diary.yaml")
    ask(case, "tor", "terms-of-reference.md")
    case.tries("meeting", "held", CASE, "panel,1", "--agrees", "tor")
    assert case.text(f"{HOME}/diary.yaml") == before


@pytest.mark.parametrize("move", [False, True])
def test_next_says_how_a_sign_off_is_carried_on(case: House, move: bool) -> None:
    """The next approval; or to ask anew, where an approval no longer counts."""
    case.does("add", CASE, "action-plan")
    for address, day in (("decision.made", "3/2/2025"), ("report.presented", "1/3/2025")):
        case.does("record", CASE, address, day)
    case.does("record", CASE, "decision.outcome", "review")
    command = f"reviewctl record {CASE} plan.agreed today"
    assert command in commands(case)
    ask(case, "action-plan", "action-plan.yaml")
    if not move:
        wanted = f"reviewctl signoff record {CASE} action-plan --person PERSON --on DATE --minute REF"
    else:
        approve_and_move(case)
        wanted = f"reviewctl signoff request {CASE} action-plan"
    assert wanted in commands(case)
    assert command not in commands(case)


def approve_and_move(case: House) -> None:
    """Have a member approve the plan, and change the plan."""
    request = json.loads(case.text(f"{HOME}/signoff/action-plan/request.json"))
    statement = {
        **{key: request[key] for key in ("case", "what", "digest")},
        "schema": "reviewctl/statement/1",
        "role": "member",
        "person": "member-1",
        "decision": "approve",
        "assurance": "recorded",
        "on": "2025-03-02",
    }
    case.put(f"{HOME}/signoff/action-plan/01-member-1.json", line(statement))
    case.put(f"{HOME}/panel.yaml", "appointments:\n  - {role: member, person: member-1, from: 2025-02-01}\n")
    case.put(f"{HOME}/action-plan.yaml", case.text(f"{HOME}/action-plan.yaml") + "\n# more\n")


def commands(case: House) -> list[str]:
    """Return every command that `next` gives."""
    told = json.loads(case.does("next", CASE, "--format", "json").out)
    return [one["command"] for one in told["steps"]]


def test_the_briefing_has_a_place_of_its_own(case: House) -> None:
    """Added from the template, and in order as it comes."""
    case.does("add", CASE, "briefing")
    assert case.text(f"{HOME}/briefing.md").startswith("---\n# The 7-minute briefing (P-App3)")
    found = json.loads(case.tries("validate", "--format", "json").out)["findings"]
    assert not [one for one in found if "briefing" in one["path"]]


@pytest.mark.parametrize("words", ["signoff[plan-met].complete", "sar plan-met", "signoff[imr]"])
def test_a_sign_off_is_explained(case: House, words: str) -> None:
    """What is approved, by whom, not by whom, and how a number is read."""
    text = " ".join(case.does("explain", words).out.split())
    assert "What is approved: " in text and "By: " in text
    if "imr" in words:
        assert (
            "Individual Management Review, each by itself. By:" in text
            and "Not by: Author of an agency's IMR." in text
        )
    else:
        assert "a copy of progress" in text and "Practice Improvement Partnership" in text
        assert ("until plan.met_by_pip" in text) is (words == "sar plan-met")
