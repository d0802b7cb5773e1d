"""The page of one review: it says what the steps say."""

from pathlib import Path

from tests.commands import reviewctl

EXAMPLE = Path(__file__).parents[3] / "examples" / "register"


def test_a_paper_that_will_not_come_is_not_called_late() -> None:
    """An agency that declined, or held nothing, is not overdue for ever: what its step says is shown."""
    shown = reviewctl(EXAMPLE, "show", "SAR-2019-001", "--as-of", "2022-10-10").out
    agencies = shown.partition("Agencies")[2].partition("Panel")[0]
    assert agencies.count("will not come") == 2
    assert "LATE" not in agencies
