"""publication.yaml: how, when and with whom the report is published (P§19, P-App2)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.record import Record, says


class ChecklistNote(Record, frozen=True, kw_only=True):
    """Who answers for an item of the checklist, and by when. That it was done is in the diary."""

    owner: Annotated[str | None, says("Who does it: a role or a person's id.")] = None
    due: Annotated[date | None, says("By when.")] = None
    note: Annotated[str | None, says("Anything to add, or why it does not apply.")] = None


class Publication(Record, frozen=True, kw_only=True):
    """Decisions about publication."""

    style: Annotated[
        Literal["press-statement", "website", "summary-only", "not-published"] | None,
        says("press-statement (pro-active), website, summary-only or not-published (P-App2)."),
    ] = None
    reason: Annotated[str | None, says("Why in this way, above all where it is not published.")] = None
    embargo: Annotated[date | None, says("Not before this day.")] = None
    publish_until: Annotated[date | None, says("The day on which it comes off the site.")] = None
    considered_with: Annotated[
        tuple[str, ...],
        says("With whom publication was considered: independent-chair, family, coroner (P§19)."),
    ] = ()
    checklist: Annotated[
        dict[str, ChecklistNote | None],
        says("Notes on the steps of the checklist, by the step's id (P-App2)."),
    ] = {}
    delays: Annotated[str | None, says("The explanation of delays that goes with the report (P-App2).")] = (
        None
    )
