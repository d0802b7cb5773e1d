"""When an event happened: out of the diary, an item's fields or a meeting's minutes, as of a day."""

from collections.abc import Mapping
from datetime import date

import pytest

from reviewctl.facts.events import written_in_diary
from reviewctl.model.address import parse_address
from reviewctl.model.event import Moment
from tests.unit.facts.kit import diary, facts


def moment(address: str, files: Mapping[str, str], as_of: str = "2026-06-08") -> Moment | None:
    return facts("", files, as_of).happened(address)


def on(address: str, files: Mapping[str, str], as_of: str = "2026-06-08") -> str | None:
    """Return the day on which an event happened, as text; None where it had not."""
    found = moment(address, files, as_of)
    return str(found.on) if found is not None else None


def minutes(*meetings: str) -> dict[str, str]:
    """Return minutes, each given as `2026-03-04 panel held` and, where wanted, an outcome."""
    out = {}
    for text in meetings:
        day, kind, status, *outcome = text.split()
        decided = f"decisions: [{{outcome: {outcome[0]}}}]\n" if outcome else ""
        out[f"meetings/{day}-{kind}.md"] = f"---\nkind: {kind}\ndate: {day}\nstatus: {status}\n{decided}---\n"
    return out


# What is written for an event, and the day that it comes to on 8 June 2026.
WRITTEN = {
    "2026-05-20": "2026-05-20",
    "2026-06-08": "2026-06-08",
    "2026-06-09": None,
    "2026-05": "2026-05-01",
    "2026": "2026-01-01",
    "not-known": "None",
    "{on: 2026-05-20, note: by letter}": "2026-05-20",
    "{on: 2026-05-20, was: 2026-05-21, because: slip}": "2026-05-20",
    "{planned: 2026-05-20}": None,
    "{planned: 2026-06-20}": None,
    "{on: 2026-05-20, planned: 2026-05-18}": "2026-05-20",
    "{note: nothing yet}": None,
}


@pytest.mark.parametrize("text", WRITTEN)
def test_an_event_has_happened_by_a_day_or_not(text: str) -> None:
    """A day that lies ahead and a plan have not; a month has from its first day on."""
    assert on("referral.received", diary(referral=f"received: {text}")) == WRITTEN[text]


def test_how_much_is_known_of_a_day() -> None:
    """A month and a year are not exact, so no days are counted from them."""
    for text, precision, exact in (
        ("2026-05-20", "day", True),
        ("2026-05", "month", False),
        ("2026", "year", False),
        ("not-known", "not-known", False),
    ):
        found = moment("referral.received", diary(referral=f"received: {text}"))
        assert found is not None and (found.precision, found.exact) == (precision, exact)


def test_of_an_event_that_repeats_the_earliest_day_counts() -> None:
    """In whatever order the days are written; one that lies ahead is not among them."""
    files = diary(plan="circulated: [2026-05-20, {on: 2026-03-02}, 2026-04-01, 2026-07-01]")
    assert on("plan.circulated", files) == "2026-03-02"
    assert on("plan.circulated", files, "2026-03-01") is None
    assert on("plan.circulated", diary(plan="circulated: [not-known, 2026-03-02]")) == "2026-03-02"


def test_an_event_of_an_item_stands_in_its_own_file() -> None:
    """Agencies, relatives, processes and actions have their events beside what else is known of them."""
    files = {
        "returns.yaml": "gmp: {imr: {submitted: 2026-05-20}}\npennine-care:\n",
        "family.yaml": "mother: {told: 2026-05-21}\n",
        "processes.yaml": "inquest: {checked_on: [2026-05-22, 2026-05-23]}\n",
        "action-plan.yaml": "actions: [{id: '1'}, {id: '2'}]\n",
        "progress.yaml": "'1': {met: 2026-05-24}\n",
    }
    assert on("returns[gmp].imr.submitted", files) == "2026-05-20"
    assert on("returns[pennine-care].imr.submitted", files) is None
    assert on("family[mother].told", files) == "2026-05-21"
    assert on("processes[inquest].checked_on", files) == "2026-05-22"
    assert on("actions[1].met", files) == "2026-05-24"
    assert on("actions[2].met", files) is None


def test_an_earlier_key_is_still_read() -> None:
    """A key of an earlier pack is read where the new one is blank, and not where it is filled."""
    assert on("tor.signed", diary(tor="agreed: 2026-05-20")) == "2026-05-20"
    assert on("tor.signed", diary(tor="signed: 2026-05-21, agreed: 2026-05-20")) == "2026-05-21"


def test_an_event_nobody_declared_has_not_happened() -> None:
    """What the pack does not know is no event, whatever the diary says."""
    assert on("referral.lost", diary(referral="lost: 2026-05-20")) is None


# Minutes, the day judged on, and when the first panel meeting was.
FIRST = {
    "held": (minutes("2026-03-04 panel held", "2026-04-01 panel held"), "2026-03-04"),
    "held tomorrow": (minutes("2026-06-09 panel held"), None),
    "booked": (minutes("2026-03-04 panel planned"), None),
    "cancelled": (minutes("2026-03-04 panel cancelled", "2026-04-01 panel held"), "2026-04-01"),
    "of another kind": (minutes("2026-03-04 screening held"), None),
}


@pytest.mark.parametrize("name", FIRST)
def test_a_meeting_comes_by_itself_out_of_its_minutes(name: str) -> None:
    """The first that had been held by the day counts, whatever was booked or called off before."""
    files, day = FIRST[name]
    assert on("panel.first", files) == day


def test_the_second_the_last_and_the_concluding_meeting() -> None:
    """Counted by date among those held; a number beyond them has not happened."""
    files = minutes("2026-03-04 panel held", "2026-04-01 panel held", "2026-05-06 panel held")
    assert on("panel.second", files) == "2026-04-01"
    assert on("panel.second", files, "2026-03-31") is None
    assert on("panel.last", files) == "2026-05-06"
    assert on("panel.last", files, "2026-04-30") == "2026-04-01"
    assert on("meetings[panel,3].date", files) == "2026-05-06"
    assert on("meetings[panel,4].date", files) is None


def test_of_an_adjourned_meeting_the_first_is_held_and_the_last_concludes() -> None:
    """The first answers the limit for the meeting; what follows counts from the one that concluded."""
    files = minutes("2026-01-28 screening held adjourned", "2026-02-11 screening held concluded")
    assert on("screening.held", files) == "2026-01-28"
    assert on("screening.concluded", files) == "2026-02-11"
    assert on("screening.concluded", files, "2026-02-10") is None


def test_a_meeting_concludes_the_case_that_its_minutes_name() -> None:
    """One meeting may conclude one case and put off another."""
    head = "---\nkind: screening\ndate: 2026-01-28\nstatus: held\n"
    own = {"meetings/a.md": f"{head}decisions: [{{case: SAR-2026-001, outcome: concluded}}]\n---\n"}
    other = {"meetings/a.md": f"{head}decisions: [{{case: SAR-2026-002, outcome: concluded}}]\n---\n"}
    assert on("screening.concluded", own) == "2026-01-28"
    assert on("screening.concluded", other) is None


def test_the_diary_counts_where_no_minutes_are_kept() -> None:
    """`else: diary` reads the line of the diary, and an event named there is read in its turn."""
    files = diary(screening="held: 2026-01-28")
    assert on("screening.held", files) == "2026-01-28"
    assert on("screening.concluded", files) == "2026-01-28"
    assert on("panel.last", diary(panel="last: 2026-01-28")) is None


def test_held_minutes_outweigh_the_diary() -> None:
    """Where minutes of the kind are kept they count, also for what they do not say."""
    files = {**minutes("2026-01-28 screening held adjourned"), **diary(screening="held: 2026-01-30")}
    assert on("screening.held", files) == "2026-01-28"
    assert on("screening.concluded", files) is None
    assert [
        str(one.on) for one in written_in_diary(facts("", files).case, parse_address("screening.held"))
    ] == ["2026-01-30"]


def test_a_booked_meeting_hides_nothing_that_the_diary_says() -> None:
    """`else` stops counting only where minutes of a held meeting are kept."""
    files = {**minutes("2026-07-01 screening planned"), **diary(screening="held: 2026-01-28")}
    assert on("screening.held", files) == "2026-01-28"
    assert on("screening.concluded", files) == "2026-01-28"


def planned(address: str, files: Mapping[str, str]) -> date | None:
    return facts("", files).timeline.planned(parse_address(address))


def test_what_is_booked() -> None:
    """A plan of the diary, or a meeting whose minutes say that it is planned: the next of its number."""
    assert planned("decision.made", diary(decision="made: {planned: 2026-06-20}")) == date(2026, 6, 20)
    assert planned("decision.made", diary(decision="made: 2026-06-20")) is None
    two = minutes("2026-06-17 panel planned", "2026-07-15 panel planned")
    assert planned("panel.first", two) == date(2026, 6, 17)
    assert planned("panel.second", two) == date(2026, 7, 15)
    assert planned("meetings[panel,3].date", two) is None
    one = minutes("2026-03-04 panel held", "2026-06-17 panel planned")
    assert planned("panel.second", one) == date(2026, 6, 17)
    assert planned("panel.first", one) is None
    assert planned("panel.first", diary(panel="first: {planned: 2026-06-20}")) == date(2026, 6, 20)


def test_all_actions_are_met_on_the_day_of_the_last() -> None:
    """An action that the Board decided not to implement counts on the day of that decision."""
    plan = {"action-plan.yaml": "actions: [{id: '1'}, {id: '2'}]\n"}
    given_up = "'2': {not_implemented: {decided_on: 2026-05-20, reason: money}}\n"
    assert on("actions.all_met", {**plan, "progress.yaml": f"'1': {{met: 2026-04-01}}\n{given_up}"}) == (
        "2026-05-20"
    )
    assert on("actions.all_met", {**plan, "progress.yaml": "'1': {met: 2026-04-01}\n"}) is None
    assert on("actions.all_met", {**plan, "progress.yaml": f"'1': {{met: not-known}}\n{given_up}"}) == "None"
    planned = f"'1': {{met: {{planned: 2026-06-01}}}}\n{given_up}"
    assert on("actions.all_met", {**plan, "progress.yaml": planned}) is None
    month = moment("actions.all_met", {**plan, "progress.yaml": f"'1': {{met: 2026-05}}\n{given_up}"})
    assert month is not None and (month.precision, str(month.on)) == ("month", "2026-05-01")
    assert on("actions.all_met", {}) is None


def test_an_action_is_due_by_its_plan_or_its_last_revision_by_the_day() -> None:
    """A revision that was agreed later does not count before; one without a day counts at once."""
    files = {
        "action-plan.yaml": "actions: [{id: '1', due: 2026-05-01}]\n",
        "progress.yaml": (
            "'1': {revisions: [{due: 2026-06-01, on: 2026-04-20}, {due: 2026-09-01, on: 2026-05-20}]}\n"
        ),
    }
    step = """\
  - {id: action, title: Action is done, who: manager, for_each: actions, after: decision.made,
     by: "actions[].due", until: "actions[].met", cites: P§17}
"""
    files |= diary(decision="made: 2026-03-01")
    due = [
        str(facts(step, files, day).deadlines[0].due) for day in ("2026-04-19", "2026-04-20", "2026-05-20")
    ]
    assert due == ["2026-05-01", "2026-06-01", "2026-09-01"]
