"""`report quarterly`: every referral of a quarter, whatever became of it (P§5)."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import House, reviewctl

RECEIVED = {
    "SAR-2025-002": ("2025-11-03", "2025-11-20", "2025-11-25", "2025-12-01", "review"),
    "SAR-2026-001": ("2026-01-12", "2026-02-20", "2026-02-24", "2026-02-27", "no-review"),
    "SAR-2026-002": ("2026-02-02", "2026-02-16", None, None, None),
    "SAR-2026-003": ("2026-03-30", None, None, None, None),
}
EVENTS = ("referral.received", "screening.held", "screening.recommendation_sent", "decision.made")


@pytest.fixture
def busy(house: House) -> House:
    """A register with a referral of every fate, and one of an earlier quarter decided in this."""
    for case, (received, *later, outcome) in RECEIVED.items():
        house.does("new", "sar", "--id", case, "--received", received, "--no-commit")
        for event, day in zip(EVENTS[1:], later, strict=True):
            if day:
                house.does("record", case, event, day, "--no-commit")
        if outcome:
            house.does("record", case, "decision.outcome", outcome, "--no-commit")
    house.does(
        "record", "SAR-2025-002", "decision.made", "2026-01-05", "--because", "typed wrongly", "--no-commit"
    )
    house.does("record", "SAR-2025-002", "decision.mandate", "s44-1-3", "--no-commit")
    house.put(
        "cases/SAR-2026-001/log.yaml",
        "late:\n  - {step: screening-meeting, reason: no room, agreed_by: screening-chair, on: 2026-02-10}\n",
    )
    return house


def report(house: House, *words: str) -> dict[str, Any]:
    """Return the report as data, as at Wednesday 8 April 2026."""
    done = house.does("report", "quarterly", "--as-of", "2026-04-08", "--format", "json", *words)
    return dict(json.loads(done.out))


def test_the_last_quarter_that_has_ended_is_the_default(busy: House) -> None:
    """On 8 April 2026 it is the quarter from January to March."""
    found = report(busy)
    assert (found["schema"], found["quarter"]) == ("reviewctl/report-quarterly/1", "2026-q1")
    assert (found["from"], found["to"]) == ("2026-01-01", "2026-03-31")


def test_every_referral_is_listed_with_what_became_of_it(busy: House) -> None:
    """No review, no decision yet and no screening yet stand there as a review does."""
    became = {one["case"]: (one["why"], one["outcome"]) for one in report(busy)["referrals"]}
    assert became == {
        "SAR-2025-002": ("decided", "review"),
        "SAR-2026-001": ("received", "no-review"),
        "SAR-2026-002": ("received", "not-decided"),
        "SAR-2026-003": ("received", "not-screened"),
    }


def test_lateness_bears_its_reason_or_the_lack_of_one(busy: House) -> None:
    """The reason on record is shown; where there is none the csv names the step that lacks it."""
    by_id = {one["case"]: one for one in report(busy)["referrals"]}
    assert [(one["step"], one["reason"]) for one in by_id["SAR-2026-001"]["late"]] == [
        ("screening-meeting", "no room")
    ]
    rows = csv.DictReader(
        io.StringIO(busy.does("report", "quarterly", "--as-of", "2026-04-08", "--format", "csv").out)
    )
    lacking = {row["case"]: row["late_without_reason"] for row in rows}
    assert lacking["SAR-2026-001"] == ""
    assert lacking["SAR-2026-002"] == "recommendation"


def test_working_days_to_the_screening_are_counted(busy: House) -> None:
    """From Monday 2 February to Monday 16 February 2026 there are ten working days."""
    by_id = {one["case"]: one for one in report(busy)["referrals"]}
    assert by_id["SAR-2026-002"]["screening_days"] == 10
    assert by_id["SAR-2026-003"]["screening_days"] is None


def test_numbers_stand_beside_those_of_earlier_quarters(busy: House) -> None:
    """The quarter of receipt counts a referral once, wherever it was decided."""
    counts = {one["quarter"]: one for one in report(busy)["counts"]}
    assert list(counts) == ["2026-q1", "2025-q4", "2025-q3", "2025-q2", "2025-q1"]
    assert (counts["2026-q1"]["received"], counts["2025-q4"]["received"], counts["2025-q3"]["received"]) == (
        3,
        1,
        0,
    )
    assert (counts["2026-q1"]["no_review"], counts["2026-q1"]["late_without_reason"]) == (1, 1)


def test_what_came_after_the_day_judged_on_has_not_happened(busy: House) -> None:
    """As at 25 February 2026 the decision of 27 February is not there."""
    done = busy.does(
        "report", "quarterly", "--quarter", "2026-q1", "--as-of", "2026-02-25", "--format", "json"
    )
    became = {one["case"]: one["outcome"] for one in json.loads(done.out)["referrals"]}
    assert became == {"SAR-2025-002": "review", "SAR-2026-001": "not-decided", "SAR-2026-002": "not-decided"}


def test_a_referral_known_by_its_month_belongs_to_its_quarter(busy: House) -> None:
    """One known by its year alone is listed apart, and counted in none."""
    busy.put("cases/SAR-2026-003/diary.yaml", "referral:\n  received: 2026-02\n")
    busy.put("cases/SAR-2026-002/diary.yaml", "referral:\n  received: 2026\n")
    found = report(busy)
    why = {one["case"]: one["why"] for one in found["referrals"]}
    assert (why["SAR-2026-003"], why["SAR-2026-002"]) == ("received", "undated")
    assert found["counts"][0]["received"] == 2


def test_the_page_says_whom_it_is_for_and_holds_no_name(busy: House) -> None:
    """PIP and the Board, by P§5; words that may be a name do not come onto the page."""
    busy.put(
        "cases/SAR-2026-001/referral.md",
        "---\nreferrers:\n  - role: Janet Smythe\n  - role: ward manager\n    agency: pennine-care\n---\n",
    )
    out = busy.does("report", "quarterly", "--as-of", "2026-04-08").out
    assert "Practice Improvement Partnership and the Safeguarding Adults Board" in out
    assert "P§5" in out and "Smythe" not in out and "ward manager" in out


def test_a_review_that_cannot_be_read_is_missed_aloud(busy: House) -> None:
    """Its id stands under the report: a count that leaves it out in silence would be believed."""
    busy.put("cases/SAR-2026-002/case.yaml", "format: [\n")
    found = report(busy)
    assert found["unread"] == ["SAR-2026-002"]
    assert "SAR-2026-002" in busy.does("report", "quarterly", "--as-of", "2026-04-08").out


def test_only_the_list_of_sars_is_recorded_as_reported(busy: House) -> None:
    """P§5 asks for the referrals of SARs: a report on another kind does not offer to record theirs."""
    of_sars = busy.does("report", "quarterly", "--as-of", "2026-04-08").out
    of_others = busy.does("report", "quarterly", "--as-of", "2026-04-08", "--type", "malr").out
    assert 'reviewctl record board "sar_list[2026-q1]" today' in of_sars
    assert "sar_list" not in of_others


def test_what_cannot_be_reported_is_refused(busy: House) -> None:
    """A quarter still to come, a word that is none and a kind that the policy lacks each have their sentence."""
    assert "has not begun" in busy.refuses("report", "quarterly", "--quarter", "2099-q4")
    assert "2026-q1" in busy.refuses("report", "quarterly", "--quarter", "spring")
    assert "sarr" in busy.refuses("report", "quarterly", "--type", "sarr")


def test_it_goes_into_a_file(busy: House, tmp_path: Path) -> None:
    """-o writes the csv with a byte order mark, for Excel."""
    target = tmp_path / "q.csv"
    busy.does("report", "quarterly", "--as-of", "2026-04-08", "--format", "csv", "-o", str(target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbfcase,")


def test_a_case_that_stands_alone_is_reported_by_its_own_policy(tmp_path: Path, at_home: Path) -> None:
    """There is no board.yaml to blame, and nowhere to record that the list was reported."""
    assert reviewctl(tmp_path, "new", "sar", "--received", "13/1/2025").code == 0
    done = reviewctl(tmp_path / "SAR-2025-001", "report", "quarterly", "--quarter", "2025-q1")
    assert (done.code, done.err) == (0, "")
    assert "SAR-2025-001" in done.out and "record board" not in done.out
    head = tmp_path / "SAR-2025-001/case.yaml"
    head.write_text(head.read_text().replace("stockport-2021", "nowhere-2021"))
    refused = reviewctl(tmp_path / "SAR-2025-001", "report", "quarterly")
    assert refused.code == 2 and "case.yaml" in refused.err and "board.yaml" not in refused.err


def test_a_case_that_stands_alone_and_cannot_be_judged_is_missed_aloud(tmp_path: Path, at_home: Path) -> None:
    """Its folder has no place in a register to be called by, so its name is not shown; nor is a blank."""
    assert reviewctl(tmp_path, "new", "sar", "--received", "13/1/2025").code == 0
    head = tmp_path / "SAR-2025-001/case.yaml"
    head.write_text(head.read_text().replace("type: sar", "type: nothing"))
    done = reviewctl(tmp_path / "SAR-2025-001", "report", "quarterly", "--quarter", "2025-q1")
    assert "may be missing here: (name not shown)." in " ".join(done.out.split())


def test_a_year_long_before_any_review_is_a_slip(case: House) -> None:
    """There is no quarter before the first year, and the answer is a sentence."""
    assert "before 1900" in case.refuses("report", "quarterly", "--as-of", "0001-01-01")
    assert "before 1900" in case.refuses("report", "quarterly", "--as-of", "0001-06-01")
