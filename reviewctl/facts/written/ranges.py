"""Written ranges with two ends: 3-5 June 2016, March to May 2016, 22/23 May 2016, 28 Dec - 3 Jan 2016."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.span import span_of
from reviewctl.facts.timeofday import is_clock
from reviewctl.facts.written.edtf_of import beginning, edtf_of, ending
from reviewctl.facts.written.forms import piece_of
from reviewctl.facts.written.kinds import Setting
from reviewctl.facts.written.lexicon import SEASONS, qualified, said
from reviewctl.facts.written.pieces import Piece, Pieces
from reviewctl.facts.written.years import ONLY_THIS, Resolved, in_scope, scope_of, years_of_short

_SEPARATOR = re.compile(r"\s*(?:-+>?|/|\bto\b|\btill?\b|\buntil\b|\bthrough\b|\bthru\b|\bor\b)\s*")
_AND = re.compile(r"\s*(?:\band\b|&|\+)\s*")
_BETWEEN = re.compile(r"(?:between|from|betw)\s+")
_MONTH_THEN_DAYS = re.compile(r"([a-z]+) ([0-9]{1,2}°?) ?(-|/|to) ?([0-9]{1,2}°?)( [0-9]{4})?")
_BARE_PARTS = {"early": "early", "mid": "mid", "late": "late"}


Dated = tuple[Piece, int | None]
"""A piece with the year that it is of."""


class Side(Struct, frozen=True):
    """One end of a range as it is written: what it may be, and how sure it is."""

    pieces: Pieces
    mark: str


def closed_range(text: str, setting: Setting, words: str) -> Resolved | None:
    """Return a range with two ends: 3-5 June 2016, March to May 2016, 22/23 May 2016, 3/6/16 - 5/6/16."""
    text = text.removeprefix("weekend ")
    between = _BETWEEN.match(text)
    if between is not None:
        text = text[between.end() :]
    turned = _MONTH_THEN_DAYS.fullmatch(text)
    if turned is not None:
        text = f"{turned[2]} {turned[3]} {turned[4]} {turned[1]}{turned[5] or ''}"
    for left, right, stroke in _splits(text, bool(between)):
        first, last = _side(left, setting), _side(right, setting)
        if first is not None and last is not None and _belong(first, last, stroke):
            found = _joined(first, last, setting, words)
            if found is not None and _only_a_year(last.pieces[0]) and first.pieces[0].day is not None:
                found = _or_a_time(found, right, words)
            if found is not None:
                return found
    return None


def _or_a_time(found: Resolved, right: str, words: str) -> Resolved | None:
    """Return "22/05/2016 - 2017" as what it may be: up to that year, or at that time. A year gone by is no year."""
    if found.impossible or not right.isdecimal():
        return None
    time = f"{right[:2]}:{right[2:]}"
    at = [f"{one.partition('/')[0]}T{time}" for one in found.dates if is_clock(time)]
    reason = f"{said(words)} may be a range or a time. Write the last day in full, or the time such as 19:00."
    return replace(found, dates=(*found.dates, *at), reason=reason)


def several(text: str, setting: Setting, words: str) -> Resolved | None:
    """Return the dates of which several stand in one place: "3 and 5 June 2016". They are no range."""
    for found in _AND.finditer(text):
        first, last = _side(text[: found.start()], setting), _side(text[found.end() :], setting)
        joined = _joined(first, last, setting, words) if first is not None and last is not None else None
        if joined is not None and joined.dates:
            dates = tuple(dict.fromkeys(part for one in joined.dates for part in one.split("/")))
            reason = (
                f"{said(words)} names several dates. Give each a line of its own, or write the first and the last: "
                "3-5 June 2016."
            )
            return Resolved(dates=dates, reason=reason)
    return None


def _splits(text: str, between: bool) -> Iterator[tuple[str, str, bool]]:
    """Yield the two sides at each place where a range may be divided, those with blanks round them first.

    The third says that it is divided by a stroke alone: 22/23 May.
    """
    found = [*(_AND.finditer(text) if between else ()), *_SEPARATOR.finditer(text)]
    wide = [one for one in found if len(one[0]) > 1]
    for one in (*wide, *(one for one in found if len(one[0]) == 1)):
        left, right = text[: one.start()], text[one.end() :]
        tight = one[0] == "/"
        if left and right and not (tight and ("/" in left or ("/" in right and not left.isdecimal()))):
            yield left, right, one[0].strip() == "/"


def _belong(first: Side, last: Side, stroke: bool) -> bool:
    """Whether two sides may be one range. A stroke stands between days or between months, and not between both."""
    one, two = first.pieces[0], last.pieces[0]
    if stroke and (one.day is None) != (two.day is None):
        return False
    if _only_a_year(one) and two.day is not None:
        return False  # "1909-11-08 1920" is no range from 1909.
    if two.day is not None and two.month is None and one.dated:
        return False  # "3 June 2016 - 5" may lack anything.
    return not (_only_a_year(one) and not two.dated) and not (_only_a_year(two) and not one.dated)


def _only_a_year(piece: Piece) -> bool:
    return piece.dated and piece.month is None and piece.season is None and not piece.portion


def _side(text: str, setting: Setting) -> Side | None:
    bare, mark = qualified(text)
    plain = bare.replace("°", "")
    if plain.isdecimal() and len(plain) <= 2:
        return Side((Piece(day=int(plain)),), mark) if 1 <= int(plain) <= 31 else None
    if bare in _BARE_PARTS:
        return Side((Piece(portion=_BARE_PARTS[bare]),), mark)
    if bare in SEASONS:
        return Side((Piece(season=SEASONS[bare]),), mark)
    parsed = piece_of(bare, month_first=setting.month_first)
    return Side(parsed, mark) if isinstance(parsed, tuple) else None


def _joined(first: Side, last: Side, setting: Setting, words: str) -> Resolved | None:
    """Return the range from one side to the other, each completed by what only the other says."""
    found: dict[str, str] = {}
    for one in first.pieces:
        for two in last.pieces:
            for dates, why in _pairs(*_completed(one, two), setting):
                begin, end = beginning(dates[0], first.mark), ending(dates[1], last.mark)
                found.setdefault(f"{begin}/{end}", why)
    good = {one: why for one, why in found.items() if _forward(one)}
    if not good:
        backwards = f"{said(words)} ends before it begins. Write the earlier date first."
        return Resolved(reason=backwards, impossible=True) if found else None
    lost = any(piece.lost for piece in (*first.pieces, *last.pieces))
    return _chosen(good, setting, words, lost)


def _chosen(good: dict[str, str], setting: Setting, words: str, lost: bool) -> Resolved:
    if len(good) == 1:
        ((edtf, why),) = good.items()
        asked = edtf.startswith("XXXX") and not lost
        return Resolved(dates=(edtf,), assumption=why, reason=_no_year(words) if asked else "")
    held = {one: why for one, why in good.items() if not one.startswith("XXXX") and in_scope(one, setting)}
    if len(held) == 1 and scope_of(setting) is not None:
        ((edtf, why),) = held.items()
        return Resolved(dates=(edtf,), assumption=ONLY_THIS)
    return Resolved(dates=tuple(held or good)[:12], reason=_no_year(words))


def _no_year(words: str) -> str:
    return f"{said(words)} may mean several times. Write the first and the last day with the year in four digits."


def _completed(first: Piece, last: Piece) -> tuple[Piece, Piece]:
    """Return both sides, each with the month and the year that only the other one names."""
    if first.day is not None and first.month is None and last.day is not None:
        first = replace(first, month=last.month)
    if last.day is not None and last.month is None and first.day is not None:
        last = replace(last, month=first.month)
    if first.portion in _BARE_PARTS and first.month is None and not first.dated:
        first = replace(first, month=last.month)
    if last.portion in _BARE_PARTS and last.month is None and not last.dated:
        last = replace(last, month=first.month)
    if last.lost or first.lost:
        return replace(first, lost=True), replace(last, lost=True)
    return first, last


def _pairs(first: Piece, last: Piece, setting: Setting) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what the two sides may be, as EDTF, with what was taken for granted."""
    if (first.day is not None and first.month is None) or (last.day is not None and last.month is None):
        return
    own = first.dated and last.dated
    for end_year, why in _years(last, first, setting):
        for begin_year, more in _years(first, last, setting):
            if own or begin_year == end_year:
                yield from _pair((first, begin_year), (last, end_year), why or more)


def _pair(first: Dated, last: Dated, why: str) -> Iterator[tuple[tuple[str, str], str]]:
    begin, end = edtf_of(*first), edtf_of(*last)
    if begin is None or end is None:
        return
    if not _over_new_year(first[0], last[0]) or first[1] is None or _forward(f"{begin}/{end}"):
        yield (begin, end), why
        return
    if first[0].dated:
        side, year = "end", first[1] + 1
        end = edtf_of(last[0], year) or end
    else:
        side, year = "beginning", first[1] - 1
        begin = edtf_of(first[0], year) or begin
    yield (begin, end), f"The year of its {side} is taken as {year}, so that it does not run backwards."


def _over_new_year(first: Piece, last: Piece) -> bool:
    """Whether a range names one year and runs from a later month to an earlier: 28 Dec - 3 Jan 2016."""
    return not (first.dated and last.dated) and (first.month or 0) > (last.month or 0)


def _years(piece: Piece, other: Piece, setting: Setting) -> Iterable[tuple[int | None, str]]:
    """Return the years that a side may be of: its own, else the other's, else those of the scope."""
    for one in (piece, other):
        if one.lost or one.decade is not None:
            return ((None, ""),)
        if one.year is not None:
            return ((one.year, ""),)
        if one.short is not None:
            years, why = years_of_short(one.short, setting)
            return tuple((year, why) for year in years)
    if setting.year is not None:
        return ((setting.year, f"The year is taken as {setting.year}, as it was given for all."),)
    if setting.scope_from is None or setting.scope_to is None:
        return ((None, ""),)
    scope = range(setting.scope_from.year, setting.scope_to.year + 1)
    held = [year for year in scope if _held(piece, year, setting)]
    why = f"The year is taken as {held[0]}: the scope of the review holds no other." if len(held) == 1 else ""
    return tuple((year, why) for year in held)


def _held(piece: Piece, year: int, setting: Setting) -> bool:
    edtf = edtf_of(piece, year)
    return edtf is not None and in_scope(edtf, setting)


def _forward(edtf: str) -> bool:
    begin, _, end = (part.rstrip("~?%") for part in edtf.partition("/"))
    first, last = span_of(begin).first, span_of(end).last
    return first is None or last is None or first <= last
