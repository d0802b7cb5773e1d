"""The page of `schema`: the documents that there are, or the JSON Schema of one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from reviewctl.model.report import Block, Column, Heading, Lines, Paragraph, Report, Row, Table


class Listed(Struct, frozen=True):
    """A document as the list has it."""

    name: str
    path: str
    title: str


def page_of_list(documents: Sequence[Listed]) -> Report:
    """Return the report on all documents: name, where each lies, and what it holds."""
    records = [{"document": one.name, "path": one.path, "title": one.title} for one in documents]
    columns = (Column("document"), Column("file"), Column("what it holds", flexible=True))
    blocks: tuple[Block, ...] = (
        Heading("Documents of a register"),
        Table(columns, tuple(Row((one.name, one.path, one.title)) for one in documents)),
        Paragraph("The schema of one: reviewctl schema DOCUMENT · its fields: --format markdown"),
    )
    return Report("schema", {"documents": records}, records, ("document", "path", "title"), blocks)


def page_of_schema(document: Listed, schema: Mapping[str, Any], *, as_table: bool) -> Report:
    """Return the report on one document: its schema as it is, or with `as_table` its fields in words."""
    fields = list(_fields(schema))
    records = [{"field": name, "type": kind, "description": said} for name, kind, said in fields]
    payload = {
        "document": document.name,
        "path": document.path,
        "title": document.title,
        "json_schema": schema,
    }
    blocks: tuple[Block, ...]
    if as_table:
        columns = (Column("field"), Column("type"), Column("description", flexible=True))
        blocks = (
            Heading(f"{document.path}: {document.title}"),
            Table(columns, tuple(Row(row) for row in fields)),
        )
    else:
        blocks = (Lines(tuple(json.dumps(schema, indent=2, ensure_ascii=False).splitlines())),)
    return Report("schema", payload, records, ("field", "type", "description"), blocks)


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of a document and, for each part that it is made of, the part's."""
    yield from _of_part("", schema)
    for name, part in schema.get("$defs", {}).items():
        yield from _of_part(f"{name}.", part)


def _of_part(before: str, part: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, field in part.get("properties", {}).items():
        yield f"{before}{name}", _kind(field), str(field.get("description", ""))


def _kind(field: Mapping[str, Any]) -> str:
    """Return what a field takes, in words; a blank always counts as none and is not said."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " or ".join(str(one) for one in field["enum"] if one is not None)
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(one) for one in field["anyOf"]))
    kinds = field.get("type", "any")
    words = [one for one in (kinds if isinstance(kinds, list) else [kinds]) if one != "null"]
    if words == ["array"] and isinstance(field.get("items"), Mapping):
        return f"list of {_kind(field['items'])}"
    if words == ["string"] and field.get("format") == "date":
        return "date"
    return " or ".join(_WORDS.get(word, word) for word in words)


_WORDS = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "mapping"}
