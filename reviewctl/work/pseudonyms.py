"""Pseudonyms: which are free, and whether one may be a person's own name, for git keeps for ever what it is given."""

import re
from collections.abc import Sequence

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.kind import ReviewType
from reviewctl.store.register import Register
from reviewctl.store.splice import splice_bytes
from reviewctl.store.template import with_item

_LETTERED = re.compile(r"[A-Z][a-z]+ ([A-Z]{1,3})")
_LONGEST = 60

_PLAIN = {
    "adult",
    "child",
    "person",
    "resident",
    "subject",
    "sibling",
    "brother",
    "sister",
    "mother",
    "father",
}


def may_be_a_name(text: str) -> bool:
    """Whether a word may be a person's own: two words or more with capitals, none of them a plain pseudonym's."""
    words = text.split()
    return (
        len(words) > 1
        and words[0].casefold() not in _PLAIN
        and all(len(word) > 2 and word[0].isupper() and word[1:].islower() for word in words)
    )


def _as_a_name(text: str) -> bool:
    """Whether a pseudonym would be a name with capitals: words of letters alone, none of them said of anybody."""
    words = text.casefold().split()
    return not _PLAIN.intersection(words) and may_be_a_name(" ".join(word.capitalize() for word in words))


def checked(names: Sequence[str]) -> tuple[str, ...]:
    """Return pseudonyms as they will stand. Raises ReviewctlError for two alike, a long one, or a likely name."""
    found = tuple(name.strip() for name in names)
    if len({subject_id(name) for name in found}) < len(found) or not all(map(subject_id, found)):
        raise ReviewctlError("Each subject needs a pseudonym of its own.", 'For example: --subject "Adult E"')
    if max(map(len, found), default=0) > _LONGEST:
        raise ReviewctlError("A pseudonym is a word or two.", 'For example: --subject "Adult E"')
    if any(may_be_a_name(name) or _as_a_name(name) for name in found):
        raise ReviewctlError(
            "That looks like somebody's name, and the record keeps for ever what it is given.",
            'Give a pseudonym, such as "Adult E". One that only looks so: write it in case.yaml.',
        )
    return found


def subject_id(name: str) -> str:
    """Return the permanent id of a subject: its pseudonym in small letters, `adult-e`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def next_free(register: Register | None, kind: ReviewType) -> str:
    """Return the pseudonym with the next letter that no review of the register has: Adult E, Child F.

    Raises ReviewctlError where a review's subjects cannot be read.
    """
    return f"{kind.subject} {_letters(_used_letters(register))}"


def with_relatives(text: str | None, subject: str, values: dict[str, str]) -> str:
    """Return family.yaml with a block for those close to a subject; a new file for None."""
    key = f"family-of-{subject}"
    data = splice_bytes(with_item(text, "family", key, values).encode("utf-8"), (key, "subject"), subject)
    return data.decode("utf-8")


def _used_letters(register: Register | None) -> int:
    highest = 0
    for folder in register.folders if register is not None else ():
        case = register.case(folder)[0] if register is not None else None
        if case is None:
            raise ReviewctlError(
                "A review's case.yaml cannot be read, so it is not known which pseudonym is free.",
                'Say which: --subject "Adult E" · or put it right first: reviewctl validate',
            )
        for subject in case.file.subjects:
            found = _LETTERED.fullmatch(subject.pseudonym)
            if found is not None:
                highest = max(highest, _number(found[1]))
    return highest


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(used: int) -> str:
    """Return the name behind the one with that number: A, B … Z, AA, AB …"""
    number, out = used + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out
