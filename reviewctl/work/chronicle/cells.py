"""What stands in one cell, and in two that are the ends of a period."""

from datetime import date, datetime, time

from reviewctl.facts.span import span_of
from reviewctl.facts.written import Reading, Setting, read_when
from reviewctl.model.sheet import TimedValue
from reviewctl.work.chronicle.texts import cleaned, seen
from reviewctl.work.tracker.discretion import harmless

_LONGEST_DATE = 60


def text_of(cell: TimedValue) -> str:
    """Return a cell as a person would have typed it: a date day first, a whole number without its nought."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case float():
            return f"{cell:.15g}"
    return str(cell).strip()


def between(first: TimedValue, last: TimedValue, setting: Setting) -> Reading:
    """Return what two cells say, one for the first day of a period and one for its last."""
    begin, end = read_when(first, None, setting), read_when(last, None, setting)
    if end.kind == "blank" or (begin.kind not in ("date", "blank")):
        return begin
    if end.kind != "date":
        return end
    days = f"{(begin.date or '..').partition('/')[0]}/{(end.date or '').rpartition('/')[2]}"
    words = f"{text_of(first)} to {text_of(last)}"
    if not span_of(days).placed:
        return Reading(kind="unread", reason=f'"{words}" ends before it begins. Put the two in their order.')
    return Reading(
        kind="date",
        date=begin.date if begin.date == end.date else days,
        as_written=words if begin.as_written or end.as_written else None,
        assumption=" ".join(dict.fromkeys(filter(None, (begin.assumption, end.assumption)))),
    )


def discreet(reason: str, words: str) -> str:
    """Return why a date cannot be taken, without its words where they may be more than a date."""
    shown = harmless(words) and len(words) <= _LONGEST_DATE
    return reason if shown or not words else reason.replace(f'"{words}"', "…")


def plain(cell: TimedValue) -> TimedValue:
    """Return a cell with its words as they are seen."""
    return cleaned(seen(cell)).text or None if isinstance(cell, str) else cell
