"""Addresses: how one value of a case is named, the same in record, log, policy and JSON."""

import re
from functools import lru_cache

from msgspec import Struct

_FORM = re.compile(r"([a-z][a-z0-9_-]*)(?:\[([^\[\]]*)\])?((?:\.[a-z][a-z0-9_]*(?:\[[^\[\]]*\])?)*)")
_FIELD = re.compile(r"\.([a-z][a-z0-9_]*)(?:\[([^\[\]]*)\])?")


class Address(Struct, frozen=True, cache_hash=True):
    """`head[item].field.field`: a diary group or a document, an item of it, and the way to the value.

    `item` is None where no bracket stands, and "" for `[]`, which means the item the step runs for.
    """

    head: str
    item: str | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The address as it is written."""
        bracket = "" if self.item is None else f"[{self.item}]"
        return self.head + bracket + "".join(f".{field}" for field in self.fields)

    def of(self, item: str | None) -> "Address":
        """Return this address with the empty bracket filled in by `item`."""
        return _filled(self, item) if self.item == "" and item is not None else self

    @property
    def pattern(self) -> "Address":
        """Return the address as the pack declares it: every item of a collection is `[]`."""
        return Address(self.head, "", self.fields) if self.item is not None else self


@lru_cache(maxsize=4096)
def _filled(address: Address, item: str) -> Address:
    """Return the address of an item. The same few are asked for again with every case."""
    return Address(address.head, item, address.fields)


def parse_address(text: str) -> Address:
    """Return the address that `text` writes. Raises ValueError, with a sentence, for anything else."""
    matched = _FORM.fullmatch(text)
    if matched is None:
        raise ValueError(
            f'"{text}" is not an address: write it like screening.held or returns[gmp].imr.submitted'
        )
    head, item, rest = matched.groups()
    fields: list[str] = []
    for name, inner in _FIELD.findall(rest):
        fields.append(name)
        if inner:
            fields.append(inner)
    return Address(head, item, tuple(fields))


read_address = lru_cache(maxsize=4096)(parse_address)
"""Does what `parse_address` does, and returns the same record for the same text: as a key it is found sooner."""


def step_key(step: str, item: str | None) -> str:
    """Return how a step or a sign-off is named with its item: `imr[pennine-care]`, or by its own name alone."""
    return f"{step}[{item}]" if item else step
