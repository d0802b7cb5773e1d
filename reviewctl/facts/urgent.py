"""Urgent issues: what could not wait for the report, and has no answer yet."""

from datetime import date

from msgspec import Struct

from reviewctl.model.log import Log


class Unanswered(Struct, frozen=True, kw_only=True):
    """An urgent issue without an answer on a day (P§11).

    `place` is where it stands in the log's list, from 0; `name` is how it is named on the command line. `raised`
    is None where the day was not recorded, and `waiting` the calendar days since then.
    """

    place: int
    name: str
    raised: date | None
    to: str | None
    waiting: int | None


def unanswered(log: Log, as_of: date) -> tuple[Unanswered, ...]:
    """Return the urgent issues that had been raised by a day and not been answered, longest waiting first."""
    found = [
        Unanswered(
            place=place,
            name=one.id or str(place + 1),
            raised=one.raised,
            to=one.to,
            waiting=(as_of - one.raised).days if one.raised is not None else None,
        )
        for place, one in enumerate(log.urgent)
        if (one.raised is None or one.raised <= as_of) and (one.answered is None or one.answered > as_of)
    ]
    return tuple(sorted(found, key=lambda one: one.raised or date.min))
