"""What must hold of every timetable, whatever stands on record and however little time is left."""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.exchange.ics import uid_of
from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.dates import dates_of, revision
from reviewctl.facts.judged import Facts
from reviewctl.facts.plan import Plan, plan_of
from reviewctl.facts.timetable import Proposal, propose
from reviewctl.store.packs import Policies
from tests.making import NO_BOARD, case_of

BANK_HOLIDAYS = {
    one["date"]
    for one in BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
}
NEAR = st.dates(date(2025, 1, 1), date(2026, 6, 30))
METHODS = st.sampled_from([None, "imr-and-chronology", "imr-review", "systems-approach", "desktop"])
MEETINGS = st.dictionaries(NEAR, st.sampled_from(["planned", "held", "cancelled"]), max_size=5)
AGENCIES = st.dictionaries(st.sampled_from(["police", "health", "care"]), st.none() | NEAR, max_size=3)
CLOSED = st.dictionaries(NEAR, st.just("closed"), max_size=15)


@cache
def plan() -> Plan:
    policy = Policies().get("stockport-2021")
    assert policy is not None
    return plan_of(policy, policy.types["sar"])


def files(method, meetings, agencies, log=""):
    told = {
        "diary.yaml": "referral: {received: 2025-01-02}\ndecision: {made: 2025-02-03}\n",
        "decision.md": "---\noutcome: review\n---\nReasons.\n",
    }
    if method:
        told["terms-of-reference.md"] = f"---\nversion: 1\nmethod: {method}\n---\nTerms.\n"
    for day, status in meetings.items():
        told[f"meetings/{day}-panel.md"] = f"---\nkind: panel\ndate: {day}\nstatus: {status}\n---\nMinutes.\n"
    if agencies:
        told["returns.yaml"] = "".join(
            f"{agency}:\n  contribution: imr\n  imr: {{requested: 2025-03-03{f', due: {due}' if due else ''}}}\n"
            for agency, due in agencies.items()
        )
    if log:
        told["log.yaml"] = log
    return told


def facts_on(day, told, closed=None):
    return Facts(case_of(told), plan(), NO_BOARD, calendar_for("england-and-wales", closed or {}), day)


def timetable(facts, end, panels=None) -> Proposal:
    assert facts.plan.kind.timetable is not None
    return propose(facts, facts.plan.kind.timetable, end, panels)


ANY = st.tuples(NEAR, st.integers(1, 400), METHODS, MEETINGS, AGENCIES, CLOSED, st.none() | st.integers(3, 6))


@given(ANY)
@settings(max_examples=150)
def test_every_proposed_day_is_open_ahead_in_order_and_before_the_end(drawn):
    """Never a weekend, bank holiday or day of the board's own; never past; never two on a day; never late."""
    as_of, ahead, method, meetings, agencies, closed, panels = drawn
    end = as_of + timedelta(days=ahead)
    facts = facts_on(as_of, files(method, meetings, agencies), closed)
    last = as_of
    for line in timetable(facts, end, panels).lines:
        if line.day is None:
            assert line.state in ("no-room", "done")
            continue
        if line.state == "proposed":
            assert line.day.weekday() < 5 and line.day not in BANK_HOLIDAYS and line.day not in closed
            assert last < line.day < end
        last = max(last, line.day)


@given(ANY)
@settings(max_examples=100)
def test_what_stands_is_kept_and_the_meetings_are_as_many_as_asked_for(drawn):
    """Each meeting held or booked is a line with its day; there are as many as asked for, or as there are."""
    as_of, ahead, method, meetings, agencies, closed, panels = drawn
    facts = facts_on(as_of, files(method, meetings, agencies), closed)
    lines = timetable(facts, as_of + timedelta(days=ahead), panels).lines
    there = sorted(day for day, status in meetings.items() if status != "cancelled")
    found = [line for line in lines if line.meeting]
    if method == "desktop":
        assert found == []
        return
    assert sorted(line.day for line in found if line.state in ("held", "booked")) == there
    assert len(found) == max(len(there), panels or 3)
    assert sorted(line.number for line in found) == list(range(1, len(found) + 1))


@given(NEAR, st.integers(0, 120), st.sampled_from(["imr-and-chronology", "desktop"]), CLOSED)
@settings(max_examples=60)
def test_with_room_enough_every_line_has_its_own(as_of, more, method, closed):
    """From the day that is enough on, no line has less room than is proposed for it."""
    facts = facts_on(as_of, files(method, {}, {}), closed)
    enough = timetable(facts, as_of + timedelta(days=1)).enough_on
    proposal = timetable(facts, enough + timedelta(days=more))
    assert proposal.short_by == 0
    before = as_of
    for line in proposal.lines:
        assert line.day is not None
        worked = [before + timedelta(days=n) for n in range(1, (line.day - before).days + 1)]
        open_days = [d for d in worked if d.weekday() < 5 and d not in BANK_HOLIDAYS and d not in closed]
        assert len(open_days) >= line.room
        before = line.day
    assert timetable(facts, enough - timedelta(days=7)).short_by > 0


@given(ANY)
@settings(max_examples=60)
def test_what_was_written_is_not_proposed_again(drawn):
    """With the proposed meetings booked and the agencies' date recorded, nothing of that kind is left."""
    as_of, ahead, method, meetings, agencies, closed, panels = drawn
    end = as_of + timedelta(days=ahead)
    lines = timetable(facts_on(as_of, files(method, meetings, agencies), closed), end, panels).lines
    if any(line.state == "no-room" for line in lines):
        return
    booked = {line.day: "planned" for line in lines if line.meeting and line.state == "proposed"}
    dated = {item: line.day for line in lines if line.state == "proposed" for item in line.items}
    told = files(method, meetings | booked, agencies | dated)
    again = timetable(facts_on(as_of, told, closed), end, panels).lines
    assert not [one for one in again if one.state == "proposed" and (one.meeting or one.items)]


MOVES = st.tuples(NEAR, NEAR, NEAR, st.booleans())


@given(MOVES, MOVES)
@settings(max_examples=80)
def test_an_identifier_outlives_every_date(one, other):
    """However meetings are moved, dates agreed anew and limits extended, the events are the same events."""

    def exported(drawn, as_of):
        first, second, due, extended = drawn
        log = "extensions:\n  - {step: completion, to: 2027-03-01}\n" if extended else ""
        second = second if second != first else second + timedelta(days=1)
        told = files("imr-review", {first: "planned", second: "planned"}, {"police": due}, log)
        facts = facts_on(as_of, told)
        found = dates_of(facts)
        assert len({each.key for each in found}) == len(found)
        return {uid_of(each.case, each.key) for each in found}, revision(facts.case, as_of)

    (early, number), (late, greater) = (
        exported(one, date(2026, 7, 1)),
        exported(other, date(2026, 7, 2)),
    )
    assert early == late and len(early) >= 4
    assert greater > number
