"""What the policy language learned for other processes: any item of a collection, and a day from the log."""

import pytest

from reviewctl.rules.packs import check_pack
from tests.making import facts_of, pack_of, plan_from

PACK = """\
format: 1
title: A pack
sources: {X: {title: A source}}
calendar: {name: england-and-wales, warning: 5 working days}
roles: {business-manager: {title: Business Manager}}
"""
KIND = """\
type: sar
prefix: SAR
title: A review
cites: X§1
events:
  referral.received: {title: Received, cites: X§1}
  report.shared: {title: Given, from: "disclosures[coroner,report].on", else: diary, cites: X§1}
steps:
  - id: copy
    title: Copy for the Coroner
    who: business-manager
    after: referral.received
    if: {"processes[any].kind": coroner}
    until: report.shared
    cites: X§1
stages:
  - {id: begun, title: begun, opened_by: [{event: referral.received}]}
"""
DIARY = "referral: {received: 2026-01-12}\n"


def state(processes: str, log: str = "", diary: str = DIARY) -> str:
    """Return the state of the step for a case with these processes."""
    files = {"diary.yaml": diary, "processes.yaml": processes, "log.yaml": log or "notes:\n"}
    deadline = facts_of(plan_from(PACK, KIND), files).deadline("copy")
    assert deadline is not None
    return deadline.state


@pytest.mark.parametrize(
    ("processes", "expected"),
    [
        ("a: {kind: coroner}\n", "running"),
        ("a: {kind: criminal}\nb: {kind: coroner}\n", "running"),
        ("a: {kind: criminal}\n", "not-applicable"),
        ("a: {kind: criminal}\nb:\n  status: begun\n", "not-started"),
        ("{}\n", "not-applicable"),
    ],
)
def test_a_condition_holds_for_any_item(processes: str, expected: str) -> None:
    """One that does is enough; one of which it is not known leaves it open; with none it does not apply."""
    assert state(processes) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{on: 2026-06-01, to: coroner, what: report}", "met"),
        ("{on: 2026-06-01, to: HM Senior Coroner, what: Overview report}", "met"),
        ("{on: 2026-06-01, to: coroner, what: 'papers[report-v5]'}", "met"),
        ("{on: 2026-06-01, to: police, what: report}", "running"),
        ("{on: 2026-06-01, to: coroner, what: tor}", "running"),
        ("{requested: 2026-06-01, to: coroner, what: report}", "running"),
        ("{on: 2026-06-01, to: coroner, what: report, refused: not signed off}", "running"),
        ("{on: 2026-06-20, to: coroner, what: report}", "running"),
    ],
)
def test_a_day_comes_from_the_log(entry: str, expected: str) -> None:
    """What was given by then, to the coroner, and was the report."""
    assert state("a: {kind: coroner}\n", f"disclosures:\n  - {entry}\n") == expected


def test_the_diary_counts_where_the_log_is_silent() -> None:
    """As it did before there was such a log."""
    assert state("a: {kind: coroner}\n", diary=f"{DIARY}report: {{shared: 2026-06-01}}\n") == "met"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("disclosures[coroner,report].on", "disclosures[coroner].on", "POL"),
        ("disclosures[coroner,report].on", "disclosures[coroner,report].to", "POL"),
        ("processes[any].kind", "processes[any].colour", "POL005"),
    ],
)
def test_what_the_language_does_not_know_is_refused(old: str, new: str, code: str) -> None:
    """A slip in a pack is found in the pack."""
    read = pack_of(PACK, sar=KIND.replace(old, new))
    assert read.policy is not None
    found = [one.code for one in (*read.findings, *check_pack(read.policy, read.documents))]
    assert any(one.startswith(code) for one in found)
