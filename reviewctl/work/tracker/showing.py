"""The page of `import tracker`: every column with how it was read, what is left out and why, and what will be made."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.model.report import Block, Column, Heading, Message, Paragraph, Report, Row, Table
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import listed, many
from reviewctl.work.tracker.columns import Column as Read
from reviewctl.work.tracker.drafts import Draft, Trouble
from reviewctl.work.tracker.header import Left
from reviewctl.work.tracker.numbering import Numbered
from reviewctl.work.tracker.taking import SheetTaken, Taken, count_taken_as_closed


class Outcome(Struct, frozen=True, kw_only=True):
    """What a list comes to in a register. `stages` says of each new review where it is, and whether it is closed."""

    taken: Taken
    new: tuple[Numbered, ...]
    there: tuple[Draft, ...]
    stages: dict[str, tuple[str, bool]]
    on: date


def page(outcome: Outcome, file: str, *, written: bool = False, dry_run: bool = False) -> Report:
    """Return the page: before anything is written as a question, afterwards as an account."""
    blocks: list[Block] = [Heading("A list of reviews, as it was read", f"on {long_day(outcome.on)}")]
    for sheet in outcome.taken.sheets:
        blocks += _sheet(sheet)
    blocks += _troubles(outcome.taken.troubles)
    blocks += _reviews(outcome, written)
    blocks += _end(outcome, written, dry_run)
    return Report(command="import-tracker", blocks=tuple(blocks))


def _sheet(sheet: SheetTaken) -> Iterator[Block]:
    title = f'Sheet {sheet.number}, "{sheet.name}"'
    if sheet.why_not:
        yield Paragraph(f"{title}: left out, {sheet.why_not}")
        return
    lines = " and ".join(str(one) for one in sheet.headings_on)
    yield Heading(f"{title}: headings on row {lines}", level=2)
    columns = (
        Column("column"),
        Column("heading", flexible=True),
        Column("is read as", flexible=True),
        Column("such as", flexible=True),
    )
    yield Table(columns, tuple(_row(one, sheet) for one in sheet.columns))
    yield from _left(sheet.left)
    if sheet.formulas:
        yield Paragraph(
            f"{many(sheet.formulas, 'cell')} {'holds' if sheet.formulas == 1 else 'hold'} a formula: "
            "what Excel last worked out is taken."
        )


def _row(column: Read, sheet: SheetTaken) -> Row:
    if column.target is None:
        return Row((column.letters, column.heading, "-", column.why), "quiet")
    samples = sheet.samples.get(column.index, ())
    why = f" ({column.why})" if column.why else ""
    return Row(
        (column.letters, column.heading, f"{column.target}{why}", " · ".join(samples) or "(nothing)"), "good"
    )


def _left(left: Sequence[Left]) -> Iterator[Block]:
    by_why: dict[str, list[int]] = {}
    for one in left:
        by_why.setdefault(one.why.partition(" row ")[0], []).append(one.row)
    for why, rows in by_why.items():
        again = [one for one in left if " row " in one.why and one.why.startswith(why)]
        words = (
            listed([f"{one.row} (as {one.why.partition(' as ')[2]})" for one in again])
            if again
            else _spans(rows)
        )
        hint = "; to take them as well: --hidden" if why == "hidden" else ""
        yield Paragraph(f"Left out, {why}: {_row_word(rows)} {words}{hint}")


def _row_word(rows: Sequence[int]) -> str:
    return "row" if len(rows) == 1 else "rows"


def _spans(rows: Sequence[int]) -> str:
    """Return numbers as a person lists them: "4, 9 to 12 and 20"."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return listed([str(one[0]) if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in spans])


def _troubles(troubles: Sequence[Trouble]) -> Iterator[Block]:
    if not troubles:
        return
    yield Heading(f"Cells that could not be taken as they stand: {len(troubles)}", level=2)
    columns = (
        Column("sheet"),
        Column("cell"),
        Column("heading", flexible=True),
        Column("what is done", flexible=True),
    )
    yield Table(columns, tuple(Row((one.sheet, one.cell, one.heading, one.what)) for one in troubles))


def _reviews(outcome: Outcome, written: bool) -> Iterator[Block]:
    yield Heading("Reviews", level=2)
    if not outcome.new:
        yield Paragraph("There is none in the list that the register does not have.")
        return
    closed = sum(is_closed for _, is_closed in outcome.stages.values())
    count = len(outcome.new)
    verb = ("was" if count == 1 else "were") + " taken over" if written else "will be made"
    yield Paragraph(f"{many(count, 'review')} {verb}: {count - closed} open, {closed} closed.")
    others = sum(bool(one.draft.reference) and not one.draft.own_id for one in outcome.new)
    bare = sum(not one.draft.reference and not one.draft.own_id for one in outcome.new)
    if others:
        yield Paragraph(
            f"{many(others, 'number')} of the list cannot be an id here: the review has the next free one of its "
            "year, and its old number is kept in case.yaml."
        )
    if bare:
        yield Paragraph(
            f"{many(bare, 'review')} without a number in the list: the next free one of the year."
        )
    columns = (
        Column("review"),
        Column("who", flexible=True),
        Column("sheet, row"),
        Column("number in the list"),
        Column("where it is", flexible=True),
    )
    yield Table(columns, tuple(_review(one, outcome) for one in outcome.new))


def _review(one: Numbered, outcome: Outcome) -> Row:
    draft = one.draft
    return Row(
        (
            one.case_id,
            ", ".join(one.subjects),
            f"{draft.sheet}, {draft.row}",
            draft.reference or "-",
            outcome.stages[one.case_id][0],
        )
    )


def _end(outcome: Outcome, written: bool, dry_run: bool) -> Iterator[Block]:
    if outcome.there:
        rows = sorted({one.row for one in outcome.there})
        single = len(outcome.there) == 1
        which = f"{many(len(outcome.there), 'review')} of the list {'is' if single else 'are'}"
        stay = "stays as it is" if single else "stay as they are"
        yield Paragraph(f"{which} in the register already and {stay}: {_row_word(rows)} {_spans(rows)}")
    assumed = count_taken_as_closed([one.draft for one in outcome.new])
    if assumed:
        yield Paragraph(
            f"{many(assumed, 'referral')} without a review {'counts' if assumed == 1 else 'count'} as closed: the "
            f"list has no column that says what became of {'it' if assumed == 1 else 'them'} afterwards."
        )
    if outcome.taken.links:
        yield Paragraph(
            "The workbook has links to other files. They were not followed: what Excel last saw is taken."
        )
    if written:
        yield Paragraph("What is still owed on the open ones: reviewctl status")
        yield Paragraph("Not what you wanted? Take all of it back: reviewctl undo")
    elif outcome.new and not dry_run:
        yield Message(
            "Nothing is written yet. Look at every line above first.",
            "strong",
            (
                'A column read wrongly: add --map "Heading=address", or --map "Heading=ignore".',
                "When it is right: the same command with --write",
            ),
        )
