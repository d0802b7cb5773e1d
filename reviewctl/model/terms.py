"""terms-of-reference.md: what the review looks at, and how (P§12, P§13)."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import AgencyId, ItemId, Record, says


class Scope(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The period that the review looks at."""

    from_: Annotated[date | None, says("The first day looked at.")] = None
    to: Annotated[date | None, says("The last day looked at.")] = None
    as_written: Annotated[
        str | None,
        says("The period in the words of the source, such as: the twelve months before the death."),
    ] = None


class Question(Record, frozen=True, kw_only=True):
    """One line of enquiry."""

    id: Annotated[ItemId, says("A short number that never changes: 1, 2, 2a.")]
    text: Annotated[str, says("The question.")]


class TermsOfReference(Record, frozen=True, kw_only=True):
    """The facts of the terms of reference; the wording is the text below them."""

    version: Annotated[int | None, says("1, and one more for each amendment.")] = None
    amended_because: Annotated[str | None, says("Why this version differs from the one before (P§13).")] = (
        None
    )
    scope: Annotated[Scope | None, says("The period that the review looks at.")] = None
    method: Annotated[str | None, says("The methodology: one of the policy's methods.")] = None
    agencies: Annotated[tuple[AgencyId, ...], says("The agencies that contribute, by id.")] = ()
    questions: Annotated[tuple[Question, ...], says("The lines of enquiry.")] = ()
    output: Annotated[str | None, says("What the review is to produce.")] = None
    family_advocate: Annotated[
        str | None,
        says("Who is the advocate for engaging with the family: a person's or agency's id (P§13)."),
    ] = None
    media_contact: Annotated[str | None, says("Who answers the press: a person's or agency's id (P§13).")] = (
        None
    )
    coroner_questions: Annotated[
        tuple[str, ...], says("Questions that the Coroner asks of the review (P§7).")
    ] = ()
