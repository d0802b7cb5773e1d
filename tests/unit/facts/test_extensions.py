"""Which date counts: where several events start the count, and where more time was allowed."""

import pytest

from tests.unit.facts.kit import MEETING, deadline, diary, facts

# Fifteen working days from Monday 12 January 2026 run out on Monday 2 February.
CAME = diary(referral="received: 2026-01-12")


def log(*extensions: str) -> dict[str, str]:
    listed = "".join(f"  - {{step: {text}}}\n" for text in extensions)
    return {**CAME, "log.yaml": f"extensions:\n{listed}"}


# The extensions in the log, the day judged on, the due date and how many are in force.
EXTENDED = {
    "none": (("other, to: 2026-03-02",), "2026-02-10", "2026-02-02", 0),
    "one": (("meeting, to: 2026-02-16",), "2026-02-10", "2026-02-16", 1),
    "one agreed by then": (("meeting, to: 2026-02-16, on: 2026-02-10",), "2026-02-10", "2026-02-16", 1),
    "one agreed later": (("meeting, to: 2026-02-16, on: 2026-02-11",), "2026-02-10", "2026-02-02", 0),
    "one that takes time away": (("meeting, to: 2026-01-20",), "2026-02-10", "2026-02-02", 0),
    "one that changes nothing": (("meeting, to: 2026-02-02",), "2026-02-10", "2026-02-02", 0),
    "two": (("meeting, to: 2026-02-16", "meeting, to: 2026-03-02"), "2026-02-10", "2026-03-02", 2),
    "an earlier one after a later": (
        ("meeting, to: 2026-03-02", "meeting, to: 2026-02-16"),
        "2026-02-10",
        "2026-03-02",
        1,
    ),
    "one for another item": (('"meeting[gmp]", to: 2026-02-16',), "2026-02-10", "2026-02-02", 0),
}


@pytest.mark.parametrize("name", EXTENDED)
def test_more_time_counts_once_agreed_and_never_takes_away(name: str) -> None:
    """The last later date counts; the first one stays visible as the original."""
    extensions, as_of, due, count = EXTENDED[name]
    one = deadline(MEETING, log(*extensions), as_of)
    assert (str(one.due), str(one.original_due), len(one.extensions)) == (due, "2026-02-02", count)


def test_an_extension_changes_the_state() -> None:
    """What would be overdue runs on; what would be late is met."""
    extended = log("meeting, to: 2026-02-16, reason: police away, agreed_by: manager, on: 2026-02-01")
    assert deadline(MEETING, CAME, "2026-02-10").state == "overdue"
    one = deadline(MEETING, extended, "2026-02-10")
    assert (one.state, one.days) == ("running", 4)
    assert (one.extensions[0].reason, one.extensions[0].agreed_by) == ("police away", "manager")
    held = diary(referral="received: 2026-01-12", screening="held: 2026-02-12")
    assert deadline(MEETING, held, "2026-02-20").state == "met-late"
    assert deadline(MEETING, {**extended, **held}, "2026-02-20").state == "met"


def test_an_extension_gives_a_limit_to_what_had_none() -> None:
    """A date was set for a duty without a limit, or for a step whose start is not known."""
    briefing = MEETING.replace("    within: 15 working days\n", "")
    one = deadline(briefing, log("meeting, to: 2026-02-16"), "2026-02-20")
    assert (one.state, str(one.due), one.original_due, one.waiting) == ("overdue", "2026-02-16", None, None)
    unknown = {**log("meeting, to: 2026-02-16"), **diary(referral="received: not-known")}
    assert deadline(MEETING, unknown, "2026-02-20").state == "overdue"
    assert deadline(MEETING, unknown, "2026-02-16").state == "running"


def test_an_extension_may_be_of_one_item() -> None:
    """`imr[pennine-care]` names one agency's step and leaves the others alone."""
    step = """\
  - {id: imr, title: A, who: manager, for_each: returns, after: "returns[].imr.requested",
     by: "returns[].imr.due", until: "returns[].imr.submitted", cites: P§14}
"""
    item = "{imr: {requested: 2026-05-01, due: 2026-05-22}}"
    files = {
        "returns.yaml": f"gmp: {item}\npennine-care: {item}\n",
        "log.yaml": "extensions: [{step: 'imr[pennine-care]', to: 2026-06-30}]\n",
    }
    worked = facts(step, files)
    assert [(one.key, one.item, one.state, str(one.due)) for one in worked.deadlines] == [
        ("imr[gmp]", "gmp", "overdue", "2026-05-22"),
        ("imr[pennine-care]", "pennine-care", "running", "2026-06-30"),
    ]


def test_a_reason_for_lateness_is_shown_once_recorded() -> None:
    """The last reason by the day, with who agreed it; it changes nothing of the state."""
    late = "late: [{step: meeting, reason: police away, agreed_by: manager, on: 2026-02-09}]\n"
    one = deadline(MEETING, {**CAME, "log.yaml": late}, "2026-02-10")
    assert (one.state, one.reason, one.reason_agreed_by) == ("overdue", "police away", "manager")
    assert deadline(MEETING, {**CAME, "log.yaml": late}, "2026-02-08").reason is None


# Which of several events starts the count: what the diary holds, the anchor and the due date.
SEVERAL = {
    "none": (("first", {}), "", None),
    "only the second, of the first": (("first", {"b": "2026-03-10"}), "decision.made", "2026-03-17"),
    "both, of the first": (("first", {"a": "2026-03-12", "b": "2026-03-10"}), "decision.made", "2026-03-17"),
    "both, of the last": (
        ("last", {"a": "2026-03-12", "b": "2026-03-10"}),
        "referral.received",
        "2026-03-19",
    ),
    "only the one that must be, of the last": (
        ("last", {"a": "2026-03-12"}),
        "referral.received",
        "2026-03-19",
    ),
    "only the other, of the last": (("last", {"b": "2026-03-12"}), "referral.received", None),
    "one not known, of the last": (("last", {"a": "2026-03-12", "b": "not-known"}), "decision.made", None),
    "a month that may be later": (("last", {"a": "2026-03-12", "b": "2026-03"}), "decision.made", None),
    "a month that is earlier": (
        ("last", {"a": "2026-03-12", "b": "2026-02"}),
        "referral.received",
        "2026-03-19",
    ),
    "a month that may be earlier": (("first", {"a": "2026-03-12", "b": "2026-03"}), "decision.made", None),
    "a month that ends on the day": (
        ("last", {"a": "2026-03-31", "b": "2026-03"}),
        "referral.received",
        "2026-04-07",
    ),
    "a month that begins on the day": (
        ("first", {"a": "2026-03-01", "b": "2026-03"}),
        "referral.received",
        "2026-03-08",
    ),
    "a month that is later": (
        ("first", {"a": "2026-03-12", "b": "2026-04"}),
        "referral.received",
        "2026-03-19",
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_of_several_events_the_first_or_the_last_counts(name: str) -> None:
    """The one listed first must have happened before the last can be told; an uncertain one is never passed over."""
    (pick, days), anchor, due = SEVERAL[name]
    step = f"""\
  - {{id: told, title: A, who: manager, after: {{{pick}: [referral.received, decision.made]}},
     within: 1 week, until: screening.sent, cites: P§4}}
"""
    files = {}
    if "a" in days:
        files["referral"] = f"received: {days['a']}"
    if "b" in days:
        files["decision"] = f"made: {days['b']}"
    one = deadline(step, diary(**files))
    assert str(one.due) == str(due)
    assert one.anchor == (anchor or "referral.received")
    assert one.state == ("overdue" if due else "not-known" if len(days) == 2 else "not-started")


def test_a_step_runs_for_each_item_there_is() -> None:
    """None without items, one for each with them, in the order written."""
    step = """\
  - {id: told, title: A, who: manager, for_each: family, after: {last: [decision.made, "family[].added_on"]},
     until: "family[].told", cites: P§11}
"""
    made = diary(decision="made: 2026-03-02")
    assert facts(step, made).deadlines == ()
    family = "sister: {}\nmother: {added_on: 2026-03-10}\nfriend: {told: 2026-04-01}\n"
    found = facts(step, {**made, "family.yaml": family}).deadlines
    assert [(one.key, one.state, one.waiting, one.anchor) for one in found] == [
        ("told[sister]", "running", 98, "decision.made"),
        ("told[mother]", "running", 90, "family[mother].added_on"),
        ("told[friend]", "met", 30, "decision.made"),
    ]


def held_on(day: str, outcome: str) -> str:
    """Return the minutes of a screening meeting that came to this outcome."""
    return f"---\nkind: screening\ndate: {day}\nstatus: held\ndecisions: [{{outcome: {outcome}}}]\n---\n"


def test_the_first_of_two_meetings_answers_the_limit_and_the_last_starts_the_next() -> None:
    """An adjourned screening: held in time on the first day; the five days run from the second."""
    steps = (
        MEETING
        + """\
  - {id: recommendation, title: B, who: manager, after: screening.concluded, within: 5 working days,
     until: screening.sent, cites: P§11}
"""
    )
    files = {
        **CAME,
        "meetings/a.md": held_on("2026-01-28", "adjourned"),
        "meetings/b.md": held_on("2026-02-11", "concluded"),
    }
    meeting, recommendation = facts(steps, files, "2026-02-12").deadlines
    assert (meeting.state, str(meeting.done_on)) == ("met", "2026-01-28")
    assert (str(recommendation.anchor_date), str(recommendation.due)) == ("2026-02-11", "2026-02-18")
    between = facts(steps, files, "2026-02-10").deadlines
    assert (between[0].state, between[1].state) == ("met", "not-started")


def test_what_helps_to_do_a_step_comes_with_it() -> None:
    """The command and the letter are the policy's."""
    step = MEETING.replace("    cites", "    how: {letter: invitation, command: record {case} x}\n    cites")
    step = step.replace("command: record {case} x", 'command: "record {case} x"')
    one = deadline(step, CAME)
    assert (one.letter, one.command) == ("invitation", "record {case} x")
