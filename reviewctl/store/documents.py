"""Reading one document: bytes, text, YAML, schema, record. What could be read comes back with the faults."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import msgspec

from reviewctl.model.catalogue import Kind
from reviewctl.model.finding import EnvironmentFault, Finding, Spot
from reviewctl.model.marks import KeyPath, Locator, Mark, Marks, Place
from reviewctl.model.review import Document
from reviewctl.model.tree import Tree
from reviewctl.store.conform import Validator, conform, numbers_as_text, schema_validator, without_faults
from reviewctl.store.decode import decode
from reviewctl.store.front import read_front
from reviewctl.store.items import items_in
from reviewctl.store.misplaced import UNREADABLE
from reviewctl.store.places import places_in
from reviewctl.store.reading import read_yaml
from reviewctl.store.resources import schema_text


@lru_cache(maxsize=64)
def validator_of(name: str) -> Validator:
    """Return the validator of a kind of document, made from its checked-in schema."""
    return schema_validator(msgspec.json.decode(schema_text(name)))


def read_document(
    tree: Tree, path: str, kind: Kind, item: str
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return a document as far as it could be read, and everything that is wrong with it.

    `path` is that in the tree. A value that is at fault is left out, so that one slip does not make a whole
    file seem empty. None where nothing could be read.
    """
    try:
        data = tree.read(path)
    except (OSError, EnvironmentFault):
        return None, (UNREADABLE.finding(Spot(path), "This file cannot be read.", help=_PERMISSION),)
    return document_from(data, path, kind, item)


_PERMISSION = "Ask whoever looks after this folder whether you may read it, or restore it from a backup."


def document_from(
    data: bytes, path: str, kind: Kind, item: str
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return what a file's bytes say as a document of this kind, and everything that is wrong with them."""
    decoded = decode(data, path, kind.limit)
    if decoded.findings:
        return None, decoded.findings
    text = decoded.text
    body, body_line = "", 0
    items: Callable[[str], Sequence[Mark]] | None = None
    places: Callable[[], Mapping[KeyPath, Place]] | None = None
    if kind.markdown:
        front = read_front(text, path, bare=True)
        value, faults, body, body_line = front.value, front.findings, front.body, front.body_line
        places = partial(places_in, text, *front.plain) if front.plain is not None else None
    else:
        parsed = read_yaml(text, path, bare=True)
        value, faults = parsed.value, parsed.findings
        if parsed.plain:
            items, places = partial(items_in, text), partial(places_in, text)
    if faults:
        return None, faults

    def locate() -> Marks | None:
        return (read_front(text, path) if kind.markdown else read_yaml(text, path)).marks

    where = Locator(locate, items, places)
    record, findings = _typed(_without_blanks(value, kind), where, kind, path)
    if record is None:
        return None, findings
    document = Document(
        kind=kind.name, item=item, path=path, data=record, body=body, body_line=body_line, where=where
    )
    return document, findings


def _typed(value: object, where: Locator, kind: Kind, path: str) -> tuple[object | None, tuple[Finding, ...]]:
    validator = validator_of(kind.name)
    if value is None:
        value = () if getattr(kind.type, "__origin__", None) is tuple else {}
    findings: tuple[Finding, ...] = ()
    if not validator.is_valid(value):
        value = numbers_as_text(value, validator)
        findings = tuple(conform(value, where.marks, validator, path))
        value = without_faults(value, validator) if findings else value
        if value is None:
            return None, findings
    return msgspec.convert({"data": value}, _boxed(kind)).data, findings


_BOXES: dict[str, type[Any]] = {}


def _boxed(kind: Kind) -> type[Any]:
    """Return a record that holds nothing but what a kind of document is made of.

    What a record holds msgspec looks at once; a type such as that of the diary, at each time that it is asked.
    """
    if kind.name not in _BOXES:
        _BOXES[kind.name] = msgspec.defstruct("Boxed", [("data", kind.type)])
    return _BOXES[kind.name]


def _without_blanks(value: object, kind: Kind) -> object:
    """Return the value without blank members, of which it has only those of the first level left.

    A blank item is there: a person of family.yaml, though all is blank.
    """
    if not isinstance(value, dict) or None not in value.values():
        return value
    if getattr(kind.type, "__origin__", None) is dict:
        return {key: {} if item is None else item for key, item in value.items()}
    return {key: item for key, item in value.items() if item is not None}
