"""A text as a reader sees it, before any format: what a page of HTML and a Word document are both written from."""

from typing import Annotated

from msgspec import Struct

from reviewctl.model.report import Style

Cite = Annotated[int, "the number of a note, counted from 1"]


class Run(Struct, frozen=True):
    """A piece of text in one style. A "\\n" in it breaks the line.

    `note` refers to the note of that number, and `again` says that another run did so before. `link` is where it
    leads, in what is published; elsewhere an address is part of the text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    tone: Style = ""
    note: Cite | None = None
    again: bool = False
    link: str = ""


Runs = tuple[Run, ...]


class Heading(Struct, frozen=True, tag=True):
    """A heading; 1 is the title of the whole. `right` stands under it: as at which day."""

    runs: Runs
    level: int = 1
    right: str = ""


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph. `tone` colours and, where it is "quiet", steps it back."""

    runs: Runs
    tone: Style = ""


class List(Struct, frozen=True, tag=True):
    """A list of items, each of blocks of its own. `start` is the number of the first; None has points."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None


class Quote(Struct, frozen=True, tag=True):
    """What is quoted."""

    blocks: "tuple[Block, ...]"


class Cell(Struct, frozen=True):
    """A cell of a grid: its text, and lines of detail under it."""

    runs: Runs = ()
    below: tuple[Runs, ...] = ()


class Grid(Struct, frozen=True, tag=True):
    """A table. `titles` is empty where it has none: then the first cell of a row says what the second is.

    `right` are the columns set at the right hand, by their places from 0.
    """

    titles: tuple[Runs, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()

    @property
    def columns(self) -> int:
        """Return how many columns it has."""
        return max((len(self.titles), *map(len, self.rows)))


class Code(Struct, frozen=True, tag=True):
    """Lines shown exactly as they are."""

    lines: tuple[str, ...]
    tone: Style = ""


class Rule(Struct, frozen=True, tag=True):
    """A line across the page."""


class Figure(Struct, frozen=True, tag=True):
    """A picture of what is published, by its path relative to the case, and the words that stand for it.

    Elsewhere the words alone are shown.
    """

    path: str
    alt: str


Block = Heading | Paragraph | List | Quote | Grid | Code | Rule | Figure


class Prose(Struct, frozen=True, kw_only=True):
    """A whole text. `title` is what programs call it; `reference` stands under every page, with "Confidential".

    `mark` is what is said over it, such as "Draft, version 2". `notes` are those that runs refer to, in order.
    `source` is the same as Markdown where it was written so.
    """

    title: str
    reference: str = ""
    mark: str = ""
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    source: str | None = None


def words(runs: Runs) -> str:
    """Return runs as plain text."""
    return "".join(run.text for run in runs)
