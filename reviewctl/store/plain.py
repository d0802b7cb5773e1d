"""The quickest reading: a text of which each line says one thing, in the plainest YAML there is.

Most files of a register are such texts: `key: word`, `- word`, a date between braces, and comments on lines of
their own. They are read line by line, with no parser. Whatever is any different is odd, and is left to the
reading by libyaml's events; what is taken here is read there to the same value, which the tests hold to.
"""

import re
from functools import lru_cache
from typing import Any

from reviewctl.store.refusals import MAX_DEPTH, MAX_KEYS
from reviewctl.store.scalars import CONSTANTS, LongNumber, resolve

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
# Where a line begins, its dash, and its key and value or its words.
_LINE = re.compile(rf'( *+)(- +)?(?:("?)({_KEY})\3:(?: +(.*))?|(.+))')
# Most lines: a key in small letters, and nothing, a day, or words in which no sign could mean anything else. Whatever
# is read so, `_LINE` would read alike, and slower: a tenth of all reading is saved.
_MOST = re.compile(
    r"( *+)([a-z_][a-z0-9_]*):(?: +([A-Za-z(](?:[^:#]*[^:# ])?|[0-9]{4}-[0-9]{2}-[0-9]{2}) *)?"
)
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9._/()-])?"
_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789(")
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^']*)') *""")
# Few texts have brackets: these are made ready by the first that has.
_LIST = rf"\[ *(?:({_WORD}(?: *, *{_WORD})*) *)?\] *"
_MAP = rf"\{{ *({_KEY}: +{_WORD}(?: *, *{_KEY}: +{_WORD})*) *\}} *"
_COMMA = re.compile(r" *, *")
_COLON = re.compile(r": +")

GROUPS = (list, dict)
"""What may stand between brackets; written once, for `list | dict` would be put together anew for every line."""

_Place = tuple[int, int, bool]
"""Where a line begins, where what is behind its dash begins (0 without one), and whether it is odd, and to be looked
at once more: for a key with capitals, or a list or group which each text must have for itself."""
_Line = tuple[int | _Place, str, Any]
"""Where a line begins, as a bare number where it has no dash and is not odd; its key ("" for none); its value."""


class NotPlain(Exception):
    """There is something in this text that is not as plain as can be."""


_Group = tuple[int, dict[str, object] | None, list[object] | None]
"""A mapping or a list that is being read: the column where its lines begin, and its members or its items.

The last key of a mapping may get a group still, as long as it has no value.
"""


def plain_value(text: str) -> object:
    """Return what a text says, as `bare_value` does. Raises NotPlain for all but the plainest."""
    lines = list(filter(None, map(plain_line, text.split("\n"))))
    if not 0 < len(lines) <= MAX_KEYS:
        raise NotPlain
    first = lines[0][0]
    root: _Group = (0, None, []) if isinstance(first, tuple) and first[1] else (0, {}, None)
    groups, any_odd = [root], False
    # The innermost mapping and where its lines begin: -1 where it is not known, which is asked then.
    members, at = (root[1], 0) if root[1] is not None else ({}, -1)
    for place, key, value in lines:
        if place != at:
            start, inner, odd = place if isinstance(place, tuple) else (place, 0, False)
            if odd:
                any_odd, value = True, _own(value)
            if inner:
                items = _list_at(start, groups)
                if not key:
                    items.append(value)
                    at = -1
                    continue
                at, members = inner, {}
                items.append(members)
                _open((at, members, None), groups)
            elif start != at:
                at, members = start, _mapping_at(start, groups)
        if key in members:
            raise NotPlain
        members[key] = value
    if any_odd:
        _no_twins(lines)
    while len(groups) > 1:
        _close(groups)
    return root[1] if root[2] is None else root[2]


@lru_cache(maxsize=8192)
def plain_line(line: str) -> _Line | None:
    """Return what a line says by itself, or None for a blank one and a comment.

    The lines of a template, and the same few days and words, stand in every file: nine lines of ten are known.
    """
    if not line.isprintable():
        raise NotPlain
    found = _MOST.fullmatch(line)
    if found is None:
        return _other_line(line)
    indent, key, value = found.groups()
    if key in CONSTANTS or value in CONSTANTS:
        return _other_line(line)
    return len(indent), key, value


def _other_line(line: str) -> _Line | None:
    """Return the same of a line with a dash, quotes, brackets, a number or whatever else is rarer."""
    found = _LINE.fullmatch(line)
    if found is None:
        if line.strip(" "):
            raise NotPlain
        return None
    indent, dash, _, key, text, word = found.groups()
    if key is None:
        if not dash:
            if word[0] == "#":
                return None
            raise NotPlain
        key, text = "", word
    elif key in CONSTANTS:
        raise NotPlain
    value, odd = None, key != key.lower()
    if text:
        value = _simple(text) if text[0] in _STARTS else _other(text)
        odd = odd or isinstance(value, GROUPS)
    start = len(indent)
    return (start, start + len(dash) if dash else 0, odd) if dash or odd else start, key, value


def _own(value: Any) -> Any:
    """Return a value for one text alone: a list or group must not be shared with another."""
    return value.copy() if isinstance(value, GROUPS) else value


def _no_twins(lines: list[_Line]) -> None:
    """Refuse a text with keys that differ in their capitals alone, though it be in different groups."""
    keys = {key for _, key, _ in lines}
    if len({key.lower() for key in keys}) < len(keys):
        raise NotPlain


def _mapping_at(start: int, groups: list[_Group]) -> dict[str, object]:
    """Return the mapping whose lines begin at `start`: one that is open, or a new one under a blank key."""
    column, members, _ = groups[-1]
    while column > start or (column == start and members is None):
        column, members, _ = _close(groups)
    if column == start and members is not None:
        return members
    below: dict[str, object] = {}
    _under(members, below)
    _open((start, below, None), groups)
    return below


def _list_at(start: int, groups: list[_Group]) -> list[object]:
    """Return the list whose dashes stand at `start`: one that is open, or a new one under a blank key."""
    column, members, items = groups[-1]
    while column > start:
        column, members, items = _close(groups)
    if column == start and items is not None:
        return items
    below: list[object] = []
    _under(members, below)
    _open((start, None, below), groups)
    return below


def _under(members: dict[str, object] | None, below: object) -> None:
    """Put a group under the last key of a mapping, which must be blank."""
    last = next(reversed(members), None) if members else None
    if members is None or last is None or members[last] is not None:
        raise NotPlain
    members[last] = below


def _open(group: _Group, groups: list[_Group]) -> None:
    if len(groups) >= MAX_DEPTH:
        raise NotPlain
    groups.append(group)


def _close(groups: list[_Group]) -> _Group:
    """Leave a group and return the one round it. What was blank in it is left out: a blank is as good as none."""
    if len(groups) == 1:
        raise NotPlain
    members = groups.pop()[1]
    if members is not None and None in members.values():
        for key in [key for key, value in members.items() if value is None]:
            del members[key]
    return groups[-1]


def _simple(text: str) -> object:
    """Return what an unquoted word or sentence is."""
    if ": " in text or " #" in text:
        raise NotPlain
    word = text.rstrip(" ")
    if word[-1] == ":":
        raise NotPlain
    try:
        found = resolve(word)
    except LongNumber:
        raise NotPlain from None
    if found is None:
        raise NotPlain  # What is said to be nothing is no blank that may get a group.
    return found


def _other(text: str) -> object:
    """Return what stands in quotes, or a list or a group of plain words between brackets."""
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        return quoted[1] if quoted[1] is not None else quoted[2]
    listed = re.fullmatch(_LIST, text)
    if listed is not None:
        return [_simple(word) for word in _COMMA.split(listed[1])] if listed[1] else []
    grouped = re.fullmatch(_MAP, text)
    if grouped is None:
        raise NotPlain
    parts = [_COLON.split(part) for part in _COMMA.split(grouped[1])]
    found = {key: _simple(word) for key, word in parts}
    if (
        len(found) != len(parts)
        or not CONSTANTS.keys().isdisjoint(found)
        or any(key != key.lower() for key in found)
    ):
        raise NotPlain
    return found
