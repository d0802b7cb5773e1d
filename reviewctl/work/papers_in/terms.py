"""What terms of reference say that the record keeps as facts: the period, the questions and the agencies."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from reviewctl.facts.headings import plain
from reviewctl.model.board import Agency, Board
from reviewctl.model.prose import words
from reviewctl.model.wordpaper import Element, Line, WordTable
from reviewctl.work.days import read_day
from reviewctl.work.papers_in.placing import Part, parts_of, tables_of

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? [0-9]{{4}}|[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})"
_POINT = rf"(?:{_DAY}|{_MONTH},? [0-9]{{4}})"
_PERIOD = re.compile(
    rf"({_POINT})\s*(?:to|until|till|up to|and|[-\u2013\u2014])\s*(?:the )?({_POINT})", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:scope|period|time ?frame|time ?scale|covers?|between|look(?:s|ing)? at)\b", re.IGNORECASE
)
_MONTH_ONLY = re.compile(rf"({_MONTH}),? ([0-9]{{4}})", re.IGNORECASE)
_QUESTIONS = (
    *("questions", "key questions", "lines of enquiry", "key lines of enquiry", "areas of enquiry"),
    *(
        "issues to be considered",
        "issues to be addressed",
        "specific issues",
        "key issues",
        "areas to be considered",
    ),
    *("specific terms of reference", "questions to be answered", "key themes", "themes", "areas of focus"),
)
_AGENCIES = (
    *("agencies", "agencies involved", "agencies contributing", "contributing agencies", "organisations"),
    *("organisations involved", "participating agencies", "agencies to contribute", "contributors"),
    *("contributors to the review", "agencies taking part", "individual management reviews", "imrs"),
)
TERMS_HEADINGS = frozenset(
    map(plain, (*_QUESTIONS, *_AGENCIES, "scope", "period under review", "methodology"))
)
_ASIDE = re.compile(r"\s*(?:\(.*\)|[:\u2013\u2014].*|\s-\s.*)\s*$")
_ID = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


class Period(Struct, frozen=True, kw_only=True):
    """A period that the text names. `words` are those of the text, where a day was worked out from a month."""

    from_: date
    to: date
    words: str | None


class TermsFound(Struct, frozen=True, kw_only=True):
    """What the terms of reference say. `periods` are all that are named as the period looked at.

    `strangers` are how many lines in the list of agencies name none of the Board's.
    """

    periods: tuple[Period, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    agencies: tuple[str, ...] = ()
    strangers: int = 0


def terms_in(elements: Sequence[Element], board: Board) -> TermsFound:
    """Return what the record keeps of terms of reference, as far as they say it in so many words."""
    parts = parts_of(elements)
    named = list(_agencies(parts))
    known = [agency for agency in (agency_of(text, board) for text in named) if agency is not None]
    return TermsFound(
        periods=tuple({(one.from_, one.to): one for one in _periods(elements)}.values()),
        questions=tuple(_questions(parts)),
        agencies=tuple(dict.fromkeys(one.id for one in known)),
        strangers=len(named) - len(known),
    )


def agency_of(text: str, board: Board) -> Agency | None:
    """Return the agency that a line names, what stands behind a dash or in brackets aside; None for none."""
    for word in (text, _ASIDE.sub("", text)):
        agency = board.named(word.strip(" .;,")) if word.strip() else None
        if agency is not None:
            return agency
    return None


def _periods(elements: Sequence[Element]) -> Iterator[Period]:
    under = ""
    for one in elements:
        if not isinstance(one, Line):
            continue
        text = " ".join(words(one.runs).split())
        if one.level:
            under = text
            continue
        for found in _PERIOD.finditer(text):
            said = _ABOUT.search(under) or _ABOUT.search(text)
            period = _period(found[1], found[2], found[0]) if said else None
            if period is not None:
                yield period


def _period(first: str, last: str, said: str) -> Period | None:
    start, end = _day(first, last=False), _day(last, last=True)
    if start is None or end is None or start > end:
        return None
    exact = not (_MONTH_ONLY.fullmatch(first) or _MONTH_ONLY.fullmatch(last))
    return Period(from_=start, to=end, words=None if exact else said)


def _day(text: str, *, last: bool) -> date | None:
    """Return the day that is meant; of a month its first, or its last. None for one that no calendar has."""
    try:
        month = _MONTH_ONLY.fullmatch(text)
        if month is None:
            return read_day(re.sub(r",| of\b", "", text))
        first = read_day(f"1 {month[1]} {month[2]}")
        return first.replace(day=monthrange(first.year, first.month)[1]) if last else first
    except ValueError:
        return None


def _questions(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Yield the questions with their numbers: the first list under a heading for them."""
    for part in _under(parts, _QUESTIONS):
        items = [one for one in part.text if isinstance(one, Line) and one.item is not None]
        top = [one for one in items if one.item == min(line.item or 0 for line in items)]
        if top:
            own = [one.label.strip(".()[]:") if not one.bullet else "" for one in top]
            usable = len(set(own)) == len(own) and all(_ID.fullmatch(one) for one in own)
            for number, one in enumerate(top, 1):
                yield own[number - 1] if usable else str(number), " ".join(words(one.runs).split())
            return


def _agencies(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the lines in which agencies are listed: items of a list, or the first cells of a table's rows."""
    for part in _under(parts, _AGENCIES):
        for one in part.text:
            if isinstance(one, Line) and one.item is not None:
                yield " ".join(words(one.runs).split())
        for table in tables_of(part):
            yield from _first_cells(table)
        return


def _first_cells(table: WordTable) -> Iterator[str]:
    for row in table.rows[1 if table.headed else 0 :]:
        lines = [words(line.runs) for cell in row[:1] for line in cell.elements if isinstance(line, Line)]
        if lines:
            yield " ".join(lines)


def _under(parts: Sequence[Part], names: Sequence[str]) -> Iterator[Part]:
    """Yield the parts that have one of these headings, wherever they stand."""
    wanted = set(map(plain, names))
    for part in parts:
        if plain(part.title) in wanted:
            yield part
        yield from _under(part.parts, names)
