"""Laying a file that gives only its differences over what it extends.

Both are plain data. Things that have names are told apart by them: a step by its id, an event by its address.
Of a thing that both have, each field that the layer gives stands in place of the base's, whole. A thing, a
field or a key of the file goes where the layer says `remove` and why. A new thing stands behind the one that
stands before it in the layer. All else that the layer gives stands in place of the base's.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from reviewctl.model.codes import Code, declare
from reviewctl.model.layers import Change, Removal
from reviewctl.model.marks import KeyPath
from reviewctl.store.loosened import Part
from reviewctl.store.stripping import asks

NOT_THERE = declare("POL063", "layer-on-nothing", "error")
NO_REASON = declare("POL064", "removal-without-reason", "error")
TWICE_HERE = declare("POL068", "layer-names-twice", "error")
GONE_AND_CHANGED = declare("POL065", "removed-and-changed", "error")

_Plain = dict[str, Any]


class Slip(Struct, frozen=True):
    """Something wrong with a layer, at its place in the layer."""

    code: Code
    path: KeyPath
    message: str
    help: str


class Whole(Struct, frozen=True):
    """What a layer and its base come to, and where each part of it comes from (see `model.layers`)."""

    value: dict[str, Any]
    wrote: dict[KeyPath, KeyPath]
    kept: dict[KeyPath, KeyPath]
    changes: tuple[Change, ...]
    removals: tuple[Removal, ...]
    slips: tuple[Slip, ...]


def plain(record: Struct) -> _Plain:
    """Return what a record says as plain data, such as a file could hold, without what is left blank."""
    value: _Plain = _without_none(msgspec.to_builtins(record))
    return value


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value]
    return value


def lay(base: Mapping[str, Any], layer: Mapping[str, Any], parts: Mapping[str, Part], of: str) -> Whole:
    """Return a layer laid over its base. `of` says in messages what the base is: `stockport-2021`.

    What the layer has that no such file can hold is left to the schema; what it changes or takes away and is
    not there, or takes away for no reason, comes back as slips, and is passed over.
    """
    work = _Laying(parts, of)
    for key in base:
        work.kept[(key,)] = (key,)
    value = dict(base)
    for key, given in layer.items():
        work.key(value, key, given)
    return Whole(value, work.wrote, work.kept, tuple(work.changes), tuple(work.removals), tuple(work.slips))


class _Entry:
    """A thing on its way into the whole: its name, what it says (None: taken away), and where it comes from."""

    __slots__ = ("kept", "name", "value", "wrote")

    def __init__(self, name: str, value: Any, kept: KeyPath | None, wrote: KeyPath | None) -> None:
        self.name = name
        self.value = value
        self.kept = kept
        self.wrote = wrote


_Things = list[tuple[str, Any, KeyPath]]


class _Laying:
    """One laying of a layer over a base, key by key, and what comes up on the way."""

    def __init__(self, parts: Mapping[str, Part], of: str) -> None:
        self.parts = parts
        self.of = of
        self.wrote: dict[KeyPath, KeyPath] = {}
        self.kept: dict[KeyPath, KeyPath] = {}
        self.changes: list[Change] = []
        self.removals: list[Removal] = []
        self.slips: list[Slip] = []

    def key(self, value: _Plain, key: str, given: Any) -> None:
        """Lay one key of the layer over the whole as far as it has come."""
        part, place = self.parts.get(key), (key,)
        if asks(given):
            self.gone("key", key, given, place)
            self.absent("key", key, value, place)
            value.pop(key, None)
            self.kept.pop(place, None)
        elif part is None:
            value[key] = given
            self._by_layer(place)
        elif part.form == "record" and isinstance(given, dict):
            value[key] = self.fields(value.get(key, {}), given, place, part.noun, key)
            self._by_layer(place)
        elif part.form == "list" and isinstance(given, list):
            value[key] = self._list(value.get(key, []), given, place, part)
        elif isinstance(given, dict):
            value[key] = self._map(value.get(key, {}), given, place, part)

    def _by_layer(self, place: KeyPath) -> None:
        self.kept.pop(place, None)
        self.wrote[place] = place

    def _map(self, old: _Plain, given: _Plain, place: KeyPath, part: Part) -> _Plain:
        if part.form == "lists":
            return self._lists(old, given, place, part)
        things = [(name, thing, (*place, name)) for name, thing in given.items()]
        below = [(name, thing, (*place, name)) for name, thing in old.items()]
        entries = self._blend(below, things, part)
        self.kept.pop(place, None)
        for one in entries:
            self._place((*place, one.name), one)
        return {one.name: one.value for one in entries}

    def _lists(self, old: _Plain, given: _Plain, place: KeyPath, part: Part) -> _Plain:
        value = dict(old)
        self.kept.pop(place, None)
        for name in old:
            self.kept[(*place, name)] = (*place, name)
        for name, items in given.items():
            here = (*place, name)
            if asks(items):
                self.gone(part.noun, name, items, here)
                self.absent("document", name, value, here)
                value.pop(name, None)
            elif isinstance(items, list):
                value[name] = self._list(old.get(name, []), items, here, part)
        return value

    def _list(self, old: Sequence[Any], given: Sequence[Any], place: KeyPath, part: Part) -> list[Any]:
        entries = self._blend(_named(old, part, place), _named(given, part, place), part)
        self.kept.pop(place, None)
        for number, one in enumerate(entries):
            self._place((*place, number), one)
        return [one.value for one in entries]

    def _place(self, path: KeyPath, entry: _Entry) -> None:
        if entry.wrote is not None:
            self.wrote[path] = entry.wrote
        elif entry.kept is not None:
            self.kept[path] = entry.kept

    def _blend(self, below: _Things, things: _Things, part: Part) -> list[_Entry]:
        """Return the things of base and layer, in order."""
        entries = [_Entry(name, value, path, None) for name, value, path in below]
        names = list(dict.fromkeys(entry.name for entry in entries))
        done: set[str] = set()
        before: str | None = None
        for name, thing, path in things:
            hits = [one for one in entries if one.name == name and one.kept] if name not in done else []
            again, complete = (
                name in done,
                isinstance(thing, dict) and all(one in thing for one in part.needs),
            )
            done.add(name)
            if again and (asks(thing) or not complete):
                self._again(part.noun, name, path)
            elif asks(thing):
                self.gone(part.noun, name, thing, path, part.key)
                self.absent(part.noun, name, names, path)
                for one in hits:
                    one.value = None
            elif hits:
                for one in hits:
                    self._change(one, thing, path, part)
            elif isinstance(thing, dict) and (missing := [one for one in part.needs if one not in thing]):
                self.absent(part.noun, name, [one for one in names if one != name], path, missing)
                continue
            else:
                at = max((i for i, one in enumerate(entries) if one.name == before), default=len(entries) - 1)
                entries.insert(at + 1, _Entry(name, thing, None, path))
            before = name
        return [entry for entry in entries if entry.value is not None]

    def _again(self, noun: str, name: str, path: KeyPath) -> None:
        message = f"The {noun} {name} stands here a second time."
        self.slips.append(Slip(TWICE_HERE, path, message, "Write all that is said of it in one place."))

    def _change(self, entry: _Entry, thing: Any, path: KeyPath, part: Part) -> None:
        if not isinstance(thing, dict):
            entry.value, entry.wrote = thing, path
            return
        given = {field: one for field, one in thing.items() if field != part.key}
        if given:
            entry.value, entry.wrote = self.fields(entry.value, given, path, part.noun, entry.name), path

    def fields(self, old: _Plain, given: _Plain, path: KeyPath, noun: str, name: str) -> _Plain:
        """Return a thing of the base with the fields that the layer gives, and without those it takes away."""
        value = dict(old)
        for field, new in given.items():
            if asks(new):
                self._reason(f"the {noun} {name}'s {field}", new, (*path, field))
                self.absent("field", field, value, (*path, field))
                value.pop(field, None)
            else:
                value[field] = new
        self.changes.append(Change(path, noun, name, frozenset(given)))
        return value

    def gone(self, noun: str, name: str, thing: _Plain, path: KeyPath, key: str = "") -> None:
        """Note that a thing is taken away, and why."""
        self.removals.append(Removal(path, noun, name, self._reason(f"the {noun} {name}", thing, path)))
        for field in thing.keys() - {"remove", key}:
            message = f"The {noun} {name} is taken away, and changed all the same."
            help = f"Leave out {field}, or leave out remove."
            self.slips.append(Slip(GONE_AND_CHANGED, (*path, field), message, help))

    def _reason(self, what: str, thing: _Plain, path: KeyPath) -> str:
        inner = thing["remove"]
        reason = inner.get("reason") if isinstance(inner, dict) else None
        if isinstance(reason, str) and reason.strip():
            return reason
        self.slips.append(
            Slip(
                NO_REASON,
                (*path, "remove"),
                f"Nothing says why {what} is taken away.",
                'Say whose decision it is: remove: {reason: "Agreed by the Executive, 3 May 2026."}',
            )
        )
        return ""

    def absent(
        self,
        noun: str,
        name: str,
        known: Mapping[str, object] | Sequence[str],
        path: KeyPath,
        missing: Sequence[str] = (),
    ) -> None:
        """Note a slip where a name is not among those known."""
        if name in known:
            return
        near = difflib.get_close_matches(name, list(known), 1, 0.6)
        help = f"A new {noun} needs {', '.join(missing)} as well." if missing else _listed(known)
        self.slips.append(
            Slip(
                NOT_THERE,
                path,
                f'{self.of} has no {noun} "{name}".' + (f' Did you mean "{near[0]}"?' if near else ""),
                help,
            )
        )


def _named(things: Sequence[Any], part: Part, place: KeyPath) -> _Things:
    return list(_with_names(things, part.key, place))


def _with_names(things: Sequence[Any], key: str, place: KeyPath) -> Iterator[tuple[str, Any, KeyPath]]:
    for number, thing in enumerate(things):
        if isinstance(thing, dict) and isinstance(thing.get(key), str):
            yield thing[key], thing, (*place, number)


def _listed(known: Mapping[str, object] | Sequence[str]) -> str:
    return f"It has: {', '.join(known)}." if known else "It has none."
