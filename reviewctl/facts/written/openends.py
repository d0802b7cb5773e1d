"""Written ranges without a beginning or without an end: before June 2016, since 2014, 2014 to present."""

import re
from datetime import timedelta

from reviewctl.facts.edtf import point_of
from reviewctl.facts.written.edtf_of import beginning, ending
from reviewctl.facts.written.forms import piece_of
from reviewctl.facts.written.kinds import Setting
from reviewctl.facts.written.lexicon import qualified
from reviewctl.facts.written.years import Resolved, each, resolve

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


def _open(text: str, side: str, setting: Setting, words: str) -> Resolved | None:
    bare, mark = qualified(text)
    parsed = piece_of(bare, month_first=setting.month_first)
    if parsed is None:
        return None
    return each(resolve(parsed, setting, words), lambda edtf: (_opened(edtf, side, mark), ""))


def _opened(edtf: str, side: str, mark: str) -> str:
    begin, end = beginning(edtf, mark), ending(edtf, mark)
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
