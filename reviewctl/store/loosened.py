"""What a layer may hold: the schema of the whole with nothing required, and the parts that consist of named things."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from reviewctl.store.conform import Validator, schema_validator
from reviewctl.store.resources import schema_text

NAMES_OF_LISTS = ("id", "document")
"""The fields by which the items of a list are named, where they have one."""

_NOUNS = {
    "agencies": "agency",
    "criteria": "criterion",
    "documents": "document",
    "family": "minimum of family involvement",
    "headings": "heading",
    "meetings": "kind of meeting",
    "publication": "step of publication",
    "quorum": "quorum",
    "rag": "colour",
    "signoffs": "sign-off",
    "standard_actions": "standard action",
    "vocabulary": "word",
}


class Part(Struct, frozen=True):
    """A key of a pack's file under which named things stand.

    `form` is how: a `map` from names to things, a `list` of things that bear their names under `key`, `lists`
    of them by document, a map from names to `words`; or the one thing itself is a `record` with fields.
    `needs` are the fields that a thing cannot do without.
    """

    form: Literal["map", "list", "lists", "words", "record"]
    noun: str
    key: str = ""
    needs: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def parts_of(name: str) -> Mapping[str, Part]:
    """Return the parts of a kind of file that consist of named things, by key. `name` is that of its schema."""
    schema = _schema(name)
    return dict(_parts(_root(schema)["properties"], schema["$defs"]))


@lru_cache(maxsize=4)
def layer_validator(name: str) -> Validator:
    """Return the validator of a layer of this kind of file: nothing is required but the names of things."""
    schema = _schema(name)
    root = _root(schema)
    root["required"] = [key for key in root["required"] if key == "type"]
    for key, part in parts_of(name).items():
        thing = _definition(root["properties"][key], schema["$defs"])
        if thing is not None:
            thing["required"] = [part.key] if part.key else []
    return schema_validator(schema)


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = msgspec.json.decode(schema_text(name))
    return schema


def _root(schema: dict[str, Any]) -> dict[str, Any]:
    root: dict[str, Any] = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    return root


def _parts(properties: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[tuple[str, Part]]:
    for key, node in properties.items():
        noun = _NOUNS.get(key, key.removesuffix("s"))
        thing = _definition(node, parts)
        several = node.get("additionalProperties")
        if thing is None:
            if isinstance(several, dict) and "string" in several.get("type", ()):
                yield key, Part("words", noun)
            continue
        needs = tuple(thing.get("required", ()))
        name = next((one for one in NAMES_OF_LISTS if one in needs), "")
        if "items" in node and name:
            yield key, Part("list", noun, name, needs)
        elif isinstance(several, dict):
            yield key, Part("lists" if "items" in several else "map", noun, name, needs)
        elif "$ref" in node and key == "calendar":
            yield key, Part("record", noun, "", needs)


def _definition(node: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the record that a part of a schema consists of, however it is wrapped, or None."""
    while "$ref" not in node:
        inner = node.get("items", node.get("additionalProperties"))
        if not isinstance(inner, Mapping):
            return None
        node = inner
    found: dict[str, Any] = parts[node["$ref"].rpartition("/")[2]]
    return found
