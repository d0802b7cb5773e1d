"""How the values of a document are named while two versions of it are merged: as in every other address."""

import re

from msgspec import Struct

from reviewctl.model.catalogue import Kind
from reviewctl.model.marks import KeyPath
from reviewctl.model.shape import NoSuchField, item_key, shape_at

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_BARE = {"diary", "board"}
"""Documents whose first keys are the first words of addresses."""
_OWN_HEAD = {("action-plan", "actions"): "actions", ("case", "subjects"): "subjects"}
_ITEMS_OF = {"progress": "actions"}
"""What the items of a document are called that belongs to another one."""
_BY_FIELD = {"returns", "progress"}
"""Items whose key says for certain which thing they are: an agency, an action. Two new ones are one."""


class Item(Struct, frozen=True):
    """An item of a list: the field that names it and its name; "" for the field where items are counted."""

    field: str
    name: str


Way = tuple[str | Item, ...]


class Place(Struct, frozen=True):
    """Where a value stands: its document, its path, its address ("" for the document itself)."""

    kind: Kind | None
    document: str
    path: KeyPath = ()
    address: str = ""
    way: Way = ()

    def under(self, key: str) -> "Place":
        """Return the place of the value of a key."""
        return Place(self.kind, self.document, (*self.path, key), self._address_under(key), (*self.way, key))

    def item(self, name: str, field: str) -> "Place":
        """Return the place of an item of a list, by what the address calls it and the field that holds that."""
        address = f"{self.address or self.document}[{_safe(name)}]"
        return Place(self.kind, self.document, (*self.path, 0), address, (*self.way, Item(field, name)))

    @property
    def is_event(self) -> bool:
        """Whether an event stands here: a date, a date with details, or several of them."""
        try:
            return self.kind is not None and shape_at(self.kind.type, self.path).kind == "event"
        except NoSuchField:
            return False

    @property
    def named_by(self) -> str:
        """The field by which the items of the list here are named; "" where they are counted."""
        try:
            return (item_key(self.kind.type, self.path) if self.kind is not None else None) or ""
        except NoSuchField:
            return ""

    @property
    def is_keyed_item(self) -> bool:
        """Whether this is an item of a document that holds items by key, such as one relative in family.yaml."""
        return len(self.path) == 1 and self._has_keyed_items()

    @property
    def is_of_one_thing(self) -> bool:
        """Whether the key of this item says for certain which thing it is, so that two new ones are the same."""
        return self.is_keyed_item and self.kind is not None and self.kind.name in _BY_FIELD

    def _has_keyed_items(self) -> bool:
        return (
            self.kind is not None
            and getattr(self.kind.type, "__origin__", None) is dict
            and (self.kind.name != "diary")
        )

    def _address_under(self, key: str) -> str:
        if self.path:
            return _below(self.address, key)
        own = self.kind.name if self.kind is not None else ""
        if own in _BARE:
            return key if _WORD.fullmatch(key) else f"{own}[{_safe(key)}]"
        if self._has_keyed_items():
            return f"{_ITEMS_OF.get(own, self.document)}[{_safe(key)}]"
        return _OWN_HEAD.get((own, key)) or _below(self.document, key)


def _below(address: str, key: str) -> str:
    return f"{address}.{key}" if _WORD.fullmatch(key) else f"{address}[{_safe(key)}]"


def _safe(name: str) -> str:
    return name.replace("[", "(").replace("]", ")")
