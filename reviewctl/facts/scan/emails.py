"""Scanner: e-mail addresses, also with "at" and "dot" in words."""

import re
from collections.abc import Iterator

from reviewctl.facts.scan.found import Finder, Found, Text
from reviewctl.facts.scan.initials import OF_THE_FIELD
from reviewctl.facts.scan.listed import in_order
from reviewctl.facts.scan.owned import owners_of, public_of
from reviewctl.facts.scan.passage import Grade
from reviewctl.facts.scan.wording import English
from reviewctl.model.identities import IdentityRegister

KIND = "e-mail address"
_LAST = r"(?:com|org|net|info|me|io|uk|co|gov|nhs|police|ac|sch)\b"
_AT = rf"(?:\s?@\s?|\s*[\[({{<]\s*at\s*[\])}}>]\s*|\s+at\s+(?=[\w-]+\s+dot\s+{_LAST}))"
_DOT = rf"(?:\s?\.\s?(?=[a-z]{{2,}})|\s*[\[({{<]\s*dot\s*[\])}}>]\s*|\s+dot\s+(?={_LAST}))"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w.+'-]{{1,64}}){_AT}(?P<domain>[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)+)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-z]{2,6}")
_ANYBODYS = in_order(
    "gmail googlemail hotmail outlook live msn yahoo ymail icloud me aol btinternet sky talktalk "
    "virginmedia ntlworld proton protonmail gmx mail"
)


def emails_finder(register: IdentityRegister, english: English) -> Finder:
    """Return what looks for e-mail addresses."""
    owners = owners_of(register, lambda one: one.emails, plain_address)
    public = public_of(register, plain_address)

    def find(text: Text) -> Iterator[Found]:
        for found in _ADDRESS.finditer(text.reading.text):
            address = plain_address(found.group())
            whose = owners.get(address, ())
            if address in public and not whose:
                continue
            severity: Grade = "block" if whose or not _an_office(found, english) else "warning"
            yield Found(*found.span(), KIND, severity, whose, "emails" if whose else "any e-mail address")

    return find


def plain_address(text: str) -> str:
    """Return an e-mail address in small letters, with its signs for "at" and "dot"."""
    low = text.lower().strip()
    low = re.sub(r"\s*[\[({<]\s*at\s*[\])}>]\s*|\s+at\s+", "@", low)
    low = re.sub(r"\s*[\[({<]\s*dot\s*[\])}>]\s*|\s+dot\s+", ".", low)
    return re.sub(r"\s", "", low)


def _an_office(found: re.Match[str], english: English) -> bool:
    """Whether an address is that of an office: words of the language, or their letters, at no domain of anybody's."""
    words = _WORDS.findall(found["local"])
    domain = _WORDS.findall(found["domain"])[0] if _WORDS.search(found["domain"]) else ""
    if domain in _ANYBODYS or not words:
        return False
    return all(
        len(word) > 1
        and (word.upper() in OF_THE_FIELD or english.ordinary(word) or _NO_VOWEL.fullmatch(word))
        for word in words
    )
