"""Trouble that stops the tool: told in one line with a hint, and an exit code. Costs nothing to import."""


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
