"""Events: dated facts of the process, as they are written in the diary and in the items of a collection."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from msgspec import Struct

from reviewctl.model.record import Record, form, says

NOT_KNOWN = "not-known"

EventText = Annotated[
    str,
    form(
        r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|not-known)$",
        "A day (2026-05-20), a month (2026-05) or a year where no more is known, or not-known.",
    ),
]


class EventDetail(Record, frozen=True, kw_only=True):
    """An event with more to say than its date."""

    on: Annotated[EventText | None, says("When it happened: year-month-day.")] = None
    planned: Annotated[
        date | None, says("When it is meant to happen. A plan never counts as having happened.")
    ] = None
    outcome: Annotated[str | None, says("What came of it, in the words that the policy gives.")] = None
    by: Annotated[str | None, says("The role or the person's id who did it.")] = None
    note: Annotated[str | None, says("Anything to add, such as: by letter.")] = None
    was: Annotated[EventText | None, says("The date that stood here before it was corrected.")] = None
    because: Annotated[str | None, says("Why the date was corrected.")] = None


Event = EventText | EventDetail
Events = EventText | EventDetail | tuple[EventText | EventDetail, ...]
Diary = dict[str, dict[str, Events | None] | None]
"""The diary of a case: group → event → when. Which groups and events there are is the pack's to say."""

Precision = Literal["day", "month", "year", "not-known"]


class Moment(Struct, frozen=True, order=True):
    """When an event happened, as far as it is known.

    `on` is the day, or the first day of the month or year that is known; None where it is not known or where
    there is only a plan. `planned` is a day that was booked for it.
    """

    on: date | None
    precision: Precision = "day"
    planned: date | None = None
    outcome: str | None = None
    address: str = ""

    @property
    def exact(self) -> bool:
        """Whether the very day is known, so that days can be counted from it."""
        return self.on is not None and self.precision == "day"

    @property
    def written(self) -> str:
        """The moment as the files write it: 2018-03-12, 2018-03, 2018, not-known."""
        if self.on is None:
            return NOT_KNOWN
        return self.on.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


def moments(value: object, address: str) -> tuple[Moment, ...]:
    """Return the moments that an event's value holds, in the order written; none for a blank."""
    if isinstance(value, str):
        on, precision = _day(value)
        return (Moment(on, precision, None, None, address),)
    if isinstance(value, tuple):
        return tuple(moment for one in value for moment in moments(one, address))
    if not isinstance(value, EventDetail):
        return ()
    if value.on is None:
        return (Moment(None, "not-known", value.planned, value.outcome, address),) if value.planned else ()
    on, precision = _day(value.on)
    return (Moment(on, precision, value.planned, value.outcome, address),)


@lru_cache(maxsize=4096)
def _day(text: str) -> tuple[date | None, Precision]:
    """Return the day, or the first day, that a text names, and how exactly it is known."""
    if text == NOT_KNOWN:
        return None, "not-known"
    parts = [int(part) for part in text.split("-")]
    precision: Precision = ("year", "month", "day")[len(parts) - 1]
    try:
        return date(*[*parts, 1, 1][:3]), precision
    except ValueError:
        # A day that no calendar has, such as 30 February, is reported where the file is read.
        return None, "not-known"
