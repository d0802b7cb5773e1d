"""Headings of a written document, made plain so that they can be compared with those that the policy gives."""

import re
from functools import lru_cache

from reviewctl.model.kind import HeadingRule

_NUMBER = re.compile(
    r"^(?:(?:part|section|chapter)\s+)?[0-9]+(?:[.)][0-9]*)*[.):]?\s+|^[ivxlc]+[.)]\s+", re.IGNORECASE
)


def plain(heading: str) -> str:
    """Return a heading as it is compared: no number, no marks, no capitals."""
    text = _NUMBER.sub("", heading.strip().strip("*_").strip())
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold().replace("&", " and ")).split())


@lru_cache(maxsize=1024)
def names_of(heading: HeadingRule) -> frozenset[str]:
    """Return the names that a part may have, made plain: its title and what is as good."""
    return frozenset(plain(name) for name in (heading.title, *heading.synonyms))
