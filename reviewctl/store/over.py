"""One file of a pack that gives only its differences: read, laid over its base, and checked as a whole."""

from typing import Any

import msgspec
from msgspec import Struct

from reviewctl.model.catalogue import Kind
from reviewctl.model.finding import EnvironmentFault, Finding
from reviewctl.model.kind import ReviewType
from reviewctl.model.layers import Layered, moved
from reviewctl.model.marks import KeyPath, Locator, Mark, Marks
from reviewctl.model.policy import Pack
from reviewctl.model.review import Document
from reviewctl.model.tree import Tree
from reviewctl.store.blanks import prune_blanks
from reviewctl.store.conform import conform, numbers_as_text
from reviewctl.store.decode import decode
from reviewctl.store.documents import validator_of
from reviewctl.store.layers import Slip, Whole, lay, plain
from reviewctl.store.loosened import layer_validator, parts_of
from reviewctl.store.reading import read_yaml
from reviewctl.store.stripping import stripped

NOT_INHERITED = ("type", "prefix", "title", "aliases", "in_force", "basis", "cites")
"""What says which review a type is. A type that extends another has its own."""


class Sheet(Struct, frozen=True):
    """A file of a pack as plain data without its blanks. It could be read, and is a mapping."""

    path: str
    kind: Kind
    value: dict[str, Any]
    text: str
    where: Locator

    def word(self, key: str) -> str | None:
        """Return the text under a key, or None where there is none."""
        found = self.value.get(key)
        return found if isinstance(found, str) and found else None

    def document(self, data: object) -> Document:
        """Return the file as a document, for the places of what is in it."""
        return Document(kind=self.kind.name, path=self.path, data=data, where=self.where)


def read_sheet(tree: Tree, path: str, kind: Kind) -> Sheet | None:
    """Return a file as plain data, or None where anything is wrong with it as YAML: it is then read whole."""
    try:
        text = decode(tree.read(path), path, kind.limit)
    except (OSError, EnvironmentFault):
        return None
    if text.findings:
        return None
    parsed = read_yaml(text.text, path, bare=True)
    if parsed.findings or not isinstance(parsed.value, dict):
        return None
    value = {key: one for key, one in parsed.value.items() if one is not None}
    return Sheet(path, kind, value, text.text, Locator(lambda: read_yaml(text.text, path).marks))


def _layer(sheet: Sheet) -> dict[str, Any]:
    """Return what a file says as a layer: of a thing that is only named, the name, which gives its place."""
    full = read_yaml(sheet.text, sheet.path).value
    maps = [key for key, part in parts_of(sheet.kind.name).items() if part.form == "map"]
    value = dict(sheet.value)
    for key in maps:
        things = full.get(key) if isinstance(full, dict) else None
        if isinstance(things, dict):
            value[key] = {name: {} if one is None else prune_blanks(one) for name, one in things.items()}
    return value


def laid_over(
    sheet: Sheet, base: Document, of: str, *, other_type: bool = False
) -> tuple[Layered | None, list[Finding]]:
    """Return a file laid over its base, and everything that is wrong with it.

    `of` says in messages what the base is. Of an `other_type` what says which review it is comes not from
    the base. None where nothing whole comes of it.
    """
    record: Pack | ReviewType = base.data
    below = plain(record)
    if other_type:
        below = {key: value for key, value in below.items() if key not in NOT_INHERITED}
    layer = _layer(sheet)
    whole = lay(below, layer, parts_of(sheet.kind.name), of)
    findings = [*_shape(sheet, layer), *(_slip(slip, sheet) for slip in whole.slips)]
    if findings:
        return None, findings
    found = conform(
        whole.value, _Through(sheet.where.marks, whole), validator_of(sheet.kind.name), sheet.path
    )
    if found:
        return None, found
    return _document(sheet, base, whole), []


def _shape(sheet: Sheet, layer: dict[str, Any]) -> list[Finding]:
    """Return in what the layer itself has not the shape of its file."""
    validator = layer_validator(sheet.kind.name)
    value = stripped(layer, parts_of(sheet.kind.name))
    if validator.is_valid(value):
        return []
    return conform(numbers_as_text(value, validator), sheet.where.marks, validator, sheet.path)


def _slip(slip: Slip, sheet: Sheet) -> Finding:
    spot = sheet.document(None).spot(slip.path, key=True)
    return slip.code.finding(spot, slip.message, help=slip.help)


def _document(sheet: Sheet, base: Document, whole: Whole) -> Layered:
    value = numbers_as_text(whole.value, validator_of(sheet.kind.name))
    data = msgspec.convert(value, sheet.kind.type)
    return Layered(
        kind=sheet.kind.name,
        path=sheet.path,
        data=data,
        where=sheet.where,
        base=base,
        wrote=whole.wrote,
        kept=whole.kept,
        changes=whole.changes,
        removals=whole.removals,
    )


class _Through(Marks):
    """The marks of a layer, asked for by the places of the whole that it comes to."""

    __slots__ = ("_layer", "_whole")

    def __init__(self, layer: Marks | None, whole: Whole) -> None:
        layer = layer or Marks(Mark(0, 1, 1), Mark(0, 1, 1))
        super().__init__(layer.start, layer.end)
        self._layer = layer
        self._whole = whole

    def at(self, path: KeyPath) -> Marks | None:
        return self._layer.at(moved(self._whole.wrote, path))

    def nearest(self, path: KeyPath) -> Mark:
        return self._layer.nearest(moved(self._whole.wrote, path))

    def key(self, path: KeyPath) -> Mark:
        return self._layer.key(moved(self._whole.wrote, path))
