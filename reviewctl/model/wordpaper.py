"""A Word document as it was read: its paragraphs and tables in order, its notes, and what could not be read along.

Nothing here is Word's own object: the record travels from the process in which the file was opened.
"""

from typing import Literal

from msgspec import Struct

from reviewctl.model.prose import Runs
from reviewctl.model.sheet import Notice

Absent = Literal[
    "picture", "chart", "diagram", "embedded file", "inserted document", "contents", "header", "unseen"
]
"""What is not read along. `contents` are the lines of a table of contents, `header` is the text over and under the
pages, `unseen` are characters that cannot be seen. A picture, a chart, a diagram, an embedded file and an inserted
document leave a remark where they stood."""


class Line(Struct, frozen=True, tag=True, kw_only=True):
    """One paragraph of Word.

    `level` is that of a heading by its style: 1 to 9, 0 for the title of the whole, None for any other text.
    `label` is the number or the sign that Word shows before it, "" for none; `item` is how deep it stands in a
    list, from 0, None outside one. `bullet` says that the label is a sign and no number. `indent` is how far its
    words are moved in, in twentieths of a point. `more` is a paragraph that goes on with the item above it by its
    style. `prominent` says that all of it stands out: bold, or in capitals.
    """

    runs: Runs = ()
    level: int | None = None
    label: str = ""
    item: int | None = None
    bullet: bool = False
    indent: int = 0
    more: bool = False
    quote: bool = False
    prominent: bool = False


class WordCell(Struct, frozen=True):
    """A cell of a table: what stands in it. It is empty where it is covered by a merged cell."""

    elements: "tuple[Element, ...]" = ()
    across: int = 1


class WordTable(Struct, frozen=True, tag=True, kw_only=True):
    """A table of Word, row by row; a merged cell stands where it begins, and covers `across` columns.

    `headed` says that Word was told to repeat the first row on every page, or that all of it is bold.
    """

    rows: tuple[tuple[WordCell, ...], ...]
    headed: bool = False


Element = Line | WordTable


class Left(Struct, frozen=True):
    """Something that was not read along, and how often."""

    what: Absent
    count: int


class WordPaper(Struct, frozen=True, kw_only=True):
    """A Word document, read as if all tracked changes were accepted and without its comments.

    `notes` are its footnotes and endnotes in the order in which runs refer to them, counted from 1. `notices`
    are what its author may not know to be there.
    """

    elements: tuple[Element, ...]
    notes: tuple[tuple[Element, ...], ...] = ()
    notices: tuple[Notice, ...] = ()
    left: tuple[Left, ...] = ()
