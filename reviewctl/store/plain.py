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
# Each line that is neither blank nor a comment: where it begins, its dash, its key and value, or its words. What
# begins with a certain character is looked for ten times faster than what begins with a line: so it begins with
# the end of the line before.
_LINES = re.compile(rf'\n( *+)(?![#\n])(- +)?(?:("?)({_KEY})\3:(?: +(.*))?|(.+))(?=\n)')
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9 ._/()-]*[A-Za-z0-9._/()-])?"
_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789(")
# A key that may not be one, or may look like another: with capitals, or one of the constants.
_ODD_KEY = re.compile(r'\n *+(?:- +)?"?(?:[a-z0-9_-]*+[A-Z]|(?:null|true|false)"?:)')
_MANY = 100
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^']*)') *""")
_LIST = re.compile(rf"\[ *(?:({_WORD}(?: *, *{_WORD})*) *)?\] *")
_MAP = re.compile(rf"\{{ *({_KEY}: +{_WORD}(?: *, *{_KEY}: +{_WORD})*) *\}} *")
_COMMA = re.compile(r" *, *")
_COLON = re.compile(r": +")


class NotPlain(Exception):
    """There is something in this text that is not as plain as can be."""


class _Group:
    """A mapping or a list that is being read, and the column where its lines begin.

    The last key of a mapping may get a group still, as long as it has no value.
    """

    __slots__ = ("into", "members", "start")

    def __init__(self, start: int, *, members: dict[str, object] | None = None) -> None:
        self.start = start
        self.members = members
        self.into: list[object] = []


def plain_value(text: str) -> object:
    """Return what a text says, as `bare_value` does. Raises NotPlain for all but the plainest."""
    if not text.replace("\n", "").isprintable():
        raise NotPlain
    text = f"\n{text}\n"
    lines = _LINES.findall(text)
    if not 0 < len(lines) <= MAX_KEYS:
        raise NotPlain
    odd_keys = _ODD_KEY.search(text) is not None
    members: dict[str, object] | None = None if lines[0][1] else {}
    groups = [_Group(0, members=members)]
    root, at = groups[0], 0
    for indent, dash, _, key, value, word in lines:
        start = len(indent)
        if dash:
            items = _list_at(start, groups)
            if not key:
                items.append(_value(word))
                members = None
                continue
            at, members = start + len(dash), {}
            items.append(members)
            _open(_Group(at, members=members), groups)
        elif start != at or members is None:
            at, members = start, _mapping_at(start, groups)
        if not key or key in members or (odd_keys and _is_odd(key, members)):
            raise NotPlain
        members[key] = None if not value else _simple(value) if value[0] in _STARTS else _other(value)
    while len(groups) > 1:
        _close(groups)
    return root.into if root.members is None else root.members


def _is_odd(key: str, members: dict[str, object]) -> bool:
    """Whether a key is a constant, or differs from one before it in its capitals alone."""
    if key in CONSTANTS or len(members) > _MANY:
        return True
    return key.lower() in {other.lower() for other in members}


def _mapping_at(start: int, groups: list[_Group]) -> dict[str, object]:
    """Return the mapping whose lines begin at `start`: one that is open, or a new one under a blank key."""
    while groups[-1].start > start or (groups[-1].members is None and groups[-1].start == start):
        _close(groups)
    top = groups[-1]
    if top.start == start and top.members is not None:
        return top.members
    below: dict[str, object] = {}
    _under(top, below)
    _open(_Group(start, members=below), groups)
    return below


def _list_at(start: int, groups: list[_Group]) -> list[object]:
    """Return the list whose dashes stand at `start`: one that is open, or a new one under a blank key."""
    while groups[-1].start > start:
        _close(groups)
    top = groups[-1]
    if top.members is None and top.start == start:
        return top.into
    below = _Group(start)
    _under(top, below.into)
    _open(below, groups)
    return below.into


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
    listed = _LIST.fullmatch(text)
    if listed is not None:
        return [_simple(word) for word in _COMMA.split(listed[1])] if listed[1] else []
    grouped = _MAP.fullmatch(text)
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
