"""Steps of every kind: backward, over a collection, again and again, standing still, and for a time only."""

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.deadlines import deadlines
from reviewctl.facts.events import Timeline
from reviewctl.model.meeting import Minutes
from reviewctl.model.review import Document
from tests.making import case_of
from tests.unit.facts.kit import MEETING, deadline, diary, facts, plan

CAME = diary(referral="received: 2026-01-12")

COPIES = """\
  - id: copies
    title: Copies to the National Panel
    who: manager
    before: publication.date
    within: 2 weeks
    until: publication.copies_sent
    cites: P-App2
"""


# The publication group, the day judged on; the due date, state and days, and whether a plan was counted from.
BACKWARD = {
    "nothing agreed": ("", "2026-06-08", (None, "not-started", None, False)),
    "planned and far off": ("date: {planned: 2026-07-15}", "2026-06-08", ("2026-07-01", "running", 23, True)),
    "due today": ("date: {planned: 2026-06-22}", "2026-06-08", ("2026-06-08", "running", 0, True)),
    "too near": ("date: {planned: 2026-06-21}", "2026-06-08", ("2026-06-07", "overdue", -1, True)),
    "sent in time": (
        "date: {planned: 2026-07-15}, copies_sent: 2026-06-01",
        "2026-06-08",
        ("2026-07-01", "met", 30, True),
    ),
    "published without": ("date: 2026-06-05", "2026-06-08", ("2026-05-22", "overdue", -17, False)),
    "sent too late": (
        "date: 2026-06-05, copies_sent: 2026-05-23",
        "2026-06-08",
        ("2026-05-22", "met-late", -1, False),
    ),
    "published some day in June": ("date: 2026-06", "2026-07-08", (None, "not-known", None, False)),
}


@pytest.mark.parametrize("name", BACKWARD)
def test_a_step_before_an_event_is_due_before_it(name: str) -> None:
    """Two weeks before the day of publication, happened or else planned."""
    publication, as_of, wanted = BACKWARD[name]
    one = deadline(COPIES, diary(publication=publication), as_of)
    assert (str(one.due) if one.due else None, one.state, one.days, one.anchor_planned) == wanted


def test_working_days_are_counted_back_too() -> None:
    """Seven working days before Wednesday 8 April 2026 leave out Easter: Thursday 26 March."""
    step = COPIES.replace("2 weeks", "7 working days")
    one = deadline(step, diary(publication="date: {planned: 2026-04-08}"), "2026-03-01")
    assert str(one.due) == "2026-03-26"


AFTER_LAST = """\
  - id: initial
    title: First chronology
    who: manager
    for_each: returns
    after: returns[].initial_chronology.requested
    until: returns[].initial_chronology.returned
    closed_by: {"returns[].outcome": [declined, nothing-held]}
    cites: P§5
  - id: decision
    title: Chair decides
    who: manager
    after:
      last: returns[].initial_chronology.returned
      where: {"returns[].initial_chronology.requested": present}
    within: 10 working days
    until: decision.made
    cites: P§8
"""


def returns(**agencies: str) -> dict[str, str]:
    text = "".join(f"{name}: {{{what}}}\n" for name, what in agencies.items())
    return {"returns.yaml": text}


# What each agency gave, then the due date, the state, and whom it still waits for.
LAST = {
    "no agency": ({}, (None, "not-started", ())),
    "none asked": ({"gmp": ""}, (None, "not-started", ())),
    "one asked": ({"gmp": "initial_chronology: {requested: 2026-01-13}"}, (None, "not-started", ("gmp",))),
    "one of two": (
        {
            "gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
            "icb": "initial_chronology: {requested: 2026-01-13}",
        },
        (None, "not-started", ("icb",)),
    ),
    "both": (
        {
            "gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
            "icb": "initial_chronology: {requested: 2026-01-13, returned: 2026-02-02}",
        },
        ("2026-02-16", "running", ()),
    ),
    "one declined": (
        {
            "gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
            "icb": "outcome: declined, reason: in liquidation, initial_chronology: {requested: 2026-01-13}",
        },
        ("2026-02-03", "overdue", ()),
    ),
    "one not asked": (
        {"gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}", "icb": ""},
        ("2026-02-03", "overdue", ()),
    ),
    "all declined": (
        {"gmp": "outcome: declined, initial_chronology: {requested: 2026-01-13}"},
        (None, "not-started", ()),
    ),
    "one on a day that is lost": (
        {
            "gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
            "icb": "initial_chronology: {requested: 2026-01-13, returned: not-known}",
        },
        (None, "not-known", ()),
    ),
}


@pytest.mark.parametrize("name", LAST)
def test_the_last_of_all_that_were_asked_counts(name: str) -> None:
    """Ten working days after the last one came; those closed by an outcome, or never asked, are not waited for."""
    agencies, wanted = LAST[name]
    one = deadline(AFTER_LAST, returns(**agencies) if agencies else {}, "2026-02-10", key="decision")
    assert (str(one.due) if one.due else None, one.state, one.waiting_for) == wanted


def test_a_later_request_opens_it_again() -> None:
    """Somebody else is asked when all had answered: the count has not begun, and it says for whom it waits."""
    both = {
        "gmp": "initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
        "care_home": "initial_chronology: {requested: 2026-02-01}",
    }
    before = deadline(AFTER_LAST, returns(**both), "2026-01-25", key="decision")
    after = deadline(AFTER_LAST, returns(**both), "2026-02-02", key="decision")
    assert (before.state, before.due and str(before.due)) == ("running", "2026-02-03")
    assert (after.state, after.due, after.waiting_for) == ("not-started", None, ("care_home",))


def test_the_first_of_a_collection_counts_at_once() -> None:
    """The first answer starts the count, whoever else has not answered."""
    step = AFTER_LAST.replace("last:", "first:")
    files = returns(
        gmp="initial_chronology: {requested: 2026-01-13, returned: 2026-01-20}",
        icb="initial_chronology: {requested: 2026-01-13}",
    )
    one = deadline(step, files, "2026-01-25", key="decision")
    assert (str(one.due), one.state) == ("2026-02-03", "running")


def test_a_step_runs_for_a_part_of_a_collection() -> None:
    """Items that do not fit are left out; one of which it is not recorded yet is not started."""
    step = """\
  - id: imr
    title: IMR
    who: manager
    for_each: {of: returns, where: {"returns[].contribution": imr}}
    after: returns[].imr.requested
    until: returns[].imr.submitted
    cites: P§14
"""
    files = returns(
        a="contribution: imr, imr: {requested: 2026-02-02}",
        b="contribution: chronology, imr: {requested: 2026-02-02}",
        c="imr: {requested: 2026-02-02}",
    )
    assert [(one.item, one.state) for one in facts(step, files).deadlines] == [
        ("a", "running"),
        ("c", "not-started"),
    ]


QUARTERLY = """\
  - id: sar-list
    title: List goes round
    who: manager
    every: quarter
    from: referral.received
    to: decision.made
    within: 20 days
    until: sar_list[]
    cites: P§5
"""


def test_a_quarter_is_due_from_its_end() -> None:
    """Each quarter that has ended by the day, from the one in which it began, with a line of its own."""
    files = {
        "diary.yaml": "referral: {received: 2025-08-20}\nsar_list: {2025-q3: 2025-10-21, 2025-q4: 2026-01-20}\n"
    }
    found = [(one.key, str(one.due), one.state) for one in facts(QUARTERLY, files, "2026-04-21").deadlines]
    assert found == [
        ("sar-list[2025-q3]", "2025-10-20", "met-late"),
        ("sar-list[2025-q4]", "2026-01-20", "met"),
        ("sar-list[2026-q1]", "2026-04-20", "overdue"),
    ]


def test_what_recurs_begins_and_ends_with_its_events() -> None:
    """Before its first event it has not begun; quarters that end after its last one are not owed."""
    assert [one.state for one in facts(QUARTERLY, {}).deadlines] == ["not-started"]
    ended = diary(referral="received: 2026-01-12", decision="made: 2026-04-10")
    assert [one.item for one in facts(QUARTERLY, ended, "2026-12-01").deadlines] == ["2026-q1"]


def test_a_financial_year_runs_from_april_to_march() -> None:
    """2025-26 ends on 31 March 2026."""
    step = QUARTERLY.replace("every: quarter", "every: financial-year")
    found = [(one.item, str(one.due)) for one in facts(step, CAME, "2027-05-01").deadlines]
    assert found == [("2025-26", "2026-04-20"), ("2026-27", "2027-04-20")]


@pytest.mark.parametrize("every", ["quarter", "financial-year"])
def test_periods_are_counted_as_far_as_the_calendar_knows_years(every: str) -> None:
    """Whoever asks for the end of time is told what was due by then, and nothing behind it is looked for."""
    step = QUARTERLY.replace("every: quarter", f"every: {every}")
    found = facts(step, diary(referral="received: 2097-12-01"), "9999-12-31").deadlines
    assert found[-1].item == {"quarter": "2099-q4", "financial-year": "2098-99"}[every]
    assert len(found) == {"quarter": 9, "financial-year": 2}[every]
    (late,) = facts(step, diary(referral="received: 9998-12-01"), "9999-12-31").deadlines
    assert (late.item, late.due) == (None, None)


AUDIT = """\
  - id: audit
    title: Audit
    who: manager
    every: 2 years
    from: referral.received
    until: audit.done
    cites: F§6.4
"""


def test_every_two_years_counts_from_the_last_time() -> None:
    """The first from the event with which it begins, each other from the one before; one is always open."""
    files = diary(referral="received: 2020-01-12", audit="done: [2021-12-01, 2024-02-29]")
    found = [(one.item, str(one.due), one.state) for one in facts(AUDIT, files, "2026-06-08").deadlines]
    assert found == [
        ("2020-01-12", "2022-01-12", "met"),
        ("2021-12-01", "2023-12-01", "met-late"),
        ("2024-02-29", "2026-02-28", "overdue"),
    ]


def test_without_a_beginning_the_first_time_begins_it() -> None:
    """Until one is recorded nothing is due."""
    step = AUDIT.replace("    from: referral.received\n", "")
    assert [one.state for one in facts(step, CAME).deadlines] == ["not-started"]
    found = facts(step, diary(audit="done: 2025-03-03")).deadlines
    assert [(str(one.due), one.state) for one in found] == [("2027-03-03", "running")]


AT_EACH = """\
  - id: plan-gone-through
    title: PIP goes through the plan
    who: manager
    every: {meeting: pip}
    from: referral.received
    to: decision.made
    until: audit.done
    cites: P-App3
"""


def minutes(day: str, cases: str = "[]", status: str = "held") -> Document:
    """Return the minutes of a meeting of the register."""
    record = msgspec.convert(
        {"kind": "pip", "date": day, "status": status, "cases": msgspec.json.decode(cases)}, Minutes
    )
    return Document(kind="meetings", item=f"{day}-pip", path=f"meetings/{day}-pip.md", data=record)


def at_meetings(*around: Document, as_of: str = "2026-06-08", **groups: str) -> list[tuple[str | None, str]]:
    made = plan(AT_EACH)
    case = replace(case_of(diary(referral="received: 2026-01-12", **groups)), around=around)
    timeline = Timeline(case, made.kind, date.fromisoformat(as_of))
    found = deadlines(made, timeline, calendar_for("england-and-wales", {}))
    return [(one.item, one.state) for one in found]


def test_a_step_at_each_meeting_is_met_by_the_minutes_or_the_diary() -> None:
    """A meeting that took the review has done it; of another a date before the next meeting says so."""
    met = minutes("2026-02-03", '["SAR-2026-001"]')
    recorded, missed = minutes("2026-03-03"), minutes("2026-04-07")
    assert at_meetings(met, recorded, missed, audit="done: 2026-03-05") == [
        ("2026-02-03", "met"),
        ("2026-03-03", "met"),
        ("2026-04-07", "running"),
    ]


def test_only_meetings_that_were_held_in_its_time_count() -> None:
    """Not one before it began or on that day, none that is booked or lies ahead, none after it ended."""
    before, on, after = minutes("2026-01-06"), minutes("2026-01-12"), minutes("2026-05-05")
    booked, ahead = minutes("2026-03-03", status="planned"), minutes("2026-06-09")
    assert at_meetings(before, on, booked, after, ahead, decision="made: 2026-05-05") == [
        (None, "not-started")
    ]
    assert at_meetings() == [(None, "not-started")]


# The log's suspensions, the day judged on; the due date, the state, the days left and what is in hand.
# Fifteen working days from Monday 12 January 2026 run out on Monday 2 February.
STOOD_STILL = {
    "not yet": ("{from: 2026-01-26}", "2026-01-23", ("2026-02-02", "running", 6, None)),
    "since Monday 26 January": ("{from: 2026-01-26}", "2026-03-02", (None, "suspended", None, 6)),
    "of one step": ("{from: 2026-01-26, steps: [meeting]}", "2026-03-02", (None, "suspended", None, 6)),
    "of another": ("{from: 2026-01-26, steps: [other]}", "2026-02-02", ("2026-02-02", "running", 0, None)),
    "and was resumed": (
        "{from: 2026-01-26, until: 2026-03-02}",
        "2026-03-02",
        ("2026-03-09", "running", 5, None),
    ),
    "and will be resumed": (
        "{from: 2026-01-26, until: 2026-03-02}",
        "2026-03-01",
        (None, "suspended", None, 6),
    ),
    "over a weekend": (
        "{from: 2026-01-24, until: 2026-01-26}",
        "2026-01-30",
        ("2026-02-02", "running", 1, None),
    ),
    "before it began": (
        "{from: 2026-01-01, until: 2026-01-12}",
        "2026-01-30",
        ("2026-02-02", "running", 1, None),
    ),
    "and began meanwhile": (
        "{from: 2026-01-01, until: 2026-01-19}",
        "2026-01-30",
        ("2026-02-06", "running", 5, None),
    ),
    "when it was over": ("{from: 2026-02-05}", "2026-03-02", (None, "suspended", None, -2)),
    "twice": (
        "{from: 2026-01-26, until: 2026-02-02}, {from: 2026-02-03, until: 2026-02-04}",
        "2026-02-04",
        ("2026-02-10", "running", 4, None),
    ),
}


@pytest.mark.parametrize("name", STOOD_STILL)
def test_a_step_that_stands_still_keeps_what_it_had_left(name: str) -> None:
    """The date moves by the working days from the first day to that of resumption, which counts again."""
    suspensions, as_of, wanted = STOOD_STILL[name]
    one = deadline(MEETING, {**CAME, "log.yaml": f"suspensions: [{suspensions}]\n"}, as_of)
    assert (str(one.due) if one.due else None, one.state, one.days, one.in_hand) == wanted
    assert str(one.original_due) == "2026-02-02"


def test_of_an_extension_and_a_suspension_the_later_wins() -> None:
    """A suspension moves the extended date; an extension agreed after it stands, whatever it moved."""
    pause = "suspensions: [{from: 2026-01-26, until: 2026-02-02}]\n"
    before = f"{pause}extensions: [{{step: meeting, to: 2026-02-16, on: 2026-01-20}}]\n"
    after = f"{pause}extensions: [{{step: meeting, to: 2026-02-16, on: 2026-02-05}}]\n"
    meanwhile = (
        "suspensions: [{from: 2026-01-26}]\nextensions: [{step: meeting, to: 2026-02-16, on: 2026-02-05}]\n"
    )
    found = [deadline(MEETING, {**CAME, "log.yaml": log}, "2026-02-06") for log in (before, after, meanwhile)]
    assert [(str(one.due), one.state) for one in found] == [
        ("2026-02-23", "running"),
        ("2026-02-16", "running"),
        ("2026-02-16", "running"),
    ]


def test_an_extension_of_the_same_day_stands_still_with_the_rest() -> None:
    """More time was given and the police asked to wait, on one day: what was given is in hand."""
    log = "suspensions: [{from: 2026-01-26}]\nextensions: [{step: meeting, to: 2026-02-16, on: 2026-01-26}]\n"
    one = deadline(MEETING, {**CAME, "log.yaml": log}, "2026-02-06")
    assert (one.state, one.due, one.in_hand) == ("suspended", None, 16)


def test_what_was_done_while_it_stood_still_was_done_in_time() -> None:
    """The panel met although it was asked to wait: no day had gone by."""
    held = diary(referral="received: 2026-01-12", screening="held: 2026-03-20")
    log = {"log.yaml": "suspensions: [{from: 2026-01-26}]\n"}
    assert deadline(MEETING, {**held, **log}, "2026-04-01").state == "met"
    assert deadline(MEETING, held, "2026-04-01").state == "met-late"


def test_a_duty_without_a_limit_stands_still_too() -> None:
    """It is paused, and says when to ask again."""
    step = MEETING.replace("    within: 15 working days\n", "")
    log = {"log.yaml": "suspensions: [{from: 2026-01-26, ask_again: 2026-06-15}]\n"}
    one = deadline(step, {**CAME, **log}, "2026-06-08")
    assert (one.state, one.waiting, one.in_hand, str(one.ask_again)) == (
        "suspended",
        None,
        None,
        "2026-06-15",
    )


# The first and last day in force, and the state.
IN_FORCE = {
    "from the day on": ("{from: 2026-01-12, on: referral.received}", "overdue"),
    "from the day after": ("{from: 2026-01-13, on: referral.received}", "not-applicable"),
    "until the day": ("{until: 2026-01-12, on: referral.received}", "overdue"),
    "until the day before": ("{until: 2026-01-11, on: referral.received}", "not-applicable"),
    "from a day not set yet": ("{from: not-known, on: referral.received}", "not-applicable"),
    "by an event to come": ("{from: 2026-01-12, on: decision.made}", "not-started"),
}


@pytest.mark.parametrize("name", IN_FORCE)
def test_a_step_holds_for_its_time(name: str) -> None:
    """By the day of the event that decides; before it has happened nobody knows."""
    force, state = IN_FORCE[name]
    step = MEETING.replace("    cites:", f"    in_force: {force}\n    cites:")
    assert deadline(step, CAME, "2026-06-08").state == state


def test_a_calendar_of_its_own_knows_nothing_of_the_boards_closed_days() -> None:
    """The clock of a law does not stop because the office is closed, and stops on St Andrew's Day."""
    closed = calendar_for(
        "england-and-wales", {date(2026, 11, 3): "moving house", date(2026, 11, 4): "again"}
    )
    case = case_of(diary(referral="received: 2026-11-02"))
    due = []
    for step in (MEETING, MEETING.replace("    cites:", "    calendar: united-kingdom\n    cites:")):
        made = plan(step.replace("15 working", "20 working"))
        due.append(str(deadlines(made, Timeline(case, made.kind, date(2026, 11, 22)), closed)[0].due))
    assert due == ["2026-12-02", "2026-12-01"]
