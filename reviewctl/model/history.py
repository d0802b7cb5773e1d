"""What became of a review, commit by commit: which values changed, when, who recorded it and why."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

Silent = Literal["added", "taken out", "written another way"]
"""What became of a document that says nothing else than before: one with nothing filled in came, or went."""


class Changed(Struct, frozen=True, kw_only=True):
    """A value that a commit changed, by its address; None where there was, or is, none.

    `reason` is what was given with the new value. Where a commit joined two lines of work and settled the value
    itself, `sides` are the values that the two had; else it is empty.
    """

    address: str
    before: object
    after: object
    reason: str | None = None
    sides: tuple[object, ...] = ()


class Recorded(Struct, frozen=True, kw_only=True):
    """What one commit did to a review; with no `commit`, what is written and not saved yet.

    `written` is when its author wrote it, which stays when commits are moved; `committed` is when it came to stand
    where it stands. `written_on` and `recorded_on` are the days of both in London. `command` is the reviewctl command
    that made it, "" where it was made by hand. `unreadable` are the files that could not be read there, wholly or in
    part, `files` other files that it touched, and `silent` the documents that say the same after it as before it, each
    with what became of it. `was` is the folder that the review had until then, where that changed. `undoes` is the
    commit that it took back, and `undone_by` the one that took it back.
    """

    commit: str | None
    author: str = ""
    written: datetime | None = None
    committed: datetime | None = None
    written_on: date | None = None
    recorded_on: date | None = None
    subject: str = ""
    command: str = ""
    merge: bool = False
    changes: tuple[Changed, ...] = ()
    unreadable: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    silent: dict[str, Silent] = {}
    was: str | None = None
    undoes: str | None = None
    undone_by: str | None = None
    words: tuple[str, ...] = ()
