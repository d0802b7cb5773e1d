"""A kind of review made ready to be worked out: its steps with their words turned into things, once."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from reviewctl.facts.conditions import Wanted
from reviewctl.model.address import Address, parse_address
from reviewctl.model.allowance import Allowance, CalendarName, Counting
from reviewctl.model.deadline import Deadline
from reviewctl.model.policy import Anchor, EventRule, Pack, Policy, ReviewType, Step, cited

Start = tuple[Address, ...]
Unit = Literal["working days", "days"]


class PlannedStep(Struct, frozen=True, kw_only=True):
    """A step whose addresses, allowance and counting are ready to use.

    `after` are the events of which the first (`pick` is first) or the last one counts. `unit` is that in which
    the days left or over are told. `frame` is a deadline of the step with all that it says of any case: to
    fill it in takes a tenth of the time that it takes to make one anew.
    """

    step: Step
    after: Start
    pick: str
    until: Address
    by: Address | None
    allowance: Allowance | None
    unit: Unit
    counting: Counting
    calendar: CalendarName
    for_each: str | None
    conditions: Wanted
    closed_by: Wanted
    citations: tuple[str, ...]
    frame: Deadline


class Opens(Struct, frozen=True):
    """One way in which a stage is opened."""

    event: Address
    conditions: Wanted


class Plan(Struct, frozen=True, kw_only=True):
    """One kind of review under one pack.

    `lines` are the keys that the diary may have, by group: an earlier key of an event is still read. `of_items`
    are the events of the items of collections, with their rules.
    """

    policy: str
    pack: Pack
    kind: ReviewType
    steps: tuple[PlannedStep, ...]
    stages: tuple[tuple[Opens, ...], ...]
    warning: Allowance
    lines: dict[str, dict[str, None]]
    of_items: tuple[tuple[Address, EventRule], ...]

    def step(self, key: str) -> PlannedStep | None:
        """Return the step with this id, with or without its item, or None."""
        wanted = key.partition("[")[0]
        return next((planned for planned in self.steps if planned.step.id == wanted), None)


def plan_of(policy: Policy, kind: ReviewType) -> Plan:
    """Return a kind of review ready to be worked out.

    Raises ValueError where the pack is at fault; a pack is checked (POL) before it is planned.
    """
    return Plan(
        policy=policy.name,
        pack=policy.pack,
        kind=kind,
        steps=tuple(plan_step(step, policy.pack) for step in (*kind.steps, *kind.publication)),
        stages=tuple(
            tuple(Opens(parse_address(way.event), wanted(way.if_)) for way in stage.opened_by)
            for stage in kind.stages
        ),
        warning=Allowance.parse(policy.pack.calendar.warning),
        lines=_lines(kind),
        of_items=tuple((at, rule) for at, rule in _addressed(kind) if at.item == ""),
    )


def _addressed(kind: ReviewType) -> list[tuple[Address, EventRule]]:
    return [(parse_address(pattern), rule) for pattern, rule in kind.events.items()]


def _lines(kind: ReviewType) -> dict[str, dict[str, None]]:
    lines: dict[str, dict[str, None]] = {}
    for now, rule in _addressed(kind):
        for address in (now, *((parse_address(rule.was),) if rule.was else ())):
            if address.item is None:
                lines.setdefault(address.head, {})[".".join(address.fields)] = None
    return lines


def plan_step(step: Step, pack: Pack) -> PlannedStep:
    """Return a step made ready. Raises ValueError for words that the language does not have."""
    pick, after = anchors(step.after)
    allowance = Allowance.parse(step.within) if step.within else None
    unit: Unit = "working days" if allowance is not None and allowance.unit == "working days" else "days"
    return PlannedStep(
        step=step,
        after=after,
        pick=pick,
        until=parse_address(step.until),
        by=parse_address(step.by) if step.by else None,
        allowance=allowance,
        unit=unit,
        counting=Counting(
            step.count or pack.calendar.count,
            step.non_working or pack.calendar.non_working,
        ),
        calendar=calendar_named(step.calendar) if step.calendar else pack.calendar.name,
        for_each=collection(step),
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
        return "first", (parse_address(after),)
    pick, several = ("last", after.last) if after.last is not None else ("first", after.first)
    return pick, tuple(parse_address(text) for text in cited(several))


def wanted(conditions: Mapping[str, object] | None) -> Wanted:
    """Return conditions with their addresses read."""
    return tuple((parse_address(key), value) for key, value in (conditions or {}).items())


def collection(step: Step) -> str | None:
    """Return the name of the collection for each item of which a step runs."""
    return step.for_each if step.for_each is None or isinstance(step.for_each, str) else step.for_each.of
