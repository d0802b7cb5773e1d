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
