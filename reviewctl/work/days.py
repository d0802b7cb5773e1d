"""How a person writes a date."""

import re
from datetime import date, timedelta

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRITISH = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([/. -])([0-9]{1,2}|[a-z]{3,9})\1[0-9]{2}")
_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.? ([0-9]{4})")


def read_day(text: str) -> date:
    """Return the date that a person wrote: 2026-05-20, 20/5/2026, 20 May 2026, today or yesterday.

    The day always comes first. Raises ValueError, with a sentence, for anything else.
    """
    from reviewctl.facts.calendar import today

    word = text.strip().lower()
    if word in ("today", "yesterday"):
        return today() - timedelta(days=word == "yesterday")
    iso, british, words = (form.fullmatch(word) for form in (_ISO, _BRITISH, _WORDS))
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british is not None:
            return date(int(british[3]), int(british[2]), int(british[1]))
        if words is not None and words[2][:3] in _MONTHS:
            return date(int(words[3]), _MONTHS.index(words[2][:3]) + 1, int(words[1]))
    except ValueError:
        raise ValueError("No calendar has that day. Day first: 20/5/2026, or 2026-05-20.") from None
    if _SHORT_YEAR.fullmatch(word):
        raise ValueError("Write the year in full: 21/5/2026.")
    raise ValueError("That is not a date. Write 20/5/2026, 20 May 2026, 2026-05-20, today or yesterday.")
