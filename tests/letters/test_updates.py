"""What the regular update to the Independent Chair says of other processes (P§13)."""

from tests.commands import House

CASE = "SAR-2025-001"


def test_the_update_says_when_a_process_was_last_asked_about(case: House) -> None:
    """Of several days the latest, in whatever order they were written."""
    case.does("record", CASE, "processes[inquest-1].kind", "coroner")
    for day in ("3/2/2025", "20/5/2025", "1/4/2025"):
        case.does("record", CASE, "processes[inquest-1].checked_on", day)
    said = " ".join(case.tries("letter", "chair-update", CASE, "--as-of", "2025-06-01").out.split())
    assert "Tuesday 20 May 2025" in said and "3 February 2025" not in said
