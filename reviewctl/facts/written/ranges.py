"""Written dates that are more than one day: 3-5 June 2016, before June 2016, since 2014, w/c 3 June 2016."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from reviewctl.facts.edtf import point_of
from reviewctl.facts.span import span_of
from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.edtf_of import edtf_of
from reviewctl.facts.written.kinds import Setting
from reviewctl.facts.written.lexicon import SEASONS, qualified, said
from reviewctl.facts.written.pieces import Parsed, Piece, Pieces, piece_of
from reviewctl.facts.written.years import ONLY_THIS, Resolved, in_scope, resolve, scope_of, years_of_short

_BEFORE = re.compile(r"(?:before|prior to|pre-?|earlier than)\s*(?=\S)")
_UNTIL = re.compile(
    r"(?:until|till|up (?:to|until|till)(?: and including)?|by|to|no later than|"
    r"not (?:after|later than)|on or before)\s+"
)
_AFTER = re.compile(r"(?:after|post|later than)[ -]+")
_SINCE = re.compile(
    r"(?:ongoing )?(?:since|from|onwards from|on or after|not before|no earlier than|starting|as from)\s+"
)
_ON = re.compile(
    r"\s*(?:onwards?|and onwards?|or (?:later|after)|and (?:later|after|ongoing)|to date|ongoing|"
    r"(?:-|to|until|till)\s*(?:present|now|date|current|ongoing|today|to date|present day)|"
    r"(?<=[0-9a-z]) on|\+)$"
)
_BACK = re.compile(r"\s*(?:or (?:earlier|before)|and (?:earlier|before))$")
_SEPARATOR = re.compile(r"\s*(?:-+>?|/|\bto\b|\btill?\b|\buntil\b|\bthrough\b|\bthru\b|\bor\b)\s*")
_AND = re.compile(r"\s*(?:\band\b|&|\+)\s*")
_BETWEEN = re.compile(r"(?:between|from|betw)\s+")
_MONTH_THEN_DAYS = re.compile(r"([a-z]+) ([0-9]{1,2}°?) ?(-|/|to) ?([0-9]{1,2}°?)( [0-9]{4})?")
_BARE_PARTS = {"early": "early", "mid": "mid", "late": "late"}
_WEEKS = (
    (
        re.compile(
            r"(?:w/c|wc|w\.c\.?|w/b|wb|(?:week|wk|w/)[ -]*(?:commencing|comm?|beginning|beg|starting)\b\.?):?\s*"
        ),
        0,
        6,
    ),
    (re.compile(r"(?:w/e|(?:week|wk)(?:[ -]*ending|[ -]+end)\b):?\s*"), -6, 0),
    (re.compile(r"(?:fortnight|2 weeks|two weeks)(?: (?:beginning|commencing|from|starting))?\s+"), 0, 13),
    (re.compile(r"fortnight ending\s+"), -13, 0),
)
_WEEK_OF = re.compile(r"weekof\s+|week that includes\s+")
_WEEKEND = re.compile(r"weekend\s+")
_BEHIND = re.compile(r"(.+?)\s*(w/c|wc|w/b|w/e|week commencing|week beginning|week ending)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Each = Callable[[str], tuple[str, str]]
"""What makes a range of a day, and a sentence on what was taken for granted."""


class Side(Struct, frozen=True):
    """One end of a range as it is written: what it may be, and how sure it is."""

    pieces: Pieces
    mark: str


def week_of(text: str, setting: Setting, words: str) -> Resolved | None:
    """Return the days of a week, a fortnight or a weekend that is written by one of its days."""
    turned = _BEHIND.fullmatch(text)
    if turned is not None:
        text = f"{turned[2]} {turned[1]}"
    for form, first, last in _WEEKS[::-1]:
        found = form.match(text)
        if found is not None:
            return _days_round(text[found.end() :], (first, last), setting, words)
    for form, days in ((_WEEK_OF, _monday_to_sunday), (_WEEKEND, _saturday_and_sunday)):
        found = form.match(text)
        if found is not None:
            day = _one_day(text[found.end() :], setting, words)
            return _each(day, days) if day is not None else None
    return None


def open_range(text: str, setting: Setting, words: str) -> Resolved | None:
    """Return a range without a beginning or without an end: before June 2016, since 2014, 2014 to present."""
    for form, side in ((_BEFORE, "before"), (_UNTIL, "until"), (_AFTER, "after"), (_SINCE, "since")):
        found = form.match(text)
        if found is not None:
            rest = _ON.sub("", text[found.end() :]) if side == "since" else text[found.end() :]
            return _open(rest, side, setting, words)
    for form, side in ((_ON, "since"), (_BACK, "until")):
        rest = form.sub("", text)
        if rest != text and rest:
            return _open(rest, side, setting, words)
    return None


def closed_range(text: str, setting: Setting, words: str) -> Resolved | None:
    """Return a range with two ends: 3-5 June 2016, March to May 2016, 22/23 May 2016, 3/6/16 - 5/6/16."""
    text = _WEEKEND.sub("", text, count=1) if _WEEKEND.match(text) else text
    between = _BETWEEN.match(text)
    if between is not None:
        text = text[between.end() :]
    turned = _MONTH_THEN_DAYS.fullmatch(text)
    if turned is not None:
        text = f"{turned[2]} {turned[3]} {turned[4]} {turned[1]}{turned[5] or ''}"
    for left, right in _splits(text, bool(between)):
        first, last = _side(left, setting), _side(right, setting)
        if first is not None and last is not None:
            found = _joined(first, last, setting, words)
            if found is not None:
                return found
    return None


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


def _splits(text: str, between: bool) -> Iterator[tuple[str, str]]:
    """Yield the two sides at each place where a range may be divided, those with blanks round them first."""
    found = [*(_AND.finditer(text) if between else ()), *_SEPARATOR.finditer(text)]
    wide = [one for one in found if len(one[0]) > 1]
    for one in (*wide, *(one for one in found if len(one[0]) == 1)):
        left, right = text[: one.start()], text[one.end() :]
        if left and right:
            yield left, right


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
                begin, end = _begin(dates[0], first.mark), _end(dates[1], last.mark)
                found.setdefault(f"{begin}/{end}", why)
    good = {one: why for one, why in found.items() if _forward(one)}
    if not good:
        backwards = f"{said(words)} ends before it begins. Write the earlier date first."
        return Resolved(reason=backwards, impossible=True) if found else None
    return _chosen(good, setting, words)


def _chosen(good: dict[str, str], setting: Setting, words: str) -> Resolved:
    if len(good) == 1:
        ((edtf, why),) = good.items()
        lost = edtf.startswith("XXXX")
        return Resolved(dates=(edtf,), assumption=why, reason=_no_year(words) if lost and not why else "")
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
    for end_year, why in _years(last, first, setting):
        for begin_year, more in _years(first, last, setting):
            own = first.dated and last.dated
            if not own and begin_year != end_year:
                continue
            begin, end = edtf_of(first, begin_year), edtf_of(last, end_year)
            if begin is None or end is None:
                continue
            sentence = why or more
            if not own and begin_year is not None and not _forward(f"{begin}/{end}"):
                earlier = begin_year - 1
                if first.dated:
                    later = edtf_of(last, begin_year + 1)
                    begin, end, taken = begin, later or end, begin_year + 1
                else:
                    begin, taken = edtf_of(first, earlier) or begin, earlier
                side = "end" if first.dated else "beginning"
                sentence = f"The year of its {side} is taken as {taken}, so that it does not run backwards."
            yield (begin, end), sentence


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


def _begin(edtf: str, mark: str) -> str:
    return _marked(edtf.partition("/")[0], mark)


def _end(edtf: str, mark: str) -> str:
    return _marked(edtf.partition("/")[2] or edtf, mark)


def _marked(edtf: str, mark: str) -> str:
    return edtf if edtf[-1:] in "~?%" else edtf + mark


def _open(text: str, side: str, setting: Setting, words: str) -> Resolved | None:
    bare, mark = qualified(text)
    parsed = piece_of(bare, month_first=setting.month_first)
    if parsed is None:
        return None
    return _each(resolve(parsed, setting, words), lambda edtf: (_opened(edtf, side, mark), ""))


def _opened(edtf: str, side: str, mark: str) -> str:
    begin, end = _begin(edtf, mark), _end(edtf, mark)
    if side == "until":
        return f"../{end}"
    if side == "since":
        return f"{begin}/.."
    return f"../{_next(begin, -1)}" if side == "before" else f"{_next(end, 1)}/.."


def _next(edtf: str, step: int) -> str:
    """Return the day, month or year next to one, before or after; the mark stays."""
    bare = edtf.rstrip("~?%")
    mark = edtf[len(bare) :]
    point = point_of(bare)
    if point is None or point.first is None or point.last is None:
        return edtf
    day = point.last + timedelta(days=1) if step > 0 else point.first - timedelta(days=1)
    length = len(bare) if "X" not in bare and point.season is None else 10
    return day.isoformat()[:length] + mark


def _each(found: Resolved, days: Each) -> Resolved:
    """Return what was found with each of its dates made into a range, and what is said of it."""
    made = [days(one) for one in found.dates]
    good = tuple(edtf for edtf, _ in made if edtf)
    if not good and found.dates:
        return Resolved(impossible=True, reason=made[0][1])
    said_so = made[0][1] if len(made) == 1 else ""
    return replace(found, dates=good, assumption=" ".join(filter(None, (found.assumption, said_so))))


def _one_day(text: str, setting: Setting, words: str) -> Resolved | None:
    bare, _ = qualified(text)
    parsed: Parsed = piece_of(bare, month_first=setting.month_first)
    if isinstance(parsed, tuple):
        parsed = tuple(one for one in parsed if one.day is not None) or None
    if parsed is None:
        return None
    return resolve(parsed, setting, words)


def _days_round(text: str, days: tuple[int, int], setting: Setting, words: str) -> Resolved | None:
    found = _one_day(text, setting, words)
    return _each(found, lambda edtf: _run(edtf, days)) if found is not None else None


def _run(edtf: str, days: tuple[int, int]) -> tuple[str, str]:
    if edtf.startswith("XXXX"):
        return edtf, ""
    day = date.fromisoformat(edtf)
    first, last = (day + timedelta(days=one) for one in days)
    odd = days == (0, 6) and day.weekday() != 0
    why = f"{plain_day(day)} is a {_DAYS[day.weekday()]}: the seven days from it are taken." if odd else ""
    return f"{first}/{last}", why if days != (
        -6,
        0,
    ) else f"It is taken as the week that ends on {plain_day(day)}."


def _monday_to_sunday(edtf: str) -> tuple[str, str]:
    if edtf.startswith("XXXX"):
        return edtf, ""
    day = date.fromisoformat(edtf)
    first = day - timedelta(days=day.weekday())
    why = f"It is taken as the week from Monday {plain_day(first)}." if first != day else ""
    return f"{first}/{first + timedelta(days=6)}", why


def _saturday_and_sunday(edtf: str) -> tuple[str, str]:
    if edtf.startswith("XXXX"):
        return edtf, ""
    day = date.fromisoformat(edtf)
    if day.weekday() < 4:
        return (
            "",
            f"{plain_day(day)} is a {_DAYS[day.weekday()]}, and no weekend. Write the days that were meant.",
        )
    saturday = day + timedelta(days=5 - day.weekday())
    return f"{saturday}/{saturday + timedelta(days=1)}", ""
