"""Times of day as people write them: 7.20 pm, 1900hrs, about 19:30, evening, 12 noon."""

import re
from datetime import datetime, time
from functools import lru_cache

from msgspec import Struct

from reviewctl.facts.timeofday import PARTS_OF_DAY, is_clock, time_of_day
from reviewctl.facts.written.lexicon import NOT_KNOWN, plain, tidy
from reviewctl.model.sheet import TimedValue

MIDNIGHT = "Midnight is taken as the end of that day, not its beginning."
_UNIT = r"\s*(?:hrs?|hours?|h|o'?clock|gmt|bst)?\.?"
_CLOCK = re.compile(
    rf"([0-9]{{1,2}})[:.]([0-9]{{2}})(?:[:.]([0-9]{{2}})(?:\.[0-9]+)?)?{_UNIT}\s*(am|pm)?{_UNIT}"
)
_HOUR = re.compile(rf"([0-9]{{1,2}})\s*(am|pm){_UNIT}")
_DIGITS = re.compile(rf"([0-9]{{1,2}})([0-9]{{2}}){_UNIT}\s*(am|pm)?{_UNIT}")
_BARE_HOUR = re.compile(rf"([0-9]{{1,2}}){_UNIT}")
_SPLIT = re.compile(r"\s*(?:-|/|\bto\b|\buntil\b)\s*")
_BETWEEN = re.compile(r"\s*(?:-|/|\bto\b|\buntil\b|\band\b)\s*")
_PREFIX = re.compile(
    r"(about|around|approx(?:imately)?\.?|circa|c\.?(?= ?[0-9])|ca\.?|roughly|~|just after|shortly after|after|"
    r"just before|shortly before|before|by|until|from|between|at|@|on)\s*"
)
_PREFIXES = {
    "after": "after",
    "just after": "after",
    "shortly after": "after",
    "from": "after",
    "before": "before",
}
_PREFIXES |= {"just before": "before", "shortly before": "before", "by": "before", "until": "before"}
_PREFIXES |= {"between": "", "at": "", "@": "", "on": ""}
_DOUBT = re.compile(r"^\?+\s*|\s*\?+$")
_SUFFIX = re.compile(r"\s*(?:approx(?:imately)?\.?|ish|or so|circa)$")
_WORDS = {word: word for word in PARTS_OF_DAY} | {
    **dict.fromkeys(("noon", "12 noon", "12noon", "midday", "mid-day", "12 midday"), "12:00"),
    **dict.fromkeys(("midnight", "12 midnight", "24:00", "2400", "24.00", "2400hrs", "2400 hrs"), "midnight"),
    **dict.fromkeys(("small hours", "early hours morning", "middle night", "early am"), "early hours"),
    **dict.fromkeys(("mid morning", "mid-morning", "mornings"), "morning"),
    **dict.fromkeys(("a.m", "a.m."), "am"),
    **dict.fromkeys(("p.m", "p.m."), "pm"),
    **dict.fromkeys(("mid afternoon", "mid-afternoon", "afternoons"), "afternoon"),
    **dict.fromkeys(("eve", "evenings"), "evening"),
    **dict.fromkeys(("night time", "night-time", "nighttime", "at night", "nights", "during night"), "night"),
    **dict.fromkeys(("lunch time", "lunch", "dinner time"), "lunchtime"),
    **dict.fromkeys(("tea time", "tea-time"), "teatime"),
    **dict.fromkeys(("all day", "day time", "daytime hours", "whole day"), "daytime"),
}


class Clock(Struct, frozen=True):
    """What is written about the time of day. `time` is as the record keeps it, None where nobody knows it.

    `wrong` says in a sentence why it is no time, or which of two it is; `hours` are those two.
    """

    time: str | None = None
    assumption: str = ""
    wrong: str = ""
    hours: tuple[str, ...] = ()


def read_time(value: TimedValue) -> Clock:
    """Return what a cell for the time says. Words that are no known part of the day are kept as they are."""
    if value is None:
        return Clock()
    if isinstance(value, datetime | time):
        return Clock(f"{value.hour:02}:{value.minute:02}")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return Clock(
            wrong="What is written for the time is no time of day. Write it such as 19:00, or evening."
        )
    if isinstance(value, str):
        return _read(value)
    return _number(value)


def clock_of(text: str) -> Clock | None:
    """Return a time that stands behind or before a date; None for what may be something else, a bare number too."""
    word = plain(text)
    if not word or (word.replace("°", "").isdecimal() and len(word) < 3):
        return None
    if re.fullmatch(r"[0-9]{4}\s*(?:am|pm)", word):
        return None  # "1 January 2000 am": the year is no time.
    found = _known(word)
    return found if found is not None and found.time is not None and not found.wrong else None


@lru_cache(maxsize=8192)
def _read(text: str) -> Clock:
    word = plain(text)
    if not word or word in NOT_KNOWN:
        return Clock()
    found = _known(word)
    if found is not None:
        return found
    if re.search(r"[a-z]", word):
        return Clock(tidy(text)[:80])
    return Clock(
        wrong=f'"{tidy(text)[:20]}" is no time of day. Write it by the 24-hour clock, such as 19:00.'
    )


def _number(value: float) -> Clock:
    """Return the time that a spreadsheet keeps as a part of a day, 0.5 for noon; or 19.3, which was 19.30."""
    if value != value or value < 0 or value in (float("inf"), float("-inf")):
        return Clock(wrong="What is written for the time is no time of day. Write it such as 19:00.")
    if value < 1 and value != 0:
        minutes = round(value * 1440)
        return Clock(f"{minutes // 60:02}:{minutes % 60:02}") if minutes < 1440 else Clock("23:59")
    if value == int(value):
        return _read(f"{int(value):04}" if value >= 100 else str(int(value)))
    found = _read(f"{value:.2f}")
    if found.wrong or found.time is None:
        return found
    return Clock(found.time, f"The number {value:g} is taken as the time {found.time}.")


def _known(word: str) -> Clock | None:
    """Return a time that is a clock's, a range of them, or a part of the day; None for any other words."""
    doubted = _DOUBT.sub("", word)
    if doubted != word and doubted:
        return _perhaps(_known(doubted))
    about, between = bool(_SUFFIX.search(word)), word.startswith("between")
    word = _SUFFIX.sub("", word)
    prefix = ""
    while (found := _PREFIX.match(word)) is not None and word[found.end() :]:
        said = _PREFIXES.get(found[1])
        about, prefix = about or said is None, said or prefix
        word = word[found.end() :]
    if word in _WORDS:
        kept = _WORDS[word]
        return Clock(kept, MIDNIGHT if kept == "midnight" else "")
    clock = _clock(word) or _two_clocks(word, between)
    if clock is None or clock.time is None or not (prefix or about):
        return clock
    kept = f"{prefix or 'about'} {clock.time}" if "-" not in clock.time else clock.time
    return Clock(kept, clock.assumption)


def _perhaps(clock: Clock | None) -> Clock | None:
    """Return a time that is queried: "?19:00". A part of the day is vague as it is."""
    if clock is None or clock.time is None or not is_clock(clock.time):
        return clock
    return Clock(f"perhaps {clock.time}", clock.assumption)


def _clock(word: str) -> Clock | None:
    found = _CLOCK.fullmatch(word)
    if found is not None:
        return _at(found[1], found[2], found[4], word, doubtful=len(found[1]) == 1)
    found = _HOUR.fullmatch(word)
    if found is not None:
        return _at(found[1], "00", found[2], word)
    found = _DIGITS.fullmatch(word)
    if found is not None:
        return _at(found[1], found[2], found[3], word, doubtful=len(found[1]) == 1)
    found = _BARE_HOUR.fullmatch(word)
    return _hour(int(found[1]), word) if found is not None else None


def _hour(hour: int, word: str) -> Clock:
    """Return a bare hour: 19 is 19:00; 7 may be either."""
    if 13 <= hour < 24:
        return Clock(f"{hour:02}:00")
    if not 1 <= hour <= 12:
        return Clock(wrong=f'"{word}" is no time of day. Write it by the 24-hour clock, such as 19:00.')
    both = (f"{hour % 12:02}:00", f"{hour % 12 + 12:02}:00")
    return Clock(wrong=f'"{word}" may be {both[0]} or {both[1]}. Write it by the 24-hour clock.', hours=both)


def _at(hours: str, minutes: str, half: str | None, word: str, *, doubtful: bool = False) -> Clock:
    hour, minute = int(hours), int(minutes)
    if hour > 23 or minute > 59 or (half == "am" and hour > 12) or (half and hour == 0 and len(hours) < 2):
        return Clock(wrong=f'"{word}" is no time of day. Write it by the 24-hour clock, such as 19:00.')
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    kept = f"{hour:02}:{minute:02}"
    taken = f'"{word}" is taken as {kept}, by the 24-hour clock.' if doubtful and not half and hour else ""
    return Clock(kept, taken)


def _two_clocks(word: str, between: bool) -> Clock | None:
    """Return "19:00-20:15" for two times; the first may leave am or pm to the second.

    "10am and 3pm" are two times and no period, but for "between 10am and 3pm".
    """
    sides = (_BETWEEN if between else _SPLIT).split(word)
    if len(sides) != 2 or not all(sides):
        return None
    last = _clock(sides[1])
    half = re.search(r"am|pm", sides[1])
    first = _clock(sides[0] + half[0]) if half and not re.search(r"am|pm", sides[0]) else _clock(sides[0])
    if first is None or last is None or first.time is None or last.time is None:
        return None
    kept = f"{first.time}-{last.time}"
    return Clock(kept, first.assumption or last.assumption) if time_of_day(kept) is not None else None
