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

_Line = tuple[int, int, str, Any, bool]
"""Where a line begins, where what is behind its dash begins (0 without one), its key, its value, and whether it is
to be looked at once more: for a key with capitals, or a list or group which each text must have for itself."""


class NotPlain(Exception):
    """There is something in this text that is not as plain as can be."""


class _Group:
    """A mapping or a list that is being read, and the column where its lines begin.

    The last key of a mapping may get a group still, as long as it has no value.
    """

    __slots__ = ("items", "members", "start")

    def __init__(self, start: int, members: dict[str, object] | None, items: list[object] | None) -> None:
        self.start = start
        self.members = members
        self.items = items


def plain_value(text: str) -> object:
    """Return what a text says, as `bare_value` does. Raises NotPlain for all but the plainest."""
    lines = list(filter(None, map(plain_line, text.split("\n"))))
    if not 0 < len(lines) <= MAX_KEYS:
        raise NotPlain
    root = _Group(0, None, []) if lines[0][1] else _Group(0, {}, None)
    groups, members, at, any_odd = [root], root.members, 0, False
    for start, inner, key, value, odd in lines:
        if inner:
            items = _list_at(start, groups)
            if not key:
                items.append(_own(value) if odd else value)
                members = None
                continue
            at, members = inner, {}
            items.append(members)
            _open(_Group(at, members, None), groups)
        elif start != at or members is None:
            at, members = start, _mapping_at(start, groups)
        if key in members:
            raise NotPlain
        if odd:
            any_odd, value = True, _own(value)
        members[key] = value
    if any_odd:
        _no_twins(lines)
    while len(groups) > 1:
        _close(groups)
    return root.members if root.items is None else root.items


@lru_cache(maxsize=8192)
def plain_line(line: str) -> _Line | None:
    """Return what a line says by itself, or None for a blank one and a comment.

    The lines of a template, and the same few days and words, stand in every file: nine lines of ten are known.
    """
    if not line.isprintable():
        raise NotPlain
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
    return len(indent), len(indent) + len(dash) if dash else 0, key, value, odd


def _own(value: Any) -> Any:
    """Return a value for one text alone: a list or group must not be shared with another."""
    return value.copy() if isinstance(value, GROUPS) else value


def _no_twins(lines: list[_Line]) -> None:
    """Refuse a text with keys that differ in their capitals alone, though it be in different groups."""
    keys = {key for _, _, key, _, _ in lines}
    if len({key.lower() for key in keys}) < len(keys):
        raise NotPlain


def _mapping_at(start: int, groups: list[_Group]) -> dict[str, object]:
    """Return the mapping whose lines begin at `start`: one that is open, or a new one under a blank key."""
    top = groups[-1]
    while top.start > start or (top.start == start and top.members is None):
        top = _close(groups)
    if top.start == start and top.members is not None:
        return top.members
    below: dict[str, object] = {}
    _under(top, below)
    _open(_Group(start, below, None), groups)
    return below


def _list_at(start: int, groups: list[_Group]) -> list[object]:
    """Return the list whose dashes stand at `start`: one that is open, or a new one under a blank key."""
    top = groups[-1]
    while top.start > start:
        top = _close(groups)
    if top.start == start and top.items is not None:
        return top.items
    below: list[object] = []
    _under(top, below)
    _open(_Group(start, None, below), groups)
    return below


def _under(top: _Group, below: object) -> None:
    """Put a group under the last key of a mapping, which must be blank."""
    members = top.members
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
    members = groups.pop().members
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
