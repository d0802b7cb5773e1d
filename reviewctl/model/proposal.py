"""What a pull request touches: the files that differ between the commit it starts from and its own."""

from msgspec import Struct


class Touched(Struct, frozen=True):
    """A file that differs. `path` is relative to the register; `before` and `after` are ids of what it holds.

    None is where there was nothing, or is nothing now. `outside` is true of a file of the repository that does
    not lie in the register; its path is then relative to the repository.
    """

    path: str
    before: str | None
    after: str | None
    outside: bool = False

    @property
    def is_new(self) -> bool:
        """Whether nothing was there before."""
        return self.before is None

    @property
    def is_gone(self) -> bool:
        """Whether nothing is there now."""
        return self.after is None
