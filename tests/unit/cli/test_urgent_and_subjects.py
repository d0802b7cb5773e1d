"""`urgent`, `subject add`, and who looks after a case: what comes up while a review is under way."""

import json

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
HOME = f"cases/{CASE}"


def findings(house: House, code: str, as_of: str) -> list[tuple[str, str]]:
    """Return severity and message of the findings of one code on a day."""
    done = house.tries("validate", CASE, "--format", "json", "--as-of", as_of)
    return [
        (one["severity"], one["message"]) for one in json.loads(done.out)["findings"] if one["code"] == code
    ]


def test_an_urgent_issue_stays_until_it_is_answered(case: House) -> None:
    """From the day after, `validate` counts the days without an answer; on the day of the answer it stops."""
    done = case.does("urgent", "add", CASE, "door alarms", "--to", "Executive", "--on", "20/1/2025")
    assert "urgent issue 1, brought to the executive on Monday 20 January 2025 (P§11)" in done.out
    assert findings(case, "TIM014", "2025-01-20") == []
    (found,) = findings(case, "TIM014", "2025-01-23")
    assert found[0] == "warning" and "no answer for 3 days" in found[1] and "alarms" not in found[1]
    done = case.does("urgent", "answer", CASE, "1", "--on", "24/1/2025", "--answer", "canary")
    assert done.out == f"{CASE}: urgent issue 1 answered, Friday 24 January 2025, after 4 days\n"
    assert "canary" in case.text(f"{HOME}/log.yaml") and findings(case, "TIM014", "2025-01-25") == []
    assert "no answer" in findings(case, "TIM014", "2025-01-23")[0][1]


def test_urgent_issues_are_numbered_and_named_by_their_number(case: House) -> None:
    """Each has the next number; a wrong one is told which are open."""
    for text in ("one", "two"):
        case.does("urgent", "add", CASE, text, "--to", "board", "--on", "20/1/2025")
    said = case.refuses("urgent", "answer", CASE, "3")
    assert 'no urgent issue "3"' in said and "Not answered yet: 1, 2." in said
    case.does("urgent", "answer", CASE, "2")
    assert "answered on" in case.refuses("urgent", "answer", CASE, "2")
    assert "raised on Monday 20 January 2025" in case.refuses(
        "urgent", "answer", CASE, "1", "--on", "1/1/2025"
    )
    assert "did you mean executive?" in case.refuses("urgent", "add", CASE, "x", "--to", "excutive")
    assert "The issue is empty" in case.refuses("urgent", "add", CASE, " ", "--to", "board")


def test_an_issue_that_nobody_was_told_of_is_said_at_once(case: House) -> None:
    """Written by hand without to, it is a finding on the very day; in a closed review it is an error."""
    case.put(f"{HOME}/log.yaml", "urgent:\n  - {raised: 2025-01-20, what: x}\n")
    ((severity, message),) = findings(case, "TIM014", "2025-01-20")
    assert severity == "warning" and "has not been brought" in message
    case.put(f"{HOME}/decision.md", "---\noutcome: joined\npathway: SAR-2025-009\n---\n\nWhy.\n")
    for event in ("decision.made", "decision.board_told", "decision.referrer_told"):
        case.does("record", CASE, event, "21/1/2025")
    case.does("record", CASE, "family[family-of-adult-a].told", "21/1/2025")
    assert findings(case, "TIM014", "2025-01-22")[0][0] == "error"


def test_a_subject_is_added_with_the_keys_of_the_family(case: House) -> None:
    """case.yaml has the person with the day and the reason; family.yaml a block, ready to be filled."""
    words = ("--on", "20/1/2025", "--because", "a second death", "--died", "2025-01~")
    done = case.does("subject", "add", CASE, "Adult D", *words)
    assert f"{CASE}: added Adult D (adult-d), Monday 20 January 2025" in done.out
    assert "id: adult-d" in case.text(f"{HOME}/case.yaml") and "living: false" in case.text(
        f"{HOME}/case.yaml"
    )
    assert "family-of-adult-d:" in case.text(f"{HOME}/family.yaml")
    assert set(case.last_paths()) == {f"{HOME}/case.yaml", f"{HOME}/family.yaml"}
    assert case.codes() == set()


def test_a_subject_who_is_alive_has_a_key_of_their_own(case: House) -> None:
    """The decision is told to the person as well (P§5), so the family's steps run for the person too."""
    case.does("record", CASE, "decision.made", "20/1/2025")
    done = case.does("subject", "add", CASE, "--living", "--on", "21/1/2025", "--because", "x")
    assert "added Adult B (adult-b)" in done.out
    assert "owed now: Family told in writing of the decision (adult-b), no limit" in done.out
    text = case.text(f"{HOME}/family.yaml")
    assert "\nadult-b:" in text and "\nfamily-of-adult-b:" in text and "relationship: the subject" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Adult A",), "about Adult A already"),
        (("Mary Smith",), "looks like somebody's name"),
        (("Adult D", "--died", "2025-13"), "no calendar has"),
        (("Adult D", "--died", "2025", "--living"), "has no day of death"),
        (("Adult D", "--on", "1/1/2999"), "still to come"),
        (("  ",), "a pseudonym of its own"),
    ],
)
def test_a_subject_that_cannot_be_is_refused(case: House, words: tuple[str, ...], said: str) -> None:
    """One sentence, nothing written, and no name repeated."""
    refused = case.refuses("subject", "add", CASE, *words)
    assert said in refused and "Mary" not in refused


def test_the_lead_officer_and_who_covers_are_recorded_and_shown(case: House) -> None:
    """`record CASE lead.person` needs no more; cover is named by the person; `show` says who it is today."""
    case.does("record", CASE, "lead.person", "officer-1")
    case.does("record", CASE, "cover[officer-2].from", "3/2/2025")
    case.does("record", CASE, "cover[officer-2].to", "21/2/2025")
    assert "officer-1" in case.does("show", CASE, "--as-of", "2025-02-01").out
    assert "officer-2 covers until 21 Feb 2025" in case.does("show", CASE, "--as-of", "2025-02-10").out
    assert "officer-2" not in case.does("show", CASE, "--as-of", "2025-02-22").out
    shown = json.loads(case.does("show", CASE, "--as-of", "2025-02-10", "--format", "json").out)
    assert (shown["lead"], shown["cover"]) == ("officer-1", "officer-2")
    case.does("record", CASE, "cover[officer-2].to", "1/2/2025")
    assert "STR084" in case.codes()
    assert "reviewctl convert" in case.refuses("record", CASE, "type", "cspr")
