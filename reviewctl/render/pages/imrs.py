"""The pages of `imr status` and `imr matrix`: what the agencies owe and gave, and which question nobody answers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import asdict

from reviewctl.facts.coverage import Cell, Coverage
from reviewctl.facts.judged import Facts
from reviewctl.facts.ledger import LedgerLine, Punctuality
from reviewctl.model.board import Board
from reviewctl.model.report import Block, Column, Heading, Paragraph, Report, Row, Style, Table
from reviewctl.render.dates import as_at, distance, plain_day
from reviewctl.render.pages.naming import agency_name, listed, many, whom

FIELDS = (
    "case", "agency", "what", "requested", "due", "came", "state", "days", "unit", "reason", "rounds",
    "quality_assured", "signed_off", "presented", "independent", "not_brought_in", "closed",
)  # fmt: skip
_CALLED = {
    "information": "information",
    "initial-chronology": "first chronology",
    "chronology": "chronology",
    "imr": "IMR",
}
_MARKS: dict[str, tuple[str, Style]] = {
    "overdue": ("LATE", "late"),
    "sent-back": ("back", "soon"),
    "owed": ("owed", ""),
    "paused": ("paused", "quiet"),
    "not-asked": ("ASK", "soon"),
    "came": ("came", "good"),
    "late": ("late", ""),
    "declined": ("no", "late"),
    "not-possible": ("no", ""),
    "nothing-held": ("none", ""),
}
_OPEN = ("overdue", "sent-back", "owed", "not-asked", "paused")


def status_page(
    lines: Sequence[LedgerLine],
    punctual: Sequence[Punctuality],
    board: Board,
    about: str,
    as_of: date,
    *,
    whole: bool = False,
) -> Report:
    """Return the report of `imr status`: what is owed first, then what came, then how punctual each agency is.

    `whole` shows in text what came of closed reviews, too; JSON and csv always have all of it.
    """
    records = [asdict(line) for line in lines]
    return Report(
        command="imr-status",
        payload={"as_of": as_of, "returns": records, "agencies": [asdict(one) for one in punctual]},
        records=records,
        fields=FIELDS,
        blocks=tuple(_status(lines, punctual, board, about, as_of, whole)),
    )


def _status(
    lines: Sequence[LedgerLine],
    punctual: Sequence[Punctuality],
    board: Board,
    about: str,
    as_of: date,
    whole: bool,
) -> Iterator[Block]:
    yield Heading(about, as_at(as_of))
    if not lines:
        yield Paragraph("Nothing was asked of any agency. Ask for an IMR: reviewctl imr request CASE AGENCY")
        return
    yield Paragraph(_summary(lines))
    several = len({line.case for line in lines}) > 1
    owed = sorted((line for line in lines if line.state in _OPEN and not line.closed), key=_by_urgency)
    yield Heading("Still to come", level=2)
    yield _table(owed, board, several) if owed else Paragraph("Nothing.")
    over = [line for line in lines if line.state not in _OPEN and (whole or not line.closed)]
    if over:
        yield Heading("Came, or will not come", level=2)
        yield _table(over, board, several)
    hidden = sum(line.closed for line in lines)
    if hidden and not whole:
        yield Paragraph(f"{many(hidden, 'line')} of closed reviews not shown: --all", "quiet")
    if punctual:
        yield Heading("Each agency", level=2)
        yield _punctual(punctual, board)
        yield Paragraph(
            "In time and late are counted where a date was agreed; late by: the median, in days. Every member of the "
            "Board must co-operate (F§5.4.4).",
            "quiet",
        )


def _by_urgency(line: LedgerLine) -> tuple[int, date, str, str]:
    return _OPEN.index(line.state), line.due or date.max, line.case, line.agency


def _summary(lines: Iterable[LedgerLine]) -> str:
    states: list[str] = [line.state for line in lines if not line.closed]
    words = [
        f"{states.count(state)} {word}"
        for state, word in (
            ("overdue", "OVERDUE"), ("sent-back", "sent back"), ("owed", "still to come"),
            ("not-asked", "not asked for yet"), ("paused", "paused"), ("came", "came"), ("late", "came late"),
            ("declined", "declined"), ("not-possible", "not possible"), ("nothing-held", "hold nothing"),
        )
        if states.count(state)
    ]  # fmt: skip
    return " · ".join(words) if words else "Nothing is owed in an open review."


def _table(lines: Sequence[LedgerLine], board: Board, several: bool) -> Table:
    columns = (
        Column(""), *([Column("review")] if several else []), Column("agency", flexible=True), Column("what"),
        Column("asked", spare=True), Column("due"), Column("came"), Column("how far", flexible=True),
    )  # fmt: skip
    return Table(columns, tuple(_row(line, board, several) for line in lines))


def _row(line: LedgerLine, board: Board, several: bool) -> Row:
    mark, style = _MARKS[line.state]
    cells = (
        mark, *([line.case] if several else []), agency_name(board, line.agency), _CALLED[line.what],
        plain_day(line.requested) if line.requested else "-", plain_day(line.due) if line.due else "no date",
        plain_day(line.came) if line.came else "-", _far(line),
    )  # fmt: skip
    return Row(cells, style, tuple(_below(line)))


def _far(line: LedgerLine) -> str:
    match line.state:
        case "declined" | "not-possible" | "nothing-held":
            return line.state.replace("-", " ")
        case "came" if line.days is None:
            return "no date was agreed"
        case "not-asked":
            return "not asked yet"
        case "paused":
            return "stands still"
    if line.days is None:
        return "no date agreed"
    met = line.state in ("came", "late")
    return distance(line.days, line.unit, met=met, late=line.state in ("late", "overdue"))


def _below(line: LedgerLine) -> Iterator[str]:
    if line.what == "imr" and line.came is not None:
        checks = [
            ("quality-assured", line.quality_assured),
            ("signed off", line.signed_off),
            ("presented", line.presented),
        ]
        said = [f"{word} {plain_day(on)}" if on else f"not {word}" for word, on in checks]
        author = {
            True: "author independent",
            False: "AUTHOR WAS INVOLVED",
            None: "author's independence not stated",
        }
        yield "; ".join([*said, author[line.independent]])
    if line.not_brought_in:
        yield f"{many(line.not_brought_in, 'row')} of its file could not be brought in"
    if line.rounds:
        yield "sent back once" if line.rounds == 1 else f"sent back {line.rounds} times"
    if line.reason:
        yield f"reason on record: {line.reason}"


def _punctual(lines: Sequence[Punctuality], board: Board) -> Table:
    columns = (
        Column("agency", flexible=True), Column("asked", right=True), Column("in time", right=True),
        Column("late", right=True), Column("late by", right=True), Column("no date", right=True),
        Column("to come", right=True), Column("overdue", right=True), Column("sent back", right=True),
        Column("declined", right=True),
    )  # fmt: skip
    rows = [
        Row(
            (agency_name(board, one.agency), *(str(n) if n else "-" for n in (one.asked, one.in_time, one.late)),
             f"{one.late_by:g} d" if one.late_by is not None else "-",
             *(str(n) if n else "-" for n in (one.undated, one.owed, one.overdue, one.sent_back, one.declined)))
        )
        for one in lines
    ]  # fmt: skip
    return Table(columns, tuple(rows))


def matrix_page(facts: Facts, coverage: Sequence[Coverage]) -> Report:
    """Return the report of `imr matrix`: each question against each agency, and what nobody answers."""
    agencies = [one.agency for one in coverage[0].cells] if coverage else []
    records = [
        {"question": one.question.id, "agency": cell.agency, "answer": word_of(cell), "entries": cell.entries}
        for one in coverage
        for cell in one.cells
    ]
    return Report(
        command="imr-matrix",
        payload={
            "case": facts.case.id,
            "as_of": facts.as_of,
            "agencies": agencies,
            "questions": [
                {
                    "id": one.question.id,
                    "text": one.question.text,
                    "answered": one.answered,
                    "cells": [{**asdict(cell), "answer": word_of(cell)} for cell in one.cells],
                }
                for one in coverage
            ],
        },
        records=records,
        fields=("question", "agency", "answer", "entries"),
        blocks=tuple(_matrix(facts, coverage, agencies)),
    )


def word_of(cell: Cell) -> str:
    """Return in a word what an agency says to a question: answers, nothing, entries or none."""
    if cell.stated or cell.heading:
        return "answers"
    if cell.nothing:
        return "nothing"
    return "entries" if cell.entries else "none"


def _matrix(facts: Facts, coverage: Sequence[Coverage], agencies: Sequence[str]) -> Iterator[Block]:
    yield Heading(
        f"{facts.case.id} · {whom(facts.case.file, ' and ')} · questions and agencies", as_at(facts.as_of)
    )
    if not coverage:
        yield Paragraph("The terms of reference ask no question yet: see questions in terms-of-reference.md.")
        return
    if not agencies:
        yield Paragraph("No agency is asked for an IMR, and no chronology is here.")
        return
    asked = (Column(""), Column("question", flexible=True), Column("answered by", flexible=True))
    yield Table(asked, tuple(_question(one, facts.board) for one in coverage))
    columns = (Column("agency", flexible=True), *(Column(one.question.id) for one in coverage))
    yield Table(columns, tuple(_agency(at, one, coverage, facts.board) for at, one in enumerate(agencies)))
    lacking = [one.question.id for one in coverage if not one.answered]
    if lacking:
        yield Paragraph(
            f"NO IMR ANSWERS question{'s' if len(lacking) > 1 else ''} {listed(lacking)}.", "late"
        )
    else:
        yield Paragraph("Every question is answered by at least one IMR.", "good")
    yield Paragraph(
        "yes: the IMR says so (answers) or has a heading that names the question; nothing: the agency "
        "says that it has nothing to say; 3 entries: only its chronology bears on it.",
        "quiet",
    )


def _question(one: Coverage, board: Board) -> Row:
    style: Style = "" if one.answered else "late"
    by = [agency_name(board, cell.agency) for cell in one.cells if cell.stated or cell.heading]
    return Row((one.question.id, one.question.text, ", ".join(by) or "NO IMR"), style)


def _agency(at: int, agency: str, coverage: Sequence[Coverage], board: Board) -> Row:
    return Row((agency_name(board, agency), *(_cell_word(one.cells[at]) for one in coverage)))


def _cell_word(cell: Cell) -> str:
    entries = f"{cell.entries} entr{'y' if cell.entries == 1 else 'ies'}" if cell.entries else ""
    said = {"answers": "yes", "nothing": "nothing"}.get(word_of(cell), "")
    return ", ".join(filter(None, (said, entries))) or "-"
