"""briefing.md: the 7-minute briefing, by which the lessons of a review are passed on (P-App3)."""

from datetime import date as Day
from typing import Annotated

from reviewctl.model.record import Record, says


class Briefing(Record, frozen=True, kw_only=True):
    """The version of the briefing; the briefing itself is the text below. Who was told of it is in learning.yaml."""

    version: Annotated[int | None, says("1, and one more for each version put before a meeting.")] = None
    date: Annotated[Day | None, says("The date that the briefing bears.")] = None
