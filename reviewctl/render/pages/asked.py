"""What the pages are about that list one kind of line of every review: people, processes, what was given to others."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reviewctl.model.report import Block, Heading, Paragraph, Table
from reviewctl.render.dates import as_at


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


def listing(
    asked: Asked, summary: str, table: Table | None, remark: str, hidden: str = ""
) -> Iterator[Block]:
    """Yield such a page: the summary, the table with a remark below it where there are lines, what is not shown."""
    yield Heading(asked.about, as_at(asked.as_of))
    yield Paragraph(summary)
    if table is not None:
        yield table
        yield Paragraph(remark, "quiet")
    if asked.hidden:
        yield Paragraph(f"{hidden} not shown: --all", "quiet")
    if asked.faults:
        yield Paragraph(asked.faults)
