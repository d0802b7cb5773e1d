"""publication.yaml: how, when and with whom the report is published (P§19, P-App2)."""

from datetime import date
from typing import Annotated, Literal

from reviewctl.model.record import HexDigits, Record, says


class ChecklistNote(Record, frozen=True, kw_only=True):
    """Who answers for an item of the checklist, and by when. That it was done is in the diary."""

    owner: Annotated[str | None, says("Who does it: a role or a person's id.")] = None
    due: Annotated[date | None, says("By when.")] = None
    note: Annotated[str | None, says("Anything to add, or why it does not apply.")] = None


class Clearance(Record, frozen=True, kw_only=True):
    """That something which may give somebody away stays in a text all the same: who said so, and why."""

    passage: Annotated[
        str, says("The sha256 of the passage that was looked at. Another text is not cleared.")
    ]
    kind: Annotated[str, says("What kind of thing was found there.")]
    place: Annotated[str | None, says("Where it stood then: report/overview.md:41.")] = None
    by: Annotated[str | None, says("Who looked at it: a person's id of board.yaml.")] = None
    reason: Annotated[str | None, says("Why it may stay. Pseudonyms only.")] = None
    on: Annotated[date | None, says("The day on which it was looked at.")] = None


class Publication(Record, frozen=True, kw_only=True):
    """Decisions about publication."""

    style: Annotated[
        Literal["press-statement", "website", "summary-only", "not-published"] | None,
        says("press-statement (pro-active), website, summary-only or not-published (P-App2)."),
    ] = None
    reason: Annotated[str | None, says("Why in this way, above all where it is not published.")] = None
    papers: Annotated[
        tuple[Literal["report", "summary", "briefing", "action-plan"], ...],
        says(
            "Which papers are published; none named means those of the style: with summary-only not the report."
        ),
    ] = ()
    abuse_types: Annotated[
        tuple[str, ...],
        says(
            "The kinds of abuse or neglect, for the record that goes with the papers: neglect, self-neglect."
        ),
    ] = ()
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
    searched_with: Annotated[
        HexDigits | None,
        says(
            "By what the identity register is known again for which the papers are searched: written by "
            "reviewctl publish bind."
        ),
    ] = None
    cleared: Annotated[
        tuple[Clearance, ...],
        says("What the search for names found, and somebody looked at: written by reviewctl publish clear."),
    ] = ()
