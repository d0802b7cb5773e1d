"""What `validate` found: the findings, and how much was looked at."""

from msgspec import Struct

from reviewctl.model.finding import Finding


class Judged(Struct, frozen=True):
    """So many cases and files, and every finding on them, sorted by place and code."""

    cases: int
    files: int
    findings: tuple[Finding, ...]
