"""The deadlines of a record in plain words, worked out a second time by other means.

Nothing of reviewctl has a part in it: numpy counts the business days over gov.uk's own list of bank holidays,
dateutil the months, and what a step comes to is written down as the policy's words have it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from dateutil.relativedelta import relativedelta
from govuk_bank_holidays.bank_holidays import BankHolidays

from tests.unit.facts.oracle_told import PERIODS, Plain, Told

ONE = timedelta(1)
NOBODY = "not-known"


class Worked(NamedTuple):
    """What a step comes to."""

    item: str | None
    due: date | None
    original_due: date | None
    state: str
    days: int | None
    waiting_for: tuple[str, ...] = ()
    in_hand: int | None = None
    ask_again: date | None = None
    anchor_planned: bool = False


class When(NamedTuple):
    """The first and the last day on which something can have happened; both None where no day is known."""

    first: date | None
    last: date | None

    @property
    def day(self) -> date | None:
        return self.first if self.first == self.last else None


class Occasion(NamedTuple):
    """One time that a step is to be done: for which item, from when, how far that is open, and when it was done.

    `due` is set where it does not follow from the step's own allowance.
    """

    item: str | None
    start: When | None
    done: When | None
    waiting_for: tuple[str, ...] = ()
    planned: bool = False
    due: date | None = None


@cache
def holidays(name: str) -> np.busdaycalendar:
    """Return gov.uk's bank holidays of England and Wales, or of any part of the United Kingdom."""
    source = BankHolidays(use_cached_holidays=True)
    everywhere = (source.ENGLAND_AND_WALES, source.SCOTLAND, source.NORTHERN_IRELAND)
    divisions = everywhere if name == "united-kingdom" else everywhere[:1]
    found = {np.datetime64(one["date"]) for part in divisions for one in source.get_holidays(division=part)}
    if name == "united-kingdom":
        # Proclaimed for Scotland after the package's copy was made.
        found.add(np.datetime64("2026-06-15"))
    return np.busdaycalendar(holidays=sorted(found))


class Second:
    """A record and a policy, in plain words, on a day."""

    def __init__(self, policy: Plain, told: Told) -> None:
        self.pack, self.kind = policy["pack"], policy["kind"]
        self.told, self.as_of = told, told.as_of
        self.documents = told.documents

    def deadlines(self) -> dict[str, list[Worked]]:
        """Return what each step comes to, each time that it is to be done, by the step's id."""
        return {step["id"]: list(self.of(step)) for step in self.kind["steps"]}

    def of(self, step: Plain) -> Iterator[Worked]:
        clock = Clock(step, self.pack["calendar"])
        for one in self.occasions(step, clock):
            applies = self.applies(step, one.item)
            if applies is not LEFT_OUT:
                yield self.work(step, clock, one, applies)

    # What is recorded.

    def raw(self, address: str, item: str | None = None) -> Any:
        """Return what stands at an address, or None."""
        head, *fields = address.split(".")
        if head.endswith("[]"):
            node = self.documents[head[:-2]].get(item)
        else:
            node = self.documents["decision"] if head == "decision" else None
            if node is None or fields[0] == "made" or fields[0] == "checked":
                node = self.documents["diary"].get(head)
        for field in fields:
            node = node.get(field) if node is not None else None
        return node

    def event(self, address: str, item: str | None = None) -> When | None:
        """Return when an event happened, as it stood on the day; None if it had not."""
        value = self.raw(address, item)
        return self.happened(value)

    def happened(self, value: Any) -> When | None:
        several = value if isinstance(value, list) else [value]
        found = [when for when in map(read, several) if when is not None]
        known = [when for when in found if when.first is not None and when.first <= self.as_of]
        if known:
            return min(known, key=lambda when: when.first or date.max)
        return next((when for when in found if when.first is None), None)

    # Whether a step applies.

    def applies(self, step: Plain, item: str | None) -> str:
        each = step.get("for_each")
        if isinstance(each, dict) and (here := self.holds(each["where"], item)) == "no":
            return LEFT_OUT
        answers = [
            self.holds(step.get("if", {}), item),
            *map(self.in_force, (self.kind.get("in_force"), step.get("in_force"))),
        ]
        if isinstance(each, dict):
            answers.append(here)
        return worst(answers)

    def holds(self, conditions: Plain, item: str | None) -> str:
        return worst([self.one(key, wanted, item) for key, wanted in conditions.items()])

    def one(self, address: str, wanted: Any, item: str | None) -> str:
        value = self.value(address, item)
        if wanted == "absent":
            return "yes" if value is None else "no"
        if value is None:
            return "unknown"
        if wanted == "present":
            return "yes"
        if isinstance(wanted, dict):
            return "no" if value in several(wanted["not"]) else "yes"
        return "yes" if value in several(wanted) else "no"

    def value(self, address: str, item: str | None) -> Any:
        """Return what a condition asks for: a field; of an event its outcome, or that it has happened."""
        if address not in self.kind["events"]:
            return self.raw(address, item)
        if self.event(address, item) is None:
            return None
        value = self.raw(address, item)
        if "outcomes" not in self.kind["events"][address]:
            return True
        return value.get("outcome", HAPPENED) if isinstance(value, dict) else HAPPENED

    def in_force(self, rule: Plain | None) -> str:
        if rule is None:
            return "yes"
        on = self.event(rule["on"])
        if on is None or on.first is None or on.last is None:
            return "unknown"
        if rule.get("from") == NOBODY:
            return "no"
        first = date.fromisoformat(rule.get("from", "0001-01-01"))
        last = date.fromisoformat(rule.get("until", "9999-12-31"))
        if first <= on.first and on.last <= last:
            return "yes"
        return "no" if on.last < first or on.first > last else "unknown"

    def ended(self, conditions: Plain, item: str | None) -> bool:
        return any(self.one(key, wanted, item) == "yes" for key, wanted in conditions.items())

    # Each time that a step is to be done.

    def occasions(self, step: Plain, clock: "Clock") -> Iterator[Occasion]:
        every = step.get("every")
        if every is None:
            yield from self.ordinary(step)
            return
        from_ = self.event(step["from"]) if "from" in step else None
        to = self.event(step["to"]) if "to" in step else None
        # It recurs until the day before its last event; of an uncertain one, before the first that it may be.
        end = to.first - ONE if to is not None and to.first is not None else None
        rolls = isinstance(every, str) and every not in PERIODS
        if rolls:
            found = list(self.rolling(step, from_, end, clock))
        elif isinstance(every, str):
            found = list(self.periods(step, from_, end or self.as_of))
        else:
            found = list(self.meetings(step, from_, end or self.as_of))
        if not found:
            doubtful = from_ is not None and (from_.day is None if rolls else from_.first is None)
            found = [Occasion(None, from_ if doubtful else None, None)]
        yield from found

    def ordinary(self, step: Plain) -> Iterator[Occasion]:
        each = step.get("for_each")
        of = each["of"] if isinstance(each, dict) else each
        items: list[str | None] = [None] if of is None else list(self.documents[of])
        for item in items:
            start, waiting, planned = self.start(step, item)
            yield Occasion(item, start, self.event(step["until"], item), waiting, planned)

    def start(self, step: Plain, item: str | None) -> tuple[When | None, tuple[str, ...], bool]:
        if "before" in step:
            on = self.event(step["before"])
            value = self.raw(step["before"])
            if on is None and isinstance(value, dict) and "planned" in value:
                return exactly(date.fromisoformat(value["planned"])), (), True
            return on, (), False
        after = step["after"]
        if isinstance(after, str):
            return self.event(after, item), (), False
        pick = "first" if "first" in after else "last"
        if isinstance(after[pick], str):
            return (*self.of_all(step, pick, after[pick], after.get("where", {})), False)
        whens = [self.event(address, item) for address in after[pick]]
        if pick == "last" and whens[0] is None:
            return None, (), False
        return chosen(pick, [when for when in whens if when is not None]), (), False

    def of_all(
        self, step: Plain, pick: str, address: str, where: Plain
    ) -> tuple[When | None, tuple[str, ...]]:
        name = address.split("[")[0]
        closing = [one.get("closed_by", {}) for one in self.kind["steps"] if one["until"] == address]
        whens, waiting = [], []
        for item in self.documents[name]:
            when = self.event(address, item)
            closed = when is None and any(self.ended(one, item) for one in closing)
            if closed or self.holds(where, item) != "yes":
                continue
            whens.append(when)
            if when is None:
                waiting.append(item)
        there = [when for when in whens if when is not None]
        if not there or (pick == "last" and waiting):
            return None, tuple(waiting)
        return chosen(pick, there), ()

    def periods(self, step: Plain, from_: When | None, end: date) -> Iterator[Occasion]:
        if from_ is None or from_.last is None:
            return
        quarterly = step["every"] == "quarter"
        first = from_.last
        if quarterly:
            start = date(first.year, (first.month - 1) // 3 * 3 + 1, 1)
        else:
            start = date(first.year if first.month > 3 else first.year - 1, 4, 1)
        group = step["until"].removesuffix("[]")
        while (last := start + relativedelta(months=3 if quarterly else 12) - ONE) <= end:
            key = f"{last.year}-q{last.month // 3}" if quarterly else f"{start.year}-{last.year % 100:02}"
            yield Occasion(key, exactly(last), self.happened(self.documents["diary"][group].get(key)))
            start = last + ONE

    def rolling(
        self, step: Plain, from_: When | None, end: date | None, clock: "Clock"
    ) -> Iterator[Occasion]:
        raw = self.raw(step["until"])
        whens = {when for when in map(read, several(raw)) if when is not None}
        known = sorted(when for when in whens if when.first is not None and when.first <= self.as_of)
        lost = [when for when in whens if when.first is None]
        if from_ is not None and from_.day is not None:
            known = [when for when in known if when.last > from_.day]
            chain: list[When | None] = [from_, *known, *([] if known or not lost else lost)]
        else:
            chain = list(known)
        if not chain and lost:
            yield Occasion(None, lost[0], None)
        for number, start in enumerate(chain):
            done = chain[number + 1] if number + 1 < len(chain) else None
            if start is None or start.last is None:
                return
            due = start.last + clock.gap(step["every"]) if start.day is not None else None
            settled = min([due or start.last, *([done.last] if done is not None and done.last else [])])
            if end is not None and settled > end:
                return
            yield Occasion(self.name(start), start, done, (), False, due)

    def name(self, when: When) -> str:
        """Return a day, a month or a year as it is written."""
        assert when.first is not None and when.last is not None
        length = 10 if when.day is not None else 7 if when.first.month == when.last.month else 4
        return when.first.isoformat()[:length]

    def days_of(self, address: str) -> list[date]:
        value = self.raw(address)
        return [date.fromisoformat(one) for one in (value if isinstance(value, list) else [value]) if one]

    def meetings(self, step: Plain, from_: When | None, end: date) -> Iterator[Occasion]:
        if from_ is None or from_.last is None:
            return
        kind = step["every"]["meeting"]
        held = [one for one in self.told.meetings if one["kind"] == kind and one["status"] == "held"]
        dated = [(date.fromisoformat(one["date"]), one) for one in held]
        dated = [(day, one) for day, one in dated if from_.last < day <= end]
        times = [day for day in self.days_of(step["until"]) if day <= self.as_of]
        for (day, one), (following, _) in zip(dated, [*dated[1:], (date.max, {})], strict=False):
            done = [time for time in times if day <= time < following]
            if "SAR-2026-001" in one["cases"]:
                done.append(day)
            yield Occasion(day.isoformat(), exactly(day), exactly(min(done)) if done else None)

    # What it comes to.

    def work(self, step: Plain, clock: "Clock", one: Occasion, applies: str) -> Worked:
        log = self.documents["log"]
        key = f"{step['id']}[{one.item}]" if one.item is not None else step["id"]
        original = self.original(step, clock, one)
        moved = self.moved(step, clock, one, key, original)
        waived = any(
            entry["step"] == key and date.fromisoformat(entry["on"]) <= self.as_of for entry in log["waived"]
        )
        state = self.state(step, one, applies, moved, waived)
        paused = state == "suspended"
        due = None if moved.standing else moved.due
        return Worked(
            item=one.item,
            due=due,
            original_due=original,
            state=state,
            days=self.days(clock, state, one.done, due),
            waiting_for=one.waiting_for,
            in_hand=moved.in_hand if paused else None,
            ask_again=moved.ask_again if paused else None,
            anchor_planned=one.planned,
        )

    def original(self, step: Plain, clock: "Clock", one: Occasion) -> date | None:
        if one.due is not None:
            return one.due
        if "by" in step:
            agreed = self.raw(step["by"], one.item)
            return date.fromisoformat(agreed) if agreed else None
        day = one.start.day if one.start is not None else None
        return None if day is None else clock.due(day)

    def moved(self, step: Plain, clock: "Clock", one: Occasion, key: str, original: date | None) -> "Moved":
        """Return the date in force after all that was recorded.

        What was recorded is taken in order, of one day extensions first. Suspensions between two extensions that
        counted are put together, and move the date by the days on which the step stood still at all.
        """
        done = one.done
        latest = min(done.last or self.as_of, self.as_of) if done is not None else None
        counted = date.min
        if one.start is not None and one.start.day is not None:
            counted = clock.first_counted(one.start.day)
        due, still = original, Still(clock, counted, latest, "before" in step)
        records: list[tuple[date, int, Any]] = []
        for extension in self.documents["log"]["extensions"]:
            on = date.fromisoformat(extension["on"]) if "on" in extension else date.min
            if extension["step"] == key and on <= (latest or self.as_of):
                records.append((on, 0, date.fromisoformat(extension["to"])))
        for pause in self.documents["log"]["suspensions"]:
            first = date.fromisoformat(pause["from"])
            if first <= (latest or self.as_of) and self.of_step(pause, step["id"], one.item):
                records.append((first, 1, pause))
        for _, which, what in sorted(records, key=lambda record: record[:2]):
            if which == 1:
                still.add(what, self.as_of)
            elif (now := still.moved(due)) is None or what > now:
                due = what
                still.forget()
        return Moved(still.moved(due), still.open, still.in_hand(due), min(still.asked, default=None))

    def of_step(self, suspension: Plain, step: str, item: str | None) -> bool:
        def names(word: str) -> bool:
            if word in self.kind["pauses"]:
                return step in self.kind["pauses"][word]["steps"]
            return word in (step, f"{step}[{item}]")

        meant = not suspension.get("steps") or any(map(names, suspension["steps"]))
        return meant and not any(map(names, suspension.get("except", [])))

    def state(self, step: Plain, one: Occasion, applies: str, moved: "Moved", waived: bool) -> str:
        if applies == "no":
            return "not-applicable"
        recurs = "every" in step
        if one.done is None and (waived or self.ended(step.get("closed_by", {}), one.item)):
            return "waived"
        limited = "within" in step or "by" in step
        uncertain = one.start is not None and one.start.day is None
        if uncertain and (limited or recurs) and moved.due is None and "by" not in step and applies == "yes":
            return "not-known"
        if one.done is not None:
            return met(one.done, moved.due)
        if one.start is None or applies == "unknown":
            return "not-started"
        if moved.standing:
            return "suspended"
        return "overdue" if moved.due is not None and self.as_of > moved.due else "running"

    def days(self, clock: "Clock", state: str, done: When | None, due: date | None) -> int | None:
        if due is None or state in ("not-applicable", "waived", "not-known", "suspended"):
            return None
        if done is None:
            return clock.distance(self.as_of, due)
        day = done.last if state == "met" else done.first
        return clock.distance(day, due) if day is not None else None


class Still:
    """The days on which a step stood still, whoever asked for it, since it last began to run."""

    def __init__(self, clock: "Clock", counted: date, done: date | None, backwards: bool) -> None:
        self.clock, self.counted, self.done, self.backwards = clock, counted, done, backwards
        self.forget()

    def forget(self) -> None:
        self.spans: list[tuple[date, date]] = []
        self.asked: list[date] = []

    def add(self, suspension: Plain, as_of: date) -> None:
        first = max(date.fromisoformat(suspension["from"]), self.counted)
        end = date.fromisoformat(suspension["until"]) if "until" in suspension else date.max
        if self.done is not None:
            end = min(end, self.done)
        elif end > as_of:
            end = date.max
            if "ask_again" in suspension:
                self.asked.append(date.fromisoformat(suspension["ask_again"]))
        # What comes before an event moves with the event alone.
        if first < end and not (self.backwards and end < date.max):
            self.spans.append((first, end))

    @property
    def open(self) -> bool:
        return any(end == date.max for _, end in self.spans)

    def together(self) -> list[tuple[date, date]]:
        """Return the times of standing still, none of which overlaps with another."""
        merged: list[tuple[date, date]] = []
        for first, end in sorted(self.spans):
            if merged and first <= merged[-1][1]:
                first, last = merged.pop()
                end = max(end, last)
            merged.append((first, end))
        return merged

    def moved(self, due: date | None) -> date | None:
        if due is None:
            return None
        for first, end in self.together():
            if end < date.max:
                due = self.clock.later(due, first, end)
        return due

    def in_hand(self, due: date | None) -> int | None:
        now = self.moved(due)
        if not self.open or now is None:
            return None
        return self.clock.distance(self.together()[-1][0] - ONE, now)


class Moved(NamedTuple):
    """The date in force, whether the step stands still, and what is then in hand."""

    due: date | None
    standing: bool
    in_hand: int | None
    ask_again: date | None


LEFT_OUT, HAPPENED = "left out", "happened"


class Clock:
    """How the days of a step are counted."""

    def __init__(self, step: Plain, calendar: Plain) -> None:
        self.within = step.get("within")
        self.backwards = "before" in step
        self.working = self.within is not None and "working" in self.within
        self.same_day = step.get("count", calendar.get("count")) == "same-day"
        self.roll = step.get("non_working", calendar.get("non_working")) == "roll-forward"
        self.calendar = holidays(step.get("calendar", calendar["name"]))

    def due(self, day: date) -> date | None:
        if self.within is None:
            return None
        number = int(self.within.split()[0])
        if not self.working:
            gap = span(self.within)
            if self.same_day and "day" in self.within:
                gap -= ONE
            return day - gap if self.backwards else day + gap
        number -= self.same_day
        if self.backwards:
            return self.offset(day, -number, "backward" if self.same_day else "forward")
        return self.offset(day, number, "forward" if self.same_day or self.roll else "backward")

    def gap(self, every: str) -> relativedelta | timedelta:
        """Return how far one time lies behind the one before."""
        return span(every) - ONE if self.same_day and "day" in every else span(every)

    def first_counted(self, day: date) -> date:
        return day if self.same_day else day + ONE

    def offset(self, day: date, number: int, roll: Any) -> date:
        found: date = np.busday_offset(day, number, roll=roll, busdaycal=self.calendar).astype(object)
        return found

    def distance(self, a: date, b: date) -> int:
        """Return the days after `a` up to `b`, in the unit of the allowance; negative where `b` comes first."""
        if not self.working:
            return (b - a).days
        low, high = sorted((a, b))
        count = int(np.busday_count(low + ONE, high + ONE, busdaycal=self.calendar))
        return count if b >= a else -count

    def later(self, due: date, first: date, end: date) -> date:
        """Return a date moved by the days from `first` (included) to `end` (excluded)."""
        if end <= first:
            return due
        if not self.working:
            return due + (end - first)
        units = int(np.busday_count(first, end, busdaycal=self.calendar))
        return self.offset(due, units, "backward") if units else due


def span(words: str) -> relativedelta | timedelta:
    """Return how long `6 months` or `year` is."""
    *number, unit = words.split()
    many = int(number[0]) if number else 1
    unit = unit.rstrip("s")
    if unit == "day":
        return timedelta(many)
    if unit == "week":
        return timedelta(7 * many)
    return relativedelta(months=many) if unit == "month" else relativedelta(years=many)


def exactly(day: date) -> When:
    return When(day, day)


def read(value: Any) -> When | None:
    """Return when something happened as it is written; None for a blank and for a plan."""
    text = value.get("on") if isinstance(value, dict) else value
    if text is None:
        return None
    if text == NOBODY:
        return When(None, None)
    if len(text) == 10:
        return exactly(date.fromisoformat(text))
    first = date.fromisoformat(text + "-01" * (2 if len(text) == 4 else 1))
    return When(first, first + relativedelta(**{"years" if len(text) == 4 else "months": 1}) - ONE)


def chosen(pick: str, whens: list[When]) -> When | None:
    """Return the first or last; where another of which less is known could be it, that uncertain one."""
    if not whens:
        return None
    days = [when.day for when in whens if when.day is not None]
    doubtful = [when for when in whens if when.day is None]
    if not days:
        return doubtful[0]
    best = max(days) if pick == "last" else min(days)
    for when in doubtful:
        if when.first is None or when.last is None:
            return when
        if when.last > best if pick == "last" else when.first < best:
            return when
    return exactly(best)


def met(done: When, due: date | None) -> str:
    if done.first is None or done.last is None:
        return "not-known"
    if due is None or done.last <= due:
        return "met"
    return "met-late" if done.first > due else "not-known"


def worst(answers: list[str]) -> str:
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
