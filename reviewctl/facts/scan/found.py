"""What a scanner finds in a reading, before it is told where in the original that is."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from reviewctl.facts.scan.folded import Reading
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import Wording


class Found(Struct, frozen=True):
    """A stretch of a reading that gives somebody away, or may. Offsets are those of the reading."""

    start: int
    end: int
    kind: str
    severity: Grade
    entries: tuple[str, ...] = ()
    field: str = ""


class Text(Struct, frozen=True):
    """What every scanner is given: the reading, and its words."""

    reading: Reading
    wording: Wording


Finder = Callable[[Text], Iterator[Found]]
"""A scanner made ready for one register."""
