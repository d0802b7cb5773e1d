"""Events: what has happened since, in time or late; what was booked, corrected or taken out."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.differences import Difference
from reviewctl.model.address import read_address
from reviewctl.model.changes import Change
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import EventDetail, Moment, moments
from reviewctl.render.changes.sides import Pool, Side, Sides
from reviewctl.render.changes.values import day, head_of, moved, plain, when
from reviewctl.render.pages.naming import listed


def events(sides: Sides, pool: Pool) -> Iterator[Change]:
    """Yield what happened in the review itself, as the diary has it and as minutes tell it, by date."""
    found = [*_written(sides, pool), *_derived(sides)]
    yield from (change for _, change in sorted(found, key=lambda one: one[0]))


Dated = tuple[date, Change]


def _written(sides: Sides, pool: Pool) -> Iterator[Dated]:
    for one in pool:
        head = head_of(one.address)
        rule = sides.rule(one.address)
        if (rule is not None and "[]" not in one.address and head not in _OF_ITEMS) or _is_diary(one, sides):
            pool.take(one.address)
            known = moments(one.after, one.address) or moments(one.before, one.address)
            days = [moment.on or moment.planned for moment in known]
            last = max((day for day in days if day is not None), default=date.max)
            yield last, event_change(sides, one, sides.event(one.address))


_OF_ITEMS = ("returns", "family", "processes", "actions", "complaints", "correspondence", "meetings")


def _is_diary(one: Difference, sides: Sides) -> bool:
    """Whether a difference is one of a diary's lines, though the policy does not know the event."""
    address = read_address(one.address)
    diaries = (side.case.diary for side in (sides.after, sides.before))
    key = address.item if address.item is not None else ".".join(address.fields)
    return any(key in (diary.get(address.head) or {}) for diary in diaries)


def event_change(sides: Sides, one: Difference, label: str) -> Change:
    """Return the change of an event whose thing is called `label`."""
    return Change(
        kind="event",
        words=f"{label}: {event_words(sides, one)}",
        address=one.address,
        before=plain(one.address, one.before),
        after=plain(one.address, one.after),
        covers=(one.address,),
    )


def event_words(sides: Sides, one: Difference) -> str:
    """Return what became of an event: when it was, and how that lay to its limit; or what was corrected."""
    old, new = moments(one.before, one.address), moments(one.after, one.address)
    details = _details(one.before, one.after)
    if not new:
        was = listed([_one(moment) for moment in old])
        return f"taken out{f' (was {was})' if was else ''}{details}"
    if not old:
        return f"{listed([_one(moment) for moment in new])}{in_time(sides.after, one.address)}{details}"
    came = [moment for moment in new if _key(moment) not in set(map(_key, old))]
    went = [moment for moment in old if _key(moment) not in set(map(_key, new))]
    if not came and not went:
        return f"{listed([_one(moment) for moment in new])}, as before{details or '; written another way'}"
    return _corrected(sides, one, went, came) + details


def _corrected(sides: Sides, one: Difference, went: list[Moment], came: list[Moment]) -> str:
    if not went:
        return f"again, {listed([_one(moment) for moment in came])}"
    if not came:
        return f"taken out: {listed([_one(moment) for moment in went])}"
    if len(went) == len(came) == 1:
        first, last = went[0], came[0]
        if _is_plan(first) and not _is_plan(last):
            return f"{when(last)}{in_time(sides.after, one.address)}; it was planned for {_plan_day(first)}"
        if _is_plan(first) and first.planned and last.planned:
            return f"planned day moved, {moved(first.planned, last.planned)}"
        if first.on and last.on and first.precision == last.precision == "day":
            return f"date corrected, {moved(first.on, last.on)}{in_time(sides.after, one.address)}"
    was, now = (listed([_one(moment) for moment in some]) for some in (went, came))
    return f"date corrected, {was} → {now}{in_time(sides.after, one.address)}"


def _key(moment: Moment) -> tuple[object, ...]:
    return (moment.on, moment.precision, moment.planned if moment.on is None else None)


def _is_plan(moment: Moment) -> bool:
    return moment.on is None and moment.planned is not None


def _plan_day(moment: Moment) -> str:
    return day(moment.planned) if moment.planned is not None else ""


def _one(moment: Moment) -> str:
    return f"planned for {when(Moment(moment.planned))}" if _is_plan(moment) else when(moment)


def _details(before: object, after: object) -> str:
    """Return what else is said of an event now: outcome, who did it, why it was corrected, a note."""
    old = before if isinstance(before, EventDetail) else EventDetail()
    new = after if isinstance(after, EventDetail) else EventDetail()
    said = []
    if new.outcome != old.outcome:
        said.append(f"outcome: {new.outcome or 'taken out'}")
    if new.by != old.by:
        said.append(f"by {new.by}" if new.by else "by whom taken out")
    if new.because and new.because != old.because:
        said.append(f"reason: {new.because}")
    if new.note != old.note:
        note = "note taken out" if not new.note else "with a note" if not old.note else "note reworded"
        return "".join(f"; {one}" for one in said) + f" ({note})"
    return "".join(f"; {one}" for one in said)


def in_time(side: Side, address: str) -> str:
    """Return how an event lay to the limit of the step that it ends: ", in time", ", 2 working days late"; or "" ."""
    found = side.deadline_until(address)
    if found is None or found.due is None or found.state not in ("met", "met-late"):
        return ""
    if found.state == "met":
        return f", in time (due {day(found.due)})"
    return f", {late(found)} (due {day(found.due)})"


def late(one: Deadline) -> str:
    """Return by how much a step came too late: "2 working days late"."""
    over = abs(one.days or 0)
    unit = one.unit if over != 1 else one.unit.removesuffix("s")
    return f"{over} {unit} late" if over else "late"


def _derived(sides: Sides) -> Iterator[Dated]:
    """Yield the events that minutes alone tell of, where a step waits for them."""
    facts, before = sides.after.facts, sides.before.facts
    if facts is None:
        return
    for address, rule in facts.plan.kind.events.items():
        step = sides.after.deadline_until(address)
        if rule.from_ is None or "[]" in address or step is None or step.due is None:
            continue
        now, then = facts.happened(address), before.happened(address) if before is not None else None
        if now is None or now.address == address or (then is not None and _key(then) == _key(now)):
            continue
        words = f"{sides.event(address)}: {when(now)}{in_time(sides.after, address)}"
        if then is not None:
            words = f"{sides.event(address)}: {when(then)} → {when(now)}{in_time(sides.after, address)}"
        was = then.on if then is not None else None
        yield now.on or date.max, Change(kind="event", words=words, address=address, before=was, after=now.on)
