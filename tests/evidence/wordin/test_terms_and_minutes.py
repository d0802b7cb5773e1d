"""`import tor` and `import minutes`: what a paper says is shown, taken into the facts, and nobody's name with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document

from reviewctl.exchange.word.reading import _read
from reviewctl.model.board import Agency, Board
from reviewctl.work.papers_in.terms import TermsFound, terms_in
from tests.commands import House
from tests.evidence.wordin.papers import saved

CASE = "SAR-2026-001"
TOR = f"cases/{CASE}/terms-of-reference.md"
PANEL = f"cases/{CASE}/meetings/2026-05-20-panel.md"
Keep = Callable[[Any], str]


def terms(scope: str = "1 January 2015 to 30 June 2016") -> Any:
    """Return terms of reference as they are written."""
    document = Document()
    document.add_heading("Terms of reference", 1)
    document.add_heading("Scope", 2)
    document.add_paragraph(f"Scope/period under review: {scope}. Earlier events may be told.")
    document.add_heading("Key lines of enquiry", 2)
    for text in ("How was the risk shared?", "Was the adult heard?"):
        document.add_paragraph(text, style="List Number")
    document.add_heading("Agencies involved", 2)
    for text in (
        "Greater Manchester Police (GMP)",
        "Stockport CCG",
        "Pennine Care – mental health",
        "A Firm Ltd",
    ):
        document.add_paragraph(text, style="List Bullet")
    return document


def found_in(document: Any) -> TermsFound:
    """Return what is found in terms of reference, by a board of two agencies."""
    board = Board(
        format=1,
        board="Anyshire",
        policy="stockport-2021",
        agencies=(Agency(id="gmp", name="Greater Manchester Police"), Agency(id="icb", name="NHS Board")),
    )
    return terms_in(_read(saved(document), hidden=False).elements, board)


@pytest.mark.parametrize(
    ("words", "first", "last", "exact"),
    [
        ("1 January 2015 to 30 June 2016", "2015-01-01", "2016-06-30", True),
        ("from 01/01/2015 until 30/06/2016", "2015-01-01", "2016-06-30", True),
        ("between 1st January 2015 and 30th June 2016", "2015-01-01", "2016-06-30", True),
        ("January 2015 – February 2016", "2015-01-01", "2016-02-29", False),
    ],
)
def test_the_period_is_found_as_people_write_it(words: str, first: str, last: str, exact: bool) -> None:
    """Days in words or figures, and months, whose first and last days are then taken with the words kept."""
    (period,) = found_in(terms(words)).periods
    assert (period.from_, period.to) == (date.fromisoformat(first), date.fromisoformat(last))
    assert (period.words is None) == exact


@pytest.mark.parametrize(
    "words", ["31 February 2015 to 30 June 2016", "30 June 2016 to 1 January 2015", "two years"]
)
def test_no_period_is_made_of_days_that_are_none(words: str) -> None:
    """A day that no calendar has, a period that runs backwards and one without days are not taken."""
    assert found_in(terms(words)).periods == ()


def test_dates_elsewhere_are_no_scope() -> None:
    """Two dates in a sentence that says nothing of the period looked at are not taken for it."""
    document = Document()
    document.add_paragraph("He lived there from 1 May 2014 to 3 May 2015.")
    assert found_in(document).periods == ()


def test_questions_that_bear_no_numbers_are_counted() -> None:
    """Points in place of numbers are counted, so that each question has an id that is its own."""
    document = Document()
    document.add_heading("Key lines of enquiry", 1)
    for text in ("How was it shared?", "Who was told?"):
        document.add_paragraph(text, style="List Bullet")
    assert found_in(document).questions == (("1", "How was it shared?"), ("2", "Who was told?"))


def test_terms_go_into_the_facts_and_their_wording_below(board: House, kept: Keep) -> None:
    """The period, the questions with their numbers and the agencies by their ids; a firm that is not known is told."""
    done = board.does("import", "tor", kept(terms()), "--case", CASE, "--replace", "--yes")
    text = board.text(TOR)
    assert "version: 2\n" in text
    assert "scope:\n  from: 2015-01-01\n  to: 2016-06-30\n" in text
    assert '  - id: "1"\n    text: How was the risk shared?\n' in text
    assert "agencies:\n  - greater-manchester-police\n  - gm-icb\n  - pennine-care\n" in text
    assert "\n---\n\n# Terms of reference\n\n## Scope\n\nScope/period" in text
    assert "until now" in done.out and "1 line in the list of agencies names none" in done.out
    assert "Thursday 1 January 2015 to Thursday 30 June 2016" in done.out
    assert "tor.amended_because" in done.out
    assert not {code for code in board.codes() if code.startswith(("FIL", "STR"))}


def test_two_periods_are_told_and_none_is_taken(board: House, kept: Keep) -> None:
    """Which of two is meant is for a person to say: by a command that is given."""
    document = terms()
    document.add_heading("Time period", 2)
    document.add_paragraph("1 May 2013 to 2 May 2014")
    done = board.does("import", "tor", kept(document), "--case", CASE, "--replace", "--yes")
    assert "Several periods are named" in done.out and "tor.scope.from DATE" in done.out
    assert "scope: {from: 2024-01-01, to: 2026-01-03}" in board.text(TOR)


def test_facts_that_are_there_stay_where_the_text_is_filled_in(board: House, kept: Keep) -> None:
    """With no --replace a text is filled in only where there is none, and no fact that stands is changed by it."""
    board.put(TOR, "---\nversion: 1\nscope: {from: 2014-01-01, to: 2016-06-30}\n---\n")
    board.does("import", "tor", kept(terms()), "--case", CASE, "--yes")
    assert "version: 1\n" in board.text(TOR)
    assert "from: 2015-01-01" in board.text(TOR)


def minutes() -> Any:
    """Return the minutes of a panel as they are written, with names."""
    document = Document()
    document.add_heading("Review panel", 1)
    document.add_paragraph("Minutes of the meeting held on 20 May 2026")
    document.add_heading("Attendance", 2)
    rows = (
        ("Name", "Organisation", "Role", "Present/Apologies"),
        ("Jane Roe", "Greater Manchester Police", "Detective Inspector", "Present"),
        ("John Doe", "Stockport CCG", "Designated Nurse", "Apologies"),
        ("Ann Poe", "Stockport NHS Foundation Trust", "Jane Roe's deputy", "\u2713"),
        ("Tom Loe", "Nobody Known Ltd", "Visitor", "Present"),
    )
    table = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Apologies: Sue Coe (Stockport Council, Children's Services); Bob Hoe")
    document.add_heading("1. Welcome", 2)
    document.add_paragraph("All were welcomed.")
    document.add_heading("Decisions", 2)
    for text in ("The scope stays as it is.", "IMRs are due in June."):
        document.add_paragraph(text, style="List Bullet")
    return document


def test_minutes_fill_in_the_meeting_that_they_are_of(board: House, kept: Keep) -> None:
    """By its kind and its day the meeting is found; the sheet is filled in by agency, and no name is written."""
    done = board.does("import", "minutes", kept(minutes()), "--case", CASE, "--replace", "--yes")
    text = board.text(PANEL)
    for name in ("Roe", "Doe", "Poe", "Loe", "Coe", "Hoe"):
        assert name not in text and name not in done.out
    assert "person: icb-1\n    status: apologies" in text
    assert "person: children-1\n    status: apologies" in text
    assert "- agency: stockport-nhs-ft\n    status: present" in text
    assert "  - decision: The scope stays as it is.\n" in text
    assert "[those present: in the facts above]" in text and "All were welcomed." in text
    assert "icb-1, whom the sheet has for it" in done.out
    assert "2 lines of those present name no agency" in done.out
    assert f"reviewctl meeting held {CASE} 2026-05-20-panel" in done.out
    assert not {code for code in board.codes() if code.startswith(("FIL", "STR", "PAN014"))}


def test_minutes_twice_are_one(board: House, kept: Keep) -> None:
    """The same minutes again add no line to the sheet."""
    words = ("import", "minutes", kept(minutes()), "--case", CASE, "--replace", "--yes")
    board.does(*words)
    before = board.files()
    assert "Nothing has changed" in board.does(*words).out
    assert board.files() == before


def test_what_was_recorded_of_somebody_stays(board: House, kept: Keep) -> None:
    """Where the paper and the record differ on who came, the record stays until --replace is said."""
    board.put(
        PANEL,
        "---\nkind: panel\ndate: 2026-05-20\nstatus: held\nattendance:\n  - {person: icb-1, status: present}\n---\n",
    )
    done = board.does("import", "minutes", kept(minutes()), "--case", CASE, "--yes")
    assert "icb-1: the paper says apologies; present is recorded and stays" in done.out
    assert "person: icb-1\n    status: present" in board.text(PANEL)


def test_a_post_that_is_nobodys_name_is_kept(board: House, kept: Keep) -> None:
    """Of somebody who is on no list the post is kept where every word of it is one of posts."""
    board.put(PANEL, "---\nkind: panel\ndate: 2026-05-20\nstatus: held\n---\n")
    board.does("import", "minutes", kept(minutes()), "--case", CASE, "--yes")
    assert "name: Detective Inspector\n    agency: greater-manchester-police" in board.text(PANEL)
    assert "Jane" not in board.text(PANEL)


def test_a_meeting_that_is_not_in_the_record_is_booked_first(board: House, kept: Keep) -> None:
    """Minutes of a day without a meeting are refused, with the command that makes it."""
    said = board.refuses("import", "minutes", kept(minutes()), "--case", CASE, "--on", "2026-04-01", "--yes")
    assert "meeting add panel --date 2026-04-01" in said


def test_a_paper_that_says_no_day_is_asked_for_one(board: House, kept: Keep) -> None:
    """Where neither the paper nor the person says which meeting it was, it is asked, with the kinds there are."""
    document = Document()
    document.add_paragraph("Notes")
    words = ("import", "minutes", kept(document), "--case", CASE, "--yes")
    assert "--meeting panel,2" in board.refuses(*words)
    board.does(*words, "--meeting", "panel,2", "--replace")
    assert board.text(PANEL).endswith("---\n\nNotes\n")


def test_lists_of_those_present_are_read(board: House, kept: Keep) -> None:
    """A list under a heading, a line with its lead, and names with their agencies in brackets are read as well."""
    document = Document()
    document.add_paragraph("Review panel, 20 May 2026")
    document.add_paragraph().add_run("Present").bold = True
    for text in ("Jane Roe – Greater Manchester Police", "John Doe, Stockport CCG", "Tom Loe"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Apologies: Ann Poe (Pennine Care), Sue Coe (Stockport NHS Foundation Trust)")
    document.add_paragraph("The panel met, and spoke of the timetable at some length.")
    board.put(PANEL, "---\nkind: panel\ndate: 2026-05-20\nstatus: held\n---\n")
    done = board.does("import", "minutes", kept(document), "--case", CASE, "--yes")
    text = board.text(PANEL)
    for line in (
        "agency: greater-manchester-police\n    status: present",
        "agency: gm-icb\n    status: present",
        "agency: pennine-care\n    status: apologies",
        "agency: stockport-nhs-ft\n    status: apologies",
    ):
        assert line in text
    assert "The panel met" in text
    for name in ("Roe", "Doe", "Poe", "Loe", "Coe"):
        assert name not in text and name not in done.out
