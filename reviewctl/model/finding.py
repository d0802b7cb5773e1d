"""A finding: one judgement on the record, with the place it stands and how to put it right."""

from typing import Literal

from msgspec import Struct

from reviewctl.model.trouble import EnvironmentFault, ReviewctlError

__all__ = ["EnvironmentFault", "Finding", "ReviewctlError", "Severity", "Spot"]

Severity = Literal["error", "warning", "note"]


class Spot(Struct, frozen=True, order=True):
    """A place in a file of the register. Lines and columns count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, or the path alone when the whole file is meant."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Finding(Struct, frozen=True):
    """One thing to be put right. The message quotes ids, dates, roles and keys, never a name.

    `at` is the address or step that it is about, by which waivers.yaml can name it; "" where it cannot be waived.
    """

    code: str
    name: str
    severity: Severity
    message: str
    spot: Spot
    case: str | None = None
    citations: tuple[str, ...] = ()
    help: str = ""
    related: tuple[Spot, ...] = ()
    waived: bool = False
    at: str = ""
