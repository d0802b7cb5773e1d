"""One written date taken apart by its form: 22/5/2016, 22nd May, May '16, early 2019, the 1990s."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from reviewctl.facts.written.lexicon import MONTH, MONTHS, SEASON, SEASONS, WEEKDAY, WEEKDAYS
from reviewctl.facts.written.pieces import YEARS, Parsed, Piece, Pieces, Refused

_D = r"(?P<d>[0-9]{1,2})°?"
_M = r"(?P<m>[0-9]{1,2})"
_Y4 = r"(?P<y>[12][0-9]{3})"
_Y = r"(?P<y>[12][0-9]{3}|'?[0-9]{2})"
_MON = rf"(?P<mon>{MONTH})"
_SEP = r"(?: ?[/.-] ?| )"
_GAP = r"[ /.-]*"
_PART = (
    r"(?P<part>early|earlier|mid|middle|late|later|beginning|start|end|early part|latter part|towards end)"
)
_PARTS = {
    "early": "early", "earlier": "early", "beginning": "early", "start": "early", "early part": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "end": "late", "latter part": "late", "towards end": "late",
}  # fmt: skip
_NTH = {
    "first": 1,
    "1°": 1,
    "second": 2,
    "2°": 2,
    "third": 3,
    "3°": 3,
    "fourth": 4,
    "4°": 4,
    "last": 5,
    "final": 5,
}
_HALVES = {"first": "early", "1°": "early", "second": "late", "2°": "late"}
_LOST = re.compile(
    r"(?: year (?:is )?(?:not known|unknown|lost|n/k|not recorded)|[ /.-](?:\?{4}|xxxx|yyyy))$"
)
_NAMED = {
    "christmas day": (12, 25, ""), "xmas day": (12, 25, ""), "boxing day": (12, 26, ""),
    "christmas eve": (12, 24, ""), "new year's eve": (12, 31, ""), "new years eve": (12, 31, ""),
    "new year's day": (1, 1, ""), "new years day": (1, 1, ""),
    "christmas": (12, 25, "about"), "xmas": (12, 25, "about"), "christmas time": (12, 25, "about"),
    "new year": (1, 1, "about"), "easter": (None, None, "easter"),
}  # fmt: skip

Maker = Callable[[re.Match[str], bool], Parsed]


def piece_of(text: str, *, month_first: bool = False) -> Parsed:
    """Return what a plain text names if it is one date, and all that it may be; None if it is none.

    Refused is a date that cannot be as it is written: a month 22, which is a day in a table of American settings.
    """
    lost = _LOST.search(text)
    if lost is not None:
        text = text[: lost.start()].strip()
    found = WEEKDAY.findall(text)
    if len(found) > 1:
        return None
    bare = WEEKDAY.sub(" ", text) if found else text
    parsed = _parsed(" ".join(bare.split()).strip(" -"), month_first)
    if not isinstance(parsed, tuple):
        return parsed
    return _with(parsed, WEEKDAYS[found[0]] if found else None, lost is not None)


def _with(pieces: Pieces, weekday: int | None, lost: bool) -> Parsed:
    """Return the pieces with their day of the week, which only a day can have, and with the year lost."""
    if weekday is not None:
        pieces = tuple(replace(one, weekday=weekday) for one in pieces if one.day is not None)
    if lost:
        pieces = tuple(replace(one, lost=True) for one in pieces if not one.dated and one.month is not None)
    return pieces or None


def _parsed(text: str, month_first: bool) -> Parsed:
    for form, make in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            parsed = make(found, month_first)
            if parsed is not None:
                return parsed
    return None


def _year(written: str | None) -> tuple[int | None, int | None] | None:
    """Return the year in full and that of two digits, at most one of them; None where it is no year."""
    if written is None:
        return None, None
    digits = written.lstrip("'")
    if len(digits) == 2:
        return None, int(digits)
    return (int(digits), None) if int(digits) in YEARS else None


def _made(
    written: str | None,
    *,
    month: int | None = None,
    day: int | None = None,
    season: int | None = None,
    portion: str = "",
) -> Pieces | None:
    """Return one piece with the year as it is written; None where the number is no year."""
    named = _year(written)
    if named is None:
        return None
    year, short = named
    return (Piece(year=year, short=short, month=month, day=day, season=season, portion=portion),)


def _month_of(found: re.Match[str]) -> int | None:
    name = found.groupdict().get("mon")
    return MONTHS[name] if name else None


def _numbers(found: re.Match[str], month_first: bool) -> Parsed:
    """Read 22/5/2016: the day first, unless the table is known to have been written the other way round.

    A stroke and a dash together make a range of something ("5-6/2016", "06/15-07/15"), and no day.
    """
    if "-" in found[0] and "/" in found[0]:
        return None
    first, second = int(found["d"]), int(found["m"])
    day, month = (second, first) if month_first else (first, second)
    return _day(found["y"], month, day)


def _day(written: str | None, month: int, day: int) -> Parsed:
    made = _made(written, month=month, day=day)
    if made is None or 1 <= month <= 12:
        return made
    turned = _made(written, month=day, day=month)
    if turned is None or not 1 <= day <= 12 or not 1 <= month <= 31:
        return Refused("wrong-month")
    return Refused("turned", turned)


def _year_first(found: re.Match[str], month_first: bool) -> Parsed:
    return _day(found["y"], int(found["m"]), int(found["d"]))


def _in_words(found: re.Match[str], month_first: bool) -> Parsed:
    return _made(found.groupdict().get("y"), month=_month_of(found), day=int(found["d"]))


def _month_and_year(found: re.Match[str], month_first: bool) -> Parsed:
    """Read "May 2016", "May '16", and "May 16", which may be the 16th of May as well."""
    written = found["y"]
    month = _made(written, month=_month_of(found))
    if len(written) == 2 and 1 <= int(written) <= 31 and month is not None:
        return (Piece(month=_month_of(found), day=int(written)), *month)
    return month


def _numeric_month(found: re.Match[str], month_first: bool) -> Parsed:
    month = int(found["m"])
    return _made(found["y"], month=month) if 1 <= month <= 12 else None


def _two_numbers(found: re.Match[str], month_first: bool) -> Parsed:
    """Read "5/12", which may be 5 December, or May 2012 where it is not written with a point."""
    first, second = found["d"], found["m"]
    day, month = (int(second), int(first)) if month_first else (int(first), int(second))
    may_be = [Piece(month=month, day=day)] if 1 <= month <= 12 and 1 <= day <= 31 else []
    if found["sep"] != "." and len(second) == 2 and 1 <= int(first) <= 12:
        may_be.append(Piece(month=int(first), short=int(second), loose=True))
    return tuple(may_be) or None


def _only_month(found: re.Match[str], month_first: bool) -> Parsed:
    return (Piece(month=_month_of(found)),)


def _only_year(found: re.Match[str], month_first: bool) -> Parsed:
    return _made(found["y"])


def _season(found: re.Match[str], month_first: bool) -> Parsed:
    """Read "spring 2014". The winter of 2014 may be the one that ended in it, or that began in it."""
    season = SEASONS[found["season"]]
    if season != 24:
        return _made(found["y"], season=season)
    both = (_made(found["y"], season=season, portion=part) for part in ("ended", "began"))
    return tuple(piece for made in both if made is not None for piece in made) or None


def _only_season(found: re.Match[str], month_first: bool) -> Parsed:
    return (Piece(season=SEASONS[found[0]]),) if found[0] != "winter" else None


def _winter_of_two_years(found: re.Match[str], month_first: bool) -> Parsed:
    first = int(found["y"])
    return _made(found["y"], season=24, portion="began") if _follows(first, found["z"]) else None


def _follows(first: int, second: str) -> bool:
    return str(first + 1).endswith(second)


def _portion(found: re.Match[str], month_first: bool) -> Parsed:
    """Read "late March 2019". "End 29" may be anything; "end of '29" is a year."""
    year, month = found.groupdict().get("y"), _month_of(found)
    if month is None and year is not None and len(year) == 2:
        return None
    return _made(year, month=month, portion=_PARTS[found["part"]])


def _portion_of_decade(found: re.Match[str], month_first: bool) -> Parsed:
    decade = _decade(found, month_first)
    if not isinstance(decade, tuple):
        return decade
    part = _PARTS[found["part"]]
    return tuple(replace(one, portion=f"{part}-decade" if one.portion else part) for one in decade)


def _half(found: re.Match[str], month_first: bool) -> Parsed:
    return _made(found["y"], month=_month_of(found), portion=_HALVES[found["nth"]])


def _week_of_month(found: re.Match[str], month_first: bool) -> Parsed:
    return _made(found["y"], month=_month_of(found), portion=f"week{_NTH[found['nth']]}")


def _decade(found: re.Match[str], month_first: bool) -> Parsed:
    digits = found["decade"].lstrip("'")
    if len(digits) == 2:
        return (Piece(short=int(digits), portion="decade"),)
    return (Piece(decade=int(digits) // 10),) if int(digits) in YEARS else None


def _two_years(found: re.Match[str], month_first: bool) -> Parsed:
    """Read "2016/17": the financial year, the school year, or both years; "2011-12" is December as well.

    "2014-16" is the years from 2014 to 2016; "2021-22" in EDTF is the summer of 2021 as well.
    """
    first, second = int(found["y"]), int(found["z"])
    if not _follows(first, found["z"]):
        last = first - first % 100 + second
        return _made(found["y"], portion=f"years{last}") if last > first else None
    may_be = [_made(found["y"], portion=part) for part in ("financial", "school", "both")]
    if 1 <= second <= 12:
        may_be.append(_made(found["y"], month=second))
    if second in SEASONS.values() and "-" in found[0]:
        may_be.append(_made(found["y"], season=second))
    return tuple(piece for made in may_be if made is not None for piece in made) or None


def _named_year(found: re.Match[str], month_first: bool) -> Parsed:
    kind = "school" if found["kind"] in ("school", "academic") else "financial"
    second = found["z"]
    if second is not None and not _follows(int(found["y"]), second):
        return None
    return _made(found["y"], portion=kind) if second is not None else None


def _quarter(found: re.Match[str], month_first: bool) -> Parsed:
    both = (_made(found["y"], portion=f"{kind}{found['q']}") for kind in ("quarter", "financial-quarter"))
    return tuple(piece for made in both if made is not None for piece in made) or None


def _named_day(found: re.Match[str], month_first: bool) -> Parsed:
    month, day, portion = _NAMED[found["name"]]
    return _made(found["y"], month=month, day=day, portion=portion)


def _eight_digits(found: re.Match[str], month_first: bool) -> Parsed:
    """Read 20160522, or 22052016; only what can be but one of them."""
    digits = found[0]
    ways = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    made = [_day(year, int(month), int(day)) for year, month, day in ways if year[0] in "12"]
    good = [one for one in made if isinstance(one, tuple)]
    return good[0] if len(good) == 1 else None


_FORMS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(form), make)
    for form, make in (
        (rf"{_D}{_SEP}{_M}{_SEP}{_Y}", _numbers),
        (rf"{_Y4}(?P<sep> ?[/.-] ?| ){_M}(?P=sep)(?P<d>[0-9]{{1,2}})", _year_first),
        (r"[0-9]{8}", _eight_digits),
        (rf"{_D}{_GAP}{_MON}{_GAP}{_Y}", _in_words),
        (rf"{_MON}{_GAP}(?P<d>[0-9]{{1,2}})°?[ -]+{_Y}", _in_words),
        (rf"(?P<y>[12][0-9]{{3}}){_GAP}{_MON}{_GAP}{_D}", _in_words),
        (rf"{_MON}{_GAP}(?P<d>[0-9]{{1,2}})°", _in_words),
        (rf"{_MON}{_GAP}{_Y}", _month_and_year),
        (rf"{_Y4}{_GAP}{_MON}", _month_and_year),
        (rf"{_D}{_GAP}{_MON}", _in_words),
        (rf"{_MON}{_GAP}(?P<d>[0-9])", _in_words),
        (rf"{_M} ?[/.-] ?{_Y4}", _numeric_month),
        (r"(?P<d>[0-9]{1,2}) ?(?P<sep>[/.-]) ?(?P<m>[0-9]{1,2})", _two_numbers),
        (_Y4, _only_year),
        (_MON, _only_month),
        (rf"(?P<season>{SEASON})(?: in)? {_Y}", _season),
        (SEASON, _only_season),
        (rf"(?P<season>winter) {_Y4} ?[/-] ?(?P<z>[0-9]{{2}}|[0-9]{{4}})", _winter_of_two_years),
        (rf"{_PART}[ -]*(?:in )?(?:{_MON}[ -]*)?{_Y}", _portion),
        (rf"{_PART}[ -]*(?:in )?{_MON}", _portion),
        (rf"(?P<nth>first|1°|second|2°) half (?:in )?(?:{_MON} )?{_Y}", _half),
        (rf"(?P<nth>{'|'.join(_NTH)}) week (?:in )?{_MON}[ -]*{_Y}", _week_of_month),
        (r"(?P<decade>[12][0-9]{2}0|'?[0-9]0)'?s", _decade),
        (rf"{_PART}[ -]*(?:in )?(?P<decade>[12][0-9]{{2}}0|'?[0-9]0)'?s", _portion_of_decade),
        (rf"{_Y4} ?[/-] ?(?P<z>[0-9]{{2}})", _two_years),
        (
            rf"(?P<kind>financial|tax|fy|school|academic)(?: year)? {_Y4}(?: ?[/-] ?(?P<z>[0-9]{{4}}|[0-9]{{2}}))?",
            _named_year,
        ),
        (rf"q(?:uarter )?(?P<q>[1-4]) {_Y4}", _quarter),
        (rf"(?P<name>{'|'.join(sorted(_NAMED, key=len, reverse=True))}) {_Y}", _named_day),
    )
)
