"""complaints.yaml: complaints about a review or a decision not to hold one (P§21)."""

from typing import Annotated

from reviewctl.model.event import Events
from reviewctl.model.record import ItemKey, Record, says


class Complaint(Record, frozen=True, kw_only=True):
    """One complaint."""

    about: Annotated[
        str | None, says("What it is about: decision, process or outcome, and the case's id.")
    ] = None
    received: Annotated[Events | None, says("The day it came.")] = None
    responded: Annotated[Events | None, says("The day the Business Unit answered in writing.")] = None
    escalated: Annotated[Events | None, says("The day it was taken to the Independent Chair.")] = None
    chair_responded: Annotated[Events | None, says("The day the Independent Chair answered.")] = None
    ombudsman_named: Annotated[
        bool | None, says("true if every answer named the Local Government Ombudsman.")
    ] = None


ComplaintsFile = dict[ItemKey, Complaint | None]
