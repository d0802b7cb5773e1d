"""Commands of several: a slip in the word behind them."""

from pathlib import Path

import pytest

from tests.commands import reviewctl


@pytest.mark.parametrize(
    ("words", "meant"),
    [(("publish", "chek"), "check"), (("action", "lst"), "list"), (("report", "anual"), "annual")],
)
def test_a_slip_is_met_with_what_was_meant(words: tuple[str, ...], meant: str, tmp_path: Path) -> None:
    """As it is for the first word; also where no subcommand is imported before it is named."""
    done = reviewctl(tmp_path, *words)
    assert done.code == 2 and f"Did you mean '{meant}'?" in done.err
