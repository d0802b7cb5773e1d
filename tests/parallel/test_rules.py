"""What may not be done before the police were asked, or while something waits for another process."""

import json

import pytest

from tests.beside import CASE, change, codes_of
from tests.commands import House

CHECKED = "checked_on: [2026-02-25, 2026-05-12]"
HOLD = "{what: learning event, from: 2026-03-03, ask_again: 2026-06-15}"


def severities(house: House, code: str) -> list[str]:
    """Return how bad each finding of a code is."""
    done = json.loads(house.tries("validate", "--format", "json").out)["findings"]
    return [one["severity"] for one in done if one["code"] == code]


@pytest.mark.parametrize(
    ("checked", "severity"),
    [
        ("", ["error"]),
        ("2026-05-12", ["error"]),  # The mother was heard on 11 May.
        ("2026-05-11", []),
        ("{planned: 2026-07-01}", ["error"]),
        ("not-known", []),
    ],
)
def test_the_officer_is_asked_before_anybody_is_heard(
    house: House, checked: str, severity: list[str]
) -> None:
    """Later is too late; a day that is not known is an answer."""
    change(house, "processes.yaml", CHECKED, f"checked_on: {checked}".strip())
    assert severities(house, "PAR003") == severity


def test_what_was_before_the_investigation_needed_nobodys_leave(house: House) -> None:
    """It was opened after the last interview."""
    change(house, "processes.yaml", CHECKED, "opened: 2026-05-25")
    assert severities(house, "PAR003") == []


def test_what_is_planned_is_a_warning(house: House) -> None:
    """The interview is still to come, and there is time to ask."""
    change(house, "processes.yaml", CHECKED, "opened: 2026-05-25")
    change(house, "family.yaml", "  supported: 2026-05-11", "  supported: {planned: 2026-06-20}")
    assert severities(house, "PAR003") == ["warning"]


def test_a_meeting_with_the_family_or_a_learning_event_is_hearing(house: House) -> None:
    """A letter, a call or a visit may be but to tell."""
    change(house, "processes.yaml", CHECKED, "opened: 2026-05-25")
    for how, found in (("visit", []), ("meeting at the office", ["error"])):
        change(
            house,
            "family.yaml",
            "mother:\n",
            f"friend:\n  contacts:\n    - {{on: 2026-06-02, how: {how}}}\nmother:\n",
        )
        assert severities(house, "PAR003") == found
        change(house, "family.yaml", f"friend:\n  contacts:\n    - {{on: 2026-06-02, how: {how}}}\n", "")
    house.does("meeting", "add", "learning-event", "--date", "2026-06-20", "--cases", CASE)
    assert severities(house, "PAR003") == ["warning"]


@pytest.mark.parametrize(
    ("what", "first", "found"),
    [
        ("interviews", "2026-05-21", set()),
        ("interviews", "2026-05-20", {"PAR007"}),
        ("review", "2026-05-20", {"PAR007"}),
        ("publication", "2026-05-20", set()),
    ],
)
def test_nobody_is_heard_while_interviews_wait(house: House, what: str, first: str, found: set[str]) -> None:
    """The IMRs were presented on 20 May."""
    change(house, "processes.yaml", HOLD, f"{{what: {what}, from: {first}, ask_again: 2026-06-15}}")
    assert codes_of(house, "PAR") == found


def test_a_hold_that_was_over_forbids_nothing(house: House) -> None:
    """It ended on the day before the mother was heard."""
    change(house, "processes.yaml", HOLD, "{what: interviews, from: 2026-03-03, to: 2026-05-10}")
    assert codes_of(house, "PAR") == set()


@pytest.mark.parametrize(("first", "found"), [("2026-06-05", {"PAR008"}), ("2026-06-07", set())])
def test_nothing_is_published_while_publication_waits(house: House, first: str, found: set[str]) -> None:
    """The day of publication lies within it, or before."""
    house.does("record", CASE, "publication.date", "2026-06-06")
    change(house, "processes.yaml", HOLD, f"{{what: publication, from: {first}, ask_again: 2026-06-15}}")
    assert codes_of(house, "PAR") == found


def test_next_asks_the_officer_first(house: House) -> None:
    """What rests on interviews is held back until then."""
    change(house, "processes.yaml", CHECKED, "opened: 2026-05-25")
    change(house, "family.yaml", "  supported: 2026-05-11\n", "")
    steps = {one["step"] for one in json.loads(house.does("next", CASE, "--format", "json").out)["steps"]}
    assert "sio-contact" in steps and "family-supported" not in steps
    house.does("process", "check", CASE, "police-1", "--status", "under investigation")
    steps = {one["step"] for one in json.loads(house.does("next", CASE, "--format", "json").out)["steps"]}
    assert "sio-contact" not in steps and "family-supported" in steps


def test_the_coroners_copy_follows_from_the_process(house: House) -> None:
    """Every review beside which a coroner's process stands owes it, whether or not an inquest is held."""
    for address in ("report.quality_assured", "report.presented", "plan.agreed", "report.endorsed"):
        house.does("record", CASE, address, "2026-06-05")
    shown = house.does("next", CASE).out
    assert "Report sent to the Senior Coroner" in shown
    assert f"reviewctl disclose {CASE} --to coroner --what report --basis WORDS" in shown
    change(house, "processes.yaml", "kind: coroner", "kind: other-review")
    assert "Senior Coroner" not in house.does("next", CASE).out


def test_an_inquest_without_a_process_is_found(house: House) -> None:
    """Else nobody would be reminded of the copy."""
    house.does("record", CASE, "publication.inquest_expected", "2026-06-01")
    assert codes_of(house, "PAR") == set()
    change(house, "processes.yaml", "kind: coroner", "kind: other-review")
    assert codes_of(house, "PAR") == {"PAR009"}
