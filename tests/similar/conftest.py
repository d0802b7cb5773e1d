"""A register of three reviews, of which the newest recommends what an older one did."""

from collections.abc import Iterator
from datetime import date
from unittest import mock

import pytest

from tests.commands import House

OLD, MIDDLE, NEW = "SAR-2019-001", "SAR-2022-001", "SAR-2026-001"
TODAY = date(2026, 6, 8)
THEMES = "themes:\n  - self-neglect\n  - pressure care\n"
PLANS = {
    OLD: """\
recommendations:
  - id: "7"
    text: Agencies agree a shared procedure for adults who refuse care.
    theme: Self-neglect
    owners: [pennine-care]
  - {id: "8", text: Home carers are trained to see the first signs of skin damage, theme: pressure care}
actions:
  - {id: "1", recommendation: "7", action: write it, owners: [pennine-care], due: 2020-03-31, outcome: a, measure: b}
  - {id: "2", recommendation: "7", action: try it, owners: [pennine-care], due: 2020-06-30, outcome: a, measure: b}
  - {id: "3", recommendation: "8", action: train, owners: [pennine-care], due: 2020-06-30, outcome: a, measure: b}
""",
    MIDDLE: """\
recommendations:
  - {id: R1, text: A shared multi-agency procedure is agreed for people who decline care}
  - {id: R2, text: Each partner names a lead for hoarding, theme: self-neglect}
actions:
  - {id: "1", recommendation: R1, action: write it, owners: [gm-icb], due: 2022-12-30, outcome: a, measure: b}
""",
    NEW: """\
recommendations:
  - id: "1"
    text: The Board should seek assurance that agencies agree a shared procedure for Adult K and others who refuse care
    theme: self-neglect
    owners: [pennine-care, gm-icb]
  - {id: "2", text: Carers at home are trained to see first signs of damage to skin, theme: self-neglect}
  - {id: "3", text: The ambulance service keeps a list of unsafe lifts}
  - {id: "4", theme: self-neglect}
actions:
  - {id: "1", recommendation: "1", action: agree it, owners: [pennine-care], due: 2026-12-18, outcome: a, measure: b}
""",
}
PROGRESS = {
    OLD: """\
"1":
  met: 2020-03-20
  evidence:
    - {on: 2020-03-20, what: the procedure}
  verified: {on: 2020-05-05, by: qap}
"2":
  met: 2020-06-20
  evidence:
    - {on: 2020-06-20, what: the report}
""",
}


@pytest.fixture
def three(case: House) -> Iterator[House]:
    """The register of the three reviews, as on Monday 8 June 2026."""
    with mock.patch("reviewctl.facts.calendar.london_date", lambda _: TODAY):
        for received in ("2019-01-14", "2022-01-17", "2026-01-12"):
            case.does("new", "sar", "--received", received)
        case.put("board.yaml", case.text("board.yaml").replace("themes:\n", THEMES))
        for review, text in PLANS.items():
            case.put(f"cases/{review}/action-plan.yaml", text)
        for review, text in PROGRESS.items():
            case.put(f"cases/{review}/progress.yaml", text)
        case.does("record", OLD, "plan.agreed", "2020-01-06")
        case.does("record", MIDDLE, "plan.agreed", "2022-09-05")
        case.git("add", "--all")
        case.git("commit", "-q", "-m", "plans")
        yield case
