"""From the words that a person types to the value that a file holds."""

import difflib
import re
from datetime import date

from reviewctl.model.address import Address, parse_address
from reviewctl.model.event import NOT_KNOWN
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.shape import Shape
from reviewctl.work.days import read_day

_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
KEY = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*(,(first|last|[0-9]{1,3}))?")
_PLAIN_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAIN_KEYS = ("family", "processes", "complaints", "correspondence")
LONGEST_KEY = 60
_LONGEST = 200
_FLAGS = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}


def read_value(word: str, shape: Shape) -> object:
    """Return the value that `word` means at a place of this shape; None for an empty word, which clears it.

    Raises ReviewctlError (exit 2), saying what may stand there.
    """
    word = word.strip()
    if not word:
        return None
    if shape.kind == "event":
        return read_moment(word)
    if shape.kind == "date":
        return _day(word)
    if shape.uncertain:
        return uncertain_day(word)
    if shape.kind == "flag":
        return _flag(word)
    if shape.kind == "number":
        return _number(word)
    if shape.kind == "days":
        return [_day(part) for part in word.split(",") if part.strip()]
    if shape.kind == "list":
        return [_choice(part.strip(), shape) for part in word.split(",") if part.strip()]
    return _choice(word, shape)


def read_address(text: str) -> Address:
    """Return the address that a person typed. Raises ReviewctlError for a form or a key that no file may have.

    An agency may be written by its name; what it stands for is looked up afterwards.
    """
    try:
        address = parse_address(text if len(text) <= _LONGEST else "")
    except ValueError:
        shown = f'"{text}"' if text.isascii() and text.isprintable() and len(text) <= 80 else "That"
        raise ReviewctlError(
            f"{shown} is not an address.",
            'Write it like screening.held or "returns[pennine-care].imr.submitted".',
        ) from None
    keys = [address.item or "", *address.fields] if address.head != "returns" else [*address.fields]
    if address.head in _PLAIN_KEYS and address.item and not _PLAIN_KEY.fullmatch(address.item):
        keys.append(" ")  # Such a key names a person's block: a capital is likely to be a name's.
    if any(key and not (KEY.fullmatch(key) and len(key) <= LONGEST_KEY) for key in keys):
        raise ReviewctlError(
            "What stands between the brackets is an id: small letters, digits and hyphens.",
            "Such as family[mother], actions[3] or meetings[panel,1]. Never a person's name.",
        )
    return address


def read_moment(word: str) -> str:
    """Return an event's date as the file writes it: a day, a month, a year or not-known."""
    if word == NOT_KNOWN or _PARTIAL.fullmatch(word):
        return word
    return _day(word).isoformat()


def uncertain_day(word: str) -> str:
    """Return a date that may be uncertain as the file writes it: a day typed in any way, else what was typed."""
    try:
        return read_day(word).isoformat()
    except ValueError:
        return word


def _day(word: str) -> date:
    try:
        return read_day(word)
    except ValueError as error:
        raise ReviewctlError(str(error)) from None


def _flag(word: str) -> bool:
    if word.lower() not in _FLAGS:
        raise ReviewctlError("This is a yes or a no.", "Write true or false.")
    return _FLAGS[word.lower()]


def _number(word: str) -> int:
    if not word.isascii() or not word.isdecimal() or len(word) > 9:
        raise ReviewctlError("This is a whole number.", "Write digits only.")
    return int(word)


def _choice(word: str, shape: Shape) -> str:
    if not shape.choices or word in shape.choices:
        return word
    near = difflib.get_close_matches(word, shape.choices, 1, 0.5)
    raise ReviewctlError(
        f"That is not one of the words allowed here{f'; did you mean {near[0]}?' if near else '.'}",
        f"They are: {', '.join(shape.choices)}.",
    )
