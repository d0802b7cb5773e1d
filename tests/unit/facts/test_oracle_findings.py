"""What the second working out of deadlines brought to light, case by case."""

from datetime import date

import pytest
from msgspec.structs import replace

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from tests.making import case_of
from tests.unit.facts.kit import MEETING, deadline, diary, facts, plan
from tests.unit.facts.test_kinds_of_steps import minutes

CAME = diary(referral="received: 2026-01-12")
# Fifteen working days from Monday 12 January 2026 run out on Monday 2 February.

# Suspensions of which two go on at once, the day judged on; the due date, what is in hand, when to ask again.
AT_ONCE = {
    "one within the other": (
        "{from: 2026-01-19, until: 2026-02-16}, {from: 2026-01-26, until: 2026-02-02, steps: [meeting]}",
        "2026-02-17",
        ("2026-03-02", None, None),
    ),
    "one after the other has begun": (
        "{from: 2026-01-19, until: 2026-02-02}, {from: 2026-01-26, until: 2026-02-16, steps: [meeting]}",
        "2026-02-17",
        ("2026-03-02", None, None),
    ),
    "the first still open": (
        "{from: 2026-01-19}, {from: 2026-01-26, until: 2026-02-02, steps: [meeting]}",
        "2026-02-17",
        (None, 11, None),
    ),
    "the second still open": (
        "{from: 2026-01-19, until: 2026-02-02}, {from: 2026-01-26, steps: [meeting]}",
        "2026-02-17",
        (None, 11, None),
    ),
    "both still open": (
        "{from: 2026-01-19, ask_again: 2026-06-01}, {from: 2026-01-26, ask_again: 2026-03-02}",
        "2026-02-17",
        (None, 11, "2026-03-02"),
    ),
}


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_day_on_which_a_step_stands_still_twice_is_one_day(name: str) -> None:
    """From Monday 19 January to Monday 16 February are twenty working days, however many asked for it."""
    suspensions, as_of, (due, in_hand, ask_again) = AT_ONCE[name]
    one = deadline(MEETING, {**CAME, "log.yaml": f"suspensions: [{suspensions}]\n"}, as_of)
    assert (one.due and str(one.due), one.in_hand) == (due, in_hand)
    assert (one.ask_again and str(one.ask_again)) == ask_again
    assert len(one.suspensions) == 2


def test_a_suspension_after_an_extension_moves_the_extended_date_whole() -> None:
    """The extension ended the first suspension, so the second takes nothing that was taken before."""
    log = """\
suspensions: [{from: 2026-01-19}, {from: 2026-02-09, until: 2026-02-16}]
extensions: [{step: meeting, to: 2026-02-20, on: 2026-02-02}]
"""
    one = deadline(MEETING, {**CAME, "log.yaml": log}, "2026-02-17")
    assert (str(one.due), one.state) == ("2026-02-27", "running")


BY = """\
  - id: imr
    title: IMR
    who: manager
    for_each: returns
    after: returns[].imr.requested
    by: returns[].imr.due
    until: returns[].imr.submitted
    cites: P§14
"""
# The suspension, and the day by which an IMR must come that was asked for on 1 May for 22 May.
AGREED = {
    "over before it was asked for": ("{from: 2026-02-01, until: 2026-03-01}", "2026-05-22"),
    "over on the day it was asked for": ("{from: 2026-02-01, until: 2026-05-01}", "2026-05-22"),
    "going on when it was asked for": ("{from: 2026-02-01, until: 2026-05-05}", "2026-05-25"),
    "begun later": ("{from: 2026-05-10, until: 2026-05-20}", "2026-06-01"),
}


@pytest.mark.parametrize("name", AGREED)
def test_a_date_agreed_after_a_suspension_is_not_moved_by_it(name: str) -> None:
    """Who agreed a date knew what had gone before; only what comes after the request moves it."""
    suspension, due = AGREED[name]
    files = {
        "returns.yaml": "gmp: {imr: {requested: 2026-05-01, due: 2026-05-22}}\n",
        "log.yaml": f"suspensions: [{suspension}]\n",
    }
    assert str(deadline(BY, files, key="imr[gmp]").due) == due


def test_a_step_of_unknown_start_that_was_given_a_date_can_stand_still() -> None:
    """The date that was set counts, so there is something to stand still."""
    log = "extensions: [{step: meeting, to: 2026-03-02, on: 2026-02-02}]\nsuspensions: [{from: 2026-02-09}]\n"
    one = deadline(MEETING, {**diary(referral="received: not-known"), "log.yaml": log}, "2026-02-10")
    assert (one.state, one.in_hand) == ("suspended", 16)


# The day of the event as it is known, and the state of a step in force from 15 January 2026 on.
IN_FORCE = {
    "2026-01": "not-started",
    "2026": "not-started",
    "not-known": "not-started",
    "2025-12": "not-applicable",
    "2026-02": "not-known",
}


@pytest.mark.parametrize("received", IN_FORCE)
def test_a_month_in_which_something_comes_into_force_leaves_it_open(received: str) -> None:
    """Before or after that day: nobody knows, and a duty is not struck out on a guess."""
    force = "    in_force: {from: 2026-01-15, on: referral.received}\n"
    step = MEETING.replace("    cites:", f"{force}    cites:")
    assert deadline(step, diary(referral=f"received: {received}")).state == IN_FORCE[received]


AUDIT = """\
  - id: audit
    title: Audit
    who: manager
    every: 2 years
    from: referral.received
    to: decision.made
    until: audit.done
    cites: F§6.4
"""
QUARTERLY = AUDIT.replace("2 years", "quarter").replace("audit.done", "sar_list[]")
AT_EACH = AUDIT.replace("2 years", "{meeting: pip}")


@pytest.mark.parametrize("received", ["2020-01", "2020", "not-known"])
def test_an_interval_from_a_day_that_is_not_known_is_not_known(received: str) -> None:
    """The first of the month would be a false day, and an overdue audit a false alarm."""
    one = deadline(AUDIT, diary(referral=f"received: {received}"))
    assert (one.state, one.due, one.item) == ("not-known", None, None)


@pytest.mark.parametrize("received", ["2020-01", "not-known"])
def test_once_an_audit_was_done_the_beginning_does_not_matter(received: str) -> None:
    """Two years from the day on which it was done."""
    files = diary(referral=f"received: {received}", audit="done: 2025-03-03")
    assert [(one.item, str(one.due), one.state) for one in facts(AUDIT, files).deadlines] == [
        ("2025-03-03", "2027-03-03", "running")
    ]


@pytest.mark.parametrize("step", [QUARTERLY, AT_EACH])
def test_what_recurs_from_a_day_that_is_not_known_is_not_known(step: str) -> None:
    """It has begun, and nobody can say with which quarter or meeting."""
    one = deadline(step, diary(referral="received: not-known"))
    assert (one.state, one.due) == ("not-known", None)


def test_of_a_year_the_first_quarter_that_is_certain_is_owed() -> None:
    """What began some day in 2025 is owed from its last quarter on; in August, from the third."""
    for received, first in (("2025", "2025-q4"), ("2025-08", "2025-q3")):
        found = facts(QUARTERLY, diary(referral=f"received: {received}"), "2026-04-21").deadlines
        assert found[0].item == first


# When the audit was done, and what is then owed of one that was to be held every two years from 2020 to June 2023.
ENDED = {
    "[2022-01-10]": [("2020-01-12", "met")],
    "[2022-01-10, 2025-05-01]": [("2020-01-12", "met")],
    "[2022-01-10, 2023-05-01, 2025-05-02]": [("2020-01-12", "met"), ("2022-01-10", "met")],
    "[2025-05-02]": [("2020-01-12", "met-late")],
    "[2025-05-02, 2027-06-01]": [("2020-01-12", "met-late")],
}


@pytest.mark.parametrize("done", ENDED)
def test_what_fell_due_after_the_end_is_not_owed(done: str) -> None:
    """Nothing that was done of one's own accord afterwards is called late."""
    files = diary(referral="received: 2020-01-12", decision="made: 2023-06-01", audit=f"done: {done}")
    found = facts(AUDIT, files, "2028-06-08").deadlines
    assert [(one.item, one.state) for one in found] == ENDED[done]


def test_of_the_days_written_after_a_meeting_the_earliest_counts() -> None:
    """In whatever order the diary has them."""
    step = AT_EACH.replace("audit.done", "plan.circulated").replace(
        "    cites", "    within: 5 days\n    cites"
    )
    case = replace(
        case_of(diary(referral="received: 2026-01-12", plan="circulated: [2026-04-01, 2026-03-05]")),
        around=(minutes("2026-03-03"),),
    )
    made = plan(step)
    timeline = Timeline(case, made.kind, date(2026, 6, 8))
    (one,) = deadlines(made, timeline, calendar_for("england-and-wales", {}))
    assert (one.state, str(one.done_on)) == ("met", "2026-03-05")


# When the audit was done, and what is then owed of one that is held every two years from 12 January 2020.
DONE_SOME_DAY = {
    "2021-12": [("2020-01-12", None, "met"), ("2021-12", None, "not-known")],
    "2022-01": [("2020-01-12", None, "not-known"), ("2022-01", None, "not-known")],
    "2023": [("2020-01-12", None, "met-late"), ("2023", None, "not-known")],
    "[2022-01, 2024-01-08]": [
        ("2020-01-12", None, "not-known"),
        ("2022-01", None, "not-known"),
        ("2024-01-08", "2026-01-08", "running"),
    ],
    "[2021-12-01, not-known]": [("2020-01-12", None, "met"), ("2021-12-01", "2023-12-01", "overdue")],
    "[2021-12-01, 2021-12-01]": [("2020-01-12", None, "met"), ("2021-12-01", "2023-12-01", "overdue")],
    "not-known": [("2020-01-12", None, "not-known")],
}


@pytest.mark.parametrize("done", DONE_SOME_DAY)
def test_an_audit_of_which_only_the_month_is_known_was_done_all_the_same(done: str) -> None:
    """It is not overdue; when the next one falls due nobody can say."""
    step = AUDIT.replace("    to: decision.made\n", "")
    files = diary(referral="received: 2020-01-12", audit=f"done: {done}")
    as_of = "2026-01-08" if "2024" in done else "2025-01-08"
    found = facts(step, files, as_of).deadlines
    open_ = ("overdue", "running")
    assert [
        (one.item, str(one.due) if one.due and one.state in open_ else None, one.state) for one in found
    ] == DONE_SOME_DAY[done]


def test_without_a_beginning_an_audit_done_some_day_is_not_known() -> None:
    """It is recorded, so it has begun; and its day is not known, so nothing is due."""
    step = AUDIT.replace("    from: referral.received\n", "").replace("    to: decision.made\n", "")
    for done, item in (("2024-03", "2024-03"), ("not-known", None)):
        (one,) = facts(step, diary(audit=f"done: {done}")).deadlines
        assert (one.item, one.due, one.state) == (item, None, "not-known")
