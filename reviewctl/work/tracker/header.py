"""Where a sheet's headings stand, and which of its rows are reviews."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reviewctl.model.sheet import CellValue, Sheet, SheetRow
from reviewctl.work.tracker.lexicon import key, lexicon, target_like, target_named, word_for

_LOOKED_AT = 25
"""How many filled rows from the top are looked at for headings."""
_FEWEST = 2
_TOTAL = re.compile(r"(sub ?|grand )?totals?\b|number of\b|count\b|average\b|no\.? of\b", re.IGNORECASE)


class Header(Struct, frozen=True):
    """The headings of a sheet: for each column its own and, before it, that of the group it stands in."""

    rows: tuple[int, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]


class Left(Struct, frozen=True):
    """A row that is no review, or is left out, and why."""

    row: int
    why: str


def header_of(sheet: Sheet) -> Header | None:
    """Return the headings of a sheet, which may stand on two lines; None where none are found."""
    top = sheet.rows[:_LOOKED_AT]
    scores = [_score(row) for row in top]
    if max(scores, default=0) < _FEWEST:
        return None
    place = scores.index(max(scores))
    own = top[place]
    above = top[place - 1] if place > 0 else None
    below = top[place + 1] if place + 1 < len(top) else None
    if above is not None and above.number == own.number - 1 and _is_group(above, sheet):
        return _joined(sheet, above, own)
    if below is not None and below.number == own.number + 1 and _is_group(own, sheet) and _score(below) > 0:
        return _joined(sheet, own, below)
    return Header((own.number,), tuple(_text(cell) for cell in own.cells), ("",) * len(own.cells))


def reviews_of(sheet: Sheet, header: Header, hidden: bool) -> tuple[list[SheetRow], list[Left]]:
    """Return the rows under the headings that are reviews, and those that are not, each with why."""
    taken: list[SheetRow] = []
    left: list[Left] = []
    for row in sheet.rows:
        if row.number <= header.rows[-1]:
            continue
        why = _why_not(row, header, hidden)
        if why:
            left.append(Left(row.number, why))
        else:
            taken.append(row)
    return taken, left


def _why_not(row: SheetRow, header: Header, hidden: bool) -> str:
    filled = [cell for cell in row.cells if cell is not None]
    first = filled[0]
    if row.hidden and not hidden:
        return "hidden"
    if isinstance(first, str) and _TOTAL.match(first):
        return "a total"
    if _repeats(row, header):
        return "the headings again"
    if len(filled) == 1 and len(header.labels) > 1:
        return "a line between"
    return ""


def _repeats(row: SheetRow, header: Header) -> bool:
    texts = [
        (key(_text(cell)), key(label)) for cell, label in zip(row.cells, header.labels, strict=False) if cell
    ]
    return len(texts) > 1 and sum(cell == label for cell, label in texts) * 2 > len(texts)


def _score(row: SheetRow) -> int:
    """Return how many cells of a row are headings that the list of words knows."""
    texts = [cell for cell in row.cells if isinstance(cell, str) and len(cell) < 80]
    words = sum(target_named(text) is not None or target_like(text) is not None for text in texts)
    dated = sum(not isinstance(cell, str) and cell is not None for cell in row.cells)
    answers = lexicon().words["decision.outcome"]
    return (
        0
        if dated > len(texts) or sum(word_for(text, answers) is not None for text in texts) > words
        else words
    )


def _is_group(row: SheetRow, sheet: Sheet) -> bool:
    """Whether a row names groups of columns: some of its cells were merged across a part of the table."""
    widest = max((len(one.cells) for one in sheet.rows), default=0)
    spans = [one for one in sheet.merges if one.top == row.number and one.right > one.left]
    return (
        any(one.right - one.left + 1 < widest for one in spans)
        and sum(cell is not None for cell in row.cells) > 1
    )


def _joined(sheet: Sheet, above: SheetRow, own: SheetRow) -> Header:
    width = max(len(above.cells), len(own.cells))
    groups = list(_padded(above.cells, width))
    for one in sheet.merges:
        if one.top == above.number and one.left <= width:
            for index in range(one.left, min(one.right, width)):
                groups[index] = groups[one.left - 1]
    labels = list(_padded(own.cells, width))
    for index, label in enumerate(labels):
        if not label:  # A heading over both lines is written in the upper one.
            labels[index], groups[index] = groups[index], ""
    return Header((above.number, own.number), tuple(labels), tuple(groups))


def _padded(cells: tuple[CellValue, ...], width: int) -> Iterator[str]:
    yield from (_text(cell) for cell in cells)
    yield from ("" for _ in range(width - len(cells)))


def _text(cell: CellValue) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""
