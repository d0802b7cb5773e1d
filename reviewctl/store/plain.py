"""The quickest reading: a text of which each line says one thing, in the plainest YAML there is.

Most files of a register are such texts: `key: word`, `- word`, a date between braces, and comments on lines of
their own. They are read line by line, with no parser. Whatever is any different is odd, and is left to the
reading by libyaml's events; what is taken here is read there to the same value, which the tests hold to.
"""

import re
from functools import lru_cache

from reviewctl.store.refusals import MAX_DEPTH, MAX_KEYS
from reviewctl.store.scalars import CONSTANTS, LongNumber, resolve

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
# Each line that is neither blank nor a comment: where it begins, its dash, its key and value, or its words.
_LINES = re.compile(rf'^( *+)(?![#\n])(- +)?(?:("?)({_KEY})\3:(?: +(.*))?|(.+))$', re.MULTILINE)
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9._/()-])?"
_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789(")
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^']*)') *""")
_LIST = re.compile(rf"\[ *(?:({_WORD}(?: *, *{_WORD})*) *)?\] *")
_MAP = re.compile(rf"\{{ *({_KEY}: +{_WORD}(?: *, *{_KEY}: +{_WORD})*) *\}} *")
_COMMA = re.compile(r" *, *")
_COLON = re.compile(r": +")


class NotPlain(Exception):
    """There is something in this text that is not as plain as can be."""


class _Group:
    """A mapping or a list that is being read: where its lines begin, and the key that may get a group still."""

    __slots__ = ("blank", "capitals", "into", "members", "start")

    def __init__(self, start: int, *, members: dict[str, object] | None = None) -> None:
        self.start = start
        self.members = members
        self.into: list[object] = []
        self.blank: str | None = None
        self.capitals = False


def plain_value(text: str) -> object:
    """Return what a text says, as `bare_value` does. Raises NotPlain for all but the plainest."""
    if not text.replace("\n", "").isprintable():
        raise NotPlain
    lines = _LINES.findall(text)
    if not 0 < len(lines) <= MAX_KEYS:
        raise NotPlain
    root = _Group(0, members=None if lines[0][1] else {})
    groups = [root]
    top = root
    for indent, dash, _, key, value, word in lines:
        start = len(indent)
        if dash:
            items = _list_at(start, groups)
            if not key:
                items.append(_value(word))
                top = groups[-1]
                continue
            start += len(dash)
            top = _Group(start, members={})
            items.append(top.members)
            _open(top, groups)
        elif start != top.start or top.members is None:
            top = _mapping_at(start, groups)
        members = top.members
        if not key or members is None or key in members or key in CONSTANTS:
            raise NotPlain
        if top.capitals or not key.islower():
            top.capitals = True
            if _looks_like_another(key, members):
                raise NotPlain
        if value:
            members[key] = _simple(value) if value[0] in _STARTS else _other(value)
            top.blank = None
        else:
            members[key] = None
            top.blank = key
    while len(groups) > 1:
        _close(groups)
    return root.into if root.members is None else root.members


def _looks_like_another(key: str, members: dict[str, object]) -> bool:
    """Whether a key differs from one before it in its capitals alone, or there are too many to ask."""
    return len(members) > MAX_KEYS // 100 or key.lower() in {other.lower() for other in members}


def _mapping_at(start: int, groups: list[_Group]) -> _Group:
    """Return the mapping whose lines begin at `start`: one that is open, or a new one under a blank key."""
    while groups[-1].start > start or (groups[-1].members is None and groups[-1].start == start):
        _close(groups)
    top = groups[-1]
    if top.start == start:
        return top
    if top.members is None or top.blank is None:
        raise NotPlain
    below = _Group(start, members={})
    top.members[top.blank] = below.members
    top.blank = None
    _open(below, groups)
    return below


def _list_at(start: int, groups: list[_Group]) -> list[object]:
    """Return the list whose dashes stand at `start`: one that is open, or a new one under a blank key."""
    while groups[-1].start > start:
        _close(groups)
    top = groups[-1]
    if top.members is None and top.start == start:
        return top.into
    if top.members is None or top.blank is None:
        raise NotPlain
    below = _Group(start)
    top.members[top.blank] = below.into
    top.blank = None
    _open(below, groups)
    return below.into


def _open(group: _Group, groups: list[_Group]) -> None:
    if len(groups) >= MAX_DEPTH:
        raise NotPlain
    groups.append(group)


def _close(groups: list[_Group]) -> None:
    """Leave a group, and leave out what was blank in it: a blank is as good as none."""
    if len(groups) == 1:
        raise NotPlain
    members = groups.pop().members
    if members is not None and None in members.values():
        for key in [key for key, value in members.items() if value is None]:
            del members[key]


def _value(text: str) -> object:
    return _simple(text) if text[0] in _STARTS else _other(text)


@lru_cache(maxsize=4096)
def _simple(text: str) -> object:
    """Return what an unquoted word or sentence is; the same few days and words stand in every file."""
    if ": " in text or " #" in text:
        raise NotPlain
    word = text.rstrip(" ")
    if word[-1] == ":":
        raise NotPlain
    try:
        return resolve(word)
    except LongNumber:
        raise NotPlain from None


def _other(text: str) -> object:
    """Return what stands in quotes, or a list or a group of plain words between brackets."""
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        return quoted[1] if quoted[1] is not None else quoted[2]
    listed = _LIST.fullmatch(text)
    if listed is not None:
        return [_simple(word) for word in _COMMA.split(listed[1])] if listed[1] else []
    grouped = _MAP.fullmatch(text)
    if grouped is None:
        raise NotPlain
    parts = [_COLON.split(part) for part in _COMMA.split(grouped[1])]
    found = {key: _simple(word) for key, word in parts}
    if len(found) != len(parts) or not CONSTANTS.keys().isdisjoint(found):
        raise NotPlain
    return {key: value for key, value in found.items() if value is not None}
