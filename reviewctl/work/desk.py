"""What a command works with: the folder it was started in, and the register found from there."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewctl.store.register import Register


class Desk:
    """The folder that a command works in, and what is found from it when it is asked for.

    `say` shows a line to the person; `warn` one that is not part of the answer. Where the register is the one that
    git had at the end of a day, `recorded_on` is that day, `commit` the id of the commit, and `came_in_later` how many
    commits were made by then elsewhere and are not in it.
    """

    def __init__(self, folder: str, say: Callable[[str], None], warn: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say
        self.warn = warn
        self.recorded_on: date | None = None
        self.commit = ""
        self.came_in_later = 0

    @cached_property
    def register(self) -> "Register":
        """The register round the folder. Raises EnvironmentFault where there is none."""
        from reviewctl.store.find import find_register

        return find_register(self.folder)

    def forget(self) -> None:
        """Read the register anew when it is next asked for: somebody may have written meanwhile."""
        self.__dict__.pop("register", None)
