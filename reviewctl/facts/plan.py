"""A kind of review made ready to be worked out: its steps with their words turned into things, once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from reviewctl.facts.conditions import Wanted
from reviewctl.model.address import Address, read_address
from reviewctl.model.allowance import Allowance, CalendarName, Counting
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.kind import ReviewType
from reviewctl.model.policy import Pack, Policy
from reviewctl.model.step import Anchor, EventRule, Every, ForEach, InForce, Step, cited

Start = tuple[Address, ...]
Unit = Literal["working days", "days"]
Period = Literal["quarter", "financial-year"]


class Recurs(Struct, frozen=True, kw_only=True):
    """How a step recurs: with each `period` of the calendar, with each meeting of a kind, or every so often.

    `from_` and `to` are the events between which it does.
    """

    period: Period | None = None
    meeting: str | None = None
    interval: Allowance | None = None
    from_: Address | None
    to: Address | None


class Force(Struct, frozen=True):
    """The event whose day decides whether something holds, and the first and the last day on which it does."""

    on: Address
    from_: date
    until: date


class PlannedStep(Struct, frozen=True, kw_only=True):
    """A step whose addresses, allowance and counting are ready to use.

    `after` are the events of which the first (`pick` is first) or the last one counts; where `backwards`, the
    step comes before them. An event of a collection for whose items the step does not run means that of all
    its items, `where` says of which; `closes` are the conditions that end the wait for an item, by the event.
    `unit` is that in which the days left or over are told. `frame` is a deadline of the step with all that it
    says of any case: to fill it in takes a tenth of the time that it takes to make one anew.
    """

    step: Step
    after: Start
    pick: str
    backwards: bool
    where: Wanted
    closes: dict[Address, tuple[Wanted, ...]]
    recurs: Recurs | None
    force: tuple[Force, ...]
    until: Address
    by: Address | None
    allowance: Allowance | None
    unit: Unit
    counting: Counting
    calendar: CalendarName
    for_each: str | None
    only: Wanted
    conditions: Wanted
    closed_by: Wanted
    citations: tuple[str, ...]
    frame: Deadline


class Opens(Struct, frozen=True):
    """One way in which a stage is opened."""

    event: Address
    conditions: Wanted


Line = tuple[Address, EventRule]


class Plan(Struct, frozen=True, kw_only=True):
    """One kind of review under one pack.

    `lines` are the keys that the diary may have, by group, each with its event; None for an earlier key of an
    event, which is still read. `periods` are its groups with a line for each period of the calendar. `of_items`
    are the events of the items of collections, with their rules. `dated` are the steps that can have a day by which
    they are due: the others have no limit. `ordered` are those that come after one event, each before its own.
    """

    policy: str
    pack: Pack
    kind: ReviewType
    steps: tuple[PlannedStep, ...]
    dated: tuple[PlannedStep, ...]
    ordered: tuple[PlannedStep, ...]
    stages: tuple[tuple[Opens, ...], ...]
    warning: Allowance
    lines: dict[str, dict[str, Line | None]]
    periods: dict[str, Period]
    of_items: tuple[tuple[Address, EventRule], ...]

    def step(self, key: str) -> PlannedStep | None:
        """Return the step with this id, with or without its item, or None."""
        wanted = key.partition("[")[0]
        return next((planned for planned in self.steps if planned.step.id == wanted), None)


def plan_of(policy: Policy, kind: ReviewType) -> Plan:
    """Return a kind of review ready to be worked out.

    Raises ValueError where the pack is at fault; a pack is checked (POL) before it is planned.
    """
    steps = (*kind.steps, *kind.publication)
    planned = tuple(plan_step(step, policy.pack, steps, kind.in_force) for step in steps)
    return Plan(
        policy=policy.name,
        pack=policy.pack,
        kind=kind,
        steps=planned,
        dated=tuple(filter(can_be_due, planned)),
        ordered=tuple(one for one in planned if len(one.after) == 1 and not one.backwards),
        stages=tuple(
            tuple(Opens(read_address(way.event), wanted(way.if_)) for way in stage.opened_by)
            for stage in kind.stages
        ),
        warning=Allowance.parse(policy.pack.calendar.warning),
        lines=_lines(kind),
        periods=_periods(steps),
        of_items=tuple((at, rule) for at, rule in _addressed(kind) if at.item == "" and at.fields),
    )


def can_be_due(one: PlannedStep) -> bool:
    """Whether a step can have a day by which it is due, unless somebody allows one; what has no limit is never late."""
    return one.allowance is not None or one.by is not None or one.backwards or one.recurs is not None


def register_kind(pack: Pack) -> ReviewType:
    """Return the register's own events and steps in the form of a kind of review, which it is not."""
    return ReviewType(
        type="register", prefix="", title="The register", cites=(), events=pack.events, steps=pack.steps
    )


def _addressed(kind: ReviewType) -> list[tuple[Address, EventRule]]:
    return [(read_address(pattern), rule) for pattern, rule in kind.events.items()]


def _periods(steps: Sequence[Step]) -> dict[str, Period]:
    named = ((step.until, step.every) for step in steps if isinstance(step.every, str))
    found = {read_address(until).head: period_named(every) for until, every in named}
    return {group: period for group, period in found.items() if period is not None}


def _lines(kind: ReviewType) -> dict[str, dict[str, Line | None]]:
    lines: dict[str, dict[str, Line | None]] = {}
    for now, rule in _addressed(kind):
        if now.item is None:
            lines.setdefault(now.head, {})[".".join(now.fields)] = (now, rule)
        earlier = read_address(rule.was) if rule.was else None
        if earlier is not None and earlier.item is None:
            lines.setdefault(earlier.head, {}).setdefault(".".join(earlier.fields), None)
    return lines


def plan_step(
    step: Step, pack: Pack, steps: Sequence[Step] = (), in_force: InForce | None = None
) -> PlannedStep:
    """Return a step made ready, one of `steps`, of a type that holds as `in_force` says.

    Raises ValueError for words that the language does not have.
    """
    pick, after = anchors(step.after if step.before is None else step.before)
    allowance = Allowance.parse(step.within) if step.within else None
    unit: Unit = "working days" if allowance is not None and allowance.unit == "working days" else "days"
    return PlannedStep(
        step=step,
        after=after,
        pick=pick,
        backwards=step.before is not None,
        where=wanted(_where(step)),
        closes={event: _closing(event, steps) for event in after if event.item == ""},
        recurs=_recurs(step),
        force=tuple(force_of(one) for one in (in_force, step.in_force) if one is not None),
        until=read_address(step.until),
        by=read_address(step.by) if step.by else None,
        allowance=allowance,
        unit=unit,
        counting=Counting(
            step.count or pack.calendar.count,
            step.non_working or pack.calendar.non_working,
        ),
        calendar=calendar_named(step.calendar) if step.calendar else pack.calendar.name,
        for_each=collection(step),
        only=wanted(step.for_each.where) if isinstance(step.for_each, ForEach) else (),
        conditions=wanted(step.if_),
        closed_by=wanted(step.closed_by),
        citations=cited(step.cites),
        frame=_frame(step, unit),
    )


def _frame(step: Step, unit: Unit) -> Deadline:
    """Return a deadline of a step that says only what holds for every case."""
    return Deadline(
        case=None,
        step=step.id,
        title=step.title,
        who=step.who,
        anchor="",
        allowance=step.within,
        until=step.until,
        state="not-started",
        unit=unit,
        strength=step.strength,
        citations=cited(step.cites),
        verified=step.verified,
        command=step.how.command if step.how else None,
        letter=step.how.letter if step.how else None,
    )


def _where(step: Step) -> Mapping[str, object] | None:
    anchor = step.after if step.before is None else step.before
    return anchor.where if isinstance(anchor, Anchor) else None


def _closing(event: Address, steps: Sequence[Step]) -> tuple[Wanted, ...]:
    """Return the conditions each of which ends the wait for an event of an item: those that close its steps."""
    until = str(event)
    return tuple(
        (condition,) for step in steps if step.until == until for condition in wanted(step.closed_by)
    )


def _recurs(step: Step) -> Recurs | None:
    if step.every is None:
        return None
    from_ = read_address(step.from_) if step.from_ else None
    to = read_address(step.to) if step.to else None
    if isinstance(step.every, Every):
        return Recurs(meeting=step.every.meeting, from_=from_, to=to)
    period = period_named(step.every)
    if period is not None:
        return Recurs(period=period, from_=from_, to=to)
    return Recurs(interval=interval_named(step.every), from_=from_, to=to)


def period_named(word: str) -> Period | None:
    """Return the period of the calendar that a word names, or None for any other word."""
    found: Period | None = next((one for one in get_args(Period) if one == word), None)
    return found


def interval_named(words: str) -> Allowance:
    """Return how often `every: year` or `every: 2 years` is. Raises ValueError for anything else."""
    return Allowance.parse(words if words[:1].isdigit() else f"1 {words}")


def force_of(rule: InForce) -> Force:
    """Return when something holds. A first day that is not known yet is still to come."""
    first = (
        date.max if rule.from_ == NOT_KNOWN else date.fromisoformat(rule.from_) if rule.from_ else date.min
    )
    return Force(read_address(rule.on), first, date.fromisoformat(rule.until) if rule.until else date.max)


def calendar_named(name: str) -> CalendarName:
    """Return the name of a calendar as the calendars know it. Raises ValueError for any other."""
    found: CalendarName | None = next((one for one in get_args(CalendarName) if one == name), None)
    if found is None:
        raise ValueError(f'there is no calendar "{name}"')
    return found


def anchors(after: str | Anchor | None) -> tuple[str, Start]:
    """Return whether the first or the last of the events counts, and the events."""
    if after is None:
        return "first", ()
    if isinstance(after, str):
        return "first", (read_address(after),)
    pick, several = ("last", after.last) if after.last is not None else ("first", after.first)
    return pick, tuple(read_address(text) for text in cited(several))


def wanted(conditions: Mapping[str, object] | None) -> Wanted:
    """Return conditions with their addresses read."""
    return tuple((read_address(key), value) for key, value in (conditions or {}).items())


def collection(step: Step) -> str | None:
    """Return the name of the collection for each item of which a step runs."""
    return step.for_each if step.for_each is None or isinstance(step.for_each, str) else step.for_each.of
