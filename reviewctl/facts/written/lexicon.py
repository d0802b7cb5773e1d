"""The words of written dates, and a written date brought into one plain form before it is read."""

import re
import unicodedata
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janurary januray",
            "feb february febuary feburary febrary",
            "mar march",
            "apr april aprl",
            "may",
            "jun june",
            "jul july",
            "aug august augest agust",
            "sep sept september setember septemeber",
            "oct october ocotber ocotober",
            "nov november novemeber",
            "dec december decemeber",
        ),
        1,
    )
    for name in names.split()
}
"""The months, whole, shortened, and as they are often misspelt."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON = "|".join(SEASONS)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday",
            "tue tues tuesday",
            "wed weds wednesday",
            "thu thur thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for name in names.split()
}
WEEKDAY = re.compile(r"\b(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?")

NOT_KNOWN = frozenset(
    (
        *(
            "?",
            "??",
            "???",
            "n/k",
            "nk",
            "n.k",
            "n/a",
            "na",
            "none",
            "unknown",
            "undated",
            "unclear",
            "tbc",
            "tba",
            "tbd",
        ),
        *(
            "not known",
            "no date",
            "date unknown",
            "unknown date",
            "date not known",
            "not recorded",
            "not stated",
        ),
        *("not given", "not specified", "not clear", "date unclear", "not documented", "date not recorded"),
        *("to be confirmed", "to be advised", "date to be confirmed", "no date given", "no date recorded"),
        *("not dated", "time unknown", "time not known", "time not recorded", "unknown time", "no time"),
    )
)
"""Ways to say that nobody knows when. They are kept as they are written."""
_STRAY = " .,:;-_*'\"/|"

_ABOUT = re.compile(
    r"(?:(?:on or |in or )?(?:about|around)|approx(?:imately)?\b\.?|circa|c(?:a)?\.|c(?= ?[0-9])|ca?(?= )|roughly|"
    r"estimated(?: as| at)?|est\b\.?|~|near)\s*"
)
_ABOUT_BEHIND = re.compile(r"\s*(?:approx(?:imately)?\.?|or so|or thereabouts|circa|estimated|est\.?|ish|~)$")
_PERHAPS = re.compile(
    r"(?:\?+|perhaps|possibly|poss\b\.?|probably|prob\b\.?|maybe|(?:believed|thought|understood)(?: to be)?|unclear|"
    r"unconfirmed|likely|query)\s*"
)
_PERHAPS_BEHIND = re.compile(
    r"\s*(?:\?+|tbc|to be confirmed|unconfirmed|uncertain|possibly|probably|perhaps|not certain|not sure)$"
)
_NOISE = re.compile(
    r"(?:dated?:?|entry|(?:at )?some ?(?:time|point)(?: in| on| during| between)?|month of|month|in year|"
    r"year(?= [0-9])|on|in|during|throughout|the|it was)\s+(?=\S)"
)


@lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """Return a text with plain spaces, dashes, digits and quotes, in its own words and capitals."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]", "", text)
    text = re.sub(r"[\u2010-\u2015\u2212\ufe58]", "-", text)
    text = re.sub(r"[\u2018\u2019\u201b\u0060\u00b4]", "'", text)
    text = re.sub(r"[\u2044\u2215\\]", "/", text)
    return " ".join(text.split())


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return a written date in lower case, without commas, brackets and stray points; "22°" for "22nd"."""
    text = re.sub(r"[,;()\[\]{}]", " ", tidy(text).casefold())
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"\b([0-9]{1,2})\s?(?:st|nd|rd|th)\b", r"\1°", text)
    text = re.sub(rf"\b({MONTH})\.", r"\1 ", text)
    text = re.sub(
        r"(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!last )(?<!°)\bweek of\b", "weekof", text
    )
    text = re.sub(r"(?<=[a-z0-9])[ /.-]?(?:(?<![0-9])(?:19|20)\?{2}|\?{4}|yyyy)$", " year not known", text)
    text = re.sub(r"\b(?:of|the)\b", " ", text)
    text = " ".join(text.split())
    return _without_stray(text)


def _without_stray(text: str) -> str:
    return text.lstrip(' .,:;-_*"/|').rstrip(_STRAY)


def qualified(text: str) -> tuple[str, str]:
    """Return a plain text without what makes it uncertain, and the mark that EDTF has for it: "", "~", "?", "%"."""
    about = perhaps = False
    before = None
    while before != text:
        before = text
        for form, behind, word in ((_ABOUT, _ABOUT_BEHIND, "~"), (_PERHAPS, _PERHAPS_BEHIND, "?")):
            found = form.match(text)
            rest = text[found.end() :] if found else behind.sub("", text)
            if rest != text and rest:
                text, about, perhaps = rest.strip(_STRAY), about or word == "~", perhaps or word == "?"
        if before == text:
            text = _NOISE.sub("", text, count=1) if _NOISE.match(text) else text
    return text, "%" if about and perhaps else "~" if about else "?" if perhaps else ""


_HARMLESS = frozenset(
    "about around approx approximately circa c ca early mid late end beginning start middle first second third fourth "  # noqa: SIM905
    "last week weekof w/c wc w/b w/e week commencing beginning ending fortnight weekend month year years season to and "
    "or between from before after since until by till up am pm hrs hours at on in spring summer autumn winter fall "
    "christmas easter new year perhaps possibly probably not known unknown quarter q day s fy financial tax school "
    "academic half one two three four five six seven eight nine ten days weeks prior than present date ongoing "
    "onwards onward now time some sometime eve boxing t z".split()
)


def said(text: str) -> str:
    """Return a written date in quotes, to begin a sentence; "What is written" where its words may be a person's."""
    shown = tidy(text)
    words = re.findall(r"[^\W\d_]+(?:/[^\W\d_]+)?", plain(text))
    known = all(word in _HARMLESS or word in MONTHS or word in WEEKDAYS for word in words)
    return f'"{shown}"' if known and len(shown) <= 60 else "What is written"
