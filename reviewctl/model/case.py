"""case.yaml: what the review is, whom it is about and who looks after it."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import CaseId, Edtf, PersonId, Record, form, says


class Subject(Record, frozen=True, kw_only=True):
    """A person whom the review is about, under a pseudonym."""

    id: Annotated[str, says("Short permanent id, such as adult-e.")]
    pseudonym: Annotated[str, says("The name used in the papers, such as Adult E. Never the real name.")]
    living: Annotated[bool | None, says("true if the person is alive, false if not; blank if unknown.")] = (
        None
    )
    died: Annotated[
        Edtf | None, says("Day of death, as far as known: 2026-01-05, 2026-01, 2026-01~ for about.")
    ] = None
    born: Annotated[
        Edtf | None,
        says("Year or month of birth, for the age at the time: 1982, 1982-03. A full birth date identifies."),
    ] = None
    added_on: Annotated[
        Edtf | None,
        says("When the person was added, if after the review began: 2026-03-10, or 2026-03 for the month."),
    ] = None
    added_because: Annotated[str | None, says("Why the person was added later.")] = None


class FormerType(Record, frozen=True, kw_only=True):
    """A type that this review had before it was converted."""

    type: Annotated[str, says("The type it had.")]
    until: Annotated[date | None, says("The last day on which it had it.")] = None
    because: Annotated[str | None, says("Why it became one of another kind.")] = None


class Lead(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The officer in the business unit who looks after the case."""

    person: Annotated[PersonId, says("The id of the officer in board.yaml.")]
    from_: Annotated[date | None, says("The first day.")] = None
    to: Annotated[date | None, says("The last day; blank while it lasts.")] = None

    def holds(self, on: date) -> bool:
        """Whether the officer looked after the case on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class TakenOver(Record, frozen=True, kw_only=True):
    """That the review began before this register, and was taken over from a list that held a few of its facts.

    It is a fact and no judgement: what follows from it is worked out. What the review had come through by
    that day, and the list did not hold, is neither asked for nor called late.
    """

    on: Annotated[date, says("The day on which it was taken over.")]
    reference: Annotated[
        str | None,
        form(
            r"^[A-Za-z0-9][A-Za-z0-9 ./_#()-]{0,39}$",
            "The number that it had in the list, where it is another than the id.",
        ),
    ] = None
    held: Annotated[
        tuple[str, ...],
        says("The addresses for which the list had a column: a blank there says that it has not happened."),
    ] = ()


class CaseFile(Record, frozen=True, kw_only=True):
    """The identity of a case. Stage, status and overdue are computed and never written here."""

    format: Annotated[int, says("The number of the folder format: 1.")]
    id: Annotated[CaseId, says("The id of the case, which is also its folder's name: SAR-2026-001.")]
    type: Annotated[str, says("The kind of review, as the policy names it: sar.")]
    policy: Annotated[str, says("The policy pack by which the case is judged for ever.")]
    was: Annotated[tuple[FormerType, ...], says("The types it had before it was converted.")] = ()
    subjects: Annotated[tuple[Subject, ...], says("Whom the review is about: none, one or several.")] = ()
    joint_with: Annotated[
        tuple[str, ...], says("Ids or names of other reviews held together with this one.")
    ] = ()
    lead: Annotated[Lead | None, says("The officer who looks after the case.")] = None
    taken_over: Annotated[
        TakenOver | None, says("From which list it was taken over, if it began before this register.")
    ] = None
    cover: Annotated[
        tuple[Lead, ...],
        says("Who looks after the case while the lead officer is away, from when until when."),
    ] = ()

    def lead_on(self, on: date) -> Lead | None:
        """Return the lead officer on a day, or None where nobody is recorded for it."""
        return self.lead if self.lead is not None and self.lead.holds(on) else None

    def cover_on(self, on: date) -> Lead | None:
        """Return who stands in for the lead officer on a day, the last recorded of several; None for nobody."""
        return next((one for one in reversed(self.cover) if one.holds(on)), None)
