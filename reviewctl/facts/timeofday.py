"""Times of day as a record keeps them: "19:00", or one of a few words such as evening."""

import re
from functools import lru_cache

from msgspec import Struct

PARTS_OF_DAY = {
    "early hours": (0, 360),
    "early morning": (300, 540),
    "dawn": (300, 480),
    "morning": (300, 720),
    "late morning": (600, 720),
    "midday": (690, 750),
    "lunchtime": (690, 840),
    "daytime": (480, 1080),
    "afternoon": (720, 1080),
    "am": (0, 720),
    "pm": (720, 1440),
    "early afternoon": (720, 900),
    "teatime": (900, 1080),
    "late afternoon": (900, 1080),
    "evening": (1020, 1320),
    "early evening": (1020, 1200),
    "late evening": (1200, 1440),
    "night": (1200, 1440),
    "late night": (1260, 1440),
    "overnight": (1200, 1440),
    "midnight": (1439, 1440),
}
"""The words for a part of the day that a record keeps, with the minutes from which to which they are put in order.

No source says when an evening begins. The minutes serve the order of one day's lines alone, and no time is worked
out from them. `night`, `midnight` and `overnight` are those that follow the day under whose date they stand.
"""

_CLOCK = re.compile(
    r"(about |perhaps |after |before )?([01][0-9]|2[0-3]):([0-5][0-9])(?:-([01][0-9]|2[0-3]):([0-5][0-9]))?"
)


class TimeOfDay(Struct, frozen=True):
    """From which minute of the day to which; `exact` where it is one minute, and not about it."""

    first: int
    last: int
    exact: bool = False


@lru_cache(maxsize=8192)
def time_of_day(text: str) -> TimeOfDay | None:
    """Return what a time of day says: "19:00", "about 19:30", "after 19:00", "19:00-20:15", "evening"; None for others.

    A time that ends before it begins goes past midnight: it is taken up to the end of its day.
    """
    word = text.strip().casefold()
    if word in PARTS_OF_DAY:
        return TimeOfDay(*PARTS_OF_DAY[word])
    found = _CLOCK.fullmatch(word)
    if found is None:
        return None
    first = int(found[2]) * 60 + int(found[3])
    last = int(found[4]) * 60 + int(found[5]) if found[4] else first
    if found[1] == "after ":
        return TimeOfDay(first, 1440)
    if found[1] == "before ":
        return TimeOfDay(0, first)
    return TimeOfDay(first, last if last >= first else 1440, exact=not found[1] and last == first)


def is_clock(text: str) -> bool:
    """Return whether a time of day is one of the clock, such as "19:00"."""
    found = time_of_day(text)
    return found is not None and found.exact
