"""What is known before a written date is read, and what a reading of it says."""

from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.terms import Scope

Kind = Literal["date", "words", "blank", "ambiguous", "unread"]
"""`words`: it says when, and names no date ("some weeks later"). `ambiguous`: it may mean several dates. `unread`: it
is meant for a date and is none (31/02/2016), or is a number that could be anything."""


class Setting(Struct, frozen=True, kw_only=True):
    """What is known before a date is read: the period looked at, and what a person has answered.

    `year` is the year of dates that name none, where a person gave one. `month_first` is for tables that a
    program with American settings wrote; without it the day stands first, always.
    """

    scope_from: date | None = None
    scope_to: date | None = None
    year: int | None = None
    month_first: bool = False
    since_1904: bool = False


class Reading(Struct, frozen=True, kw_only=True):
    """What the cells for date and time say.

    `date` is EDTF, `time` as the record keeps it ("19:00", "evening"); `as_written` are the words, where the date
    alone does not say all that they do (a plain day needs none). `assumption` is a whole sentence on what was
    taken for granted, "" for nothing. `reason` says in a sentence why a date is ambiguous or unread, and how to
    write it; `candidates` are the dates (EDTF) that an ambiguous one may mean.
    """

    kind: Kind
    date: str | None = None
    time: str | None = None
    as_written: str | None = None
    assumption: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()


def setting_of(
    scope: Scope | None, *, year: int | None = None, month_first: bool = False, since_1904: bool = False
) -> Setting:
    """Return the setting in which the dates of a review's chronologies are read: its scope, and what was answered."""
    return Setting(
        scope_from=scope.from_ if scope is not None else None,
        scope_to=scope.to if scope is not None else None,
        year=year,
        month_first=month_first,
        since_1904=since_1904,
    )
