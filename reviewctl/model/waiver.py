"""waivers.yaml: findings that the partnership has agreed to live with."""

from datetime import date
from typing import Annotated

from reviewctl.model.record import Record, form, says


class Waiver(Record, frozen=True, kw_only=True):
    """An agreed exception. It hides nothing: waived findings stay visible and are counted apart."""

    code: Annotated[Annotated[str, form("^[A-Z]{3}[0-9]{3}$")], says("The code of the finding.")]
    at: Annotated[str, says("The address or step it is about: screening.held, imr[pennine-care].")]
    reason: Annotated[str, says("Why it is agreed.")]
    authority: Annotated[str, says("Who agreed: a role of the policy, a person's id or a minute.")]
    until: Annotated[date | None, says("The last day on which it holds.")] = None


WaiversFile = tuple[Waiver, ...]
