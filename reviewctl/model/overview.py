"""report/overview.md: the overview report (P§16)."""

from typing import Annotated

from reviewctl.model.record import Record, says


class Overview(Record, frozen=True, kw_only=True):
    """The version of the report; the report itself is the text below, under the policy's headings."""

    version: Annotated[int | None, says("1, and one more for each version put before a meeting.")] = None
