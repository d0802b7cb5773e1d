"""What a writing command says it did: the value in full, what stood there, and what follows from it."""

from collections.abc import Iterator
from datetime import date

from reviewctl.facts.calendar import today
from reviewctl.facts.judged import Facts
from reviewctl.model.address import Address
from reviewctl.model.deadline import Deadline
from reviewctl.model.event import EventDetail
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import sources
from reviewctl.render.visible import visible
from reviewctl.rules.every import judge

_LONGEST = 70
_SHOWN = 3


def said(address: str, new: object, old: object) -> Iterator[str]:
    """Yield what was recorded at an address, and what stood there before."""
    yield f"{address}: {spoken(new)}" if new is not None else f"{address}: cleared"
    added = isinstance(new, list) and new[:-1] == plain_list(old)
    if old is not None and old not in ((), "") and not added:
        before = plain_list(old)[-1] if isinstance(old, tuple) and isinstance(new, dict) else plain(old)
        yield f"  before: {spoken(before).removeprefix('recorded: ')}"


def spoken(value: object) -> str:
    """Return a value for the eye: a date in full, so that a slip is seen; words as they were typed."""
    if isinstance(value, dict):
        first = value.get("on") or value.get("planned")
        done = "planned" if "planned" in value else "recorded"
        more = [f"{value[key]}" for key in ("outcome", "by", "note", "because") if value.get(key)]
        return f"{done}: {', '.join([_word(first), *map(_word, more)])}"
    if isinstance(value, list | tuple):
        return f"recorded: {', '.join(spoken(one).removeprefix('recorded: ') for one in value)}"
    return f"recorded: {_word(value)}"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return long_day(value)
    text = str(value)
    shown = _day(text) or visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}… ({len(text):,} characters)"


def _day(text: str) -> str:
    """Return a date in full; "" where the text is none, or one that no calendar has."""
    try:
        return long_day(date.fromisoformat(text)) if len(text) == 10 else ""
    except ValueError:
        return ""


def plain_list(old: object) -> list[object]:
    """Return what stands at an event as a list of plain values, to write it again with one more."""
    return [plain(one) for one in (old if isinstance(old, tuple) else (old,))]


def plain(one: object) -> object:
    """Return an event's detail as the keys that are filled in; anything else as it is."""
    if not isinstance(one, EventDetail):
        return one
    fields = ("on", "planned", "outcome", "by", "note", "was", "because")
    return {name: value for name in fields if (value := getattr(one, name)) is not None}


def consequences(before: Facts, after: Facts, address: Address) -> Iterator[str]:
    """Yield what the record has met or started: the person sees at once what follows."""
    states = {one.key: one for one in before.deadlines}
    for one in after.deadlines:
        was = states.get(one.key)
        if was is not None and was.state == one.state and was.due == one.due:
            continue
        whose = f" ({one.item})" if one.item else ""
        if one.until == str(address) and one.state in ("met", "met-late"):
            late = f", {_late(one)}" if one.state == "met-late" else ""
            yield f"  meets: {one.title}{whose}{late}"
        elif one.state in ("running", "overdue") and one.due is not None:
            over = " - already past" if one.state == "overdue" else ""
            cites = f" ({sources(one)})" if one.citations else ""
            yield f"  starts: {one.title}{whose}, due {long_day(one.due)}{cites}{over}"


def troubles(before: Facts, after: Facts) -> Iterator[str]:
    """Yield the errors that a record has brought about, such as a date before the one it must follow.

    One that was there already and says another thing now is told again: a correction that is wrong, too, is no cure.
    """
    had = {(finding.code, finding.at, finding.message) for finding in judge(before, today())}
    fresh = [
        finding
        for finding in judge(after, today())
        if finding.severity == "error"
        and not finding.waived
        and (finding.code, finding.at, finding.message) not in had
    ]
    for finding in fresh[:_SHOWN]:
        yield f"  to put right: {finding.message}"
    if len(fresh) > _SHOWN:
        yield f"  and {len(fresh) - _SHOWN} more: reviewctl validate {after.case.id}"


def _late(one: Deadline) -> str:
    unit = one.unit[:-1] if abs(one.days or 0) == 1 else one.unit
    return f"{abs(one.days or 0)} {unit} late"
