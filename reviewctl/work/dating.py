"""What `calendar` does: the dates of reviews in words, and those of them that concern one role or agency."""

import difflib
import os
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from reviewctl.exchange.ics import Entry, calendar_text, uid_of
from reviewctl.facts.dates import concerns, dates_of, revision
from reviewctl.model.finding import ReviewctlError
from reviewctl.render.pages.calendar import CalendarLine, calendar_line
from reviewctl.store.find import case_folders
from reviewctl.store.register import Register
from reviewctl.work.desk import Desk
from reviewctl.work.loading import Loaded, Loader
from reviewctl.work.progress import watched

BOARD = "board"
"""The word for the register's own files."""


class Dates(Struct, frozen=True):
    """The dates of one review in words, and how many faults reading found in it."""

    lines: tuple[CalendarLine, ...] = ()
    faults: int = 0


def calendar_dates(loaded: Loaded, wanted: str | None) -> Dates:
    """Return the dates of a review, of all or of those that concern a role or an agency."""
    facts = loaded.facts
    if facts is None:
        return Dates(faults=max(1, loaded.faults))
    number = revision(facts.case, facts.as_of)
    found = [one for one in dates_of(facts) if wanted is None or concerns(one, wanted)]
    lines = [
        calendar_line(facts, one, uid_of(one.case or BOARD, one.key, facts.board.identity), number)
        for one in found
    ]
    return Dates(tuple(lines), loaded.faults)


def gather(desk: Desk, words: tuple[str, ...], wanted: str | None, as_of: date) -> Dates:
    """Return the dates of the reviews named, by date; with no words those of all, and the register's own.

    The word board stands for the register's own duties.
    """
    register = desk.register
    cases = tuple(word for word in words if word != BOARD)
    folders = case_folders(register, cases, desk.folder) if cases or not words else ()
    loader = Loader(register, as_of, dates_only=True)
    each = loader.each(folders, partial(calendar_dates, wanted=wanted))
    found = list(watched(each, len(folders), "reviews"))
    own = loader.own() if BOARD in words or (not words and folders == register.folders) else None
    if own is not None:
        found.append(calendar_dates(Loaded("", own, (), 0), wanted))
    lines = sorted(
        (line for one in found for line in one.lines), key=lambda one: (one.day, one.case, one.key)
    )
    return Dates(tuple(lines), sum(one.faults for one in found))


def refuse_inside(register: Register, output: str) -> None:
    """Raise ReviewctlError where a calendar would be written among the record, which holds nothing else."""
    root = Path(register.root).resolve()
    if root in Path(os.path.realpath(output)).parents:
        raise ReviewctlError(
            "That is inside the register, which holds the record and nothing else.",
            "Write the calendar beside it: -o ../reviews.ics",
        )


def calendar_of(lines: tuple[CalendarLine, ...], name: str, as_of: date) -> str:
    """Return the dates as the text of an .ics file."""
    entries = [
        Entry(
            uid=line.uid,
            day=line.day,
            summary=line.summary,
            description=line.description,
            revision=line.sequence,
        )
        for line in lines
    ]
    return calendar_text(name, as_of, entries)


def role_or_agency(register: Register, word: str) -> str:
    """Return the role of the policy, or the id of the agency, that a person means. Raises ReviewctlError."""
    policy = register.policies.get(register.board.policy)
    roles = tuple(policy.pack.roles) if policy is not None else ()
    if word in roles:
        return word
    agency = register.board.named(word)
    if agency is not None:
        return agency.id
    agencies = [one.id for one in register.board.agencies]
    near = difflib.get_close_matches(word, [*roles, *agencies], 1, 0.5)
    raise ReviewctlError(
        f"--for is a role of the policy or an agency{f'; did you mean {near[0]}?' if near else '.'}",
        f"Roles: {', '.join(roles)}. Agencies: {', '.join(agencies)}.",
    )
