"""panel.yaml: who sits on the review panel, and what they declared (P§9, P§10, P§13)."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import AgencyId, PersonId, Record, says


class Appointment(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A seat on the review panel."""

    role: Annotated[str, says("The role on the panel: one of the policy's, such as chair-author or member.")]
    person: Annotated[PersonId | None, says("The id of a person of board.yaml.")] = None
    name: Annotated[str | None, says("For somebody who is not in board.yaml: a name or a title.")] = None
    agency: Annotated[AgencyId | None, says("The agency for which the person sits.")] = None
    from_: Annotated[date | None, says("The first day.")] = None
    to: Annotated[date | None, says("The last day; blank while it lasts.")] = None
    reason: Annotated[str | None, says("Why appointed, or why the seat changed hands.")] = None
    independence: Annotated[
        str | None, says("How it was made sure that the chair or author is independent (P§13).")
    ] = None

    def holds(self, on: date) -> bool:
        """Whether the seat was held on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class Declaration(Record, frozen=True, kw_only=True):
    """What a member declared about involvement with the person or the family (P§9)."""

    person: Annotated[PersonId, says("The id of the member.")]
    on: Annotated[date | None, says("The day it was declared.")] = None
    involvement: Annotated[bool | None, says("true if there was any involvement, false if none.")] = None
    settled_on: Annotated[date | None, says("The day on which an involvement was settled.")] = None
    how: Annotated[str | None, says("How it was settled.")] = None


class Panel(Record, frozen=True, kw_only=True):
    """The review panel."""

    appointments: Annotated[tuple[Appointment, ...], says("Who sits on the panel, for whom, from when.")] = ()
    declarations: Annotated[
        tuple[Declaration, ...], says("Who declared what about involvement in the case.")
    ] = ()
