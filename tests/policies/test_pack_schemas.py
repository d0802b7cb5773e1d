"""The checked-in schemas of packs are those that their types give."""

import json

import pytest

from reviewctl.model.catalogue import Kind
from reviewctl.model.schemas import schema_of
from reviewctl.store.packs import PACK, TYPE
from reviewctl.store.resources import schema_text


@pytest.mark.parametrize("kind", [PACK, TYPE], ids=lambda kind: kind.name)
def test_a_schema_is_what_its_type_gives(kind: Kind) -> None:
    """A field added to a pack is a field that reading knows."""
    assert json.loads(schema_text(kind.name)) == schema_of(kind)
