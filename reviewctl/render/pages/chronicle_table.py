"""The lines of the integrated chronology as a table: for a screen, for a document, or an agency beside another."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from reviewctl.model.integrated import Integrated, Line, Telling
from reviewctl.model.report import Column, Row, Table
from reviewctl.render.pages.chronicle_words import (
    Names,
    line_notes,
    origin,
    plain,
    teller,
    telling_notes,
    when,
)

Shape = Literal["text", "document", "side"]
"""`text`: what was done and what is to be noted stands under each event; `document`: in columns of its own; `side`:
a column for each agency."""


def table_of(whole: Integrated, names: Names, shape: Shape) -> Table:
    """Return the lines as a table. Several tellings of one event stand under one number, each in a row of its own."""
    match shape:
        case "side":
            return _side_by_side(whole, names)
        case "document":
            return Table(_DOCUMENT, tuple(row for line in whole.lines for row in _document_rows(line, names)))
        case "text":
            return Table(_TEXT, tuple(row for line in whole.lines for row in _text_rows(line, names)))


_TEXT = (
    Column("no.", right=True),
    Column("when", flexible=True),
    Column("told by", flexible=True),
    Column("what happened", flexible=True),
)
_DOCUMENT = (
    Column("No.", right=True),
    Column("Date and time"),
    Column("Agency and source", flexible=True),
    Column("What happened", flexible=True),
    Column("What was done", flexible=True),
    Column("Comment", flexible=True),
    Column("Notes", flexible=True),
)


def _text_rows(line: Line, names: Names) -> Iterator[Row]:
    for at, one in enumerate(line.tellings):
        last = at == len(line.tellings) - 1
        cells = (_number(line, at), when(one.entry), teller(one, names), plain(one.entry.event))
        below = (
            *_words(one),
            *_joined(telling_notes(one, names)),
            *(line_notes(line, names) if last else ()),
        )
        yield Row(cells, "soon" if line.conflicts and not at else "", below)


def _words(one: Telling) -> Iterator[str]:
    entry = one.entry
    yield from _joined(origin(entry))
    if entry.response:
        yield f"done: {plain(entry.response)}"
    if entry.comment:
        yield f"comment: {plain(entry.comment)}"


def _document_rows(line: Line, names: Names) -> Iterator[Row]:
    for at, one in enumerate(line.tellings):
        entry = one.entry
        last = at == len(line.tellings) - 1
        notes = (*telling_notes(one, names), *(line_notes(line, names) if last else ()))
        yield Row(
            (
                _number(line, at),
                when(entry),
                "; ".join((teller(one, names), *origin(entry))),
                plain(entry.event),
                plain(entry.response),
                plain(entry.comment),
                _sentences(notes),
            ),
            "soon" if line.conflicts and not at else "",
        )


def _side_by_side(whole: Integrated, names: Names) -> Table:
    agencies = [one for one in whole.agencies if any(one in line.agencies for line in whole.lines)]
    columns = (
        Column("no.", right=True),
        Column("when"),
        *(Column(names.agency(one), flexible=True) for one in agencies),
    )
    return Table(columns, tuple(_side_row(line, agencies, names) for line in whole.lines))


def _side_row(line: Line, agencies: Sequence[str], names: Names) -> Row:
    cells = (_side_cell([one for one in line.tellings if one.agency == agency], names) for agency in agencies)
    dates = dict.fromkeys(when(one.entry) for one in line.tellings)
    notes = tuple(line_notes(line, names))
    return Row((str(line.number), " / ".join(dates), *cells), "soon" if line.conflicts else "", notes)


def _side_cell(tellings: Sequence[Telling], names: Names) -> str:
    return " / ".join(_account(one, names) for one in tellings)


def _account(one: Telling, names: Names) -> str:
    """Return all that an agency tells of an event in one cell."""
    entry = one.entry
    parts = [plain(entry.event)]
    parts += [f"Done: {plain(entry.response)}"] if entry.response else []
    parts += [f"Comment: {plain(entry.comment)}"] if entry.comment else []
    notes = "; ".join((*origin(entry), *telling_notes(one, names)))
    return f"{_sentences(parts)} ({'; '.join(filter(None, (entry.id, notes)))})".strip()


def _number(line: Line, at: int) -> str:
    return "" if at else str(line.number)


def _joined(words: Iterator[str]) -> tuple[str, ...]:
    text = "; ".join(words)
    return (text,) if text else ()


def _sentences(parts: Iterable[str]) -> str:
    """Return parts behind each other, each as a sentence: with a capital, and ended by a stop of its own."""
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part: str) -> str:
    return f"{part[0].upper()}{part[1:]}{'' if part[-1] in '.!?' else '.'}"
