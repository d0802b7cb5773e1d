"""The JSON Schemas of the documents, generated from their types; the checked-in files are these."""

from collections.abc import Mapping
from typing import Any

import msgspec

from reviewctl.model.catalogue import CATALOGUE, PACK_FILES, Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one kind of document, in draft 2020-12.

    A blank value is as good as none, so every type also takes null where a value may be left out.
    """
    (reference,), parts = msgspec.json.schema_components([kind.type], ref_template="#/$defs/{name}")
    schema: dict[str, Any] = {"$schema": DIALECT, "title": kind.title, **_blank_allowed(reference)}
    if parts:
        schema["$defs"] = {name: _blank_allowed(part) for name, part in sorted(parts.items())}
    return schema


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return every document's schema, by the document's name."""
    return {kind.name: schema_of(kind) for kind in (*CATALOGUE, *PACK_FILES)}


def _blank_allowed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema with `anyOf [X, null]` folded into X and null let in wherever a type is named."""
    out: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            out[key] = {name: _blank_allowed(part) for name, part in value.items()}
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            out[key] = _blank_allowed(value)
        elif key == "anyOf":
            out.update(_fold([_blank_allowed(part) for part in value if part != {"type": "null"}]))
        elif key == "type" and isinstance(value, str):
            out[key] = [value, "null"]
        elif key == "enum":
            out[key] = [*value, None] if None not in value else value
        elif key == "default":
            continue
        else:
            out[key] = value
    return out


def _fold(branches: list[dict[str, Any]]) -> dict[str, Any]:
    return branches[0] if len(branches) == 1 else {"anyOf": branches}
