"""A draft letter: its head, its blocks of running text, and who is to sign it. No name is ever in it."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Of = Literal["case", "agency", "family", "meeting", "complaint"]
"""For what a letter is drawn up: the review, or one agency, relative, meeting or complaint at a time."""

Value = str | bool | None | tuple[Mapping[str, str | None], ...]
"""What a word of a template stands for: a text, a yes or no, nothing on record, or the rows of a list."""
Values = Mapping[str, Value]


class Fault(Struct, frozen=True, order=True):
    """Something in a template that cannot be understood, with its place and how to mend it."""

    line: int
    column: int
    message: str


class Template(Struct, frozen=True, kw_only=True):
    """A letter as it is kept: what it is for, how it is headed, and its text with words in braces.

    `to` and `about` may hold words in braces, too. `from_` is the role that signs, "" for a paper that nobody
    signs. `asks` is what an agency is asked for, by its word in returns.yaml, and `meeting` the kind of meeting,
    where a letter is for one. `sent` are the commands that record that it went, without their first word.
    `line` is that of the file on which the text begins; `path` is said in messages. `own` is the register's.
    """

    name: str
    title: str
    use: str
    of: Of
    to: str = ""
    about: str = ""
    from_: str = ""
    asks: str = ""
    meeting: str = ""
    sent: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    text: str
    line: int = 1
    path: str
    own: bool = False


class Run(Struct, frozen=True):
    """A piece of text in one style. A `blank` is for a person to fill in, and keeps its brackets."""

    text: str
    style: Literal["", "bold", "blank"] = ""


Runs = tuple[Run, ...]


class Heading(Struct, frozen=True, tag=True):
    """A heading within a letter; 1 is the largest."""

    runs: Runs
    level: int


class Paragraph(Struct, frozen=True, tag=True):
    """A paragraph, in as many lines as its writer broke it into."""

    lines: tuple[Runs, ...]


class Item(Struct, frozen=True, tag=True):
    """A line of a list. `mark` is its number with a stop, or "" for a point."""

    runs: Runs
    mark: str = ""


class Grid(Struct, frozen=True, tag=True):
    """A table: its titles and its rows, cell by cell."""

    titles: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Item | Grid


class Letter(Struct, frozen=True, kw_only=True):
    """One draft, ready to be written in any format.

    `source` is the text as Markdown. `blanks` are what is left to fill in, each once, in order.
    """

    name: str
    title: str
    board: str
    date: str
    reference: str
    to: Runs
    about: Runs
    blocks: tuple[Block, ...]
    signature: tuple[Runs, ...]
    source: str
    blanks: tuple[str, ...] = ()
