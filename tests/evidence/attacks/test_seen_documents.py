"""Documents of the record that are named as they stand in the folder, and meetings that were cancelled."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"


@pytest.fixture
def full(case: House) -> House:
    """Return a review with a chronology, and a meeting that never was."""
    case.put(f"cases/{CASE}/chronology/gm-icb.yaml", "agency: gm-icb\nempty_because: nothing is held\n")
    case.put(
        f"cases/{CASE}/meetings/2025-04-02-panel.md",
        "---\nkind: panel\ndate: 2025-04-02\nstatus: cancelled\ncancelled_because: in the test\n---\n\nNothing.\n",
    )
    return case


@pytest.mark.parametrize("word", ["chronology/gm-icb.yaml", "chronology[gm-icb]", "case.yaml", "case"])
def test_a_document_is_found_by_its_path(full: House, word: str) -> None:
    """Whoever looks at the folder types what stands there."""
    assert full.does("show", CASE, word).out


@pytest.mark.parametrize(
    "word", ["2025-04-02-panel", "meetings/2025-04-02-panel.md", "minutes[2025-04-02-panel]", "minutes"]
)
def test_a_cancelled_meeting_is_shown_as_such(full: House, word: str) -> None:
    """It is on record, with why; to say that there is no such meeting would be untrue."""
    said = full.does("show", CASE, word).out
    assert "Cancelled" in said and "in the test" in said


def test_a_cancelled_meeting_is_not_counted(full: House) -> None:
    """The first panel meeting is the first that is to be, or was, held."""
    assert "no such meeting" in full.refuses("show", CASE, "panel,1")
