"""The words of other people's lists: what they call their columns, and what they write in the cells."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, convert

from reviewctl.store.resources import words_text
from reviewctl.store.strict import read_yaml

_IDLE = frozenset(("of", "the", "on", "to", "was", "is", "dd", "mm", "yy", "yyyy", "s"))
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z]+)?")
_CLOSE = 0.86
"""How much alike two headings must be, by difflib's ratio, to be taken for one: a slip of one or two letters."""

Key = tuple[str, ...]


class Lexicon(Struct, frozen=True, kw_only=True):
    """What stands in words/tracker.yaml; its comments say what each part is for."""

    columns: dict[str, tuple[str, ...]]
    where_dates: dict[str, str]
    where_words: dict[str, str]
    personal: tuple[str, ...]
    free: tuple[str, ...]
    nothing: tuple[str, ...]
    not_yet: tuple[str, ...]
    not_known: tuple[str, ...]
    words: dict[str, dict[str, tuple[str, ...]]]
    types: dict[str, tuple[str, ...]]
    otherwise: dict[str, tuple[str, ...]]
    implies: dict[str, tuple[str, ...]]
    harmless: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words, read once."""
    read: Any = read_yaml(words_text("tracker"), "words/tracker.yaml")
    return convert(read.value, Lexicon)


def key(text: str) -> Key:
    """Return the words of a text that matter, in an order of their own: so are headings compared."""
    return tuple(sorted(word for word in words_of(text) if word not in _IDLE))


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.lower().replace("&", " and ").replace("'", "").replace("’", ""))


def plain(text: str) -> str:
    """Return a cell's text as the lists of words have it: small letters, single spaces, no full stop behind it."""
    return " ".join(text.lower().split()).rstrip(".")


@cache
def _headings() -> dict[Key, str]:
    return {key(one): target for target, names in lexicon().columns.items() for one in names}


def target_named(heading: str) -> str | None:
    """Return what a column of this heading holds by the list of words, or None."""
    return _headings().get(key(heading))


def target_like(heading: str) -> str | None:
    """Return what a column whose heading is spelt nearly so holds, or None."""
    by_text = {" ".join(one): target for one, target in _headings().items()}
    near = difflib.get_close_matches(" ".join(key(heading)), by_text, 1, _CLOSE)
    return by_text[near[0]] if near else None


def is_personal(heading: str) -> bool:
    """Whether a heading says that the column holds what is a person's own."""
    return any(word in lexicon().personal for word in words_of(heading))


def is_free(heading: str) -> bool:
    """Whether a heading says that the column holds free text."""
    return any(word in lexicon().free for word in words_of(heading))


def word_for(text: str, meanings: Mapping[str, Iterable[str]]) -> str | None:
    """Return which of several words is meant by a cell's text: by itself or by one of its other forms, or None."""
    wanted = plain(text)
    for word, others in meanings.items():
        if wanted in (word, *others):
            return word
    by_key = {key(one): word for word, others in meanings.items() for one in (word, *others)}
    return by_key.get(key(text))
