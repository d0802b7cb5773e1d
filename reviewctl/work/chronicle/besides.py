"""The small tables beside a chronology: periods without contact, and abbreviations."""

import re
from collections.abc import Iterator

from msgspec import Struct

from reviewctl.facts.written import read_when
from reviewctl.model.sheet import AgencyTable, TableRow, TimedValue
from reviewctl.work.chronicle.cells import discreet, plain, text_of
from reviewctl.work.chronicle.columns import heading_key, heading_text
from reviewctl.work.chronicle.drafts import Fault, Ground, Left, Period
from reviewctl.work.chronicle.texts import cleaned

_FROM = frozenset(
    ("from", "date from", "start", "start date", "first day", "from date", "no contact from", "beginning")
)
_TO = frozenset(("to", "date to", "end", "end date", "last day", "to date", "until", "no contact to"))
_WHY = frozenset(
    ("reason", "why", "reason for no contact", "why there was none", "because", "explanation", "comment")
)
_SHORT = frozenset(
    ("abbreviation", "abbreviations", "acronym", "acronyms", "term", "initials", "abbreviation used")
)
_LONG = frozenset(
    (
        "meaning",
        "stands for",
        "what it stands for",
        "definition",
        "full",
        "full term",
        "full name",
        "explanation",
        "in full",
    )
)
_NAMED_EMPTY = re.compile(r"no contact|periods? without contact", re.IGNORECASE)
_NAMED_WORDS = re.compile(r"abbreviation|glossary|acronym", re.IGNORECASE)
_LOOKED_AT = 25


class Found(Struct, frozen=True):
    """Where the columns of a small table stand, and under which row."""

    row: int
    places: tuple[int, ...]


def no_contact_of(table: AgencyTable) -> Found | None:
    """Return where a table of periods without contact has its first day, last day and reason; None for another."""
    return _found(table, (_FROM, _TO, _WHY), _NAMED_EMPTY)


def glossary_of(table: AgencyTable) -> Found | None:
    """Return where a table of abbreviations has them, and what they stand for; None for another."""
    return _found(table, (_SHORT, _LONG), _NAMED_WORDS)


def _found(table: AgencyTable, wanted: tuple[frozenset[str], ...], named: re.Pattern[str]) -> Found | None:
    """Return where a table has all the headings wanted; one that bears the name may have no headings at all."""
    for row in table.rows[:_LOOKED_AT]:
        keys = [heading_key(heading_text(cell)) for cell in row.cells]
        places = tuple(next((at for at, key in enumerate(keys) if key in names), -1) for names in wanted)
        if min(places) >= 0:
            return Found(row.number, places)
    if not named.search(table.name) and not named.search(table.before):
        return None
    width = max((len(row.cells) for row in table.rows), default=0)
    return Found(0, tuple(range(len(wanted)))) if width == len(wanted) else None


def periods_in(table: AgencyTable, found: Found, ground: Ground) -> Iterator[Period | Fault | Left]:
    """Yield the periods of a table, and what is wrong with those rows that are none."""
    for row in _below(table, found):
        first, last, why = (_cell(row, at) for at in found.places)
        said = cleaned(text_of(why))
        reason = said.text
        if first is None and last is None and not reason:
            continue
        if said.fault:
            yield _fault(table, row.number, said.fault, "Type the words again, without formatting.")
            continue
        ends = [read_when(plain(one), None, ground.setting) for one in (first, last)]
        bad = next((one for one in ends if one.kind not in ("date", "blank")), None)
        if bad is not None:
            text = text_of(first if ends[0] is bad else last)
            mend = discreet(bad.reason, text) or "Write the day, the month or the year."
            yield _fault(table, row.number, "one of its dates cannot be taken", mend)
        elif not reason:
            yield _fault(
                table, row.number, "it does not say why there was no contact", "Write the reason beside it."
            )
        elif first is None and last is None:
            yield _fault(
                table, row.number, "it does not say from when to when", "Write the first and the last day."
            )
        else:
            yield Period(
                table=table.name,
                row=row.number,
                first=ends[0].date,
                last=ends[1].date,
                reason=reason,
                assumption=" ".join(dict.fromkeys(filter(None, (one.assumption for one in ends)))),
            )


def words_in(table: AgencyTable, found: Found) -> Iterator[tuple[str, str] | Fault]:
    """Yield each abbreviation with what it stands for, and what is wrong with those rows that are none."""
    for row in _below(table, found):
        short, long = (cleaned(text_of(_cell(row, at))).text for at in found.places)
        if short and long and len(short) <= 60:
            yield " ".join(short.split()), long
        elif short or long:
            yield _fault(
                table,
                row.number,
                "an abbreviation and what it stands for are wanted",
                "Write both, or empty the row.",
            )


def unseen_in(table: AgencyTable) -> int:
    """Return how many characters that cannot be seen are left out of a small table."""
    return sum(cleaned(text_of(cell)).unseen for row in table.rows for cell in row.cells)


def _below(table: AgencyTable, found: Found) -> Iterator[TableRow]:
    return (row for row in table.rows if row.number > found.row)


def _cell(row: TableRow, at: int) -> TimedValue:
    return (row.cells[at] or None) if at < len(row.cells) else None


def _fault(table: AgencyTable, row: int, what: str, mend: str) -> Fault:
    return Fault(table=table.name, row=row, column="", heading="", what=what, mend=mend)
