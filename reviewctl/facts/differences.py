"""What is different between two readings of one document, value by value, each with its address."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import fields

from reviewctl.facts.changes.matching import matched
from reviewctl.facts.changes.sections import passages
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.event import EventDetail
from reviewctl.model.kind import HeadingRule
from reviewctl.model.review import Document
from reviewctl.model.shape import NoSuchField, item_key, shape_at

_WORD = re.compile(r"[a-z][a-z0-9_]*")


class Difference(Struct, frozen=True):
    """One value as it was and as it is, by its address; None where there was, or is, none.

    A value is a text, a number, a date, true or false, or a tuple of them. That of an event is its text, an
    EventDetail, or a tuple of those where it happened several times. That of a part of a document's text is a
    `Passage`. An item in which nothing is filled in is an empty mapping.
    """

    address: str
    before: object
    after: object


def differences(
    before: Document | None, after: Document | None, headings: Sequence[HeadingRule] = ()
) -> tuple[Difference, ...]:
    """Return what is different between two readings of one document, sorted by address.

    None stands for a document that is not there. What only stands elsewhere in its file, or is written another
    way, is no difference. `headings` are those that the policy gives documents of this kind: a text is compared
    part by part (`report.text[circumstances]`), and else as a whole (`referral.text`). A part of the author's own
    is counted among its kind: `report.text[1]`.
    """
    document = after if after is not None else before
    if document is None:
        return ()
    data = [one.data if one is not None else None for one in (before, after)]
    found = [*_of_data(document, data[0], data[1]), *_of_text(document, before, after, headings)]
    return tuple(sorted(found, key=lambda one: one.address))


def _of_data(document: Document, before: object, after: object) -> Iterator[Difference]:
    match document.kind:
        case "diary":
            yield from _of_diary(before, after)
        case "action-plan":
            yield from _of_struct(_root_of_plan, before, after)
        case "case":
            yield from _of_struct(_root_of_case, before, after)
        case "board":
            yield from _of_struct(lambda field: field, before, after)
        case "progress":
            yield from _of_mapping("actions", before, after)
        case _:
            kind = BY_NAME.get(document.kind)
            key = _key_of(kind.type, ()) if kind is not None else None
            yield from _compared(document.name, before, after, key)


def _root_of_plan(field: str) -> str:
    return "actions" if field == "actions" else f"action-plan.{field}"


def _root_of_case(field: str) -> str:
    return "subjects" if field == "subjects" else f"case.{field}"


def _of_diary(before: object, after: object) -> Iterator[Difference]:
    sides = [one if isinstance(one, Mapping) else {} for one in (before, after)]
    for group in dict.fromkeys([*sides[0], *sides[1]]):
        events = [side.get(group) or {} for side in sides]
        for key in dict.fromkeys([*events[0], *events[1]]):
            yield from _leaf(_below(group, key), *(_event(side.get(key)) for side in events))


def _compared(way: str, before: object, after: object, key: str | None = None) -> Iterator[Difference]:
    """Yield the differences of two values at one place. `key` names the items of a list of groups."""
    there = after if after is not None else before
    if isinstance(there, Struct):
        yield from _of_struct(lambda field: f"{way}.{field}", before, after)
    elif isinstance(there, Mapping):
        yield from _of_mapping(way, before, after)
    elif isinstance(before or after, tuple) and _has_groups(before, after):
        yield from _of_list(way, before or (), after or (), key)
    else:
        yield from _leaf(way, before, after)


def _has_groups(*sides: object) -> bool:
    return any(isinstance(one, Struct) for side in sides if isinstance(side, tuple) for one in side)


def _of_struct(root: Callable[[str], str], before: object, after: object) -> Iterator[Difference]:
    there = after if after is not None else before
    assert there is None or isinstance(there, Struct)
    for field in _fields_of(type(there)) if there is not None else ():
        old, new = (getattr(one, field.name) if one is not None else None for one in (before, after))
        way = root(field.written)
        if field.event:
            yield from _leaf(way, _event(old), _event(new))
        else:
            yield from _compared(way, old, new, field.key)


def _of_mapping(way: str, before: object, after: object) -> Iterator[Difference]:
    sides = [one if isinstance(one, Mapping) else {} for one in (before, after)]
    always = way in _COLLECTIONS
    for name in dict.fromkeys([*sides[0], *sides[1]]):
        old, new = (side.get(name) for side in sides)
        yield from _item(
            _below(way, name, always=always), old, new, there=(name in sides[0], name in sides[1])
        )


_COLLECTIONS = ("returns", "family", "processes", "actions", "complaints", "correspondence")


def _of_list(way: str, before: object, after: object, key: str | None) -> Iterator[Difference]:
    assert isinstance(before, tuple) and isinstance(after, tuple)
    for name, old, new in matched(before, after, key):
        yield from _item(f"{way}[{_bracketed(name)}]", old, new, (old is not None, new is not None))


def _item(way: str, old: object, new: object, there: tuple[bool, bool]) -> Iterator[Difference]:
    """Yield the differences of an item; one that came or went with nothing filled in is a difference, too."""
    found = list(_compared(way, old, new))
    if not found and there[0] != there[1]:
        found = [Difference(way, {} if there[0] else None, {} if there[1] else None)]
    yield from found


def _leaf(way: str, before: object, after: object) -> Iterator[Difference]:
    old, new = (None if value == "" or value == () else value for value in (before, after))
    if old != new or type(old) is not type(new):
        yield Difference(way, old, new)


def _event(value: object) -> object:
    """Return an event in the one form that all ways of writing it come to; None for a blank."""
    if isinstance(value, tuple):
        several = tuple(one for one in map(_event, value) if one is not None)
        return several[0] if len(several) == 1 else several or None
    if isinstance(value, EventDetail):
        bare = EventDetail(on=value.on)
        return value.on if value == bare else value
    return value


def _below(way: str, name: object, *, always: bool = False) -> str:
    """Return the address of a key under another: as a word of it, or in brackets where it is no such word."""
    text = str(name)
    return f"{way}.{text}" if not always and _WORD.fullmatch(text) else f"{way}[{_bracketed(text)}]"


def _bracketed(text: str) -> str:
    """Return a name as it can stand between brackets."""
    return text.replace("[", "(").replace("]", ")")


class _Field(Struct, frozen=True):
    """A field of a record: its name in Python and in the file, whether it is an event, what names its items."""

    name: str
    written: str
    event: bool
    key: str | None


@lru_cache(maxsize=256)
def _fields_of(record: type[Struct]) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            one.name,
            one.encode_name,
            shape_at(record, (one.encode_name,)).kind == "event",
            _key_of(record, (one.encode_name,)),
        )
        for one in fields(record)
    )


def _key_of(document: object, path: tuple[str, ...]) -> str | None:
    try:
        return item_key(document, path)
    except NoSuchField:
        return None


def _of_text(
    document: Document, before: Document | None, after: Document | None, headings: Sequence[HeadingRule]
) -> Iterator[Difference]:
    old, new = (passages(one.body, headings) if one is not None else {} for one in (before, after))
    own = sorted({name for name in (*new, *old) if name.startswith("#")})
    for name in dict.fromkeys([*new, *old]):
        part = str(own.index(name) + 1) if name in own else name or ("0" if headings else "")
        way = f"{document.name}.text[{part}]" if part else f"{document.name}.text"
        yield from _leaf(way, old.get(name), new.get(name))
