"""Words of a cell that name something of the record: a person of the review, its questions, marks."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from reviewctl.work.chronicle.columns import heading_key
from reviewctl.work.chronicle.texts import personal

_BETWEEN = re.compile(r"[;,&\n/]|\band\b", re.IGNORECASE)
_BETWEEN_MARKS = re.compile(r"[;,\n]")
_BEFORE = re.compile(
    r"^(?:terms? of reference|(?:key )?lines? of en?quiry|tor|kloe|questions?|nos?\.?|q)\s*[:.]?\s*(?=\S)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"([0-9]{1,3})\s*(?:[-–]|to)\s*([0-9]{1,3})")
_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_LONGEST_ID = 40
_YES = ("yes", "y", "x", "true", "✓", "✔")
_NO = ("no", "n", "false", "none", "n a", "nil")


class Named(Struct, frozen=True):
    """What a cell's words name, and how many of them name nothing that there is."""

    found: tuple[str, ...]
    unknown: int = 0


def subject_named(text: str, subjects: Iterable[tuple[str, str]]) -> str | None:
    """Return the id of the one whom a cell is about, by id or pseudonym; None where it is nobody of the review."""
    wanted = heading_key(text)
    for subject, pseudonym in subjects:
        if wanted in (heading_key(subject), heading_key(pseudonym)):
            return subject
    return None


def questions_named(text: str, known: Iterable[str]) -> Named:
    """Return the questions of the terms of reference that a cell names: "1; 2", "ToR 1 and 3", "Q1-3".

    Where the terms of reference have none yet, every number counts.
    """
    by_key = {one.casefold(): one for one in known}
    found: dict[str, None] = {}
    unknown = 0
    for word in filter(None, map(str.strip, _BETWEEN.split(_without_intro(text)))):
        ids = _ids(_without_intro(word), by_key)
        unknown += not ids
        found |= dict.fromkeys(ids)
    return Named(tuple(found), unknown)


def _without_intro(word: str) -> str:
    return _BEFORE.sub("", word.strip())


def _ids(word: str, by_key: Mapping[str, str]) -> list[str]:
    if word.casefold() in by_key:
        return [by_key[word.casefold()]]
    between = _RANGE.fullmatch(word)
    if between is not None:
        wanted = [str(number) for number in range(int(between[1]), int(between[2]) + 1)]
        return wanted if wanted and (not by_key or set(wanted) <= set(by_key)) else []
    return [word] if not by_key and is_id(word) else []


def marks_named(text: str, heading: str, known: Mapping[str, str]) -> Named:
    """Return the marks that a cell names, by id or title; "yes" under a heading that is a mark's is that mark.

    `known` are the titles of the marks by id.
    """
    by_key = {heading_key(name): mark for mark, title in known.items() for name in (mark, title)}
    own = by_key.get(heading_key(heading))
    found: dict[str, None] = {}
    unknown = 0
    for word in filter(None, map(heading_key, _BETWEEN_MARKS.split(text))):
        if word in _NO:
            continue
        mark = own if own is not None and word in _YES else by_key.get(word)
        unknown += mark is None
        found |= {mark: None} if mark is not None else {}
    return Named(tuple(found), unknown)


def is_id(text: str) -> bool:
    """Whether an agency's own reference can be the id of an entry: letters, digits, points and hyphens, up to 40."""
    return _ID.fullmatch(text) is not None and len(text) <= _LONGEST_ID


def is_own(text: str) -> bool:
    """Whether an agency's own reference becomes the id of an entry, which stands on every page and in messages.

    It has a digit, as a name has not, and is no NHS number, telephone number or address of a person.
    """
    return is_id(text) and any(one.isdecimal() for one in text) and not personal(text)
