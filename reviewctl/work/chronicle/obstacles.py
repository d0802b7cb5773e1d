"""What must be settled before an agency's file can be brought in: what lies unseen, and what cannot be told apart."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.model.policy import ChronologyRule
from reviewctl.model.sheet import AgencyFile, AgencyTable, TableRow, column_letters
from reviewctl.work.chronicle.columns import (
    Column,
    Header,
    clashes,
    fields_by_heading,
    heading_key,
    heading_text,
    likely,
)
from reviewctl.work.chronicle.drafts import Ground

_NOTICES = {
    "tracked-insertion": ("tracked changes", "--accept-changes"),
    "tracked-deletion": ("tracked changes", "--accept-changes"),
    "tracked-move": ("tracked changes", "--accept-changes"),
    "comment": ("comments", "--ignore-comments"),
    "hidden-text": ("hidden text", "--skip-hidden"),
}


class Asked(Struct, frozen=True, kw_only=True):
    """What the person asked for: sheets by name or number, columns by heading, and what is done with what is unseen.

    `given` is what `columns.read_map` read. `hidden` takes hidden rows, columns and sheets, `skip_hidden` leaves
    them out. `discreet` names a column that is not understood by its letters, not by its heading.
    """

    sheets: tuple[str, ...] = ()
    given: dict[str, str] = {}
    hidden: bool = False
    skip_hidden: bool = False
    accept_changes: bool = False
    discreet: bool = False
    ignore_comments: bool = False


class Obstacle(Struct, frozen=True):
    """What must be settled before anything can be brought in: a whole sentence, and what to type or to do.

    Each way out stands on a line of its own, so that it can be copied whole.
    """

    what: str
    hint: str


class TableTaken(Struct, frozen=True, kw_only=True):
    """What became of a table. `why_not` says why it is left out; `samples` are cells as they stand, by column."""

    number: int
    name: str
    why_not: str = ""
    holds: str = ""
    header: Header | None = None
    samples: dict[int, tuple[str, ...]] = {}
    rows: int = 0


def headed_anew(
    table: AgencyTable, rows: Sequence[TableRow], header: Header, rule: ChronologyRule
) -> Iterator[Obstacle]:
    """Yield the first row in which other headings stand than over the table: what follows would be misread."""
    names = fields_by_heading(rule)
    own = {one.index: heading_key(one.heading) for one in header.columns}
    for row in rows:
        cells = {at: cell for at, cell in enumerate(row.cells) if cell is not None}
        keys = {at: heading_key(heading_text(cell)) for at, cell in cells.items() if isinstance(cell, str)}
        if len(keys) < 2 or len(keys) < len(cells) or not all(key in names for key in keys.values()):
            continue
        if {"date", "event"} & {names[key] for key in keys.values()} and not keys.items() <= own.items():
            yield Obstacle(
                f"Row {row.number} has headings of its own, other than those of row {header.row}.",
                "What stands below it would be read under the wrong headings. In a copy of the file, put its rows "
                "into the columns of those above, or on a sheet of their own.",
            )
            return


def notices(file: AgencyFile, asked: Asked) -> Iterator[Obstacle]:
    """Yield what lies in a file that its author may not know of, and that the person has not settled."""
    settled = {"--accept-changes": asked.accept_changes, "--ignore-comments": asked.ignore_comments}
    settled["--skip-hidden"] = asked.skip_hidden
    found: dict[tuple[str, str], list[str]] = {}
    for one in file.notices:
        what, option = _NOTICES[one.kind]
        if not settled[option]:
            found.setdefault((what, option), []).append(one.place)
    for (what, option), places in found.items():
        shown = ", ".join(dict.fromkeys(places[:6]))
        more = f" and {len(places) - 6} more places" if len(places) > 6 else ""
        yield Obstacle(f"The file has {what} ({shown}{more}).", f"{_MEANING[option]} {option}")


_MEANING = {
    "--accept-changes": "Better: ask for a clean copy.\nTo read it as if every change were accepted:",
    "--ignore-comments": "They are not brought in. If that is right:",
    "--skip-hidden": "It is not brought in. If that is right:",
}


def several(read: Sequence[TableTaken], file: AgencyFile, asked: Asked) -> Iterator[Obstacle]:
    """Yield that several tables look like a chronology; those of a Word document that are alike are one."""
    heads = {
        tuple((one.index, one.heading) for one in table.header.columns) for table in read if table.header
    }
    if len(read) < 2 or asked.sheets or (file.form == "docx" and len(heads) == 1):
        return
    what = "Sheets" if file.form in ("xlsx", "ods") else "Tables"
    numbers = [str(one.number) for one in read]
    both = " ".join(f"--sheet {one}" for one in numbers)
    yield Obstacle(
        f"{what} {', '.join(numbers[:-1])} and {numbers[-1]} each look like a chronology.",
        f"Say which: --sheet {numbers[0]}\nAll of them: {both}",
    )


def columns_of(read: Sequence[TableTaken], ground: Ground, discreet: bool) -> Iterator[Obstacle]:
    """Yield the columns of which it is not known what they hold, and those that hold the same thing."""
    seen: set[str] = set()
    for table in read:
        assert table.header is not None
        for one in table.header.unknown:
            if one.called not in seen:
                seen.add(one.called)
                yield _unknown(one, ground, discreet)
        for field, columns in clashes(table.header):
            names = ", ".join(f"{one.letters} ({one.called})" for one in columns)
            if names not in seen:
                seen.add(names)
                yield Obstacle(
                    f"Several columns hold the same thing ({field}): {names}.",
                    f'Say which is not it: --map "{columns[-1].called}=ignore"',
                )


def _unknown(column: Column, ground: Ground, discreet: bool) -> Obstacle:
    meant = likely(column, ground.rule)
    letters = column_letters(column.index)
    called = f"column {letters}" if discreet else column.called
    asked = f"If it is {meant}" if meant else "Say what it holds, such as"
    what = f"Column {letters} has no heading, and something stands in it."
    if column.heading:
        heading = "" if discreet else f': "{column.heading}"'
        what = f"What is in column {letters} is not known{heading}."
    return Obstacle(
        what,
        f'{asked}: --map "{called}={meant or "comment"}"\nLeave it out: --map "{called}=ignore"',
    )
