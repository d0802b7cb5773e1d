"""What is to be done next in a case, and what it waits for: before any words are made of it."""

from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.attendance import Outlook
from reviewctl.model.deadline import Deadline, Suspended

TodoSort = Literal[
    "step",
    "chase",
    "record",
    "date",
    "document",
    "file",
    "meeting",
    "planned",
    "late",
    "ask-again",
    "hold",
    "request",
    "comment",
    "urgent",
]
WaitSort = Literal["agency", "external", "meeting", "planned", "later", "paused", "hold", "event"]


class Todo(Struct, frozen=True, kw_only=True):
    """One thing to do, and who sees to it (a role of the pack).

    `deadline` is the step that it does, or moves on. `at` is the address of what is to be recorded, or the name of
    the document, file, meeting, process or urgent issue; of a request its place in the log, from one; of a comment
    the person and its number. `due` is None for what has no limit; `since` is the day from which
    it waits, where that is known. `holds_up` counts the steps that cannot begin before it is done; `choices` are
    the words that may be recorded, or, of an ask-again by which no step stands still yet, what it names. `invited` is
    whether anybody is on a meeting's sheet. `steps` are those that an ask-again or a meeting bears on.
    """

    sort: TodoSort
    who: str
    deadline: Deadline | None = None
    at: str = ""
    due: date | None = None
    since: date | None = None
    holds_up: int = 0
    choices: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    outlook: Outlook | None = None
    invited: bool = False
    paused: Suspended | None = None
    steps: tuple[Deadline, ...] = ()


class Wait(Struct, frozen=True, kw_only=True):
    """Something that the case waits for, and on whom.

    `on` is a role, an agency's id, or the word by which somebody is named in the record; `until` the day on which
    it is due, booked, or to be asked about again. `at` is the address of the event, where the case waits for one.
    """

    sort: WaitSort
    on: str
    deadline: Deadline | None = None
    until: date | None = None
    at: str = ""
    paused: Suspended | None = None
    steps: tuple[Deadline, ...] = ()
    choices: tuple[str, ...] = ()


class Agenda(Struct, frozen=True):
    """What is to be done in a case on a day, and what it waits for."""

    steps: tuple[Todo, ...] = ()
    waiting: tuple[Wait, ...] = ()
