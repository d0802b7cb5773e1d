"""log.yaml: permissions, reasons and notes: what people said about the case, dated."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import ItemId, Record, says


class Extension(Record, frozen=True, kw_only=True):
    """A later date that was allowed for a step."""

    step: Annotated[str, says("The step, with its item: completion, imr[pennine-care].")]
    to: Annotated[date, says("The new date. Never earlier than the one in force.")]
    reason: Annotated[str | None, says("Why more time is needed (P§11).")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None
    on: Annotated[date | None, says("The day it was agreed.")] = None


class Suspension(Record, frozen=True, kw_only=True, rename={"from_": "from", "except_": "except"}):
    """A time during which steps stood still."""

    steps: Annotated[
        tuple[str, ...],
        says("The steps, or a word of the policy for several of them, such as interviews; none means all."),
    ] = ()
    except_: Annotated[
        tuple[str, ...], says("Steps among them that do not stand still, or that go on already.")
    ] = ()
    from_: Annotated[date | None, says("The first day.")] = None
    until: Annotated[date | None, says("The day on which it was resumed; blank while it lasts.")] = None
    reason: Annotated[str | None, says("Why.")] = None
    asked_by: Annotated[str | None, says("Who asked for it.")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None
    ask_again: Annotated[date | None, says("The day on which to ask whether it is still needed.")] = None


class StepReason(Record, frozen=True, kw_only=True):
    """Why a step was late, or was given up."""

    step: Annotated[str, says("The step, with its item: screening-meeting, imr[pennine-care].")]
    reason: Annotated[str | None, says("The reason.")] = None
    agreed_by: Annotated[str | None, says("Who agreed: a role of the policy or a person's id.")] = None
    on: Annotated[date | None, says("The day it was recorded.")] = None


class UrgentIssue(Record, frozen=True, kw_only=True):
    """An issue that could not wait for the report (P§11)."""

    id: Annotated[ItemId | None, says("Its number, by which the answer is recorded.")] = None
    raised: Annotated[date | None, says("The day it was raised.")] = None
    what: Annotated[str | None, says("What it is.")] = None
    to: Annotated[str | None, says("To whom it was taken: executive or board.")] = None
    answered: Annotated[date | None, says("The day it was answered.")] = None
    answer: Annotated[str | None, says("What the answer was. Pseudonyms only.")] = None


class Update(Record, frozen=True, kw_only=True):
    """An update, from the chair to the Independent Chair or on services provided (P§13)."""

    on: Annotated[date | None, says("The day.")] = None
    to: Annotated[str | None, says("Who was updated.")] = None
    about: Annotated[str | None, says("progress, or services to the person.")] = None


class Disclosure(Record, frozen=True, kw_only=True):
    """A paper that was asked for by somebody outside the panel, and given to them or not (P§7)."""

    on: Annotated[date | None, says("The day it was given, or refused; blank while a request is open.")] = (
        None
    )
    to: Annotated[str | None, says("To whom: coroner, police. No name.")] = None
    what: Annotated[
        str | None, says("Which paper: report, imr[pennine-care], chronology, tor, papers[ID], or words.")
    ] = None
    stands_for: Annotated[
        str | None,
        says(
            "The document whose text a listed paper was when it was given: report, imr[agency]; else blank."
        ),
    ] = None
    requested: Annotated[date | None, says("The day on which it was asked for.")] = None
    digest: Annotated[str | None, says("The sha256 of the version given.")] = None
    version: Annotated[str | None, says("The version given, by the paper's own number.")] = None
    commit: Annotated[str | None, says("The commit that held the version given.")] = None
    basis: Annotated[str | None, says("On what legal basis.")] = None
    refused: Annotated[str | None, says("Why it was not given, where it was refused.")] = None


class Note(Record, frozen=True, kw_only=True):
    """A dated line in the case's log."""

    on: Annotated[date, says("The day.")]
    text: Annotated[str, says("The note. Pseudonyms only.")]
    by: Annotated[str | None, says("Who noted it.")] = None


class LinkSeen(Record, frozen=True, kw_only=True):
    """A link of the golden thread that somebody looked at, and the text at its other end as it was then."""

    of: Annotated[str, says("What rests on the other: actions[1], actions[1].evidence, recommendations[2].")]
    to: Annotated[str, says("What it rests on: recommendations[2], findings[F1], questions[3].")]
    sha256: Annotated[str, says("The sha256 of the text at the other end, as it was read.")]
    on: Annotated[date | None, says("The day on which it was looked at.")] = None


class Log(Record, frozen=True, kw_only=True):
    """Permissions, reasons and notes of a case, or of the register."""

    extensions: Annotated[tuple[Extension, ...], says("Later dates that were allowed.")] = ()
    suspensions: Annotated[tuple[Suspension, ...], says("Times during which steps stood still.")] = ()
    waived: Annotated[tuple[StepReason, ...], says("Steps that were given up, with the reason.")] = ()
    late: Annotated[tuple[StepReason, ...], says("Reasons for lateness.")] = ()
    urgent: Annotated[tuple[UrgentIssue, ...], says("Issues that could not wait (P§11).")] = ()
    updates: Annotated[tuple[Update, ...], says("Updates given (P§13).")] = ()
    disclosures: Annotated[tuple[Disclosure, ...], says("Papers given to others.")] = ()
    notes: Annotated[tuple[Note, ...], says("Dated notes.")] = ()
    links: Annotated[
        tuple[LinkSeen, ...], says("Links from question to impact that were looked at, for `action thread`.")
    ] = ()
