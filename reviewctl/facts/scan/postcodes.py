"""Scanner: postcodes. A whole one is a handful of houses; its first half is a warning beside a word for a home.

The form is that of BS 7666: the first half an area of one or two letters with a district, the second half a
digit and two letters, none of them C, I, K, M, O or V. The 124 areas are Royal Mail's.
"""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.listed import in_order
from reviewctl.facts.scan.owned import Owners, owners_of, public_of, run_together
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "postcode"
AREAS = in_order(
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec "
    "eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls "
    "lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp "
    "sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
)
_OUTWARD = rf"(?:{'|'.join(sorted(AREAS, key=len, reverse=True))})(?:\d{{1,2}}|\d[a-z])"
_WHOLE = re.compile(
    rf"(?<![a-z0-9])(?P<out>{_OUTWARD})(?P<gap>[\s.\-]{{0,3}})(?P<in>\d[abd-hjlnp-uw-z]{{2}})(?![a-z0-9])"
)
_HALF = re.compile(rf"(?<![\w./-]){_OUTWARD}(?![\w/-]|\.\d|\s*\d[a-z]{{2}}\b)")
_HOME = re.compile(
    r"\b(?:address|postcode|post code|live[sd]?|living|moved|home|house|flat|street|road|lane|avenue|close|area|estate|"
    r"resid\w+|tenan\w+|property|neighbour\w*)\b"
)
_NO_HOME = re.compile(
    r"\b(?:section|sections|s|enquiry|enquiries|inquiry|junction|motorway|motion|unit|ward|band)\W*$"
)
_NOR_AFTER = re.compile(r"\W*(?:enquir|inquir|motorway|vitamin|duty|duties|assessment|plan)")
_NEAR = 60


def postcodes_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for postcodes, whole and their first half."""
    owners = owners_of(register, lambda one: (home.postcode for home in one.addresses), run_together)
    halves = _halves(owners)
    public = public_of(register, run_together)

    def find(text: Text) -> Iterator[Found]:
        for found in _WHOLE.finditer(text.reading.text):
            postcode = run_together(found.group())
            if postcode in public and postcode not in owners:
                continue
            whose = owners.get(postcode, ())
            yield Found(*found.span(), KIND, "block", whose, "postcode" if whose else "any postcode")
        yield from _first_halves(text, halves)

    return find


def valid_postcode(text: str) -> bool:
    """Return whether a text is written as a postcode is."""
    return _WHOLE.fullmatch(text.strip().lower()) is not None


def _halves(owners: Owners) -> Owners:
    found: dict[str, set[str]] = {}
    for postcode, whose in owners.items():
        found.setdefault(postcode[:-3], set()).update(whose)
    return {half: tuple(sorted(whose)) for half, whose in found.items()}


def _first_halves(text: Text, halves: Owners) -> Iterator[Found]:
    shown, low = text.reading.shown, text.reading.text
    for found in _HALF.finditer(low):
        if not shown[found.start()].isupper() or _another_thing(low, found):
            continue
        near = low[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if _HOME.search(near):
            whose = halves.get(run_together(found.group()), ())
            yield Found(*found.span(), "part of a postcode", "warning", whose, "first half of a postcode")


def _another_thing(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a district is a section of an Act, a motorway or a vitamin."""
    before = _NO_HOME.search(text[max(0, found.start() - 15) : found.start()])
    return bool(before or _NOR_AFTER.match(text[found.end() : found.end() + 20]))
