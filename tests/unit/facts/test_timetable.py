"""`facts.timetable`: days proposed between those that stand, backwards from the end, in a hand-made case."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.dates import revision
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.facts.spacing import positions
from reviewctl.facts.timetable import Proposal, propose
from reviewctl.store.packs import Policies
from tests.making import NO_BOARD, case_of

DIARY = "referral:\n  received: 2026-01-05\ndecision:\n  made: 2026-02-02\n"
DECISION = "---\noutcome: review\nmandate: s44-1-3\n---\nReasons.\n"
IMR = "  contribution: imr-and-chronology\n  imr:\n    requested: 2026-03-02\n"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of the Safeguarding Adults Review as it is shipped."""
    policy = Policies().get("stockport-2021")
    assert policy is not None
    return plan_of(policy, policy.types["sar"])


def meeting(day: str, status: str = "planned") -> dict[str, str]:
    return {f"meetings/{day}-panel.md": f"---\nkind: panel\ndate: {day}\nstatus: {status}\n---\nMinutes.\n"}


def tor(method: str) -> dict[str, str]:
    return {"terms-of-reference.md": f"---\nversion: 1\nmethod: {method}\n---\nTerms.\n"}


def of(plan: Plan, *, as_of: str, more: Mapping[str, str] = MappingProxyType({})) -> Facts:
    calendar = calendar_for("england-and-wales", {})
    case = case_of({"diary.yaml": DIARY, "decision.md": DECISION, **more})
    return Facts(case, plan, NO_BOARD, calendar, date.fromisoformat(as_of))


def proposed(facts: Facts, end: str, panels: int | None = None) -> Proposal:
    assert facts.plan.kind.timetable is not None
    return propose(facts, facts.plan.kind.timetable, date.fromisoformat(end), panels)


def days(proposal: Proposal) -> dict[str, str]:
    return {one.what: f"{one.day} {one.state}" for one in proposal.lines}


def test_with_exactly_the_room_each_line_has_its_own(plan: Plan) -> None:
    """105 working days behind Monday 2 March 2026, over Easter and two bank holidays in May, is 31 July."""
    facts = of(plan, as_of="2026-03-02", more=tor("imr-and-chronology"))
    proposal = proposed(facts, "2026-07-31")
    assert days(proposal) == {
        "meetings[panel,1]": "2026-03-16 proposed",
        "returns[].imr.due": "2026-04-29 proposed",
        "meetings[panel,2]": "2026-05-14 proposed",
        "meetings[panel,3]": "2026-06-05 proposed",
        "report.drafted": "2026-06-26 proposed",
        "report.quality_assured": "2026-07-10 proposed",
        "report.presented": "2026-07-24 proposed",
    }
    assert (proposal.short_by, proposal.enough_on) == (0, date(2026, 7, 31))


def test_too_little_time_is_measured(plan: Plan) -> None:
    """Ten working days fewer are ten short; the lines stand closer and still in order."""
    facts = of(plan, as_of="2026-03-02", more=tor("imr-and-chronology"))
    proposal = proposed(facts, "2026-07-17")
    assert (proposal.short_by, proposal.enough_on) == (10, date(2026, 7, 31))
    found = [one.day for one in proposal.lines if one.day is not None]
    assert len(found) == 7 and found == sorted(set(found)) and found[-1] < date(2026, 7, 17)


def test_where_there_are_fewer_days_than_lines_none_is_proposed(plan: Plan) -> None:
    """Seven lines need eight working days; with seven none is given a day."""
    facts = of(plan, as_of="2026-03-02", more=tor("imr-and-chronology"))
    assert {one.state for one in proposed(facts, "2026-03-11").lines} == {"no-room"}
    assert {one.state for one in proposed(facts, "2026-03-12").lines} == {"proposed"}


def test_what_stands_stays(plan: Plan) -> None:
    """Held and booked meetings, agreed dates and planned events keep their days; the rest goes round them."""
    more = {
        **tor("imr-and-chronology"),
        **meeting("2026-02-23", "held"),
        **meeting("2026-05-12"),
        **meeting("2026-06-01", "cancelled"),
        "returns.yaml": f"police:\n{IMR}    due: 2026-04-24\n",
        "diary.yaml": DIARY + "report:\n  presented: {planned: 2026-07-21}\n",
    }
    proposal = proposed(of(plan, as_of="2026-03-02", more=more), "2026-07-31")
    found = days(proposal)
    assert found["meetings[panel,1]"] == "2026-02-23 held"
    assert found["returns[].imr.due"] == "2026-04-24 agreed"
    assert found["meetings[panel,2]"] == "2026-05-12 booked"
    assert found["report.presented"] == "2026-07-21 planned"
    third = next(one for one in proposal.lines if one.what == "meetings[panel,3]")
    assert third.day is not None and date(2026, 5, 12) < third.day < date(2026, 7, 21)


def test_a_late_comer_gets_the_date_that_others_have(plan: Plan) -> None:
    """An agency asked later is given the agreed date while that lies ahead, and else one of its own."""
    returns = f"police:\n{IMR}    due: 2026-04-24\nhealth:\n{IMR}"
    more = {**tor("imr-and-chronology"), **meeting("2026-05-12"), "returns.yaml": returns}
    more |= meeting("2026-02-23", "held")

    def line(as_of: str) -> tuple[str, tuple[str, ...]]:
        lines = proposed(of(plan, as_of=as_of, more=more), "2026-09-30").lines
        one = next(each for each in lines if each.what == "returns[].imr.due")
        return str(one.day), one.items

    assert line("2026-03-02") == ("2026-04-24", ("health",))
    day, items = line("2026-04-27")
    assert items == ("health",) and "2026-04-27" < day < "2026-05-12"


def test_who_owes_none_is_given_no_date(plan: Plan) -> None:
    """An agency that declined, has submitted, or owes a chronology only, needs no date; nor is one proposed."""
    returns = (
        f"police:\n{IMR}  outcome: declined\n  reason: none held\n"
        f"health:\n{IMR}    submitted: 2026-03-05\ncare:\n  contribution: chronology\n"
    )
    more = {**tor("imr-and-chronology"), "returns.yaml": returns}
    found = days(proposed(of(plan, as_of="2026-04-01", more=more), "2026-09-30"))
    assert "returns[].imr.due" not in found and "meetings[panel,2]" in found


def test_another_method_has_no_imrs_and_one_without_a_panel_no_meetings(plan: Plan) -> None:
    """A systems approach meets and asks for no IMR; a desktop review is drafted, checked and presented."""
    systems = proposed(of(plan, as_of="2026-03-02", more=tor("systems-approach")), "2026-09-30")
    assert "returns[].imr.due" not in days(systems)
    assert [one.what for one in systems.lines if one.meeting] == [f"meetings[panel,{n}]" for n in (1, 2, 3)]
    assert not any("IMR" in one.title for one in systems.lines)
    desktop = proposed(of(plan, as_of="2026-03-02", more=tor("desktop")), "2026-09-30")
    assert desktop.without_panel
    assert [one.what for one in desktop.lines] == [
        "report.drafted",
        "report.quality_assured",
        "report.presented",
    ]


def test_what_is_past_comes_first(plan: Plan) -> None:
    """A draft that came before the third meeting does not keep that meeting from being proposed."""
    more = {**tor("systems-approach"), "diary.yaml": DIARY + "report:\n  drafted: 2026-03\n"}
    lines = proposed(of(plan, as_of="2026-04-10", more=more), "2026-09-30").lines
    assert (lines[0].what, lines[0].state, lines[0].day) == ("report.drafted", "done", None)
    assert [one.state for one in lines[1:]] == ["proposed"] * 5
    more["diary.yaml"] = DIARY + "report:\n  drafted: 2026-03-20\n"
    lines = proposed(of(plan, as_of="2026-04-10", more=more), "2026-09-30").lines
    assert (lines[0].what, lines[0].day) == ("report.drafted", date(2026, 3, 20))
    assert [one.state for one in lines[1:]] == ["proposed"] * 5


@pytest.mark.parametrize(
    ("wants", "available", "found"),
    [
        ([(10, False), (10, False)], 20, [10, 20]),
        ([(10, True), (10, False)], 30, [20, 30]),
        ([(10, False), (10, False)], 30, [20, 30]),
        ([(10, True), (30, True)], 80, [20, 80]),
        ([(10, False), (10, False)], 10, [5, 10]),
        ([(1, False), (30, True), (1, False)], 3, [1, 2, 3]),
    ],
)
def test_positions_by_hand(wants: list[tuple[int, bool]], available: int, found: list[int]) -> None:
    """Days to spare go to what stretches, else to the first; lacking ones are taken from all."""
    assert positions(wants, available) == found


def test_a_later_export_has_a_greater_number(plan: Plan) -> None:
    """On the same day by what was recorded, and on the next whatever was done."""
    log = "extensions:\n  - {step: completion, to: 2026-12-18}\n"
    paused = "suspensions:\n  - {from: 2026-03-02}\n"
    resumed = "suspensions:\n  - {from: 2026-03-02, until: 2026-03-09}\n"
    corrected = DIARY.replace("2026-02-02", "{on: 2026-02-02, was: 2026-02-20, because: a slip}")

    def number(day: str = "2026-03-10", **more: str) -> int:
        facts = of(plan, as_of=day, more=more)
        return revision(facts.case, facts.as_of)

    bare = number()
    assert number(**{"log.yaml": log}) > bare
    assert number(**{"log.yaml": resumed}) > number(**{"log.yaml": paused}) > bare
    assert number(**{"diary.yaml": corrected}) > bare
    assert number("2026-03-11") > number(**{"log.yaml": log + resumed, "diary.yaml": corrected})
    assert number("1999-03-11") == 0
