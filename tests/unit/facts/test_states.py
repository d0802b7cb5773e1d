"""The states of a step: each of them, and which one goes before which (policy.md)."""

import pytest

from tests.unit.facts.kit import MEETING, deadline, diary

STEP = """\
  - id: meeting
    title: Panel meets
    who: manager
    after: referral.received
    if: {decision.outcome: review}
    within: 5 working days
    until: screening.held
    closed_by: {decision.mandate: none}
    cites: P§11
"""
REVIEW = {"decision.md": "---\noutcome: review\n---\n"}
NO_REVIEW = {"decision.md": "---\noutcome: no-review\n---\n"}
CLOSED = {"decision.md": "---\noutcome: review\nmandate: none\n---\n"}
CLOSED_AND_NO_REVIEW = {"decision.md": "---\noutcome: no-review\nmandate: none\n---\n"}
WAIVED = {"log.yaml": "waived: [{step: meeting, reason: superseded, agreed_by: chair, on: 2026-01-20}]\n"}
# Five working days from Monday 12 January 2026 run out on Monday 19 January.
CAME = "received: 2026-01-12"
ON_THE_DAY, THE_DAY_AFTER = "2026-01-19", "2026-01-20"

# Files, the day judged on, and the state that they come to.
STATES = {
    "nothing recorded": ({}, ON_THE_DAY, "not-started"),
    "the condition open": (diary(referral=CAME), ON_THE_DAY, "not-started"),
    "the anchor open": (REVIEW, ON_THE_DAY, "not-started"),
    "a contrary value": ({**NO_REVIEW, **diary(referral=CAME)}, THE_DAY_AFTER, "not-applicable"),
    "a contrary value before anything began": (NO_REVIEW, THE_DAY_AFTER, "not-applicable"),
    "a contrary value, though done": (
        {**NO_REVIEW, **diary(referral=CAME, screening="held: 2026-01-13")},
        THE_DAY_AFTER,
        "not-applicable",
    ),
    "a contrary value, though waived": (
        {**NO_REVIEW, **WAIVED, **diary(referral=CAME)},
        THE_DAY_AFTER,
        "not-applicable",
    ),
    "a contrary value, though closed": (
        {**CLOSED_AND_NO_REVIEW, **diary(referral=CAME)},
        THE_DAY_AFTER,
        "not-applicable",
    ),
    "waived in the log": ({**REVIEW, **WAIVED, **diary(referral=CAME)}, "2026-02-20", "waived"),
    "waived only later": ({**REVIEW, **WAIVED, **diary(referral=CAME)}, ON_THE_DAY, "running"),
    "waived before it began": ({**REVIEW, **WAIVED}, "2026-02-20", "waived"),
    "waived, though its anchor is not known": (
        {**REVIEW, **WAIVED, **diary(referral="received: not-known")},
        "2026-02-20",
        "waived",
    ),
    "closed by a field": ({**CLOSED, **diary(referral=CAME)}, "2026-02-20", "waived"),
    "closed, and done all the same": (
        {**CLOSED, **diary(referral=CAME, screening="held: 2026-01-13")},
        "2026-02-20",
        "met",
    ),
    "waived, and done all the same": (
        {**REVIEW, **WAIVED, **diary(referral=CAME, screening="held: 2026-01-13")},
        "2026-02-20",
        "met",
    ),
    "an anchor that is not known": (
        {**REVIEW, **diary(referral="received: not-known")},
        "2026-02-20",
        "not-known",
    ),
    "an anchor that is not known, and done": (
        {**REVIEW, **diary(referral="received: not-known", screening="held: 2026-01-13")},
        "2026-02-20",
        "not-known",
    ),
    "an anchor of which the month is known": (
        {**REVIEW, **diary(referral="received: 2026-01")},
        "2026-02-20",
        "not-known",
    ),
    "done on a day that is not known": (
        {**REVIEW, **diary(referral=CAME, screening="held: not-known")},
        "2026-02-20",
        "not-known",
    ),
    "done in a month that lies whole before the limit": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2025-12")},
        "2026-02-20",
        "met",
    ),
    "done in a month that lies whole behind the limit": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026-02")},
        "2026-02-20",
        "met-late",
    ),
    "done in the month in which the limit lies": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026-01")},
        "2026-02-20",
        "not-known",
    ),
    "done in the last month that there is": (
        {**REVIEW, **diary(referral="received: 9999-11-01", screening="held: 9999-12")},
        "9999-12-31",
        "met-late",
    ),
    "done in a month of thirty days": (
        {**REVIEW, **diary(referral="received: 2026-04-23", screening="held: 2026-04")},
        "2026-05-20",
        "met",
    ),
    "done in the month that begins with the limit": (
        {**REVIEW, **diary(referral="received: 2026-05-22", screening="held: 2026-06")},
        "2026-07-20",
        "not-known",
    ),
    "done in the year in which the limit lies": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026")},
        "2026-02-20",
        "not-known",
    ),
    "done in the year before": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2025")},
        "2026-02-20",
        "met",
    ),
    "done on the last day": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026-01-19")},
        "2026-02-20",
        "met",
    ),
    "done a day late": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026-01-20")},
        "2026-02-20",
        "met-late",
    ),
    "done, and the anchor not recorded": (
        {**REVIEW, **diary(screening="held: 2026-01-20")},
        "2026-02-20",
        "met",
    ),
    "done, and the condition open": (
        diary(referral=CAME, screening="held: 2026-01-13"),
        "2026-02-20",
        "met",
    ),
    "done late, and the condition open": (
        diary(referral=CAME, screening="held: 2026-01-23"),
        "2026-02-20",
        "met-late",
    ),
    "done only later": (
        {**REVIEW, **diary(referral=CAME, screening="held: 2026-01-23")},
        THE_DAY_AFTER,
        "overdue",
    ),
    "due today": ({**REVIEW, **diary(referral=CAME)}, ON_THE_DAY, "running"),
    "due yesterday": ({**REVIEW, **diary(referral=CAME)}, THE_DAY_AFTER, "overdue"),
    "a plan is not a deed": (
        {**REVIEW, **diary(referral=CAME, screening="held: {planned: 2026-01-19}")},
        THE_DAY_AFTER,
        "overdue",
    ),
    "a plan for the anchor starts nothing": (
        {**REVIEW, **diary(referral="received: {planned: 2026-01-12}")},
        THE_DAY_AFTER,
        "not-started",
    ),
    "the anchor lies ahead": ({**REVIEW, **diary(referral=CAME)}, "2026-01-11", "not-started"),
}


@pytest.mark.parametrize("name", STATES)
def test_what_is_recorded_comes_to_one_state(name: str) -> None:
    """Each state, and which one outweighs which."""
    files, as_of, state = STATES[name]
    assert deadline(STEP, files, as_of).state == state


NO_LIMIT = """\
  - id: briefing
    title: Chair is briefed
    who: manager
    after: referral.received
    until: referral.briefed
    cites: P§4
"""
UNLIMITED = {
    "not begun": ({}, "not-started", None),
    "waiting": (diary(referral="received: 2026-03-10"), "running", 90),
    "since today": (diary(referral="received: 2026-06-08"), "running", 0),
    "done": (diary(referral="received: 2026-03-10, briefed: 2026-03-13"), "met", 3),
    "done on a day that is not known": (
        diary(referral="received: 2026-03-10, briefed: not-known"),
        "not-known",
        None,
    ),
    "done in a month": (diary(referral="received: 2026-03-10, briefed: 2026-03"), "met", None),
    "begun in a month": (diary(referral="received: 2026-03"), "running", None),
    "begun on a day that is not known": (diary(referral="received: not-known"), "running", None),
}


@pytest.mark.parametrize("name", UNLIMITED)
def test_a_duty_without_a_limit_waits_and_is_never_late(name: str) -> None:
    """Its days since the anchor are counted; it has no due date and so no days left or over."""
    files, state, waiting = UNLIMITED[name]
    one = deadline(NO_LIMIT, files)
    assert (one.state, one.waiting, one.due, one.days) == (state, waiting, None, None)


BY = """\
  - id: imr
    title: Agency submits its IMR
    who: manager
    for_each: returns
    after: returns[].imr.requested
    by: returns[].imr.due
    until: returns[].imr.submitted
    closed_by: {"returns[].outcome": [declined, not-possible]}
    strength: agreed
    cites: P§14
"""
AGREED = {
    "no date agreed": ("imr: {requested: 2026-05-01}", "running", None, None),
    "a date agreed and not asked for": ("imr: {due: 2026-05-22}", "not-started", "2026-05-22", -17),
    "over": ("imr: {requested: 2026-05-01, due: 2026-05-22}", "overdue", "2026-05-22", -17),
    "today": ("imr: {requested: 2026-05-01, due: 2026-06-08}", "running", "2026-06-08", 0),
    "in time": (
        "imr: {requested: 2026-05-01, due: 2026-05-22, submitted: 2026-05-20}",
        "met",
        "2026-05-22",
        2,
    ),
    "late": (
        "imr: {requested: 2026-05-01, due: 2026-05-22, submitted: 2026-05-23}",
        "met-late",
        "2026-05-22",
        -1,
    ),
    "asked for on a day that is not known": (
        "imr: {requested: not-known, due: 2026-05-22}",
        "overdue",
        "2026-05-22",
        -17,
    ),
    "declined": (
        "imr: {requested: 2026-05-01, due: 2026-05-22}, outcome: declined, reason: no contact",
        "waived",
        "2026-05-22",
        None,
    ),
    "given": ("imr: {requested: 2026-05-01, due: 2026-05-22}, outcome: given", "overdue", "2026-05-22", -17),
}


@pytest.mark.parametrize("name", AGREED)
def test_a_date_that_people_agreed_is_a_limit(name: str) -> None:
    """With `by` the date agreed counts, in calendar days, and the reason beside the closing field is shown."""
    item, state, due, days = AGREED[name]
    one = deadline(BY, {"returns.yaml": f"pennine-care: {{{item}}}\n"}, key="imr[pennine-care]")
    assert (one.state, str(one.due) if one.due else None, one.days, one.unit) == (state, due, days, "days")
    assert one.reason == ("no contact" if state == "waived" else None)


def test_days_count_towards_the_due_date_in_the_unit_of_the_allowance() -> None:
    """Positive is left or early, negative is over or late; working days where the allowance is in them."""
    came = "received: 2026-05-05"  # 15 working days over one bank holiday: Wednesday 27 May
    running = deadline(MEETING, diary(referral=came), "2026-05-20")
    assert (str(running.due), running.days, running.unit) == ("2026-05-27", 4, "working days")
    assert deadline(MEETING, diary(referral=came), "2026-06-01").days == -3
    early = deadline(MEETING, diary(referral=came, screening="held: 2026-05-22"))
    late = deadline(MEETING, diary(referral=came, screening="held: 2026-05-29"))
    assert (early.days, late.days) == (2, -2)


def test_a_month_is_as_early_as_its_last_day_and_as_late_as_its_first() -> None:
    """Where only the month is known, no more is claimed than is certain."""
    step = MEETING.replace("15 working days", "2 months")
    early = deadline(step, diary(referral="received: 2026-01-12", screening="held: 2026-02"))
    late = deadline(step, diary(referral="received: 2026-01-12", screening="held: 2026-04"))
    assert (str(early.due), early.state, early.days) == ("2026-03-12", "met", 12)
    assert (late.state, late.days) == ("met-late", -20)


def test_a_due_date_beyond_the_confirmed_bank_holidays_is_provisional() -> None:
    """What rests on holidays not yet announced says so; a limit in months rests on none."""
    far = diary(referral="received: 2031-05-01")
    assert deadline(MEETING, far, "2031-05-02").provisional
    assert not deadline(MEETING, diary(referral="received: 2026-05-01"), "2026-05-02").provisional
    assert not deadline(MEETING.replace("15 working days", "3 months"), far, "2031-05-02").provisional


def test_a_step_of_its_own_calendar_counts_by_it() -> None:
    """St Patrick's Day is no working day of the United Kingdom's calendar, and is one in England and Wales."""
    step = MEETING.replace("within: 15 working days", "within: 2 working days")
    came = diary(referral="received: 2026-03-16")
    assert str(deadline(step, came, "2026-03-16").due) == "2026-03-18"
    other = step.replace("    until", "    calendar: united-kingdom\n    until")
    assert str(deadline(other, came, "2026-03-16").due) == "2026-03-19"


def test_how_a_step_counts_may_differ_from_its_pack() -> None:
    """`count: same-day` makes the day of the event day 1; `roll-forward` lets a Saturday count as Monday."""
    came = diary(referral="received: 2026-01-12")
    same = MEETING.replace("    until", "    count: same-day\n    until")
    assert str(deadline(MEETING, came, "2026-01-12").due) == "2026-02-02"
    assert str(deadline(same, came, "2026-01-12").due) == "2026-01-30"
    saturday = diary(referral="received: 2026-01-10")
    rolled = MEETING.replace("    until", "    non_working: roll-forward\n    until")
    assert str(deadline(MEETING, saturday, "2026-01-12").due) == "2026-01-30"
    assert str(deadline(rolled, saturday, "2026-01-12").due) == "2026-02-02"


def test_the_working_is_shown() -> None:
    """The anchor with its date, the allowance, the citations, the strength and what rests on what."""
    one = deadline(MEETING, diary(referral="received: 2026-05-05", screening="held: {planned: 2026-05-26}"))
    assert (one.anchor, str(one.anchor_date), one.allowance) == (
        "referral.received",
        "2026-05-05",
        "15 working days",
    )
    assert (one.until, str(one.planned), one.citations) == ("screening.held", "2026-05-26", ("P§11",))
    assert (one.who, one.strength, one.owner, one.case) == ("manager", "protocol", "board", "SAR-2026-001")
    assert (one.key, one.open, one.original_due == one.due) == ("meeting", True, True)


def test_another_bodys_step_says_whose_it_is() -> None:
    """The owner is the step's own, else that of the stage where the case is, else the type's."""
    outside = MEETING.replace("    cites", "    owner: external\n    cites")
    assert deadline(outside, diary(referral="received: 2026-05-05")).owner == "external"
