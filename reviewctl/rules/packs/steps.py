"""POL: whether each step of a type can be done, and be worked out."""

from collections.abc import Iterator
from typing import get_args

from reviewctl.facts.plan import collection
from reviewctl.model.allowance import Allowance, CalendarName
from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.marks import KeyPath
from reviewctl.model.step import Anchor, ForEach, Step, cited
from reviewctl.rules.packs.addresses import BRACKETS, check_address, read
from reviewctl.rules.packs.circles import check_circles
from reviewctl.rules.packs.conditions import check_conditions
from reviewctl.rules.packs.names import NO_COLLECTION, NO_ROLE, NO_STEP, TWICE
from reviewctl.rules.packs.recurrence import check_in_force, check_recurrence, of_periods
from reviewctl.rules.packs.sheet import Sheet, listed, meant, unknown_word

ALLOWANCE = declare("POL010", "allowance-not-readable", "error")
NO_START = declare("POL011", "limit-without-a-start", "error")
TWO_LIMITS = declare("POL012", "step-with-two-limits", "error")
UNCLEAR = declare("POL013", "anchor-unclear", "error")
OWN_ANCHOR = declare("POL017", "step-met-by-its-own-anchor", "error")
TWO_ANCHORS = declare("POL080", "step-after-and-before", "error")
NO_CALENDAR = declare("POL034", "calendar-not-known", "error")


def check_steps(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the steps of a type and of its publication, one by one and together."""
    placed = [(("steps", n), step) for n, step in enumerate(sheet.kind.steps)]
    placed += [(("publication", n), step) for n, step in enumerate(sheet.kind.publication)]
    paths: dict[str, KeyPath] = {}
    for path, step in placed:
        if step.id in paths:
            yield TWICE.finding(
                sheet.spot((*path, "id")),
                f'There is a step "{step.id}" already.',
                help="Give this one an id of its own.",
                related=(sheet.spot((*paths[step.id], "id")),),
            )
        paths.setdefault(step.id, path)
    for path, step in placed:
        yield from _step(step, path, sheet)
        yield from _needs(step, path, paths, sheet)
    waits = {step.id: step.needs for _, step in reversed(placed)}
    ordered = {step_id: waits[step_id] for step_id in paths}
    yield from check_circles(ordered, "steps", lambda name: sheet.spot((*paths[name], "needs")))
    yield from _event_circles([step for _, step in placed], paths, sheet)


def _step(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    owner = collection(step)
    yield from unknown_word(NO_ROLE, step.who, "role", sheet.policy.pack.roles, sheet.spot((*path, "who")))
    if owner is not None:
        spot = sheet.spot((*path, "for_each"))
        yield from unknown_word(NO_COLLECTION, owner, "collection", sheet.collections, spot)
    if owner is not None and owner not in sheet.collections:
        # What is said of its items cannot be judged before it is known whose they are.
        return
    yield from _anchors(step, path, owner, sheet)
    yield from _until(step, path, owner, sheet)
    yield from _limit(step, path, owner, sheet)
    yield from check_recurrence(step, path, sheet)
    yield from check_in_force(step.in_force, (*path, "in_force"), sheet)
    if isinstance(step.for_each, ForEach):
        yield from check_conditions(step.for_each.where, (*path, "for_each", "where"), sheet, owner)
    yield from check_conditions(step.if_, (*path, "if"), sheet, owner)
    yield from check_conditions(step.closed_by, (*path, "closed_by"), sheet, owner)
    if step.calendar is not None and step.calendar not in get_args(CalendarName):
        spot = sheet.spot((*path, "calendar"))
        yield NO_CALENDAR.finding(
            spot, f'There is no calendar "{step.calendar}".', help=listed(get_args(CalendarName))
        )


def _anchors(step: Step, path: KeyPath, owner: str | None, sheet: Sheet) -> Iterator[Finding]:
    if step.after is not None and step.before is not None:
        yield TWO_ANCHORS.finding(
            sheet.spot((*path, "before"), key=True),
            f"The step {step.id} is to come after one event and before another.",
            help="Keep after, or before. Of the other, make a step of its own.",
        )
    yield from _anchor(step, "after", step.after, path, owner, sheet)
    yield from _anchor(step, "before", step.before, path, owner, sheet)


def _anchor(
    step: Step, key: str, anchor: str | Anchor | None, path: KeyPath, owner: str | None, sheet: Sheet
) -> Iterator[Finding]:
    here = (*path, key)
    if isinstance(anchor, str):
        yield from check_address(anchor, here, sheet, "event", owner)
    elif isinstance(anchor, Anchor):
        if (anchor.first is None) == (anchor.last is None):
            yield UNCLEAR.finding(
                sheet.spot(here, key=True),
                f"The step {step.id} must count either from the first of its events or from the last.",
                help=f"Write {key}: {{last: [EVENT, EVENT]}}, or first in place of last.",
            )
        name, several = ("last", anchor.last) if anchor.last else ("first", anchor.first)
        texts = cited(several)
        for number, text in enumerate(texts):
            at = (*here, name) if isinstance(several, str) else (*here, name, number)
            yield from _starting(text, at, sheet, owner)
        yield from _where(step, key, anchor, texts, here, owner, sheet)


def _starting(text: str, path: KeyPath, sheet: Sheet, owner: str | None) -> Iterator[Finding]:
    """Yield what is wrong with an event from which a step counts, which may be that of all items."""
    yield from check_address(text, path, sheet, "event", over(text, owner, sheet) or owner)


def over(text: str, owner: str | None, sheet: Sheet) -> str | None:
    """Return the collection of all of whose items an event is meant, or None."""
    address = read(text)
    if address is None or address.item != "" or address.head == owner:
        return None
    return address.head if address.head in sheet.collections else None


def _where(
    step: Step,
    key: str,
    anchor: Anchor,
    texts: tuple[str, ...],
    here: KeyPath,
    owner: str | None,
    sheet: Sheet,
) -> Iterator[Finding]:
    """Yield what is wrong with the conditions that say which items of a collection count."""
    if anchor.where is None:
        return
    collections = {found for found in (over(text, owner, sheet) for text in texts) if found is not None}
    if len(collections) != 1:
        yield UNCLEAR.finding(
            sheet.spot((*here, "where"), key=True),
            f"The step {step.id} says which items count, and does not count over the items of one collection.",
            help=f'Write {key}: {{last: "returns[].imr.submitted", where: …}}, or leave where out.',
        )
        return
    yield from check_conditions(anchor.where, (*here, "where"), sheet, collections.pop())


def _until(step: Step, path: KeyPath, owner: str | None, sheet: Sheet) -> Iterator[Finding]:
    spot = sheet.spot((*path, "until"))
    until = read(step.until)
    periods = of_periods(step)
    yield from check_address(step.until, (*path, "until"), sheet, "event", periods or owner)
    if owner is not None and until is not None and until.item != "":
        yield BRACKETS.finding(
            spot,
            f"The step {step.id} runs for each item of {owner}, and one event would meet it for all.",
            help=f"Name an event of the item: {owner}[].EVENT. Or leave for_each out.",
        )
    if step.until in _starts(step):
        yield OWN_ANCHOR.finding(
            spot,
            f"The step {step.id} is met by the event that starts it.",
            help="after is what happened before; until is what the step brings about.",
        )


def _starts(step: Step) -> tuple[str, ...]:
    """Return the events from which a step counts, or before which it comes, as written."""
    anchor = step.after if step.before is None else step.before
    if anchor is None or isinstance(anchor, str):
        return (anchor,) if anchor else ()
    return (*cited(anchor.first), *cited(anchor.last))


def _limit(step: Step, path: KeyPath, owner: str | None, sheet: Sheet) -> Iterator[Finding]:
    if step.by is not None:
        yield from check_address(step.by, (*path, "by"), sheet, "date", owner)
    if step.within is None:
        return
    spot = sheet.spot((*path, "within"))
    yield from check_allowance(step.within, spot)
    if step.by is not None:
        yield TWO_LIMITS.finding(
            spot,
            f"The step {step.id} has both an allowance and a date that people agree.",
            help="Keep within, or by.",
        )
    elif step.after is None and step.before is None and step.every is None:
        yield NO_START.finding(
            spot,
            f"The step {step.id} has a limit and nothing from which it counts.",
            help="Add after: EVENT.",
        )


def check_allowance(text: str, spot: Spot) -> Iterator[Finding]:
    """Yield a finding where a text is no allowance."""
    try:
        Allowance.parse(text)
    except ValueError as error:
        why = str(error)
        yield ALLOWANCE.finding(spot, f'"{text}" is not an allowance.', help=f"{why[0].upper()}{why[1:]}.")


def _needs(step: Step, path: KeyPath, known: dict[str, KeyPath], sheet: Sheet) -> Iterator[Finding]:
    for number, needed in enumerate(step.needs):
        if needed not in known:
            yield NO_STEP.finding(
                sheet.spot((*path, "needs", number)),
                f'There is no step "{needed}".{meant(needed, known)}',
                help="Name a step of this file by its id.",
            )


def _event_circles(steps: list[Step], paths: dict[str, KeyPath], sheet: Sheet) -> Iterator[Finding]:
    """Yield circles of events that each wait for the other, such as A after B and B after A."""
    waits: dict[str, tuple[str, ...]] = {}
    first: dict[str, str] = {}
    for step in steps:
        required = tuple(text for text in _required(step) if text != step.until)
        waits[step.until] = (*waits.get(step.until, ()), *required)
        first.setdefault(step.until, step.id)
    yield from check_circles(waits, "events", lambda event: sheet.spot((*paths[first[event]], "after")))


def _required(step: Step) -> tuple[str, ...]:
    """Return the events without which a step cannot start: for the last of several, that is the first."""
    starts = _starts(step) if step.before is None else ()
    if isinstance(step.after, Anchor) and step.after.last is None and len(starts) > 1:
        return ()
    return starts[:1]
