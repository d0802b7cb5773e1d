"""A register with two reviews whose plans hold what real plans hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from tests.commands import House

FIRST, SECOND = "SAR-2025-001", "SAR-2025-002"
TODAY = date(2026, 6, 8)
RAG = "rag:\n  green: on track, not done\n  orange: no update received\n  purple: done and proven\n"
PLAN = """\
recommendations:
  - {id: "1", text: agree how to act when care is refused, theme: self-neglect, owners: [pennine-care]}
  - {id: "2", text: the nation looks at the law, owners: [the national law reform body], level: national}
actions:
  - id: "1"
    recommendation: "1"
    action: write and try out a shared procedure
    owners: [pennine-care, stockport-council-adults]
    overseer: pip
    due: 2026-05-29
    outcome: a refusal is met alike everywhere
    measure: audit of twenty cases
  - id: "2"
    recommendation: "1"
    action: train those who visit
    owners: [stockport-nhs-ft]
    due: 2026-06-30
    outcome: staff know how
    measure: survey
  - id: 2a
    recommendation: "2"
    action: write to the national body
    owners: [the national law reform body]
    due_as_written: spring 2014
    outcome: an answer
    measure: the letter
"""
OTHER = """\
recommendations:
  - {id: "7", text: pressure care, theme: pressure care, owners: [stockport-nhs-ft]}
actions:
  - {id: "1", recommendation: "7", action: audit, owners: [stockport-nhs-ft], due: 2026-04-30, outcome: a, measure: b}
"""
PROGRESS = """\
"1":
  updates:
    - {on: 2026-01-12, status: green, note: a draft is out}
    - {on: 2026-03, status: Amber, note: two agencies have not answered}
  revisions:
    - {due: 2026-09-30, reason: the system is late, agreed_by: pip, on: 2026-05-20}
"2":
  updates:
    - {status: green, note: said without a date}
"""
MET = """\
# Kept as it is.
"1":
  met: 2026-04-29
  evidence:
    - {on: 2026-04-29, what: the audit report}
"""


@pytest.fixture
def plans(case: House) -> Iterator[House]:
    """The register of the two reviews, as on Monday 8 June 2026."""
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: TODAY):
        case.does("new", "sar", "--received", "2025-01-14")
        board = case.text("board.yaml")
        before, _, after = board.partition("rag:\n")
        case.put("board.yaml", f"{before}{RAG}{after}")
        case.put(f"cases/{FIRST}/action-plan.yaml", PLAN)
        case.put(f"cases/{FIRST}/progress.yaml", PROGRESS)
        case.put(f"cases/{SECOND}/action-plan.yaml", OTHER)
        case.put(f"cases/{SECOND}/progress.yaml", MET)
        case.does("record", FIRST, "plan.agreed", "2026-01-05")
        case.does("record", SECOND, "plan.agreed", "2026-01-05")
        case.git("add", "--all")
        case.git("commit", "-q", "-m", "plans")
        yield case


def file_of(plans: House, case: str = FIRST) -> Path:
    """Return where the progress of a review lies."""
    return plans.root / "cases" / case / "progress.yaml"
