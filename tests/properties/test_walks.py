"""Reviews of every kind, walked to their end by doing what `next` says, at random."""

import os
from pathlib import Path

import pytest

from reviewctl.store.packs import Policies
from tests.commands import House
from tests.walk import Walk, make_register

POLICY = Policies().get("stockport-2021")
assert POLICY is not None
EACH = int(os.environ.get("REVIEWCTL_WALKS", "1"))
"""How many walks of each kind. More of them at once: python -m tests.walk 20 sar"""


@pytest.fixture
def board(tmp_path: Path, at_home: Path) -> House:
    """A register in which everybody is known who is to come to a meeting."""
    return make_register(tmp_path)


@pytest.mark.parametrize("seed", range(EACH))
@pytest.mark.parametrize("kind", sorted(POLICY.types))
def test_every_walk_comes_to_its_end(kind: str, seed: int, board: House) -> None:
    """There is always something to do or to wait for, doing it does it, and in the end nothing is to be put right."""
    walk = Walk(board, kind, seed)
    walk.go()
    assert walk.facts().settled
    assert walk.lines().steps == ()
    assert walk.lines().waiting == ()
