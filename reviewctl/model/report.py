"""What a command shows, before any format: a payload for scripts and blocks for people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from reviewctl.model.prose import Prose

Style = Literal["", "strong", "quiet", "late", "soon", "good"]


class Heading(Struct, frozen=True, tag=True):
    """A line that opens a page or a part of it: what it is about, and at the right hand what it is as at."""

    text: str
    right: str = ""
    level: int = 1


class Paragraph(Struct, frozen=True, tag=True):
    """Whole sentences. Wrapped to the width; `indent` is in characters."""

    text: str
    style: Style = ""
    indent: int = 0


class Column(Struct, frozen=True):
    """A column of a table. A flexible one gives way (and wraps) when the width is too small.

    `least` is how wide it is at the least, where there is room: so that the columns of several tables agree.
    A spare one is left out of a text too narrow to show the others unbroken, as it is to be had elsewhere.
    """

    title: str
    right: bool = False
    flexible: bool = False
    least: int = 0
    spare: bool = False


class Row(Struct, frozen=True):
    """A row of a table; `below` are whole lines of detail printed under it, indented to the second column."""

    cells: tuple[str, ...]
    style: Style = ""
    below: tuple[str, ...] = ()


class Table(Struct, frozen=True, tag=True):
    """Rows under named columns. The style of a row colours its first cell only: colour repeats the word."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Lines(Struct, frozen=True, tag=True):
    """Lines shown exactly as they are: a difference, a file, a command to type. Never wrapped."""

    lines: tuple[str, ...]
    style: Style = ""


class Message(Struct, frozen=True, tag=True):
    """One finding or remark: the first line (place and sentence), then its details, hanging under it."""

    text: str
    style: Style = ""
    details: tuple[str, ...] = ()


Block = Heading | Paragraph | Table | Lines | Message


class Report(Struct, frozen=True):
    """What a command shows.

    `command` names the JSON schema (`reviewctl/<command>/1`). `payload` is the JSON object without its
    "schema" key: plain dicts, lists, str, int, bool, None and dates. `records` are the rows of the csv, whose
    columns are the keys of the first (nested values are joined with "; "). `prose` is the page as a reader
    sees it, where that is more than its blocks: headings, lists and notes of a document of the record.
    `rulebook` is the page, in Markdown, of each code among the records, for a format that brings them along.
    """

    command: str
    payload: Mapping[str, object] = {}
    records: Sequence[Mapping[str, object]] = ()
    fields: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    exit_code: int = 0
    prose: "Prose | None" = None
    rulebook: Mapping[str, str] = {}
