"""What a row of an agency's table may come to: an entry with its faults, a period without contact, or nothing."""

from msgspec import Struct

from reviewctl.facts.written import Setting
from reviewctl.model.policy import ChronologyRule

Said = dict[str, str | tuple[str, ...] | None]


class Ground(Struct, frozen=True, kw_only=True):
    """What a row is read against: the pack's columns, whom and what the review is about, and how dates are read."""

    rule: ChronologyRule
    setting: Setting
    subjects: tuple[tuple[str, str], ...] = ()
    """Pairs of a subject's id and its pseudonym."""
    questions: tuple[str, ...] = ()


class Fault(Struct, frozen=True, kw_only=True):
    """Why a row cannot be brought in: where, what, and how to mend it. `dated` is a fault of its date alone."""

    table: str
    row: int
    column: str
    heading: str
    what: str
    mend: str
    dated: bool = False


class Question(Struct, frozen=True, kw_only=True):
    """A date that may mean several, to be asked about: its words, and what they may mean (EDTF)."""

    table: str
    row: int
    words: str
    candidates: tuple[str, ...]


class Draft(Struct, frozen=True, kw_only=True):
    """A row as the entry that it will be.

    `said` holds the fields that have a column, None for a blank one. `ref` is what stands under Ref. `when` and
    `clock` are the words of the cells for date and time. `unseen` counts characters without a width that were left
    out; `personal` are the headings under which something stands that is a person's own, with what it is.
    """

    table: str
    row: int
    said: Said
    ref: str = ""
    when: str = ""
    clock: str = ""
    assumption: str = ""
    faults: tuple[Fault, ...] = ()
    question: Question | None = None
    unseen: int = 0
    personal: tuple[tuple[str, str], ...] = ()


class Period(Struct, frozen=True, kw_only=True):
    """A row that says of a period that there was no contact, and why; and what was taken for granted of its days."""

    table: str
    row: int
    first: str | None
    last: str | None
    reason: str
    assumption: str = ""


class Left(Struct, frozen=True):
    """A row that is no line of a chronology, or is left out, and why."""

    table: str
    row: int
    why: str


Answers = dict[tuple[str, int], str]
"""What was answered to a question, by table and row: the date meant (EDTF), or "" to leave it in words."""
