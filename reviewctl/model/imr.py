"""imrs/*.md: an agency's Individual Management Review (P§14)."""

from typing import Annotated

from reviewctl.model.record import AgencyId, ItemId, Record, says


class Imr(Record, frozen=True, kw_only=True):
    """Whose IMR it is; the review itself is the text below, under the policy's headings."""

    agency: Annotated[AgencyId, says("The id of the agency.")]
    version: Annotated[int | None, says("1, and one more each time it is sent again.")] = None
    answers: Annotated[
        tuple[ItemId, ...], says("The questions of the terms of reference that it answers, by their ids.")
    ] = ()
    nothing_on: Annotated[
        tuple[ItemId, ...], says("The questions on which the agency had nothing to say, and says so.")
    ] = ()
