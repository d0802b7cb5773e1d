"""What became of a sign-off: asked for, approved, complete, stale; each with the commit that made it so."""

import json

from tests.signoff.conftest import CASE, REPORT, Desk, on


def told(desk: Desk, *words: str) -> list[list[str]]:
    """Return the sentences of each entry of a history, the oldest first."""
    with on("2026-06-08"):
        answer = json.loads(desk.does("history", CASE, *words, "--format", "json").out)
    return [one["words"] for one in reversed(answer["entries"])]


def test_a_sign_off_has_a_history_of_its_own(desk: Desk) -> None:
    """From the request to the change that made it stale, in words; what else was recorded is not in it."""
    desk.ask()
    desk.approve()
    desk.merge()
    desk.does_on("2026-05-22", "note", CASE, "Rang the chair.")
    desk.put(REPORT, desk.text(REPORT) + "\nOne word more.\n")
    desk.does_on("2026-05-23", "save", "A word")
    asked, approved, stale = told(desk, "signoff[overview-report]")
    assert "asked for on 18 May 2026" in " ".join(asked)
    assert "approved by" in " ".join(approved) and "→ complete" in " ".join(approved)
    assert "STALE" in " ".join(stale)
    assert told(desk, "signoff") == [asked, approved, stale]
    assert told(desk, "signoff[action-plan]") == []


def test_a_whole_review_tells_its_sign_offs_too(desk: Desk) -> None:
    """Once each, beside what else was recorded."""
    desk.ask()
    desk.approve()
    desk.merge()
    said = [words for entry in told(desk) for words in entry if "approved by" in words]
    assert len(said) == 1


def test_an_event_that_a_sign_off_gives_has_the_day_of_it(desk: Desk) -> None:
    """The address of the event is that of the policy, and its value comes with the last approval needed."""
    desk.ask()
    desk.approve()
    desk.merge()
    with on("2026-06-08"):
        answer = json.loads(desk.does("history", CASE, "report.quality_assured", "--format", "json").out)
    assert [change["after"] for one in answer["entries"] for change in one["changes"]] == ["2026-05-20"]
