"""decision.md: what the Independent Chair decided and why (P§5, P§8, P§11)."""

from typing import Annotated, Literal

from reviewctl.model.record import Record, says


class Decision(Record, frozen=True, kw_only=True):
    """The facts of the decision; the reasons are the text below them."""

    outcome: Annotated[
        Literal["review", "no-review", "other-pathway", "joined"] | None,
        says("review, no-review, other-pathway, or joined (to another review)."),
    ] = None
    pathway: Annotated[
        str | None, says("The other pathway, or the id of the review that this one joins.")
    ] = None
    mandate: Annotated[
        str | None, says("The power it rests on, such as s44-1-3 (must) or s44-4 (may); or none.")
    ] = None
    decided_by: Annotated[str | None, says("Who decided: independent-chair, or a person's id.")] = None
    departs_from_recommendation: Annotated[
        str | None, says("If it differs from what was recommended: why (P§5).")
    ] = None
    dissent: Annotated[str | None, says("Who disagreed, by role, and why.")] = None
    equality: Annotated[str | None, says("How equality and diversity were considered.")] = None
    conflict_of_interest: Annotated[str | None, says("Any conflict of interest and how it was handled.")] = (
        None
    )
