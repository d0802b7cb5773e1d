"""A finding: one judgement on the record, with the place it stands and how to put it right."""

from typing import Literal

from msgspec import Struct

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
    """One thing to be put right. The message quotes ids, dates, roles and keys, never a name."""

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


class ReviewctlError(Exception):
    """The tool cannot go on: one line for a person, with a hint that mends it.

    `exit_code` is 2 for a wrong use of the command and 3 for a set-up that does not allow it.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class EnvironmentFault(ReviewctlError):
    """There is no register, no git, an unsafe repository, or a file cannot be read or written."""

    exit_code = 3
