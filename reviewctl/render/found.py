"""The findings in a report of `validate`, as the formats of pipelines and the summary of a job read them."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from reviewctl.model.report import Report

Found = Mapping[str, Any]
"""A finding with the keys that JSON gives it (docs/reference/json.md)."""


def findings_in(report: Report) -> Sequence[Found]:
    """Return the findings of a report, in its order; none where it is another command's."""
    return cast("Sequence[Found]", report.payload.get("findings", ()))


def counts_in(report: Report) -> Mapping[str, int]:
    """Return how many cases, files and findings of each kind a report counts."""
    return cast("Mapping[str, int]", report.payload.get("counts", {}))
