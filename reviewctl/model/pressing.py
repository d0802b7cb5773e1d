"""A paper between its text and its files: what all its forms are made of, and what it looks like."""

from typing import Literal

from msgspec import Struct

from reviewctl.model.prose import Block, Heading
from reviewctl.model.publishing import ProductId

Font = Literal["Libertinus Serif", "New Computer Modern"]
"""The types that a pdf can be set in: those that come with what sets it, so that every machine sets it alike."""

Sheet = Literal["a4", "us-letter"]
"""The sizes of paper."""


class Style(Struct, frozen=True, kw_only=True):
    """What papers look like: the Board's own house style, or ours.

    `colour` is that of headings and lines, as #rrggbb. `crest` is a picture (png or jpeg) and `crest_alt` the words
    that stand for it. `word` is the register's house-style.docx.
    """

    colour: str = "#1d3c5c"
    font: Font = "Libertinus Serif"
    paper: Sheet = "a4"
    crest: bytes | None = None
    crest_alt: str = ""
    word: bytes | None = None

    def __repr__(self) -> str:
        return f"Style({self.colour!r}, {self.font!r}, {self.paper!r})"


class Image(Struct, frozen=True, kw_only=True):
    """A picture made anew, with nothing in it but its dots. `width` and `height` are in dots."""

    form: Literal["png", "jpeg"]
    data: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        return f"Image({self.form!r}, {self.width}x{self.height})"


_MANY = 5
"""From so many headings of the second level on, a paper begins with what is in it."""


class Edition(Struct, frozen=True, kw_only=True):
    """A paper with its text read into blocks.

    `facts` are what stands under the title, as label and value; `notice` what is to be seen before all else, such as
    until when nothing may be made known. `images` are those of the text, by their paths.
    """

    id: ProductId
    name: str
    title: str
    board: str
    language: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    notice: str = ""
    dated: str = ""
    landscape: bool = False
    images: dict[str, Image] = {}

    def __repr__(self) -> str:
        return f"Edition({self.name!r}, {len(self.blocks)} blocks)"

    @property
    def parts(self) -> tuple[Heading, ...]:
        """The headings of the second level."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == 2)

    @property
    def has_contents(self) -> bool:
        """Whether it begins with what is in it: a paper of many parts, and not a briefing, which is to be one page."""
        return len(self.parts) >= _MANY and self.id != "briefing"


class Marked(Struct, frozen=True):
    """Something in a text that is looked at before it goes out, and its line of the text, from 1.

    `kind` is what it is; `what` its address or path, and `words` what it says. `level` is a heading's. `fit` is
    False for a table without titles, and for a picture that does not stand in a paragraph of its own.
    """

    kind: Literal["heading", "picture", "table", "html", "link"]
    line: int
    what: str = ""
    words: str = ""
    level: int = 0
    fit: bool = True
