"""The reports of all commands of tests/cases, made once, and a copy of the example register."""

import shutil
from pathlib import Path

import pytest

from reviewctl.model.report import Report
from tests.commands import House
from tests.evidence.out.pages import reports

EXAMPLE = Path(__file__).parents[3] / "examples" / "register"


@pytest.fixture(scope="session")
def every_report() -> list[tuple[str, Report]]:
    """Every report of tests/cases under the name of its command."""
    return [(golden.label, report) for golden, report in reports()]


@pytest.fixture
def example(tmp_path: Path, at_home: Path) -> House:
    """A copy of the example register, in no git repository."""
    return House(shutil.copytree(EXAMPLE, tmp_path / "register"))
