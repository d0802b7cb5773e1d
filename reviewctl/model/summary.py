"""report/summary.md: the executive summary, which may be published where the whole report is not (P§19)."""

from datetime import date as Day
from typing import Annotated

from reviewctl.model.record import Record, says


class ExecutiveSummary(Record, frozen=True, kw_only=True):
    """The version of the summary; the summary itself is the text below."""

    version: Annotated[int | None, says("1, and one more for each version put before a meeting.")] = None
    date: Annotated[Day | None, says("The date that the summary bears.")] = None
