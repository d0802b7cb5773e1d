"""What a meeting's attendance comes to: who was there, who was lacking, and whether it was quorate."""

from datetime import date
from typing import Literal

from msgspec import Struct


class MeetingQuorum(Struct, frozen=True, kw_only=True):
    """One meeting, judged. `quorate` is None where it is not held yet or the policy sets no quorum.

    `present` and `missing` are seats in the policy's words: `police`, `chair-author`. `notes` are whole
    sentences on who did not count and why, with ids and roles and never a name.
    """

    cases: tuple[str, ...]
    meeting: str
    kind: str
    number: int
    date: date
    status: Literal["planned", "held", "cancelled"]
    quorate: bool | None
    present: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    citations: tuple[str, ...]
    path: str

    @property
    def word(self) -> str:
        """How a command names the meeting: `panel,4`."""
        return f"{self.kind},{self.number}"


class Filler(Struct, frozen=True, kw_only=True):
    """Who could fill a seat: a person, or an agency of whose people the board knows none by an id."""

    person: str | None
    agency: str | None

    @property
    def label(self) -> str:
        """The person's id, else the agency's."""
        return self.person or self.agency or "somebody"


class Gap(Struct, frozen=True, kw_only=True):
    """A seat that nobody is down for. `declined` are those who could have filled it and are not coming.

    `barred` are those who come and do not count, for an involvement that is not settled. `elsewhere` are those
    who come and could, and fill another seat: one person fills one. `could` are others who could, members of
    the panel first.
    """

    seat: str
    declined: tuple[str, ...]
    barred: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    could: tuple[Filler, ...]


class Needed(Struct, frozen=True, kw_only=True):
    """Somebody without whom a seat would be empty. `answered` is whether they have said that they come."""

    who: str
    seat: str
    answered: bool


class Outlook(Struct, frozen=True, kw_only=True):
    """A booked meeting as things stand: all who are on its sheet come, but for those who said otherwise.

    `quorate` is None where the policy sets no quorum, or the board's list gives no agencies to judge by.
    `invited` is how many lines the sheet has.
    """

    case: str
    meeting: MeetingQuorum
    invited: int
    quorate: bool | None
    expected: tuple[str, ...]
    lacking: tuple[Gap, ...]
    needed: tuple[Needed, ...]

    @property
    def word(self) -> str:
        """How a command names the meeting: `panel,4`."""
        return self.meeting.word
