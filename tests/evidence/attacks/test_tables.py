"""Rows of an agency's file that were lost, or read under the wrong heading, without a word."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document

from tests.commands import House
from tests.evidence.attacks.review import CASE, PLACE, sent
from tests.evidence.importing.making import csv_of, taken, xlsx_of

HEAD = ("Date", "Source", "What happened", "Comment")


def in_tables(folder: Path, *tables: Sequence[Sequence[str]], between: str = "") -> Path:
    """Write a Word document with these tables, and this paragraph between each two."""
    document = Document()
    for rows in tables:
        grid = document.add_table(rows=len(rows), cols=len(rows[0]))
        for line, row in zip(grid.rows, rows, strict=True):
            for cell, words in zip(line.cells, row, strict=True):
                cell.text = words
        document.add_paragraph(between)
    document.save(str(folder / "sent.docx"))
    return folder / "sent.docx"


def test_a_table_that_word_split_in_three_is_one(review: House, tmp_path: Path) -> None:
    """The last column may be blank in all rows of a part."""
    parts = [[HEAD, ("1/5/2016", "log", "one", "seen")], [("2/5/2016", "log", "two", "")]]
    file = in_tables(tmp_path, *parts, [("3/5/2016", "log", "three", "")], between="")
    review.does("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert [words in review.text(PLACE) for words in ("one", "two", "three")] == [True] * 3


def test_a_table_of_dated_lines_without_headings_is_not_left_out_unasked(
    review: House, tmp_path: Path
) -> None:
    """Words between two tables part them; what stands in the second is dated, and is told."""
    parts = [[HEAD, ("1/5/2016", "log", "one", "seen")], [("2/5/2016", "log", "two", "")]]
    file = in_tables(tmp_path, *parts, between="Page two")
    said = (
        review.refuses("chronology", "import", CASE, "GMP", str(file), "--yes")
        + review.tries("chronology", "import", CASE, "GMP", str(file)).out
    )
    assert "Table 2 has no headings" in said and "--sheet 1" in said
    review.does("chronology", "import", CASE, "GMP", str(file), "--yes", "--sheet", "1")


def test_a_table_of_other_things_is_left_out_as_before(review: House, tmp_path: Path) -> None:
    """Who wrote it, and what its words mean, hold no dated lines."""
    front = [("Agency", "Police"), ("Author", "a detective sergeant"), ("Completed", "22/05/2016")]
    file = in_tables(tmp_path, front, [HEAD, ("1/5/2016", "log", "one", "seen")], between="Part")
    review.does("chronology", "import", CASE, "GMP", str(file), "--yes")


def test_headings_in_another_order_further_down_are_told(review: House, tmp_path: Path) -> None:
    """What stands below them would be read under the wrong headings."""
    other = ("Date", "What happened", "Source", "Comment")
    rows = (HEAD, ("1/5/2016", "log", "one", "c"), other, ("2/5/2016", "two", "log", "d"))
    done = sent(review, tmp_path, "sent.xlsx", xlsx_of(*rows), "--yes")
    assert done.code == 2 and "Row 3 has headings of its own" in " ".join(done.out.split())
    assert "two" not in done.err


def test_the_same_headings_again_are_no_obstacle(review: House, tmp_path: Path) -> None:
    """As on each page of a long table."""
    rows = (HEAD, ("1/5/2016", "log", "one", "c"), HEAD, ("2/5/2016", "log", "two", "d"))
    assert sent(review, tmp_path, "sent.xlsx", xlsx_of(*rows), "--yes").code == 0


def test_a_row_of_totals_is_no_entry() -> None:
    """A count stands below many a table."""
    found = taken(HEAD, ("1/5/2016", "log", "one", "c"), ("Total", None, "2", None))
    assert len(found.drafts) == 1 and [one.why for one in found.left] == ["a total"]


def test_events_with_a_first_and_a_last_day_are_no_periods_without_contact(
    review: House, tmp_path: Path
) -> None:
    """A table with From, To and Comment is one of events where it has a column for them."""
    rows = (("From", "To", "What happened", "Comment"), ("1/5/2016", "3/5/2016", "seen three times", "c"))
    plain = [HEAD, ("1/6/2016", "log", "one", "seen")]
    file = in_tables(tmp_path, plain, list(rows), between="More")
    done = review.tries("chronology", "import", CASE, "GMP", str(file), "--yes")
    assert done.code == 2 and "periods without contact" not in done.out


def test_a_file_that_has_its_months_first_is_not_read_half(review: House, tmp_path: Path) -> None:
    """5/22/2016 shows how the file was written, and 5/6/2016 is not taken for 5 June."""
    data = csv_of(HEAD, ("5/22/2016", "log", "one", ""), ("5/6/2016", "log", "two", ""))
    done = sent(review, tmp_path, "sent.csv", data, "--yes", "--accept-good")
    assert done.code == 2 and "--month-first" in done.out
    assert sent(review, tmp_path, "sent.csv", data, "--yes", "--month-first").code == 0
    assert "2016-05-06" in review.text(PLACE)


def test_a_slip_among_days_that_stand_first_is_one_line_rejected(review: House, tmp_path: Path) -> None:
    """Where more dates show that the day stands first, the others are read so."""
    rows = (
        ("5/22/2016", "log", "a"),
        ("22/5/2016", "log", "b"),
        ("23/5/2016", "log", "c"),
        ("5/6/2016", "log", "d"),
    )
    done = sent(review, tmp_path, "sent.csv", csv_of(HEAD[:3], *rows), "--yes", "--accept-good")
    assert done.code == 1 and "2016-06-05" in review.text(PLACE)


def test_a_file_with_its_months_first_is_not_turned_when_it_comes_again(
    review: House, tmp_path: Path
) -> None:
    """Without the option, the words are the same, and so the dates stay."""
    data = csv_of(HEAD, ("5/7/2016", "log", "one", ""), ("5/6/2016", "log", "two", ""))
    assert sent(review, tmp_path, "sent.csv", data, "--yes", "--month-first").code == 0
    before = review.text(PLACE)
    assert sent(review, tmp_path, "sent.csv", data + b"7 May 2016,log,three,\r\n", "--yes").code == 0
    assert "2016-05-07" in before and "2016-05-06" in before
    assert [one for one in before.splitlines() if "2016-" in one] == [
        one for one in review.text(PLACE).splitlines() if "2016-" in one
    ][:2]


def test_what_is_hidden_of_a_cell_is_its_words_alone(review: House, tmp_path: Path) -> None:
    """ "yes" in the place of a date does not take the word out of the sentence on it."""
    done = sent(review, tmp_path, "sent.xlsx", xlsx_of(HEAD, (True, "log", "one", "c")), "--yes")
    assert "The cell holds yes or no, and no date." in " ".join(done.out.split())


def test_an_attempt_is_an_entry_and_no_period_without_contact(review: House, tmp_path: Path) -> None:
    """Who left a message did something. What is a period is told with its rows."""
    rows = (
        ("May 2016 - June 2016", "log", "No contact - voicemail left, door knocked", ""),
        ("22/23 May 2016", "log", "None. Police came back later and took the child", ""),
        ("1/7/16 - 31/12/16", "log", "No contact: closed to the service", ""),
    )
    out = sent(review, tmp_path, "sent.csv", csv_of(HEAD, *rows), "--yes").out
    assert "2 lines and 1 period without contact" in out
    assert "Taken for periods without contact, and no lines: row 4" in out
    assert "16 is taken as 2016" in out
    assert "took the child" in review.text(PLACE).partition("no_contact:")[0]


def test_an_alphabet_that_was_taken_for_granted_is_said(review: House, tmp_path: Path) -> None:
    """A Polish name in another alphabet of Windows comes out wrong, and nothing in the file shows it."""
    table = "Date,Source,What happened\r\n22/05/2016,log,Świętochłowski came\r\n"
    out = sent(review, tmp_path, "a.csv", table.encode("cp1250"), "--yes").out
    assert "does not say in which alphabet" in " ".join(out.split())
    again = sent(review, tmp_path, "b.csv", table.encode("utf-8"), "--yes").out
    assert "alphabet" not in again and "Świętochłowski" in review.text(PLACE)


def test_a_file_that_came_as_that_of_another_agency_is_told(review: House, tmp_path: Path) -> None:
    """It may be a joint one; or the wrong one was taken."""
    data = csv_of(HEAD, ("22/05/2016", "log", "one", ""))
    sent(review, tmp_path, "sent.csv", data, "--yes")
    out = sent(review, tmp_path, "sent.csv", data, "--yes", agency="Pennine Care").out
    assert "brought in before, as chronology-greater-manchester-police" in " ".join(out.split())
