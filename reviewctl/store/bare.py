"""The quick reading: only the value of a text in which nothing is out of the ordinary.

Nearly every file of a register is such a text. This reading makes no marks and words no finding; whatever it
does not expect, it leaves to the strict reader, which takes twice as long. What it takes, that one takes too
and reads the same, blanks apart: the tests hold them against each other.
"""

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from reviewctl.store.decode import FORBIDDEN
from reviewctl.store.refusals import MAX_DEPTH, MAX_KEYS
from reviewctl.store.scalars import (
    CONSTANTS,
    LongNumber,
    fold,
    may_have_explicit_keys,
    may_have_properties,
    resolve,
)

NextEvent = Callable[[], Any]
_FIRST_LEVEL = 2


class Odd(Exception):
    """There is something in this text that the strict reader must look at."""


def bare_value(text: str, parser: Callable[[str], NextEvent]) -> object:
    """Return what a YAML text says, `without_inner_blanks`.

    Raises Odd for all that is not plain keys, words, groups and lists.
    """
    if may_have_explicit_keys(text) or may_have_properties(text):
        raise Odd  # So that no event behind this has an anchor or a tag, or is an alias.
    try:
        return _document(parser(text))
    except (YAMLError, UnicodeEncodeError, LongNumber):
        raise Odd from None


def _document(get: NextEvent) -> object:
    get()
    start = get()
    if type(start) is not DocumentStartEvent or start.version is not None or start.tags is not None:
        raise Odd
    value = _node(get(), get, 1)
    get()
    if value is None or type(get()) is not StreamEndEvent:
        raise Odd
    return value


def _node(event: Any, get: NextEvent, depth: int) -> object:
    if type(event) is ScalarEvent:
        return _scalar(event)
    if depth > MAX_DEPTH:
        raise Odd
    if type(event) is MappingStartEvent:
        return _mapping(get, depth + 1)
    return _sequence(get, depth + 1)


def _scalar(event: Any) -> object:
    text: str = event.value
    style = event.style
    if not style:
        return resolve(text)
    if style == '"' and not text.isprintable() and FORBIDDEN.search(text):
        raise Odd
    return text


def _sequence(get: NextEvent, depth: int) -> list[object]:
    items = []
    event = get()
    while type(event) is not SequenceEndEvent:
        items.append(_scalar(event) if type(event) is ScalarEvent else _node(event, get, depth))
        event = get()
    return items


def _mapping(get: NextEvent, depth: int) -> dict[str, object]:
    out: dict[str, object] = {}
    number = 0
    odd = False
    event = get()
    while type(event) is ScalarEvent:
        key = event.value
        odd = odd or not _is_plain(key)
        value = get()
        out[key] = _scalar(value) if type(value) is ScalarEvent else _node(value, get, depth)
        number += 1
        event = get()
    if (
        type(event) is not MappingEndEvent
        or len(out) != number
        or number > MAX_KEYS
        or (odd and not _all_fine(out))
    ):
        raise Odd
    if depth > _FIRST_LEVEL and None in out.values():
        return {key: value for key, value in out.items() if value is not None}
    return out


@lru_cache(maxsize=2048)
def _is_plain(key: str) -> bool:
    """Whether a key is of small letters, digits and the like, so that no other such key can look the same."""
    return _is_fine(key) and key.isascii() and key == key.lower()


def _all_fine(keys: Collection[str]) -> bool:
    """Whether all keys can be keys, and no two of them look the same."""
    return all(map(_is_fine, keys)) and len(set(map(fold, keys))) == len(keys)


def _is_fine(key: str) -> bool:
    return key.isprintable() and key not in CONSTANTS and key != "<<"
