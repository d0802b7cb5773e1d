"""meetings/*.md: minutes of screening meetings, panel meetings and the partnership's own (P§8, P§10)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.record import AgencyId, CaseId, PersonId, Record, says


class Attendee(Record, frozen=True, kw_only=True):
    """One line of the attendance sheet."""

    person: Annotated[PersonId | None, says("The id of a person of board.yaml.")] = None
    name: Annotated[str | None, says("For somebody who is not in board.yaml: a name or a title.")] = None
    agency: Annotated[AgencyId | None, says("The agency for which the person came.")] = None
    role: Annotated[str | None, says("The role at this meeting: one of the policy's, such as member.")] = None
    status: Annotated[
        Literal["present", "apologies", "deputy", "absent"] | None,
        says("present, apologies, deputy (came for another), or absent."),
    ] = None
    deputy_for: Annotated[str | None, says("The id of the person for whom the deputy came.")] = None
    reason: Annotated[str | None, says("Why a deputy came: only in exceptional circumstances (P§9).")] = None


class MeetingDeclaration(Record, frozen=True, kw_only=True):
    """An interest declared at the meeting."""

    person: Annotated[PersonId, says("The id of the person.")]
    involvement: Annotated[bool | None, says("true if there was any involvement.")] = None
    how: Annotated[str | None, says("How it was settled.")] = None


class MeetingDecision(Record, frozen=True, kw_only=True):
    """What the meeting decided on a case."""

    case: Annotated[CaseId | None, says("The case, where the meeting took several.")] = None
    outcome: Annotated[
        Literal["concluded", "adjourned", "deferred", "noted"] | None,
        says("concluded, adjourned, deferred or noted."),
    ] = None
    decision: Annotated[str | None, says("What was decided.")] = None
    agrees: Annotated[
        tuple[str, ...], says("What was agreed, by the policy's words: tor, imr-deadlines, action-plan.")
    ] = ()


class Minutes(Record, frozen=True, kw_only=True):
    """The facts of a meeting; the minutes are the text below them. Its number is computed, by date."""

    kind: Annotated[str, says("The kind of meeting: one of the policy's, such as screening or panel.")]
    date: Annotated[date, says("The day of the meeting.")]
    status: Annotated[Literal["planned", "held", "cancelled"], says("planned, held or cancelled.")]
    cancelled_because: Annotated[str | None, says("Why a meeting that was booked was cancelled.")] = None
    cases: Annotated[
        tuple[CaseId, ...], says("The cases it took, where it lies in the register's own folder.")
    ] = ()
    attendance: Annotated[
        tuple[Attendee, ...], says("Who came, who sent apologies, who came for another.")
    ] = ()
    declarations: Annotated[tuple[MeetingDeclaration, ...], says("Interests declared at the meeting.")] = ()
    decisions: Annotated[tuple[MeetingDecision, ...], says("What was decided, case by case.")] = ()
