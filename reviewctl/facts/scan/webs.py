"""Scanner: addresses on the web that lead to a person: with a name in them, or of somebody's own page."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.forms import forms_of
from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.owned import public_of
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "web address"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:co\.uk|org\.uk|com|org|net|uk)/[^\s<>\"')\]]+"
)
_OWN_PAGE = re.compile(
    r"(?:facebook|instagram|twitter|x|tiktok|linkedin|snapchat|threads|pinterest|justgiving|gofundme|youtube|muchloved)"
    r"\.(?:com|co\.uk|org)/\S"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[a-z_][\w.]{2,29}(?![\w@])")
_LEAST = 5


def webs_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for web addresses with a name of the register, and for people's own pages."""
    names = _names(register, english)
    public = public_of(register, _plain)

    def find(text: Text) -> Iterator[Found]:
        for pattern in (_ADDRESS, _HANDLE):
            for found in pattern.finditer(text.reading.text):
                if _plain(found.group()) in public:
                    continue
                letters = _letters(found.group())
                whose = sorted({entry for name, entry in names if name in letters})
                if whose:
                    yield Found(*found.span(), KIND, "block", tuple(whose), "a name in a web address")
                elif pattern is _HANDLE or _OWN_PAGE.search(found.group()):
                    yield Found(*found.span(), KIND, "warning", (), "somebody's page")

    return find


def _names(register: IdentityRegister, english: English) -> tuple[tuple[str, str], ...]:
    """Return names that are told from other words wherever they stand, run together, with whose they are."""
    found = {("".join(form.words), form.entry) for form in forms_of(register) if form.strength != "weak"}
    return tuple(sorted(one for one in found if len(one[0]) >= _LEAST and not english.ordinary(one[0])))


def _letters(address: str) -> str:
    return re.sub(r"[^a-z]", "", address.lower())


def _plain(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|/+$", "", address.lower().strip())
