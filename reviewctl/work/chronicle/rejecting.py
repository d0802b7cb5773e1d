"""The rows of an agency's file that cannot be brought in, as a list to send back: each with what is wrong with it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.report import Block, Heading, Paragraph, Report
from reviewctl.model.sheet import AgencyFile
from reviewctl.render.pages.naming import many
from reviewctl.work.chronicle.cells import text_of
from reviewctl.work.chronicle.columns import Column
from reviewctl.work.chronicle.drafts import Fault
from reviewctl.work.chronicle.outcome import Outcome

FORMS = {".xlsx": "xlsx", ".csv": "csv"}
"""How the list is written, by the ending of the file: as an agency's spreadsheet opens it."""
_WRONG, _MEND = "What is wrong", "How to mend it"
_OWN = ("Sheet", "Row", _WRONG, _MEND)


class _Place(Struct, frozen=True, order=True):
    """Where a row stands: the number of its table, counted from 1, and its own."""

    table: int
    row: int


def list_form(ending: str) -> str:
    """Return the format of a list with this ending. Raises ReviewctlError for any other."""
    if ending.lower() not in FORMS:
        raise ReviewctlError(
            "The list of rejected rows is written as .xlsx or .csv.",
            "For example: -o ~/Documents/rejected.xlsx",
        )
    return FORMS[ending.lower()]


def rejected_list(outcome: Outcome, file: AgencyFile) -> Report:
    """Return the rows that are rejected, each a record: its place, its cells under their headings, and why."""
    faults = _by_place(outcome, file)
    titles = _titles(outcome, {one.table for one in faults})
    several = len(file.tables) > 1
    records = [_record(place, faults[place], titles, file, several) for place in sorted(faults)]
    cells = dict.fromkeys(title for one in titles.values() for _, title in one)
    fields = ("Sheet", "Row") if several else ("Row",)
    return Report(
        command="chronology-rejected",
        records=records,
        fields=(*fields, *cells, _WRONG, _MEND),
        blocks=tuple(_about(outcome, len(records))),
    )


def _about(outcome: Outcome, count: int) -> Iterator[Block]:
    yield Heading(f"{many(count, 'row')} of the chronology of {outcome.agency_name}", outcome.case)
    yield Paragraph(
        "These rows could not be read for certain, and nothing of them was guessed. Please correct them in your own "
        "file, and send the whole of it again: this list alone would look as if all other rows had been taken out."
    )


def _by_place(outcome: Outcome, file: AgencyFile) -> dict[_Place, list[Fault]]:
    numbers = {one.name: number for number, one in enumerate(file.tables, 1)}
    found: dict[_Place, list[Fault]] = {}
    for one in (*outcome.compared.faults, *outcome.taken.faults):
        found.setdefault(_Place(numbers[one.table], one.row), []).append(one)
    return found


def _titles(outcome: Outcome, tables: set[int]) -> dict[int, list[tuple[int, str]]]:
    """Return of each table that is no small one beside the chronology where its cells stand and under which title."""
    headers = {one.number: one.header for one in outcome.taken.tables if one.header is not None}
    return {number: _titled(one.columns) for number, one in headers.items() if number in tables}


def _titled(columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Return the title of each column: its heading, with its letter where that is none, or is one already."""
    used, out = {one.casefold() for one in _OWN}, []
    for one in columns:
        title = one.heading or f"column {one.letters}"
        if title.casefold() in used:
            title = f"{title} (column {one.letters})"
        used.add(title.casefold())
        out.append((one.index, title))
    return out


def _record(
    place: _Place,
    faults: Sequence[Fault],
    titles: dict[int, list[tuple[int, str]]],
    file: AgencyFile,
    several: bool,
) -> dict[str, object]:
    table = file.tables[place.table - 1]
    cells = next((one.cells for one in table.rows if one.number == place.row), ())
    said = {
        title: text_of(cells[at]) for at, title in titles.get(place.table, ()) if at < len(cells)
    }  # A small table beside the chronology has no headings that would stand over anything here.
    wrong = [f"{one.heading}: {one.what}" if one.heading else one.what for one in faults]
    sheet = {"Sheet": table.name} if several else {}
    mend = "\n".join(dict.fromkeys(one.mend for one in faults))
    return {**sheet, "Row": place.row, **said, _WRONG: "\n".join(wrong), _MEND: mend}
