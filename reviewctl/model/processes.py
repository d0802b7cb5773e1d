"""processes.yaml: inquests, investigations and other reviews beside this one (P§6, P§7, P§13)."""

from datetime import date
from typing import Annotated

from reviewctl.model.event import Events
from reviewctl.model.record import Edtf, ItemKey, Record, says

KINDS = (
    "coroner",
    "criminal",
    "nhs",
    "care-quality-commission",
    "other-review",
    "civil",
    "employment",
)
"""The kinds of process that a review runs beside (P§6, P§7, P§13)."""


class Hold(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Something that a parallel process asks the review to wait with."""

    what: Annotated[
        str | None,
        says(
            "What waits: review (all of it), interviews or publication; another word is kept, and stops no clock."
        ),
    ] = None
    from_: Annotated[date | None, says("The first day.")] = None
    to: Annotated[date | None, says("The last day; blank while it lasts.")] = None
    ask_again: Annotated[date | None, says("The day on which to ask whether it is still needed.")] = None
    reason: Annotated[
        str | None, says("Why, in neutral words, such as: witnesses are to be heard first.")
    ] = None

    def lasts(self, on: date) -> bool:
        """Whether something is still to wait on a day."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


class Process(Record, frozen=True, kw_only=True):
    """One parallel process."""

    kind: Annotated[
        str | None, says("coroner, criminal, nhs, care-quality-commission, other-review, civil, employment.")
    ] = None
    subject: Annotated[str | None, says("The subject's id, where the review has several.")] = None
    contact: Annotated[str | None, says("The role to ask, such as Coroner's officer or SIO.")] = None
    status: Annotated[str | None, says("Where it stands.")] = None
    opened: Annotated[Edtf | None, says("When it began, as far as known.")] = None
    ended: Annotated[Edtf | None, says("When it ended, as far as known.")] = None
    checked_on: Annotated[Events | None, says("The day on which this was last checked.")] = None
    disclosure: Annotated[str | None, says("What may be disclosed, and what stands in the way (P§6).")] = None
    holds: Annotated[tuple[Hold, ...], says("What the review was asked to wait with.")] = ()


ProcessesFile = dict[ItemKey, Process | None]
