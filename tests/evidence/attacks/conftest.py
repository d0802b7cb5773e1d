"""A review with a scope, for agencies' files."""

import pytest

from tests.commands import House
from tests.evidence.attacks.review import CASE


@pytest.fixture
def review(case: House) -> House:
    """A review that looks at 2014 to 2019."""
    case.does("add", CASE, "tor")
    case.does("record", CASE, "tor.scope.from", "1/1/2014")
    case.does("record", CASE, "tor.scope.to", "31/12/2019")
    return case
