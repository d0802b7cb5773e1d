"""What the cells of agencies' tables have in common, whatever program they come from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from unicodedata import category

from reviewctl.model.sheet import Merge, TableRow, TimedValue
from reviewctl.model.trouble import ReviewctlError

MOST_ROWS = 20_000
MOST_COLUMNS = 250
MOST_TABLES = 200
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u2007\u202f]")
_NO_TEXT = ("Cc", "Cs")
_UNSEEN = (*_NO_TEXT, "Cf", "Zs")


def text_of(raw: str) -> str | None:
    """Return the words of a cell: a new line is one character, a space a space, and no control character stays.

    What else no one sees (joiners of emoji, soft hyphens) stays: whoever takes it out says so. None where there is
    nothing to be seen.
    """
    if not raw.isprintable():
        plain = _SPACES.sub(" ", _BREAKS.sub("\n", raw))
        raw = "".join(one for one in plain if one == "\n" or category(one) not in _NO_TEXT)
        if all(category(one) in _UNSEEN for one in raw):
            return None
    return raw.strip() or None


def restored(text: str) -> str:
    """Return a cell without the apostrophe by which a spreadsheet was kept from calculating it (`render.to_csv`)."""
    return text[1:] if _GUARDED.match(text) else text


def shown_date(value: datetime | date, fields: str) -> TimedValue:
    """Return a date of a spreadsheet as far as its format shows it.

    `fields` are those that are shown: of "ymd", and "t" for the time of day. What shows a month and a year only
    ("May-16") is given as those, in words: the day behind them is the program's own.
    """
    if set("ymd") <= set(fields) or not set("ymd") & set(fields):
        return _timed(value)
    month, day = MONTHS[value.month - 1], str(value.day)
    parts = (day if "d" in fields else "", month if "m" in fields else "")
    return " ".join(filter(None, (*parts, f"{value.year:04}" if "y" in fields else "")))


def _timed(value: datetime | date) -> date | datetime:
    """Return a moment to the second, or the day alone where it is midnight."""
    if not isinstance(value, datetime):
        return value
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date() if rounded.time() == time() else rounded


def time_of(length: timedelta) -> TimedValue:
    """Return a time of day; as text where it is none, but a length of a day or more."""
    seconds = round(length.total_seconds())
    if 0 <= seconds < 86_400:
        return (datetime.min + timedelta(seconds=seconds)).time()
    return f"{seconds // 3600}:{seconds // 60 % 60:02}"


def number_of(value: float) -> int | float:
    """Return a whole number as one."""
    return int(value) if float(value).is_integer() else value


def trimmed(cells: Sequence[TimedValue]) -> tuple[TimedValue, ...]:
    """Return the cells of a row without the blank ones at its end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])


def filled_down(rows: Iterable[TableRow], merges: Iterable[Merge]) -> tuple[TableRow, ...]:
    """Return rows in which the words of cells merged downwards stand in each row that holds something else."""
    rows = tuple(rows)
    values = {row.number: row.cells for row in rows}
    added: dict[tuple[int, int], TimedValue] = {}
    for one in merges:
        top = values.get(one.top, ())
        value = top[one.left - 1] if len(top) >= one.left else None
        if value is not None:
            below = range(one.top + 1, min(one.bottom, one.top + MOST_ROWS) + 1)
            added |= {(number, one.left - 1): value for number in below if number in values}
    return tuple(_filled(row, added) for row in rows) if added else rows


def _filled(row: TableRow, added: dict[tuple[int, int], TimedValue]) -> TableRow:
    own = {at: value for (number, at), value in added.items() if number == row.number}
    if not own:
        return row
    cells = [*row.cells, *(None,) * (max(own) + 1 - len(row.cells))]
    for at, value in own.items():
        cells[at] = value if cells[at] is None else cells[at]
    return TableRow(row.number, row.hidden, tuple(cells))


def counted(rows: Iterable[TableRow], where: str) -> Iterator[TableRow]:
    """Yield rows. Raises ReviewctlError where there are more than any agency's table has, or they are too wide."""
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise too_many(where)
        if len(row.cells) > MOST_COLUMNS:
            raise too_wide(where, row.number)
        yield row


def too_many(where: str) -> ReviewctlError:
    """Return what to say of a table with more rows than are read."""
    return ReviewctlError(
        f"{where} holds more than {MOST_ROWS:,} rows, and no agency's table is so long.",
        "Copy the rows that belong to this review into a new file, and import that.",
    )


def too_wide(where: str, row: int) -> ReviewctlError:
    """Return what to say of a row that reaches farther to the right than any table does."""
    return ReviewctlError(
        f"{where}, row {row}: something stands {MOST_COLUMNS} columns to the right, far outside any table.",
        "Delete what is there in a copy (in Excel, Ctrl+End goes to it), and import the copy.",
    )
