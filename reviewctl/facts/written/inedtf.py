"""Dates that are written in EDTF already, as the record itself keeps them."""

import re
from datetime import date

from reviewctl.facts.edtf import SEASONS, fault_of, is_edtf
from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.kinds import Reading
from reviewctl.facts.written.pieces import YEARS
from reviewctl.facts.written.values import unread

_ISO_SECONDS = re.compile(r"[0-9-]{10}T[0-9:]{8}")
_TWO_YEARS = re.compile(r"([12][0-9]{3})-([0-9]{2})")


def in_edtf(shown: str) -> Reading | None:
    """Return a date that is written in EDTF already, as the record itself keeps it."""
    if not is_edtf(shown) or _ISO_SECONDS.fullmatch(shown) or _may_be_years(shown):
        return None
    years = [int(part[:4]) for part in shown.split("/") if part[:4].isdecimal()]
    if any(year not in YEARS for year in years):
        return unread(f'"{shown}" is no year that can be meant. Write the date, such as 22/05/2016.')
    fault = fault_of(shown)
    if fault:
        return unread(f'"{shown}" {fault}')
    if not shown.strip("./") or shown == "XXXX":
        return Reading(kind="words", as_written=shown)
    return Reading(kind="date", date=shown, assumption=_not_years(shown))


def _may_be_years(shown: str) -> bool:
    """Whether a month of EDTF is none, or a season: 2014-16, and 2020-21, which most write for two years."""
    found = _TWO_YEARS.fullmatch(shown)
    if found is None:
        return False
    first, second = int(found[1]), int(found[2])
    return second > 12 and (second not in SEASONS or second == (first + 1) % 100)


def _not_years(edtf: str) -> str:
    """Return a remark on 2009-11, which some would write for the years 2009 to 2011."""
    month = re.fullmatch(r"[12][0-9]([0-9]{2})-([0-9]{2})", edtf)
    if month is None or not int(month[1]) < int(month[2]) <= 12:
        return ""
    day = date(int(edtf[:4]), int(month[2]), 1)
    return f'"{edtf}" is taken as {plain_day(day).removeprefix("1 ")}, and not as years.'
