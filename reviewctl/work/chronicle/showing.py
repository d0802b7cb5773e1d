"""The page of `chronology import`: how the file was read, what it changes, and what must be settled first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from reviewctl.model.report import Block, Heading, Message, Paragraph, Report, Row, Table
from reviewctl.model.report import Column as PageColumn
from reviewctl.render.pages.naming import listed, many
from reviewctl.work.chronicle.changing import changes, cut
from reviewctl.work.chronicle.columns import IGNORED, Column
from reviewctl.work.chronicle.drafts import Fault, Left
from reviewctl.work.chronicle.obstacles import TableTaken
from reviewctl.work.chronicle.outcome import Outcome
from reviewctl.work.chronicle.rowwords import rows_words

_SAMPLE = 40
_FORMS = {"xlsx": "Excel workbook", "ods": "spreadsheet", "docx": "Word document", "csv": "CSV"}


class Shown(Struct, frozen=True, kw_only=True):
    """How much is shown: sample cells, the words of what changes; and whether rejected rows stop the rest.

    Where no samples are, the names of sheets and headings that the policy does not know are not shown either: they
    are the agency's own words, and may name a person.
    """

    samples: bool = True
    text: bool = False
    accept_good: bool = False


def page(outcome: Outcome, shown: Shown) -> Report:
    """Return the page. Its exit code is 2 where something must be settled first, 1 where rows are rejected."""
    title = f"{'Initial chronology' if outcome.initial else 'Chronology'} of {outcome.agency_name}, as it was read"
    blocks: list[Block] = [Heading(title, outcome.case)]
    for table in outcome.taken.tables:
        blocks += _table(table, outcome, shown)
    blocks += _rows(outcome)
    blocks += _assumed(outcome)
    blocks += _warnings(outcome, shown)
    blocks += _rejected(outcome, shown)
    blocks += changes(outcome, words=shown.text)
    blocks += _first(outcome)
    code = 2 if outcome.obstacles else 1 if outcome.rejected else 0
    return Report(command="chronology-import", blocks=tuple(blocks), exit_code=code)


def _named(name: str, outcome: Outcome) -> str:
    """Return how a table is called: a sheet by its number, for its name may be a person's."""
    if outcome.taken.form in ("xlsx", "ods"):
        return f"Sheet {next(one.number for one in outcome.taken.tables if one.name == name)}"
    return name[:1].upper() + name[1:] if name else "The file"


def _table(table: TableTaken, outcome: Outcome, shown: Shown) -> Iterator[Block]:
    name = _named(table.name, outcome)
    if shown.samples and name.startswith("Sheet"):
        name = f'{name}, "{table.name}"'
    if table.header is None:
        yield Paragraph(
            f"{name}: {f'brought in as {table.holds}' if table.holds else f'left out, {table.why_not}'}"
        )
        return
    on = f": headings on row {table.header.row}" if table.header.row else ": goes on from the one before it"
    yield Heading(f"{name}{on}", level=2)
    titles = [PageColumn("column"), PageColumn("heading", flexible=True), PageColumn("is brought in as")]
    titles += [PageColumn("such as", flexible=True)] if shown.samples else []
    rows = [_column(one, table, shown) for one in table.header.columns]
    yield Table(tuple(titles), tuple(rows))


def _column(one: Column, table: TableTaken, shown: Shown) -> Row:
    if one.field is None:
        cells = [one.letters, _heading(one, shown) or "-", f"- ({one.why})"]
        return Row(
            tuple(cells + ([_samples(one, table)] if shown.samples else [])),
            "" if one.why == IGNORED else "soon",
        )
    why = f" ({one.why})" if one.why else ""
    cells = [one.letters, _heading(one, shown) or "-", f"{one.field}{why}"]
    return Row(tuple(cells + ([_samples(one, table)] if shown.samples else [])), "good")


def _heading(one: Column, shown: Shown) -> str:
    """Return the heading of a column; "" for one that the policy does not know, where no agency's words are shown."""
    return one.heading if shown.samples or not one.why else ""


def _headings(outcome: Outcome, shown: Shown) -> dict[tuple[str, str], str]:
    """Return the headings that may be shown, by the name of the table and what stands over the column."""
    return {
        (table.name, one.heading): _heading(one, shown) or f"column {one.letters}"
        for table in outcome.taken.tables
        if table.header is not None
        for one in table.header.columns
    }


def _samples(one: Column, table: TableTaken) -> str:
    return " · ".join(cut(text, _SAMPLE) for text in table.samples.get(one.index, ())) or "(nothing)"


def _rows(outcome: Outcome) -> Iterator[Block]:
    """Say what became of every row: none is lost, and none is made up."""
    taken, compared = outcome.taken, outcome.compared
    good = len(taken.drafts) - len(compared.rejected)
    periods = taken.lines - len(taken.drafts) - len(taken.left)
    parts = [many(good, "line")]
    parts += [f"{many(periods, 'period')} without contact"] if periods else []
    parts += [f"{len(compared.rejected)} rejected"] if compared.rejected else []
    parts += [f"{len(taken.left)} left out"] if taken.left else []
    yield Paragraph(f"{many(taken.lines, 'row')} under the headings: {listed(parts)}.")
    for (table, why), rows in _by_why(taken.left).items():
        place = f"{_named(table, outcome)}, " if len(taken.tables) > 1 else ""
        yield Paragraph(f"Left out, {why}: {place}{rows_words(rows)}", indent=2)
    told = {one.name for one in taken.tables if one.header is not None}
    among = [one.row for one in taken.periods if one.table in told]
    if among:
        yield Paragraph(f"Taken for periods without contact, and no lines: {rows_words(among)}", indent=2)
    beside = len(taken.periods) - periods
    if beside:
        yield Paragraph(f"{many(beside, 'period')} without contact, in a table of their own.")
    if taken.glossary:
        yield Paragraph(f"{many(len(taken.glossary), 'abbreviation')} with what they stand for.")
    if taken.links:
        yield Paragraph("The workbook has links to other files. They were not followed.")


def _by_why(left: Iterable[Left]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in left:
        found[one.table, one.why].append(one.row)
    return found


_WESTERN = (
    "The file does not say in which alphabet it is written: it was read as Windows writes it in Western Europe. "
    "Look whether names with accents are right."
)


def _assumed(outcome: Outcome) -> Iterator[Block]:
    """List what was taken for granted of dates, each assumption once with its rows."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in outcome.compared.lines:
        if line.draft is not None and line.draft.assumption:
            found[line.draft.assumption].append(line.draft.row)
    for period in outcome.taken.periods:
        if period.assumption:
            found[period.assumption].append(period.row)
    if outcome.taken.encoding == "cp1252":
        found[_WESTERN] = []
    if outcome.others:
        found[f"This very file was brought in before, as {listed(outcome.others)}. Is it the right one?"] = []
    if outcome.compared.refs:
        refs = ", ".join([one for one in outcome.compared.refs if one.isdecimal()][:10])
        which = f" ({refs})" if refs else ""
        found[
            f"The same reference stands more than once{which}: those lines are known again by their words."
        ] = []
    worded = [
        draft.row for draft in outcome.taken.drafts if not draft.faults and draft.said.get("date") is None
    ]
    if worded and outcome.taken.drafts:
        found["No date can be made of what is written: the words stand, and no date is added."] = worded
    if found:
        yield Heading("Taken for granted", level=2)
    for assumption, rows in found.items():
        yield Message(assumption, details=(f"{rows_words(rows)}",) if rows else ())


def _warnings(outcome: Outcome, shown: Shown) -> Iterator[Block]:
    known = _headings(outcome, shown)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for draft in outcome.taken.drafts:
        for heading, what in draft.personal:
            found[what, known[draft.table, heading]].append(draft.row)
    rows_unseen = [draft.row for draft in outcome.taken.drafts if draft.unseen]
    unseen = outcome.taken.unseen + sum(draft.unseen for draft in outcome.taken.drafts)
    if found:
        yield Heading("What may be a person's own", level=2)
    for (what, heading), rows in found.items():
        yield Message(
            f'{what[:1].upper()}{what[1:]} seems to stand under "{heading}": {rows_words(rows)}',
            "soon",
            ("Take it out of the file first: the record keeps for ever what it is given.",),
        )
    if unseen:
        yield Paragraph(
            f"{many(unseen, 'character')} that cannot be seen (soft hyphens, joiners of emoji and the like) "
            f"{'was' if unseen == 1 else 'were'} left out"
            f"{f': {rows_words(rows_unseen)}' if rows_unseen else ''}."
        )


def _rejected(outcome: Outcome, shown: Shown) -> Iterator[Block]:
    faults = (*outcome.compared.faults, *outcome.taken.faults)
    if not faults:
        return
    rows = many(outcome.rejected, "row")
    title = f"Not brought in: {rows}" if shown.accept_good else f"{rows} cannot be brought in, so nothing is"
    yield Heading(title, level=2)
    grouped: dict[tuple[str, str, str, str, str], list[int]] = defaultdict(list)
    for one in faults:
        grouped[one.table, one.column, one.heading, one.what, one.mend].append(one.row)
    for (table, column, heading, what, mend), places in grouped.items():
        fault = Fault(table=table, row=places[0], column=column, heading=heading, what=what, mend=mend)
        yield Message(f"{_where(fault, places, outcome, shown)}: {what}.", "late", (mend,) if mend else ())


def _where(fault: Fault, rows: Sequence[int], outcome: Outcome, shown: Shown) -> str:
    name = f"{_named(fault.table, outcome)}, " if len(outcome.taken.tables) > 1 else ""
    heading = _headings(outcome, shown).get((fault.table, fault.heading), "")
    named = f" ({heading})" if heading == fault.heading else ""
    column = f", column {fault.column}{named}" if fault.column else ""
    place = f"{name}{rows_words(rows)}{column}"
    return place[:1].upper() + place[1:]


def _first(outcome: Outcome) -> Iterator[Block]:
    if not outcome.obstacles:
        return
    yield Heading("To settle first", level=2)
    for one in outcome.obstacles:
        yield Message(one.what, "late", tuple(one.hint.split("\n")))
