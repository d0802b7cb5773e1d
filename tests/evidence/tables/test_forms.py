"""`chronology template`: the form that goes out, and comes back as it went."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from reviewctl.exchange.excel.template import workbook_form
from reviewctl.exchange.word.template import document_form
from reviewctl.model.chronology_form import ChronologyForm, FormColumn
from tests.commands import House
from tests.evidence.tables.files import read
from tests.walk import make_register

COLUMNS = (
    FormColumn(field="date", title="Date", hint="As far as it is known. May 2016.", width=18),
    FormColumn(
        field="subject", title="Who it is about", hint="", width=16, choices=("Adult C", "Adult D, of X")
    ),
    FormColumn(field="event", title="What happened", hint="One event a line.", width=60),
    FormColumn(field="tor", title="Question", hint="1; 2.", width=12),
    FormColumn(field="id", title="Ref", hint="Leave it.", width=6, locked=True),
)
ROWS = (
    ("May 16", "Adult C", "- seen at home\n=not a formula", "2.10", "1"),
    ("22/05/2016", "", "@ the clinic, “quoted”; x" + "y" * 300, "1; 2", "2"),
)
FORM = ChronologyForm(
    board="Anyshire Safeguarding Adults Board",
    case="SAR-2025-001",
    title="Chronology for a Safeguarding Adults Review",
    about=(("Agency", "Police & partners"), ("Period to cover", "2015 to 2016")),
    instructions=("One line for each contact.",),
    questions=(("1", "Who knew?"),),
    columns=COLUMNS,
    rows=ROWS,
    no_contact=(("2014", "March 2015", "Closed to the service"),),
    abbreviations=(("MASH", "Multi-agency safeguarding hub"),),
)
TITLES = ("Date", "Who it is about", "What happened", "Question", "Ref")


def shown(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of a form as they are read when it comes back, by the heading of each table."""
    file = read(data)
    assert not file.notices
    return {str(one.rows[0].cells[0]): [row.cells for row in one.rows] for one in file.tables}


@pytest.mark.parametrize("write", [workbook_form, document_form])
def test_what_goes_out_comes_back(write: object) -> None:
    """Dates, formulas and numbers are words; nothing hidden, commented or changed is found in a fresh form."""
    assert callable(write)
    found = shown(write(FORM))
    want = [tuple(cell or None for cell in row) for row in ROWS]
    assert found["Date"] == [TITLES, *want]
    assert found["From"] == [("From", "To", "Reason"), *FORM.no_contact]
    assert found["Abbreviation"] == [("Abbreviation", "Meaning"), *FORM.abbreviations]


@pytest.mark.parametrize("write", [workbook_form, document_form])
def test_the_same_form_gives_the_same_bytes(write: object) -> None:
    """Two forms of one record cannot be told apart, and say nothing of who made them or when."""
    assert callable(write)
    assert write(FORM) == write(FORM)


def test_headings_and_refs_are_protected_and_nothing_else() -> None:
    """What is to be filled in can be, 500 rows of it; the heading stays in sight and is printed on every page."""
    book = load_workbook(io.BytesIO(workbook_form(FORM)))
    sheet = book["Chronology"]
    assert sheet.protection.sheet and not sheet.protection.password
    assert not sheet.protection.insertRows and not sheet.protection.formatColumns
    assert all(sheet.cell(1, at).protection.locked for at in range(1, 6))
    assert [sheet.cell(502, at).protection.locked for at in range(1, 6)] == [False, False, False, False, True]
    assert {sheet.cell(row, at).number_format for row in (1, 2, 502) for at in range(1, 6)} == {"@"}
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == (
        "A2",
        "$1:$1",
        "landscape",
    )


def test_each_column_says_what_belongs_there_and_offers_what_may() -> None:
    """A hint beside every cell, and a list of the pseudonyms, which may hold commas; other words may be written."""
    book = load_workbook(io.BytesIO(workbook_form(FORM)))
    rules = {str(one.sqref): one for one in book["Chronology"].data_validations.dataValidation}
    assert rules["A2:A503"].prompt == "As far as it is known. May 2016."
    names = rules["B2:B503"]
    assert (names.type, names.showErrorMessage) == ("list", False)
    sheet, _, cells = str(names.formula1).rpartition("!")
    listed = book[sheet.strip("'")][cells.replace("$", "")]
    assert [row[0].value for row in listed] == ["Adult C", "Adult D, of X"]


def test_a_form_in_word_repeats_its_headings_and_locks_them() -> None:
    """Headings stand again on every page and cannot be typed over; rows can still be added."""
    document = Document(io.BytesIO(document_form(FORM)))
    table = document.tables[0]
    xml = table.rows[0]._tr.xml
    assert "w:tblHeader" in xml and xml.count("sdtContentLocked") == 5
    assert [row._tr.xml.count("sdtContentLocked") for row in table.rows[1:4]] == [1, 1, 0]
    assert "documentProtection" not in document.settings.element.xml
    assert document.sections[0].page_width > document.sections[0].page_height


@pytest.fixture
def board(tmp_path: Path, at_home: Path) -> House:
    """A register with a review of two adults, whose terms of reference have a period and two questions."""
    house = make_register(tmp_path)
    house.does("new", "sar", "--subject", "Adult E", "--received", "2025-01-13", "--no-commit")
    house.does("subject", "add", "SAR-2025-001", "Adult F", "--because", "in the test", "--no-commit")
    for address, value in (
        ("tor.scope.from", "2015-01-01"),
        ("tor.scope.to", "2016-12-31"),
        ("tor.questions[1].text", "Who knew of the fire?"),
        ("tor.questions[2].text", "Was capacity assessed?"),
    ):
        house.does("record", "SAR-2025-001", address, value, "--no-commit")
    return house


def test_a_form_says_what_its_author_must_know(board: House, tmp_path: Path) -> None:
    """The review, whom it is about by pseudonym, the period, the questions, how dates are written, whom to ask."""
    done = board.does(
        "chronology", "template", "SAR-2025-001", "pennine-care", "-o", str(tmp_path / "a.xlsx")
    )
    assert "Thursday 1 January 2015 to Saturday 31 December 2016" in done.out
    book = load_workbook(tmp_path / "a.xlsx")
    told = "\n".join(str(cell) for row in book["Read me first"].values for cell in row if cell)
    for words in (
        "SAR-2025-001", "Adults E and F", "Was capacity assessed?", "The date is still to be agreed.",
        "Business Manager", "22/05/2016", "Use the pseudonym",
    ):  # fmt: skip
        assert words in told
    titles = [cell.value for cell in book["Chronology"][1]]
    assert titles == [
        "Date", "Time", "Who it is about", "Source", "Who was involved", "What happened", "What was done", "Comment",
        "Question", "Ref",
    ]  # fmt: skip


def test_columns_that_nobody_could_fill_in_are_left_out(case: House, tmp_path: Path) -> None:
    """Of one person nobody asks whom a line is about; and where there is no question yet, none is asked for."""
    for agency in ("Pennine Care",):
        case.does("record", "board", "agencies[pennine-care].name", agency)
    done = case.does("chronology", "template", "SAR-2025-001", "pennine care", "-o", str(tmp_path / "a.csv"))
    assert "still to be agreed" in done.out and "Please accept all tracked changes" in done.out
    assert (tmp_path / "a.csv").read_text("utf-8") == (
        "\ufeffDate,Time,Source,Who was involved,What happened,What was done,Comment,Ref\n"
    )


ENTRIES = """agency: pennine-care
entries:
  - {id: 1, date: 2015-05-22, time: "19:00", subject: adult-e, source: notes, event: "= seen", tor: [1, 2]}
  - {id: 2, date: 2016-05, event: A fall}
  - {id: 3, date: 2016~, event: A move}
  - {id: 4, as_written: some weeks later, event: A call}
  - {id: 5, date: 2016-06-06/2016-06-12, as_written: w/c 6 June 2016, event: Visits, marks: [key-episode]}
  - {id: 6, date: XXXX-02-11, event: A letter}
  - {id: 7, date: 2016-06-10/2016-07, event: "Off\\nsick"}
no_contact:
  - {from: 2015-01, to: 2015-04, reason: Closed to the service}
glossary:
  CPN: community psychiatric nurse
"""


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
def test_a_filled_form_that_comes_back_untouched_changes_nothing(
    board: House, tmp_path: Path, ending: str
) -> None:
    """Every line is known again by its Ref, and every date is read as it was, whatever is not known of it."""
    path = "cases/SAR-2025-001/chronology/pennine-care.yaml"
    board.put(path, ENTRIES)
    form = str(tmp_path / f"form.{ending}")
    done = board.does("chronology", "template", "SAR-2025-001", "pennine-care", "--filled", "-o", form)
    assert "with its 7 lines" in done.out
    back = board.does("chronology", "import", "SAR-2025-001", "pennine-care", form, "--yes", "--no-commit")
    assert "0 entries added, 0 changed, 0 taken out, 7 as they are" in back.out
    assert board.text(path) == ENTRIES


def test_what_cannot_be_written_is_refused(board: House, tmp_path: Path) -> None:
    """A place in the register, another kind of file, a file that is there, an agency that is not, nothing to fill."""
    words = ("chronology", "template", "SAR-2025-001")
    assert "inside the register" in board.refuses(*words, "pennine-care", "-o", str(board.root / "a.xlsx"))
    assert ".xlsx, .docx or .csv" in board.refuses(*words, "pennine-care", "-o", str(tmp_path / "a.pdf"))
    (tmp_path / "b.xlsx").write_bytes(b"filled in")
    assert "already" in board.refuses(*words, "pennine-care", "-o", str(tmp_path / "b.xlsx"))
    assert "Did you mean pennine-care?" in board.refuses(*words, "penine", "-o", str(tmp_path / "a.xlsx"))
    said = board.refuses(*words, "pennine-care", "--filled", "-o", str(tmp_path / "a.xlsx"))
    assert "nothing to fill in" in said
    assert (tmp_path / "b.xlsx").read_bytes() == b"filled in"
