"""The working of a deadline in words: from which day it was counted, what did not count, what was agreed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from reviewctl.facts.judged import Facts
from reviewctl.model.deadline import Deadline, Suspended
from reviewctl.render.dates import MONTHS, long_day, plain_day, weekday_and_day
from reviewctl.render.pages.deadline_record import left_out
from reviewctl.render.pages.naming import agency_name, agreed_by, booking, party_name, role_title

Skipped = Sequence[tuple[date, str]]


def details(facts: Facts, one: Deadline) -> Iterator[str]:
    """Yield what everyone should see under a deadline: reasons, extensions, and what is not certain."""
    booked = booking(facts, one)
    if booked:
        yield booked
    if one.reason is not None:
        # What ended with an earlier kind of the review was agreed by nobody: it follows from the conversion.
        nobody = facts.former and one.state == "waived" and one.reason_agreed_by is None
        yield f"reason on record: {one.reason}{'' if nobody else agreed_by(facts, one.reason_agreed_by)}"
    elif one.state == "met-late" and one.owner == "board":
        yield f"no reason on record: reviewctl late {one.case or 'board'} {_quoted(one)} --reason … --agreed-by ROLE"
    before = one.original_due
    for moved in one.extensions:
        was = weekday_and_day(before, facts.as_of) if before else "without a date"
        on = f" on {plain_day(moved.on)}" if moved.on else ""
        why = moved.reason or "no reason recorded"
        yield f"was {was}; moved{on}: {why}{agreed_by(facts, moved.agreed_by)}"
        before = moved.to
    # Under a duty without a limit it would only repeat what is said under the dates.
    for pause in one.suspensions if one.original_due is not None else ():
        yield _stood_still(facts, one, pause)
    if one.waiting_for:
        yield f"still waits for: {', '.join(agency_name(facts.board, item) for item in one.waiting_for)}"
    if one.provisional:
        year = facts.calendar.confirmed_until.year
        yield f"provisional: bank holidays after {year} are not announced yet"
    if not one.verified:
        yield "not verified: the paragraph is quoted from memory and was not read"


def _stood_still(facts: Facts, one: Deadline, pause: Suspended) -> str:
    """Return a time of standing still in words: from when until when, why, and when to ask again."""
    until = f" until {plain_day(pause.until)}" if pause.until else ""
    ask = f"; ask again on {plain_day(pause.ask_again)}" if pause.ask_again and pause.until is None else ""
    why = pause.reason or ("a hold" if pause.process else "no reason recorded")
    by = f" ({pause.process})" if pause.process else agreed_by(facts, pause.agreed_by)
    asked = f"; asked by {party_name(facts, pause.asked_by)}" if pause.asked_by else ""
    goes_on = one.open and one.state != "suspended" and pause.until is None
    if goes_on and one.extensions:
        until = " until a later date was allowed"
    stood = "stands" if one.state == "suspended" and pause.until is None else "stood"
    return f"{stood} still from {plain_day(pause.from_)}{until}: {why}{asked}{by}{ask}"


def working(facts: Facts, one: Deadline) -> Iterator[str]:
    """Yield how the date was worked out: the count, its start, and every day left out, with why."""
    until = f'"{one.until}"' if "[" in one.until else one.until
    yield f"step {one.key}: reviewctl record {one.case or 'board'} {until} DATE"
    sources = ", ".join(one.citations)
    yield f"{one.strength} ({sources}); seen to by: {role_title(facts.plan.pack, one.who)}"
    if one.anchor_date is None:
        yield f"not counted yet: waits for {one.anchor}" if one.anchor else "waits for no other event"
    elif one.allowance is None:
        yield _without_allowance(facts, one)
    else:
        yield _counted(facts, one)
        yield from _left_out_words(left_out(facts, one), facts.as_of)


def _counted(facts: Facts, one: Deadline) -> str:
    planned = facts.plan.step(one.step)
    if planned is not None and planned.backwards:
        return _counted_back(one)
    count = planned.counting.count if planned is not None else "day-after"
    start = long_day(one.anchor_date) if one.anchor_date else ""
    end = f"; so {long_day(one.original_due)}" if one.original_due else ""
    if one.unit == "working days":
        number = "day 0" if count == "day-after" else "day 1"
        return f"counted from {start} ({number}); {one.allowance}{end}"
    return f"counted from {start}; {one.allowance}, weekends and holidays included{end}"


def _counted_back(one: Deadline) -> str:
    start = long_day(one.anchor_date) if one.anchor_date else ""
    day = f"{start}, the day planned" if one.anchor_planned else start
    end = f"; so {long_day(one.original_due)}" if one.original_due else ""
    return f"counted back from {day}; {one.allowance} before{end}"


def _without_allowance(facts: Facts, one: Deadline) -> str:
    planned = facts.plan.step(one.step)
    if one.due is not None and planned is not None and planned.by is not None:
        return f"the date that was agreed: {planned.by.of(one.item)}"
    if planned is not None and planned.recurs is not None and planned.recurs.interval is not None:
        return f"every {planned.recurs.interval.text()} from the last time"
    if planned is not None and planned.by is not None:
        return f"no date is agreed yet: {planned.by.of(one.item)} is blank"
    return "the protocol sets no limit; the days since are counted"


def _left_out_words(days: Skipped, as_of: date) -> Iterator[str]:
    """Yield the days left out: weekends month by month, and each closed day with its name."""
    weekends = [day for day, why in days if why in ("Saturday", "Sunday")]
    if weekends:
        yield f"left out: Saturdays and Sundays {'; '.join(_by_month(weekends, as_of))}"
    closed = [f"{weekday_and_day(day, as_of)} ({why})" for day, why in days if day.weekday() < 5]
    if closed:
        yield f"left out: {', '.join(closed)}"


def _by_month(days: Sequence[date], as_of: date) -> Iterator[str]:
    for (year, month), some in groupby(days, key=lambda day: (day.year, day.month)):
        name = MONTHS[month - 1][:3] if year == as_of.year else f"{MONTHS[month - 1][:3]} {year}"
        yield f"{', '.join(str(day.day) for day in some)} {name}"


def _quoted(one: Deadline) -> str:
    return f'"{one.key}"' if one.item else one.key
