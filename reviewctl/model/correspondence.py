"""correspondence.yaml: requests that have clocks of their own, such as freedom of information."""

from datetime import date
from typing import Annotated

from reviewctl.model.event import Events
from reviewctl.model.record import ItemKey, Record, says


class Letter(Record, frozen=True, kw_only=True):
    """One request."""

    kind: Annotated[str | None, says("foi, subject-access, coroner, other.")] = None
    about: Annotated[str | None, says("What it is about, in neutral words, or the case's id.")] = None
    due: Annotated[date | None, says("The day by which an answer was asked for, where no law sets one.")] = (
        None
    )
    received: Annotated[Events | None, says("The day it came.")] = None
    answered: Annotated[Events | None, says("The day it was answered.")] = None


CorrespondenceFile = dict[ItemKey, Letter | None]
