"""Weeks, fortnights and weekends that are written by one of their days: w/c 3 June 2016."""

import re
from datetime import timedelta

from reviewctl.facts.words import plain as plain_day
from reviewctl.facts.written.edtf_of import day_of
from reviewctl.facts.written.forms import piece_of
from reviewctl.facts.written.kinds import Setting
from reviewctl.facts.written.lexicon import qualified
from reviewctl.facts.written.pieces import Parsed
from reviewctl.facts.written.years import DAYS, Resolved, each, resolve

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
            return each(day, days) if day is not None else None
    return None


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
    return each(found, lambda edtf: _run(edtf, days)) if found is not None else None


def _run(edtf: str, days: tuple[int, int]) -> tuple[str, str]:
    day = day_of(edtf)
    if day is None:
        return edtf, ""
    first, last = (day + timedelta(days=one) for one in days)
    odd = days == (0, 6) and day.weekday() != 0
    why = f"{plain_day(day)} is a {DAYS[day.weekday()]}: the seven days from it are taken." if odd else ""
    return f"{first}/{last}", why if days != (
        -6,
        0,
    ) else f"It is taken as the week that ends on {plain_day(day)}."


def _monday_to_sunday(edtf: str) -> tuple[str, str]:
    day = day_of(edtf)
    if day is None:
        return edtf, ""
    first = day - timedelta(days=day.weekday())
    why = f"It is taken as the week from Monday {plain_day(first)}." if first != day else ""
    return f"{first}/{first + timedelta(days=6)}", why


def _saturday_and_sunday(edtf: str) -> tuple[str, str]:
    day = day_of(edtf)
    if day is None:
        return edtf, ""
    if day.weekday() < 4:
        return (
            "",
            f"{plain_day(day)} is a {DAYS[day.weekday()]}, and no weekend. Write the days that were meant.",
        )
    saturday = day + timedelta(days=5 - day.weekday())
    return f"{saturday}/{saturday + timedelta(days=1)}", ""
