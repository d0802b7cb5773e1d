"""Leaving out of a layer what it takes away: what remains has the shape of its file."""

from collections.abc import Mapping
from typing import Any

from reviewctl.store.loosened import Part


def stripped(layer: Mapping[str, Any], parts: Mapping[str, Part]) -> dict[str, Any]:
    """Return a layer without what it takes away, for its schema to look at. Places in lists stay as they are."""
    return {key: _stripped(value, parts.get(key)) for key, value in layer.items() if not asks(value)}


def _stripped(value: Any, part: Part | None) -> Any:
    if part is None:
        return value
    if part.form in ("words", "record"):
        return _without_asked(value)
    if part.form == "list":
        return [_without_fields(one) for one in value] if isinstance(value, list) else value
    if not isinstance(value, dict):
        return value
    inner = Part("list", part.noun, part.key) if part.form == "lists" else None
    return {
        name: _stripped(thing, inner) if inner else _without_asked(thing)
        for name, thing in value.items()
        if not asks(thing)
    }


def _without_fields(thing: Any) -> Any:
    kept = _without_asked(thing)
    return {key: one for key, one in kept.items() if key != "remove"} if isinstance(kept, dict) else kept


def _without_asked(thing: Any) -> Any:
    if not isinstance(thing, dict):
        return thing
    return {key: one for key, one in thing.items() if not asks(one)}


def asks(value: Any) -> bool:
    """Return whether a value stands for something that is to be taken away."""
    return isinstance(value, dict) and "remove" in value
