"""POL: whether a step that recurs, or holds for a time only, can be worked out."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.plan import interval_named, period_named
from reviewctl.model.codes import declare
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.finding import Finding
from reviewctl.model.marks import KeyPath
from reviewctl.model.step import Every, InForce, Step
from reviewctl.rules.packs.addresses import NO_MEETING_KIND, check_address, read
from reviewctl.rules.packs.sheet import Sheet, unknown_word

NOT_READABLE = declare("POL081", "recurrence-not-readable", "error")
CONTRADICTS = declare("POL082", "recurrence-contradicts-itself", "error")
TIME = declare("POL083", "time-in-force-not-readable", "error")


def of_periods(step: Step) -> str | None:
    """Return the diary group that has a line for each period, where a step recurs by the calendar, or None."""
    if not isinstance(step.every, str) or period_named(step.every) is None:
        return None
    until = read(step.until)
    return until.head if until is not None else None


def check_recurrence(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with how a step recurs."""
    for key, text in (("from", step.from_), ("to", step.to)):
        if text is not None:
            yield from check_address(text, (*path, key), sheet, "event")
    if step.every is None:
        yield from _without(step, path, sheet)
        return
    yield from _word(step, path, sheet)
    yield from _beside(step, path, sheet)


def _without(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    for key, text in (("from", step.from_), ("to", step.to)):
        if text is not None:
            yield CONTRADICTS.finding(
                sheet.spot((*path, key), key=True),
                f"The step {step.id} says between which events it recurs, and does not recur.",
                help="Add every: quarter, or count from an event with after.",
            )


def _word(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    spot = sheet.spot((*path, "every"))
    if isinstance(step.every, Every):
        yield from unknown_word(
            NO_MEETING_KIND, step.every.meeting, "kind of meeting", sheet.kind.meetings, spot
        )
        return
    if step.every is None or period_named(step.every) is not None:
        return
    try:
        interval_named(step.every)
    except ValueError:
        yield NOT_READABLE.finding(
            spot,
            f'"{step.every}" does not say how often.',
            help="Write quarter, financial-year, year, a number such as 2 years, or {meeting: KIND}.",
        )


def _beside(step: Step, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    """Yield what stands beside `every` and cannot be meant with it."""
    for key, value in (
        ("after", step.after),
        ("before", step.before),
        ("by", step.by),
        ("for_each", step.for_each),
    ):
        if value is not None:
            yield CONTRADICTS.finding(
                sheet.spot((*path, key), key=True),
                f"The step {step.id} recurs, and has {key} as well.",
                help="A step that recurs counts from the end of each period, from each meeting, or from the "
                f"last time: leave {key} out, and say with from: EVENT when it begins.",
            )
    by_calendar = of_periods(step) is not None
    until = read(step.until)
    if step.within is not None and isinstance(step.every, str) and not by_calendar:
        yield CONTRADICTS.finding(
            sheet.spot((*path, "within"), key=True),
            f"The step {step.id} is due every {step.every} from the last time, and has an allowance as well.",
            help="Leave within out.",
        )
    if by_calendar and until is not None and (until.item != "" or until.fields):
        yield CONTRADICTS.finding(
            sheet.spot((*path, "until")),
            f"The step {step.id} recurs by the calendar, and {step.until} has no line for each period.",
            help="Declare an event with a line for each period, such as sar_list[], and name that.",
        )
    rule = sheet.kind.events.get(step.until)
    if not by_calendar and rule is not None and not rule.repeats:
        yield CONTRADICTS.finding(
            sheet.spot((*path, "until")),
            f"The step {step.id} recurs, and {step.until} can happen only once.",
            help="Say repeats: true of the event.",
        )


def check_in_force(rule: InForce | None, path: KeyPath, sheet: Sheet) -> Iterator[Finding]:
    """Yield what is wrong with the time for which something holds."""
    if rule is None:
        return
    yield from check_address(rule.on, (*path, "on"), sheet, "event")
    days = {}
    for key, text in (("from", rule.from_), ("until", rule.until)):
        try:
            days[key] = date.fromisoformat(text) if text is not None and text != NOT_KNOWN else None
        except ValueError:
            yield TIME.finding(
                sheet.spot((*path, key)),
                f'"{text}" is not a day.',
                help="Write year-month-day: 2026-05-20, or not-known while it is still to be set.",
            )
    first, last = days.get("from"), days.get("until")
    if first is not None and last is not None and last < first:
        yield TIME.finding(
            sheet.spot((*path, "until")), "It ends before it begins.", help="Change from, or until."
        )
