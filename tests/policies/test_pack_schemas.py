"""The checked-in schemas of packs are those that their types give."""

import json
import shutil
from pathlib import Path

import pytest

from reviewctl.model.catalogue import Kind
from reviewctl.model.schemas import schema_of
from reviewctl.store import packs
from reviewctl.store.packfiles import PACK, TYPE
from reviewctl.store.packs import Policies, shipped
from reviewctl.store.resources import policies_folder, schema_text


@pytest.mark.parametrize("kind", [PACK, TYPE], ids=lambda kind: kind.name)
def test_a_schema_is_what_its_type_gives(kind: Kind) -> None:
    """A field added to a pack is a field that reading knows."""
    assert json.loads(schema_text(kind.name)) == schema_of(kind)


@pytest.mark.parametrize("name", shipped())
def test_a_pack_is_kept_as_it_is_read(name: str) -> None:
    """What `make docs` keeps of a pack is what its files say, and it is what is used."""
    read = Policies().read(name)
    assert read is not None and read.findings == []
    assert Policies().get(name) == read.policy
    assert packs._kept(name) == read.policy


def test_a_pack_that_was_changed_since_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a pack counts only for the very files that it was made from."""
    shutil.copytree(policies_folder(), tmp_path / "policies")
    monkeypatch.setattr(packs, "policies_folder", lambda: tmp_path / "policies")
    file = tmp_path / "policies" / "stockport-2021" / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("\ntitle: ", "\ntitle: Another ", 1), "utf-8")
    policy = Policies().get("stockport-2021")
    assert policy is not None and policy.pack.title.startswith("Another ")
    (tmp_path / "policies" / "stockport-2021.json").write_text("{", "utf-8")
    assert Policies().get("stockport-2021") == policy
