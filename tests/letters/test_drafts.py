"""Each letter for a review of the example register says, to the letter, what is kept in expected/."""

import pytest

from reviewctl.store.letters import names_of
from tests.letters.golden import DRAFTS, EXPECTED, said


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_says_what_is_written_down(name: str) -> None:
    """The draft, what is left to fill in, and the command that records that it went."""
    assert said(DRAFTS[name]) == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_every_letter_has_a_draft_written_down() -> None:
    """But the answers to complaints, of which the examples hold none."""
    drawn = {arguments.split()[0] for arguments in DRAFTS.values()}
    assert set(names_of(None)) - drawn == {"complaint-response", "complaint-chair-response"}
    assert {path.stem for path in EXPECTED.iterdir()} == set(DRAFTS)
