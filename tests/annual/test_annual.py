"""`report annual`: concluded, ongoing, done, intended and decided against, of reviews under section 44 alone."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import pytest

from reviewctl.model.event import Moment
from reviewctl.model.year import FinancialYear, year_named, year_of
from tests.commands import House

OVER, UNDER_WAY = "SAR-2024-001", "SAR-2025-001"
PLAN = """\
findings:
  - {id: F1, text: visits were not joined up}
recommendations:
  - {id: "1", text: visit together, findings: [F1], owners: [pennine-care]}
actions:
  - {id: "1", recommendation: "1", action: write a procedure, owners: [pennine-care], due: 2025-12-31}
  - {id: "2", recommendation: "1", action: audit it, owners: [stockport-nhs-ft], due: 2026-09-30}
  - {id: "3", recommendation: "1", action: move an office, owners: [pennine-care], due: 2026-01-31}
  - {id: "4", recommendation: "1", action: train, owners: [pennine-care], due: 2026-01-31}
"""
PROGRESS = """\
"1":
  met: 2026-03-31
"2":
  met: 2026-04-01
  evidence: [{on: 2026-04-01, what: the audit}]
"3":
  not_implemented: {decided_on: 2025-04-01, reason: the office closed}
"4":
  not_implemented: {decided_on: 2026-03-31}
"""


@pytest.fixture
def register(case: House) -> Iterator[House]:
    """A register with a review that concluded, one under way, and a child's; today is Monday 8 June 2026."""
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: date(2026, 6, 8)):
        case.does("new", "sar", "--id", OVER, "--received", "2024-11-04", "--subject", "Adult E")
        case.does("new", "cspr", "--id", "CSPR-2025-001", "--received", "2025-05-06")
        for one in (OVER, UNDER_WAY, "CSPR-2025-001"):
            case.does("add", one, "decision", "--no-commit")
            case.does("record", one, "decision.outcome", "review", "--no-commit")
            case.does("record", one, "decision.made", "2025-06-02", "--no-commit")
        case.does("record", OVER, "decision.mandate", "s44-1-3", "--no-commit")
        case.does("record", UNDER_WAY, "decision.mandate", "s44-4", "--no-commit")
        for event, day in (("report.endorsed", "2026-03-02"), ("plan.agreed", "2025-03-01")):
            case.does("record", OVER, event, day, "--no-commit")
        case.put(f"cases/{OVER}/action-plan.yaml", PLAN)
        case.put(f"cases/{OVER}/progress.yaml", PROGRESS)
        yield case


def found(register: House, year: str, *more: str) -> dict[str, Any]:
    """Return the report on a year, as scripts see it."""
    return json.loads(register.does("report", "annual", "--year", year, "--format", "json", *more).out)


def test_each_part_has_what_the_law_asks_for(register: House) -> None:
    """By paragraph 4(1)(d), (e), (f) and (g), and what is intended (P§18)."""
    report = found(register, "2025-26")
    assert report["schema"] == "reviewctl/report-annual/1"
    assert (report["from"], report["to"], report["over"]) == ("2025-04-01", "2026-03-31", True)
    (over,) = report["concluded"]
    assert (over["case"], over["mandate"], over["concluded"]) == (OVER, "mandatory", "2026-03-02")
    assert over["findings"] == [{"id": "F1", "kind": "finding", "text": "visits were not joined up"}]
    assert [(one["case"], one["mandate"]) for one in report["ongoing"]] == [(UNDER_WAY, "discretionary")]
    assert [(one["action"], one["evidence"]) for one in report["done"]] == [("1", False)]
    assert [one["action"] for one in report["intended"]] == ["2"]
    assert [(one["action"], one["reason"]) for one in report["not_implemented"]] == [
        ("3", "the office closed"),
        ("4", None),
    ]


def test_the_next_year_begins_on_the_first_of_april(register: House) -> None:
    """What was met on the last day of March is of the year before; a review that concluded is not ongoing."""
    report = found(register, "2026/27")
    assert [(one["action"], one["evidence"]) for one in report["done"]] == [("2", True)]
    assert (report["concluded"], report["intended"], report["not_implemented"]) == ([], [], [])
    assert [one["case"] for one in report["ongoing"]] == [UNDER_WAY]


def test_the_year_before_knows_nothing_of_what_came_later(register: House) -> None:
    """A decision of June 2025 is of no earlier year."""
    assert found(register, "2024-25")["ongoing"] == []


def test_a_review_that_ended_after_the_year_was_ongoing(register: House) -> None:
    """On the last day of a year it was under way, whatever came of it since."""
    register.does("record", OVER, "report.endorsed", "2026-04-01", "--because", "in the test", "--no-commit")
    report = found(register, "2025-26")
    assert report["concluded"] == []
    assert [one["case"] for one in report["ongoing"]] == [OVER, UNDER_WAY]


def test_a_year_alone_is_of_no_year_and_is_said(register: House) -> None:
    """2025 may be either of two financial years: it is in neither, and both say so."""
    register.put(f"cases/{OVER}/progress.yaml", '"1":\n  met: 2025\n"2":\n  met: 2025-07\n')
    for year, done in (("2024-25", []), ("2025-26", ["2"])):
        report = found(register, year)
        assert [one["action"] for one in report["done"]] == done
    assert report["unclear"] == [{"case": OVER, "what": ["1"]}]
    assert f"{OVER} action 1" in register.does("report", "annual", "--year", "2025-26").out


def test_a_child_is_never_under_section_44(register: House) -> None:
    """The same pack has reviews of children; the Care Act is about adults."""
    assert "CSPR" not in register.does("report", "annual", "--year", "2025-26").out


def test_the_protocol_asks_the_same_of_reviews_of_children(register: House) -> None:
    """They are reported on by themselves, and not by the Care Act (P§18)."""
    report = found(register, "2025-26", "--type", "cspr")
    assert [one["case"] for one in report["ongoing"]] == ["CSPR-2025-001"]
    assert report["citations"] == ["P§18", "F§11"]
    said = register.does("report", "annual", "--type", "cspr").out
    assert "Care Act" not in said and "(e)" not in said and "SAR-" not in said
    assert "no kind of review" in register.refuses("report", "annual", "--type", "csprr")


def test_what_was_due_at_the_end_of_the_year_is_due_as_it_was_then(register: House) -> None:
    """A later date that was agreed since is of the next year's report."""
    why = ("--reason", "more time", "--agreed-by", "pip")
    register.put(f"cases/{OVER}/progress.yaml", "")
    register.does("action", "revise", OVER, "2", "--due", "31/12/2026", *why, "--no-commit")
    (due,) = [one["due"] for one in found(register, "2025-26")["intended"] if one["action"] == "2"]
    assert due == "2026-09-30"
    (due,) = [one["due"] for one in found(register, "2026-27")["intended"] if one["action"] == "2"]
    assert due == "2026-12-31"


def test_every_part_is_there_where_there_is_nothing(case: House) -> None:
    """The law wants a nil return, too; and the year that has ended last is the one meant."""
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: date(2026, 3, 31)):
        said = case.does("report", "annual").out
    assert "1 April 2024 to 31 March 2025" in said
    assert said.count(": none") == 5


def test_a_missing_reason_is_said_aloud(register: House) -> None:
    """The page says that the report must state it, and which command records that it was reported."""
    said = register.does("report", "annual").out
    assert "NO REASON ON RECORD" in said and "reason: the office closed" in said
    assert "no evidence of it is on record" in said
    assert 'reviewctl record board "annual_report[2025-26]" today' in said


def test_a_year_that_runs_says_so(register: House) -> None:
    """More may come; what is ongoing is so today."""
    said = register.does("report", "annual", "--year", "2026-27").out
    assert "The year runs to 31 Mar 2027: more may come." in said and "(e) Ongoing today: 1" in said


def test_csv_has_a_line_for_everything(register: House) -> None:
    """One table for all parts, each line saying of which it is."""
    out = register.does("report", "annual", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["part"] for row in rows if row["case"] == OVER] == [
        *("concluded", "finding", "recommendation", "done", "intended", "not-implemented", "not-implemented"),
    ]
    assert [row["date"] for row in rows if row["part"] == "done"] == ["2026-03-31"]


def test_what_is_no_year_is_refused(register: House) -> None:
    """With how one is written; one that has not begun is refused, too."""
    for word in ("2025", "2025-27", "last", "1700-01"):
        assert "2025-26" in register.refuses("report", "annual", "--year", word)
    assert "has not begun" in register.refuses("report", "annual", "--year", "2027-28")


def test_a_review_that_cannot_be_read_is_said_to_be_missing(register: House) -> None:
    """A report that leaves one out without a word would be wrong."""
    register.put(f"cases/{UNDER_WAY}/case.yaml", "id: [\n")
    assert found(register, "2025-26")["unread"] == [UNDER_WAY]
    assert "could not be read" in register.does("report", "annual").out


@pytest.mark.parametrize(
    ("on", "precision", "holds", "may"),
    [
        (date(2025, 4, 1), "day", True, False),
        (date(2026, 3, 31), "day", True, False),
        (date(2026, 4, 1), "day", False, False),
        (date(2026, 3, 1), "month", True, False),
        (date(2025, 3, 1), "month", False, False),
        (date(2025, 1, 1), "year", False, True),
        (date(2024, 1, 1), "year", False, False),
        (None, "not-known", False, True),
    ],
)
def test_when_something_is_of_a_year(on: date | None, precision: Any, holds: bool, may: bool) -> None:
    """By the day, or the month; of a year alone, and of nothing at all, it cannot be said."""
    moment = Moment(on, precision)
    year = FinancialYear(2025)
    assert (year.holds(moment), year.may_hold(moment)) == (holds, may)


def test_a_year_is_named_in_the_usual_ways() -> None:
    """And a day lies in one."""
    assert year_named("2025-26") == year_named(" 2025/26 ") == year_named("2025-2026") == FinancialYear(2025)
    assert (year_of(date(2026, 3, 31)).name, year_of(date(2026, 4, 1)).name) == ("2025-26", "2026-27")
    assert year_named("1999-00").name == "1999-00"
