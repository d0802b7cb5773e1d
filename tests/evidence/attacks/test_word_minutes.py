"""Minutes in which what was said and agreed stands right behind those who were there."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from docx import Document

from tests.commands import House
from tests.evidence.wordin.conftest import board as board
from tests.evidence.wordin.conftest import kept as kept

CASE = "SAR-2026-001"
PANEL = f"cases/{CASE}/meetings/2026-05-20-panel.md"
Keep = Callable[[Any], str]


def brought(board: House, kept: Keep, build: Callable[[Any], None]) -> str:
    """Return the meeting's document after minutes were brought in."""
    document = Document()
    document.add_paragraph("Review panel, 20 May 2026")
    build(document)
    board.put(PANEL, "---\nkind: panel\ndate: 2026-05-20\nstatus: held\n---\n")
    board.does("import", "minutes", kept(document), "--case", CASE, "--yes")
    return board.text(PANEL)


def table(document: Any, *rows: Sequence[str]) -> None:
    """Put a table at the end."""
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def test_an_agenda_behind_those_present_is_kept(board: House, kept: Keep) -> None:
    """Numbered items and points that tell what was agreed are not people, and stay in the text."""
    items = (
        "Welcome and introductions were made by the chair",
        "The panel agreed that the second IMR is to be resubmitted",
        "Any other business",
    )

    def build(document: Any) -> None:
        document.add_paragraph("Present: Jane Roe (Greater Manchester Police), Tom Loe")
        document.add_paragraph("Apologies: none received")
        for item in items:
            document.add_paragraph(item, style="List Number")

    text = brought(board, kept, build)
    assert all(item in text for item in items)
    assert "agency: greater-manchester-police\n    status: present" in text
    assert "Roe" not in text and "Loe" not in text


def test_points_that_are_sentences_are_kept(board: House, kept: Keep) -> None:
    """People who have no more than initials are taken out; the decision behind them is not."""

    def build(document: Any) -> None:
        document.add_paragraph().add_run("Present").bold = True
        for text in ("J. R.", "Tom Loe", "It was agreed that the scope stays as it is"):
            document.add_paragraph(text, style="List Bullet")

    text = brought(board, kept, build)
    assert "It was agreed that the scope stays as it is" in text
    assert "J. R." not in text and "Loe" not in text


@pytest.mark.parametrize(
    "lead",
    ["Attendance: the child's attendance at school fell to 45% in March.", "Absent: he was absent twice"],
)
def test_a_sentence_on_attendance_is_kept(board: House, kept: Keep, lead: str) -> None:
    """A word that opens a list of people may open a sentence of what the panel spoke of."""
    assert lead in brought(board, kept, lambda document: document.add_paragraph(lead))


@pytest.mark.parametrize("second", ["Role", "Name"])
def test_a_table_of_actions_is_no_sheet(board: House, kept: Keep, second: str) -> None:
    """Agencies and posts stand in the table of actions, too: nobody is present by it, and no action is lost."""
    text = brought(
        board,
        kept,
        lambda document: table(
            document,
            ("Agency", second, "Action"),
            ("Greater Manchester Police", "Author", "To send the second part again"),
        ),
    )
    assert "To send the second part again" in text and "attendance" not in text


def test_a_sheet_with_addresses_is_still_one(board: House, kept: Keep) -> None:
    """A table of names with their addresses is one of those present, and no address is taken."""
    text = brought(
        board,
        kept,
        lambda document: table(
            document,
            ("Name", "Agency", "Email"),
            ("Jane Roe", "Greater Manchester Police", "jane@example.org"),
        ),
    )
    assert "agency: greater-manchester-police" in text and "jane" not in text.casefold()


def test_columns_that_are_not_read_are_told(board: House, kept: Keep) -> None:
    """What stands in a column beside those present is left out with them, and that is said."""
    document = Document()
    document.add_paragraph("Review panel, 20 May 2026")
    table(
        document,
        ("Name", "Agency", "Status", "Remarks"),
        ("Jane Roe", "Stockport CCG", "Present", "Left early"),
    )
    board.put(PANEL, "---\nkind: panel\ndate: 2026-05-20\nstatus: held\n---\n")
    said = board.does("import", "minutes", kept(document), "--case", CASE, "--yes").out
    assert "1 column of the table of those present is of no kind that is read" in said
