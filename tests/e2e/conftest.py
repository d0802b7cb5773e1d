"""An office, in which a review can begin."""

from pathlib import Path

import pytest

from tests.e2e.journey import BEGIN, register_of
from tests.e2e.office import Office
from tests.signoff.conftest import on


@pytest.fixture
def office(tmp_path: Path, at_home: Path) -> Office:
    """A server with an empty register, and three clones of it, on Monday 8 January 2024."""
    register = register_of(tmp_path)
    with on(BEGIN.isoformat()):
        assert register.tries("save").code == 0
    return Office(tmp_path, register.root, BEGIN.isoformat())
