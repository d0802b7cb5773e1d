"""Dates out to calendars: iCalendar (RFC 5545). The one home of the library icalendar."""

import contextlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Event

DOMAIN = "reviewctl"
_NAMES = UUID("5f0c8a52-5b0d-5e43-9d2c-6a5d6c1f7b10")
"""The namespace of all identifiers. It never changes: with another, every event would come a second time."""

_A_DAY = timedelta(days=1)


class Entry(Struct, frozen=True, kw_only=True):
    """One whole-day event. `revision` is greater in a later export than in an earlier one."""

    uid: str
    day: date
    summary: str
    description: str
    revision: int


def uid_of(case: str, key: str, board: str = "") -> str:
    """Return the permanent identifier of one date of a case.

    It is made of the case's id and the date's name, so that it outlives any change of the date, and is a hash,
    since names of items may hold pseudonyms (RFC 7986, 5.3). `board` is the identity that the register holds, a word
    with no space in it: two Boards may each have a SAR-2026-001. A register that holds none was begun before there
    were any, and its events keep the identifiers under which they were given out.
    """
    return f"{uuid5(_NAMES, f'{board} {case} {key}' if board else f'{case} {key}')}@{DOMAIN}"


def calendar_text(name: str, as_of: date, entries: Iterable[Entry]) -> str:
    """Return a calendar with these events, in their order, its lines ended by CRLF and folded at 75 octets.

    `as_of` stands for the moment of writing, so that two exports of the same state are the same. An event says
    that it takes no time of the day: the record knows days, and nobody is to seem busy from morning to night.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//reviewctl//reviewctl//EN")
    calendar.add("version", "2.0")
    # The library leaves the two names as they are, where commas and new lines want escaping.
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", _A_DAY, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, datetime.combine(as_of, time(), UTC)))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(entry: Entry, written: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", written)
    event.add("last-modified", written)
    event.add("sequence", entry.revision)
    event.add("dtstart", entry.day)
    # The day behind the last one (RFC 5545, 3.6.1); the last day that there is has none behind it.
    with contextlib.suppress(OverflowError):
        event.add("dtend", entry.day + _A_DAY)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")
    return event
