"""The shape of a value at a place of a document: what its type is, found from the document's Struct."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec import inspect as mi
from msgspec.structs import fields

from reviewctl.model.board import Tenure
from reviewctl.model.case import Lead
from reviewctl.model.marks import KeyPath
from reviewctl.model.panel import Appointment, Declaration
from reviewctl.model.record import EDTF_FORM

ShapeKind = Literal["event", "date", "flag", "number", "choice", "words", "list", "days", "group"]

_NAMED_BY: dict[type, str] = {Tenure: "role", Appointment: "person", Declaration: "person", Lead: "person"}
"""The field by which items without an id of their own are named in an address: `roles[independent-chair]`."""


class Shape(Struct, frozen=True):
    """What may stand at a place. `choices` are the words allowed; `members` the keys known under a group.

    `uncertain` says that the words are a day, or as much of one as is known.
    """

    kind: ShapeKind
    choices: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    uncertain: bool = False


class NoSuchField(KeyError):
    """A key that the document does not know; `known` are the keys it does know at that place."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key)
        self.key = key
        self.known = known


def shape_at(document: object, path: KeyPath) -> Shape:
    """Return the shape of the value at `path` in a document of that type. Raises NoSuchField."""
    there, field = _type_info(document), None
    for step in path:
        here = _plain(there)
        field = (here.cls, step) if isinstance(here, mi.StructType) else field
        there = _under(here, step)
    found = _shape(_plain(there))
    if found.kind == "words" and _is_uncertain(there):
        return Shape(found.kind, uncertain=True)
    if field is None or found.kind == "flag" or not found.choices:
        return found
    return Shape(found.kind, _as_written(*field), found.members)


@lru_cache(maxsize=256)
def _as_written(record: type[Struct], key: str | int) -> tuple[str, ...]:
    """Return the words allowed in a field in the order of its Struct; msgspec gives them by the alphabet."""
    name = next(one.name for one in fields(record) if one.encode_name == key)
    return tuple(_words(get_type_hints(record)[name]))


def _words(hint: object) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from (str(one) for one in get_args(hint))
    else:
        for inner in get_args(hint):
            yield from _words(inner)


@lru_cache(maxsize=64)
def _type_info(document: object) -> mi.Type:
    """Return what msgspec knows of a document's type: for a pack it is asked hundreds of times."""
    return mi.type_info(document)


def _under(here: mi.Type, step: str | int) -> mi.Type:
    if isinstance(here, mi.StructType):
        for field in here.fields:
            if field.encode_name == step:
                return field.type
        raise NoSuchField(str(step), tuple(field.encode_name for field in here.fields))
    if isinstance(here, mi.DictType):
        return here.value_type
    if isinstance(here, (mi.VarTupleType, mi.ListType)):
        return here.item_type
    raise NoSuchField(str(step), ())


def _plain(kind: mi.Type) -> mi.Type:
    """Return a type without its description, and without the blank that any field may be."""
    while True:
        if isinstance(kind, mi.Metadata):
            kind = kind.type
        elif isinstance(kind, mi.UnionType):
            others = [one for one in kind.types if not isinstance(one, mi.NoneType)]
            if len(others) != 1:
                return mi.UnionType(tuple(others))
            kind = others[0]
        else:
            return kind


def _is_uncertain(kind: mi.Type) -> bool:
    """Whether a text is a date that may be uncertain: it has the form of one."""
    if isinstance(kind, mi.UnionType):
        return any(map(_is_uncertain, kind.types))
    if not isinstance(kind, mi.Metadata):
        return False
    form = (kind.extra_json_schema or {}).get("pattern")
    return form == EDTF_FORM or _is_uncertain(kind.type)


def _shape(kind: mi.Type) -> Shape:
    if isinstance(kind, mi.UnionType):
        return Shape("event")
    if isinstance(kind, mi.DateType):
        return Shape("date")
    if isinstance(kind, mi.BoolType):
        return Shape("flag", choices=("true", "false"))
    if isinstance(kind, mi.IntType):
        return Shape("number")
    if isinstance(kind, mi.LiteralType):
        return Shape("choice", choices=tuple(str(value) for value in kind.values))
    if isinstance(kind, mi.StrType):
        return Shape("words")
    if isinstance(kind, (mi.VarTupleType, mi.ListType)):
        inner = _shape(_plain(kind.item_type))
        if inner.kind == "date":
            return Shape("days")
        return Shape("list", choices=inner.choices) if inner.kind in ("words", "choice") else Shape("group")
    if isinstance(kind, mi.StructType):
        return Shape("group", members=tuple(field.encode_name for field in kind.fields))
    return Shape("group")


def item_key(document: object, path: KeyPath) -> str | None:
    """Return the field by which an address names the items of the list at `path`; "" where it counts them.

    None where no list of groups stands there. Raises NoSuchField.
    """
    here = _plain(_type_info(document))
    for step in path:
        here = _plain(_under(here, step))
    if not isinstance(here, (mi.VarTupleType, mi.ListType)):
        return None
    item = _plain(here.item_type)
    if not isinstance(item, mi.StructType):
        return None
    own = "id" if any(field.encode_name == "id" for field in item.fields) else ""
    return _NAMED_BY.get(item.cls, own)
