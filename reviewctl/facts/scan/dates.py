"""Finding dates in a text, in every way in which a date of birth is written."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from reviewctl.facts.scan.listed import in_order

_MONTHS = in_order("january february march april may june july august september october november december")
_ONES = in_order("first second third fourth fifth sixth seventh eighth ninth")
_TEENS = in_order(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_DAY_WORDS = (
    *_ONES,
    *_TEENS,
    "twentieth",
    *(f"twenty-{one}" for one in _ONES),
    "thirtieth",
    "thirty-first",
)
_NUMBERS = in_order(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = in_order("twenty thirty forty fifty sixty seventy eighty ninety")


class Written(Struct, frozen=True):
    """A date where it stands. `year` is None where none is written, and of two digits where only those are."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    swapped: bool = False

    def is_of(self, day: int, month: int, year: int) -> bool:
        """Return whether this may be a date, in full or with its year in two digits."""
        same = (self.day, self.month) == (day, month) or (
            self.swapped and (self.month, self.day) == (day, month)
        )
        return same and self.year is not None and self.year in (year, year % 100)

    def without_year(self, day: int, month: int) -> bool:
        """Return whether this is a day of the year, with no year written."""
        return self.year is None and (self.day, self.month) == (day, month)


def dates_in(text: str) -> Iterator[Written]:
    """Yield the days that are written in a text, given in small letters; the longest where several begin together."""
    for found in _pattern().finditer(text):
        day = _day(found)
        month = _month(found)
        year = _year(found)
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield Written(*found.span(), day, month, year, swapped=found["sep"] is not None and day <= 12)
        elif found["sep"] is not None and 1 <= month <= 31 and 1 <= day <= 12:
            yield Written(*found.span(), month, day, year)


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join([*_MONTHS, "sept", *(one[:3] for one in _MONTHS)])
    words = "|".join(word.replace("-", r"[\s-]?") for word in sorted(_DAY_WORDS, key=len, reverse=True))
    day = rf"(?P<{{0}}>\d{{{{1,2}}}}(?:\s?(?:st|nd|rd|th))?|{words})"
    year = rf"(?P<{{0}}>'?\d{{{{4}}}}|'?\d{{{{2}}}}|{_year_words()})(?!\d)"
    gap = r"[\s,.\-/]{0,3}"
    d1, d2, y1, y2, y3 = (
        day.format("d1"),
        day.format("d2"),
        year.format("y1"),
        year.format("y2"),
        year.format("y3"),
    )
    return re.compile(
        rf"(?<![\d/])(?:"
        rf"(?P<iso>[12]\d{{3}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d)"
        rf"|(?P<nd>\d{{1,2}})(?P<sep>\s?[-/.]\s?|\s)(?P<nm>\d{{1,2}})(?P=sep){y1}"
        rf"|(?P<run>\d{{8}}|\d{{6}})(?!\d)"
        rf"|\b{d1}{gap}(?:day\s)?(?:of\s)?(?P<m1>{month})\b(?:{gap}(?:in\s)?{y2})?"
        rf"|\b(?P<m2>{month})\b\.?\s?(?:the\s)?{d2}\b(?:{gap}{y3})?"
        rf")(?![a-z\d])"
    )


def _year_words() -> str:
    tens = "|".join(_TENS)
    ones = "|".join(_NUMBERS)
    return (
        rf"nineteen[\s-](?:hundred[\s-](?:and[\s-])?)?(?:(?:{tens})(?:[\s-](?:{ones}))?|oh[\s-](?:{ones})|{ones})"
        rf"|two thousand(?: and)?(?: (?:{ones}))?|twenty[\s-](?:{tens}|{ones})"
    )


def _day(found: re.Match[str]) -> int:
    if found["run"]:
        return int(found["run"][6:] if _year_first(found["run"]) else found["run"][:2])
    text = found["id"] or found["nd"] or found["d1"] or found["d2"]
    number = re.match(r"\d+", text)
    if number:
        return int(number.group())
    return _DAY_WORDS.index(re.sub(r"(?<=y)[\s-]?(?=[a-z])", "-", text)) + 1


def _year_first(digits: str) -> bool:
    """Whether digits without a gap are year, month and day: no day is the 19th of a 61st month."""
    return len(digits) == 8 and int(digits[2:4]) > 12 and int(digits[4:6]) <= 12


def _month(found: re.Match[str]) -> int:
    if found["run"]:
        return int(found["run"][4:6] if _year_first(found["run"]) else found["run"][2:4])
    text = found["im"] or found["nm"]
    if text:
        return int(text)
    word = (found["m1"] or found["m2"])[:3]
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word))


def _year(found: re.Match[str]) -> int | None:
    if found["run"]:
        return int(found["run"][:4] if _year_first(found["run"]) else found["run"][4:])
    text = found["iso"] or found["y1"] or found["y2"] or found["y3"]
    if not text:
        return None
    digits = text.lstrip("'")
    return int(digits) if digits.isdigit() else _year_of_words(digits)


def _year_of_words(text: str) -> int:
    words = [word for word in re.split(r"[\s-]+", text) if word not in ("hundred", "and", "oh")]
    if words[:2] == ["two", "thousand"]:
        return 2000 + sum(_value(word) for word in words[2:])
    return (1900 if words[0] == "nineteen" else 2000) + sum(_value(word) for word in words[1:])


def _value(word: str) -> int:
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else (_TENS.index(word) + 2) * 10
