"""What `action import` does: an owner's answers in the form that went out, of which only what is new is taken over."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.exchange.excel.reading import read_workbook
from reviewctl.facts.actions.standing import line_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.record import action_of
from reviewctl.model.actions import Action
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.sheet import CellValue, Sheet, SheetRow
from reviewctl.render.dates import long_day
from reviewctl.render.pages.naming import many
from reviewctl.work.actions.forms import ANSWERS, GIVEN, KEYS, TITLES, row_of
from reviewctl.work.actions.naming import moment_of, moment_words, progress_of
from reviewctl.work.actions.reporting import on_scale
from reviewctl.work.actions.writing import ProgressPen
from reviewctl.work.desk import Desk
from reviewctl.work.log import happened_on
from reviewctl.work.neutral import checked_words, warn_of_names
from reviewctl.work.recording import case_facts
from reviewctl.work.writing import Pen

_SHOWN = 8


class Answer(Struct, frozen=True, kw_only=True):
    """What an owner says of one action that is not on record yet; None where it says nothing new."""

    row: int
    facts: Facts
    action: Action
    status: str | None = None
    note: str | None = None
    evidence: str | None = None
    met: str | None = None

    @property
    def new(self) -> bool:
        """Whether there is anything to be recorded."""
        return any((self.status, self.note, self.evidence, self.met))


class _Row(Struct, frozen=True):
    number: int
    cells: dict[str, str]


def bring_in(desk: Desk, pen: Pen, data: bytes, owner: str, on: date | None) -> Iterator[str]:
    """Record what an owner answered in its form; yield what to tell, action by action.

    Answers that are on record already are left out, so the same form may be brought in again. Raises ReviewctlError,
    with every row that is at fault, for a file that is no such form and for answers that cannot stand.
    """
    day = happened_on(on)
    rows = _rows(data)
    answers, faults = _read(desk, rows, owner)
    if faults:
        more = f" And {len(faults) - _SHOWN} more." if len(faults) > _SHOWN else ""
        raise ReviewctlError(
            f"The form cannot be taken over as it is: {many(len(faults), 'row')} at fault.",
            " · ".join(faults[:_SHOWN]) + more,
        )
    new = [one for one in answers if one.new]
    changed = list(_elsewhere(answers, rows))
    for case in dict.fromkeys(one.facts.case.id for one in new):
        _write(pen, [one for one in new if one.facts.case.id == case], day)
    if not new:
        yield f"Nothing is new in this form: {many(len(answers), 'action')} as on record."
    elif pen.done(
        f"action import {owner}: {', '.join(f'{one.facts.case.id} {one.action.id}' for one in new)}"
    ):
        yield f"{owner}: {many(len(new), 'action')} brought in, {long_day(day)}"
        yield from (f"  {one.facts.case.id} {one.action.id}: {_told(one)}" for one in new)
        for one in new:
            warn_of_names(desk, one.facts, one.note, one.evidence)
    yield from changed


def _told(one: Answer) -> str:
    parts = (
        one.status,
        "a note" if one.note else None,
        "evidence" if one.evidence else None,
        f"met {moment_words(one.met)}" if one.met else None,
    )
    return ", ".join(part for part in parts if part)


def _rows(data: bytes) -> list[_Row]:
    """Return the rows of the form by the titles of their cells. Raises ReviewctlError where it is none."""
    for sheet in read_workbook(data).sheets:
        for at, row in enumerate(sheet.rows):
            titles = [_text(cell).casefold() for cell in row.cells]
            if all(title.casefold() in titles for title in (*KEYS, *ANSWERS)):
                return list(_below(sheet, at, titles))
    raise ReviewctlError(
        "This is not the form that reviewctl gave out: the columns by which it is known are not there.",
        f"It has: {', '.join(TITLES)}. A new one: reviewctl action export --owner AGENCY -o FILE.xlsx",
    )


def _below(sheet: Sheet, at: int, titles: list[str]) -> Iterator[_Row]:
    for row in sheet.rows[at + 1 :]:
        cells = {title: _cell(row, titles, title) for title in TITLES}
        if any(cells.values()):
            yield _Row(row.number, cells)


def _cell(row: SheetRow, titles: list[str], title: str) -> str:
    place = titles.index(title.casefold()) if title.casefold() in titles else len(row.cells)
    return _text(row.cells[place]) if place < len(row.cells) else ""


def _text(value: CellValue) -> str:
    """Return a cell as text. Excel makes numbers of ids and years, and days of dates."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def _read(desk: Desk, rows: Sequence[_Row], owner: str) -> tuple[list[Answer], list[str]]:
    answers, faults = [], []
    known: dict[str, Facts] = {}
    seen: set[tuple[str, str]] = set()
    for row in rows:
        try:
            answer = _answer(desk, row, owner, known)
            key = (answer.facts.case.id, answer.action.id)
            if key in seen:
                raise ReviewctlError("this action stands in the form twice")
            seen.add(key)
            answers.append(answer)
        except ReviewctlError as fault:
            hint = f" ({fault.hint.rstrip('.')})" if fault.hint else ""
            faults.append(f"row {row.number}: {fault.message.rstrip('.')}{hint}")
    return answers, faults


def _answer(desk: Desk, row: _Row, owner: str, known: dict[str, Facts]) -> Answer:
    word = row.cells["Review"]
    if not word or not row.cells["Action"]:
        raise ReviewctlError("the number of the review or of the action is missing")
    if word not in known:
        known[word] = case_facts(desk, word)
    facts = known[word]
    action = action_of(facts.case, row.cells["Action"])
    if action is None:
        raise ReviewctlError(f"there is no such action in {facts.case.id}")
    if owner not in action.owners:
        raise ReviewctlError(f"action {action.id} of {facts.case.id} is not owned by {owner}")
    return _new(row, facts, action)


def _new(row: _Row, facts: Facts, action: Action) -> Answer:
    """Return what a row says that is not on record yet."""
    progress = progress_of(facts, action)
    line = line_of(facts, action.id)
    status = on_scale(facts.board, row.cells["Status now"])
    note = checked_words(row.cells["What has happened"]) or None
    evidence = checked_words(row.cells["Evidence"]) or None
    met = moment_of(row.cells["Met on"]) if row.cells["Met on"] else None
    if met is not None and line.state == "given-up":
        raise ReviewctlError(f"the Board decided not to implement action {action.id}")
    if met is not None and line.met not in (None, met):
        raise ReviewctlError(
            f"action {action.id} is on record as met at another time: {moment_words(line.met or '')}"
        )
    if any((one.status, one.note) == (status, note) for one in progress.updates):
        status = note = None
    if any(one.what == evidence for one in progress.evidence):
        evidence = None
    return Answer(
        row=row.number,
        facts=facts,
        action=action,
        status=status,
        note=note,
        evidence=evidence,
        met=None if met == line.met else met,
    )


def _write(pen: Pen, answers: Sequence[Answer], day: date) -> None:
    """Mean to write the answers of one review."""
    book = ProgressPen(pen, answers[0].facts)
    on = day.isoformat()
    for one in answers:
        if one.status or one.note:
            book.add(one.action.id, "updates", {"on": on, "status": one.status, "note": one.note})
        if one.evidence:
            book.add(one.action.id, "evidence", {"on": on, "what": one.evidence})
        if one.met:
            book.put(one.action.id, ("met",), one.met)


def _elsewhere(answers: Sequence[Answer], rows: Sequence[_Row]) -> Iterator[str]:
    """Yield where the form says something else in a column that is not the owner's; its words are not shown.

    The last word is left out: it has moved on where the answers were brought in before.
    """
    by_number = {row.number: row for row in rows}
    for one in answers:
        held = row_of(line_of(one.facts, one.action.id), one.action.measure or "")
        for title in GIVEN[:-1]:
            here = by_number[one.row].cells[title]
            if here and " ".join(here.split()) != " ".join((held[TITLES.index(title)] or "").split()):
                yield f"  row {one.row} of the form and the record differ under {title}: the record stands"
