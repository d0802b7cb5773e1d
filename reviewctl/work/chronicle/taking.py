"""The whole of an agency's file, read: what each table holds, the lines it comes to, and what must be settled first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.sheet import AgencyFile, AgencyTable, TableRow
from reviewctl.work.chronicle.besides import glossary_of, no_contact_of, periods_in, unseen_in, words_in
from reviewctl.work.chronicle.cells import text_of
from reviewctl.work.chronicle.columns import (
    EMPTY,
    Column,
    Header,
    check_map,
    continued,
    dated,
    header_of,
)
from reviewctl.work.chronicle.drafts import Answers, Draft, Fault, Ground, Left, Period
from reviewctl.work.chronicle.obstacles import (
    Asked,
    Obstacle,
    TableTaken,
    columns_of,
    headed_anew,
    notices,
    several,
)
from reviewctl.work.chronicle.rows import drawn
from reviewctl.work.chronicle.swapping import Swapped, swapped_columns
from reviewctl.work.chronicle.texts import seen

MOST_ROWS = 5_000
"""So many lines a chronology may have. The largest that a review has published has some hundreds."""
_SAMPLES = 2


class Taken(Struct, frozen=True, kw_only=True):
    """All that a file comes to before it is compared with what is there.

    `fields` are those for which it has a column. `lines` is how many rows stand under the headings;
    `unseen` how many characters without a width were left out of the small tables beside them;
    `swapped` the columns in which day and month may be turned round.
    """

    form: str
    tables: tuple[TableTaken, ...]
    drafts: tuple[Draft, ...]
    periods: tuple[Period, ...]
    glossary: dict[str, str]
    has_periods: bool
    has_glossary: bool
    left: tuple[Left, ...]
    faults: tuple[Fault, ...]
    obstacles: tuple[Obstacle, ...]
    fields: frozenset[str]
    lines: int
    unseen: int = 0
    swapped: tuple[Swapped, ...] = ()
    links: bool = False
    encoding: str = ""


def take(file: AgencyFile, asked: Asked, ground: Ground, answers: Answers) -> Taken:
    """Return what a file comes to.

    Raises ReviewctlError where what was asked for is not in it, it holds no table of a chronology, or too many rows.
    """
    _check_sheets(file, asked)
    check_map(asked.given, file.tables)
    return _Reading(file, asked, ground, answers).taken()


class _Reading:
    """One reading of one file, table by table."""

    def __init__(self, file: AgencyFile, asked: Asked, ground: Ground, answers: Answers) -> None:
        self.file, self.asked, self.ground, self.answers = file, asked, ground, answers
        self.drafts: list[Draft] = []
        self.periods: list[Period] = []
        self.glossary: dict[str, str] = {}
        self.left: list[Left] = []
        self.faults: list[Fault] = []
        self.obstacles: list[Obstacle] = []
        self.hidden: Counter[str] = Counter()
        self.lines = self.unseen = 0
        self.swapped: list[Swapped] = []
        self.besides: set[str] = set()
        self.headers: dict[int, Header | None] = {}

    def taken(self) -> Taken:
        """Return all that the file comes to."""
        tables = tuple(self._table(number, one) for number, one in enumerate(self.file.tables, 1))
        read = [one for one in tables if one.header is not None]
        if not read:
            raise _no_chronology(self.file)
        self.obstacles += notices(self.file, self.asked)
        self.obstacles += self._unseen()
        self.obstacles += several(read, self.file, self.asked)
        self.obstacles += self._headless(read)
        self.obstacles += columns_of(read, self.ground, self.asked.discreet)
        return Taken(
            form=self.file.form,
            tables=tables,
            drafts=tuple(self.drafts),
            periods=tuple(self.periods),
            glossary=self.glossary,
            has_periods="no contact" in self.besides or bool(self.periods),
            has_glossary="glossary" in self.besides,
            left=tuple(self.left),
            faults=tuple(self.faults),
            obstacles=tuple(self.obstacles),
            fields=frozenset().union(*(one.header.fields for one in read if one.header is not None)),
            lines=self.lines,
            unseen=self.unseen,
            swapped=tuple(self.swapped),
            links=self.file.links,
            encoding=self.file.encoding,
        )

    def _table(self, number: int, table: AgencyTable) -> TableTaken:
        if not table.rows:
            return TableTaken(number=number, name=table.name, why_not="empty")
        holds = "" if self._tells(table) else self._beside(table)
        if holds:
            return TableTaken(number=number, name=table.name, holds=holds)
        if self.asked.sheets and not {table.name, str(number)} & set(self.asked.sheets):
            return TableTaken(number=number, name=table.name, why_not="not asked for (--sheet)")
        header = header_of(table, self.ground.rule, self.asked.given) or self._continued(number, table)
        self.headers[number] = header
        if header is None:
            return TableTaken(number=number, name=table.name, why_not="no headings of a chronology")
        if table.hidden and not self.asked.hidden:
            self.hidden["sheet"] += 1
            return TableTaken(number=number, name=table.name, why_not="hidden")
        return self._chronology(number, table, self._without_hidden(table, header))

    def _beside(self, table: AgencyTable) -> str:
        """Take a table of periods without contact, or of abbreviations; return what it holds, "" for another."""
        empty, words = no_contact_of(table), glossary_of(table)
        if empty is not None or words is not None:
            self.unseen += unseen_in(table)
        if empty is not None:
            self.besides.add("no contact")
            for one in periods_in(table, empty, self.ground):
                self._put(one)
            return "periods without contact"
        if words is not None:
            self.besides.add("glossary")
            for word in words_in(table, words):
                if isinstance(word, Fault):
                    self.faults.append(word)
                else:
                    self.glossary[word[0]] = word[1]
            return "abbreviations"
        return ""

    def _continued(self, number: int, table: AgencyTable) -> Header | None:
        if self.file.form != "docx" or number < 2 or table.before:
            return None
        before = self.file.tables[number - 2]
        known = self.headers.get(number - 1) or header_of(before, self.ground.rule, self.asked.given)
        return continued(table, known, self.ground.setting) if known is not None else None

    def _tells(self, table: AgencyTable) -> bool:
        """Whether a table has a column for what happened: then it holds no periods and no abbreviations."""
        header = header_of(table, self.ground.rule, self.asked.given)
        return header is not None and "event" in header.fields

    def _without_hidden(self, table: AgencyTable, header: Header) -> Header:
        """Return the headings without the columns that are hidden, unless they are asked for."""
        if self.asked.hidden:
            return header
        there = [one for one in header.columns if one.index in table.hidden_columns and one.why != EMPTY]
        self.hidden["column"] += len(there)
        kept = tuple(one for one in header.columns if one.index not in table.hidden_columns)
        return Header(row=header.row, columns=kept)

    def _chronology(self, number: int, table: AgencyTable, header: Header) -> TableTaken:
        rows = [row for row in table.rows if row.number > header.row]
        self.lines += len(rows)
        if self.lines > MOST_ROWS:
            raise ReviewctlError(
                f"The file holds more than {MOST_ROWS:,} lines, which is the most that a chronology may have.",
                "Ask the agency for the lines that bear on the review, within its scope period.",
            )
        self.obstacles += headed_anew(table, rows, header, self.ground.rule)
        looked_at = [row for row in rows if self.asked.hidden or not row.hidden]
        self.swapped += swapped_columns(table.name, looked_at, header)
        for row in rows:
            if row.hidden and not self.asked.hidden:
                self.hidden["row"] += 1
                self.left.append(Left(table.name, row.number, "hidden"))
            else:
                self._put(drawn(row, table, header, self.ground, self.answers))
        return TableTaken(
            number=number,
            name=table.name,
            header=header,
            samples={one.index: _samples(one, rows) for one in header.columns},
            rows=len(rows),
        )

    def _headless(self, read: Sequence[TableTaken]) -> Iterator[Obstacle]:
        """Yield the tables without headings that hold dated lines: they are more of the chronology, or look so."""
        sheets = self.file.form in ("xlsx", "ods")
        for number, header in self.headers.items():
            table = self.file.tables[number - 1]
            count = max(
                (dated(table, one.header, self.ground.setting) for one in read if one.header), default=0
            )
            if header is None and count:
                lines = "1 row begins" if count == 1 else f"{count} rows begin"
                yield Obstacle(
                    f"{'Sheet' if sheets else 'Table'} {number} has no headings, and {lines} with a date.",
                    "If it is more of the chronology: put the same headings over it in the file.\n"
                    f"To leave it out: {' '.join(f'--sheet {one.number}' for one in read)}",
                )

    def _put(self, one: Draft | Period | Left | Fault) -> None:
        match one:
            case Draft():
                self.drafts.append(one)
            case Period():
                self.periods.append(one)
            case Left():
                self.left.append(one)
            case Fault():
                self.faults.append(one)

    def _unseen(self) -> Iterator[Obstacle]:
        if self.asked.skip_hidden or not self.hidden.total():
            return
        counts = [
            f"{count} hidden {what}{'' if count == 1 else 's'}"
            for what, count in self.hidden.items()
            if count
        ]
        yield Obstacle(
            f"The file has {' and '.join(counts)}.",
            "Ask whether they were meant to be sent.\nTo take them as well: --hidden\nTo leave them out: --skip-hidden",
        )


def _check_sheets(file: AgencyFile, asked: Asked) -> None:
    names = [one.name for one in file.tables]
    for word in asked.sheets:
        if word not in names and not (word.isdecimal() and 0 < int(word) <= len(names)):
            raise ReviewctlError(
                "There is no sheet or table of that name.",
                f"Say which by its number, 1 to {len(names)}: --sheet 1"
                if names
                else "The file has none at all.",
            )


def _no_chronology(file: AgencyFile) -> ReviewctlError:
    seen = "sheet" if file.form in ("xlsx", "ods") else "table"
    return ReviewctlError(
        "No table of a chronology was found in the file.",
        f"A {seen} with headings is looked for, such as Date, Source, What happened. If they have other names here: "
        '--map "Heading=date" --map "Other heading=event"',
    )


def _samples(column: Column, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """Return the first cells of a column that hold something, as they stand."""
    found: list[str] = []
    for row in rows:
        text = seen(text_of(row.cells[column.index])) if column.index < len(row.cells) else ""
        if text and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return tuple(found)
