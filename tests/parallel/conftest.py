"""The review in full course, for what is done about other processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.beside import begun
from tests.commands import House


@pytest.fixture
def house(tmp_path: Path, at_home: Path) -> Iterator[House]:
    """The register, as on Monday 8 June 2026."""
    with begun(tmp_path) as made:
        yield made
