"""Which column of an agency's table holds what: told by its heading, or by the person."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reviewctl.facts.written import Setting, read_when
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import ChronologyRule
from reviewctl.model.sheet import AgencyTable, TableRow, TimedValue, column_letters
from reviewctl.work.chronicle.texts import seen
from reviewctl.work.nearest import nearest

JOINED = ("source", "who", "event", "response", "comment")
"""Fields of text. Several columns may fill one: each part then stands behind the heading that it had."""
LISTED = ("tor", "marks")
"""Fields that hold several words. Several columns may fill one."""
_ENDS = frozenset(("date to", "to", "to date", "end date", "date ended", "until", "end"))
"""Headings of a second date, the end of a period, beside a first one."""
_LOOKED_AT = 25
"""How many filled rows from the top are looked at for headings."""
_FEWEST = 2
_LONGEST_HEADING = 100
IGNORED = "as you said"
EMPTY = "nothing stands in it"
UNKNOWN = "not understood"
_PUNCTUATION = re.compile(r"[^\w#]+|_")


class Column(Struct, frozen=True, kw_only=True):
    """A column: its place, its heading, the field that it fills (None: it is not brought in) and why."""

    index: int
    heading: str
    field: str | None
    why: str = ""

    @property
    def letters(self) -> str:
        """How a spreadsheet calls it."""
        return column_letters(self.index)

    @property
    def called(self) -> str:
        """How `--map` names it: by its heading, or by its letters where it has none."""
        return self.heading or f"column {self.letters}"


class Header(Struct, frozen=True, kw_only=True):
    """The headings of a table: the row on which they stand, and its columns from the left."""

    row: int
    columns: tuple[Column, ...]

    def filling(self, field: str) -> tuple[Column, ...]:
        """Return the columns that fill a field, from the left."""
        return tuple(one for one in self.columns if one.field == field)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(one.field for one in self.columns if one.field is not None)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """The columns with something in them of which nobody has said what they hold."""
        return tuple(one for one in self.columns if one.why == UNKNOWN)


def heading_key(text: str) -> str:
    """Return a heading as one is compared with another: without capitals, punctuation and breaks of the line."""
    plain = unicodedata.normalize("NFKC", seen(text)).casefold().replace("'", "").replace("’", "")
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


def fields_by_heading(rule: ChronologyRule) -> dict[str, str]:
    """Return the field that each known heading means, by the heading's key: titles, synonyms, and ids themselves."""
    found: dict[str, str] = {}
    for field, column in rule.columns.items():
        for name in (field, column.title, *column.synonyms):
            found.setdefault(heading_key(name), field)
    return found


def read_map(pairs: Sequence[str], rule: ChronologyRule) -> dict[str, str]:
    """Return what `--map "Heading=field"` says, by the heading's key; "" for a column that is not brought in.

    Raises ReviewctlError for what is no such pair, or names no field.
    """
    found = {}
    for pair in pairs:
        heading, equals, target = pair.rpartition("=")
        target = target.strip().casefold()
        if not equals or not heading_key(heading):
            raise ReviewctlError(
                "--map wants a heading and what its column holds.", 'For example: --map "Notes=comment"'
            )
        found[heading_key(heading)] = "" if target == "ignore" else _field(target, rule)
    return found


def _field(word: str, rule: ChronologyRule) -> str:
    by_name = fields_by_heading(rule)
    if heading_key(word) in by_name:
        return by_name[heading_key(word)]
    near = nearest(word, rule.columns, 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    raise ReviewctlError(
        "--map names something that no column can hold.",
        f"{meant}It may be: {', '.join(rule.columns)}, ignore.",
    )


def check_map(given: Mapping[str, str], tables: Iterable[AgencyTable]) -> None:
    """Raise ReviewctlError where `--map` names a heading that stands nowhere among the first rows of the tables."""
    there: dict[str, str] = {}
    for table in tables:
        width = max((len(row.cells) for row in table.rows), default=0)
        there |= {f"column {column_letters(at).casefold()}": "" for at in range(width)}
        for row in table.rows[:_LOOKED_AT]:
            there |= {heading_key(one): one for one in map(heading_text, row.cells) if one}
    for one in given:
        if one not in there:
            near = [there[key] for key in nearest(one, there, 1) if there[key]]
            hint = (
                f'Did you mean "{near[0]}"?' if near else "Write it as it stands in the table, or: column G"
            )
            raise ReviewctlError("No column has the heading that --map names.", hint)


def header_of(table: AgencyTable, rule: ChronologyRule, given: Mapping[str, str]) -> Header | None:
    """Return the headings of a table of a chronology; None where it is none.

    They are the first row, among the first ones, with the most headings that are known or that the person named.
    There are at least two of them, and a date or what happened is one.
    """
    names = {**dict.fromkeys(_ENDS, "date"), **fields_by_heading(rule), **given}
    best, most = None, _FEWEST - 1
    for row in table.rows[:_LOOKED_AT]:
        known = [names[key] for key in map(heading_key, map(heading_text, row.cells)) if key in names]
        if len(set(known)) > most and {"date", "event"} & set(known):
            best, most = row, len(set(known))
    return _header(best, table, names, given) if best is not None else None


def heading_text(cell: TimedValue) -> str:
    """Return a cell's words on one line, where it is short enough for a heading; else ""."""
    text = " ".join(seen(str(cell)).split()) if cell is not None else ""
    return text if len(text) <= _LONGEST_HEADING else ""


def continued(table: AgencyTable, before: Header, setting: Setting) -> Header | None:
    """Return the headings of a table that Word split from the one before it, and that has none of its own.

    It is as wide, and a first row that was a heading would be known; or it is narrower, as where the last column is
    blank throughout, and its rows have their dates where that one has them. None where it is another table.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    same = width == len(before.columns) or (
        1 < width <= before.columns[-1].index and dated(table, before, setting)
    )
    return Header(row=0, columns=before.columns) if same else None


def dated(table: AgencyTable, header: Header, setting: Setting) -> int:
    """Return how many rows of a table have a date where these headings have it; 0 where most have none."""
    places = [one.index for one in header.filling("date")[:1]]
    cells = [row.cells[at] for at in places for row in table.rows if at < len(row.cells)]
    count = sum(read_when(cell, None, setting).kind in ("date", "ambiguous") for cell in cells)
    return count if 2 * count >= len(table.rows) else 0


def _header(row: TableRow, table: AgencyTable, names: Mapping[str, str], given: Mapping[str, str]) -> Header:
    below = [one for one in table.rows if one.number > row.number]
    width = max(len(one.cells) for one in (row, *below))
    columns = []
    for index in range(width):
        heading = heading_text(row.cells[index]) if index < len(row.cells) else ""
        filled = any(index < len(one.cells) and one.cells[index] is not None for one in below)
        if heading or filled:
            columns.append(_column(index, heading, filled, names, given))
    return Header(row=row.number, columns=_one_end(tuple(columns)))


def _column(
    index: int, heading: str, filled: bool, names: Mapping[str, str], given: Mapping[str, str]
) -> Column:
    letters = f"column {column_letters(index).casefold()}"
    for key in (letters, heading_key(heading)):
        if key in given:
            return Column(index=index, heading=heading, field=given[key] or None, why=IGNORED)
    field = names.get(heading_key(heading))
    if field is None:
        return Column(index=index, heading=heading, field=None, why=UNKNOWN if filled else EMPTY)
    return Column(index=index, heading=heading, field=field)


def _one_end(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with a heading such as "To" taken for a date only where a date stands before it."""
    out: list[Column] = []
    for one in columns:
        end = heading_key(one.heading) in _ENDS and not one.why
        if end and not any(before.field == "date" for before in out):
            one = Column(index=one.index, heading=one.heading, field=None, why=UNKNOWN)
        out.append(one)
    return tuple(out)


def clashes(header: Header) -> tuple[tuple[str, tuple[Column, ...]], ...]:
    """Return the fields that more columns fill than can, each with those columns: two times, three dates."""
    out = []
    for field in sorted(header.fields):
        columns = header.filling(field)
        most = 2 if field == "date" else 1
        if field not in (*JOINED, *LISTED) and len(columns) > most:
            out.append((field, columns))
    return tuple(out)


def likely(column: Column, rule: ChronologyRule) -> str | None:
    """Return the field that a column which is not understood is likely to hold, by its spelling; or None."""
    by_name = fields_by_heading(rule)
    near = nearest(heading_key(column.heading), by_name, 1) if column.heading else []
    return by_name[near[0]] if near else None
