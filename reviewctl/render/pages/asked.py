"""What the pages are about that list one kind of line of every review: people, processes, what was given to others."""

from datetime import date

from msgspec import Struct


class Asked(Struct, frozen=True, kw_only=True):
    """What such a page is about: whose lines, on which day, how many are not shown, and faults in words.

    `hidden` are those of closed reviews, or of what is over. `several` is whether more than one review was asked for.
    """

    about: str
    as_of: date
    board: str
    hidden: int = 0
    several: bool = True
    faults: str = ""
