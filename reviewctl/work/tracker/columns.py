"""Which column holds what: told by its heading, by what stands in it, or by the person."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.sheet import SheetRow, column_letters
from reviewctl.work.nearest import nearest
from reviewctl.work.tracker.dates import read_date
from reviewctl.work.tracker.header import Header
from reviewctl.work.tracker.lexicon import (
    is_free,
    is_personal,
    key,
    lexicon,
    target_like,
    target_named,
    word_for,
)

SPECIAL = ("id", "type", "subject", "status", "closed", "referrer", "died", "note")
"""What a column may hold that has no address of its own in the record."""
_LOOKED_AT = 60


class Column(Struct, frozen=True, kw_only=True):
    """A column: its place, its heading, what it holds (`target`, None where it is not read) and why."""

    index: int
    heading: str
    target: str | None
    why: str

    @property
    def letters(self) -> str:
        """How the spreadsheet calls it."""
        return column_letters(self.index)


def columns_of(
    header: Header, rows: Sequence[SheetRow], given: dict[str, str], today: date
) -> tuple[Column, ...]:
    """Return every column with a heading, in order, and what each is taken for.

    `given` is what the person said, by the heading's words. Of two columns for one thing the first counts.
    """
    found: list[Column] = []
    taken: dict[str, str] = {}
    for index, label in enumerate(header.labels):
        if not label:
            continue
        column = _by_content(_by_heading(index, label, header.groups[index], given), rows, today)
        if column.target is not None and column.target in taken and column.target != "note":
            other = taken[column.target]
            column = replace(column, target=None, why=f"not read: {other} holds the same")
        elif column.target is not None:
            taken[column.target] = f"column {column.letters}"
        found.append(column)
    return _given_first(found, given)


def read_given(pairs: Sequence[str]) -> dict[str, str]:
    """Return what `--map "Heading=address"` says, by the heading's words; "" for one that is not to be read.

    Raises ReviewctlError for what is no such pair.
    """
    found = {}
    for pair in pairs:
        heading, equals, target = pair.rpartition("=")
        if not equals or not heading.strip():
            raise ReviewctlError(
                "--map wants a heading and what it holds.", 'For example: --map "Date seen=screening.held"'
            )
        target = target.strip()
        found[heading_key(heading)] = "" if target.lower() in ("", "ignore", "nothing") else target
    return found


def heading_key(text: str) -> str:
    """Return a heading as one is compared with another: by its words."""
    return " ".join(key(text))


def check_given(given: dict[str, str], headings: Sequence[str]) -> None:
    """Raise ReviewctlError where a heading that the person named is in none of the sheets."""
    there = {heading_key(one): one for one in headings}
    for one in given:
        if one not in there:
            near = nearest(one, list(there))
            hint = f'Did you mean "{there[near[0]]}"?' if near else "Write it as it stands in the sheet."
            raise ReviewctlError(f'No column has the heading that --map names ("{one}").', hint)


def _by_heading(index: int, label: str, group: str, given: dict[str, str]) -> Column:
    whole = f"{group} {label}".strip()
    for text in (whole, label):
        if heading_key(text) in given:
            target = given[heading_key(text)]
            why = "as you said" if target else "not read: as you said"
            return Column(index=index, heading=whole, target=target or None, why=why)
    for text in (whole, label):
        named = target_named(text)
        if named is not None:
            return Column(index=index, heading=whole, target=named, why="")
    if is_personal(whole):
        return Column(
            index=index, heading=whole, target=None, why="never read: it may hold what is a person's own"
        )
    if is_free(whole):
        return Column(
            index=index, heading=whole, target=None, why="not read: free text, which may name somebody"
        )
    like = target_like(whole) or target_like(label)
    why = "by a heading spelt nearly so" if like else "not read: no heading that is known"
    return Column(index=index, heading=whole, target=like, why=why)


def _by_content(column: Column, rows: Sequence[SheetRow], today: date) -> Column:
    """Return the column as what it turns out to be: dates under "Decision", words under "Screening"."""
    words = lexicon()
    target = column.target
    if target is None or column.why == "as you said":
        return column
    cells = [row.cells[column.index] for row in rows if column.index < len(row.cells)]
    filled = [cell for cell in cells if cell is not None][:_LOOKED_AT]
    dated = sum(read_date(cell, today).kind == "date" for cell in filled)
    if target in words.where_dates and dated * 2 > len(filled):
        return replace(column, target=words.where_dates[target], why="dates stand in it")
    other = words.where_words.get(target)
    if other is not None and filled and dated * 4 < len(filled):
        meanings = words.words.get(other) or words.words["decision.outcome"]
        known = sum(isinstance(cell, str) and word_for(cell, meanings) is not None for cell in filled)
        if known * 2 > len(filled):
            return replace(column, target=other, why="words stand in it")
    return column


def _given_first(found: list[Column], given: dict[str, str]) -> tuple[Column, ...]:
    """Return the columns with what the person said standing before what the tool guessed."""
    said = {one.target: one.letters for one in found if one.why == "as you said" and one.target}
    return tuple(
        replace(one, target=None, why=f"not read: column {said[one.target]} holds the same")
        if one.target in said and one.why != "as you said" and one.target != "note"
        else one
        for one in found
    )
