"""CSV as Excel, LibreOffice and case systems write it, and as they should not have."""

import csv
import io
import random

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.render.to_csv import neutral
from tests.evidence.tables.files import cells_of, read

ROWS = [("Date", "What happened"), ("22/05/2016", "A visit, by the “crisis” team"), ("May 2016", "Ménière's")]


def written(rows: object, separator: str = ",") -> str:
    """Return rows as Python's own library writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("codec", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_every_separator_and_alphabet_that_excel_writes_is_read(
    separator: str, codec: str, said: str
) -> None:
    """The same rows come back, and the alphabet in which they were is said."""
    file = read(written(ROWS, separator).encode(codec))
    assert (cells_of(file), file.form, file.encoding) == (ROWS, "csv", said)


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    """A cell of several lines is one row, and a blank line is one, too."""
    file = read(b'Date,What\r\n1,"two\r\nlines"\r\n\r\n3,last\r\n')
    assert [(row.number, row.cells) for row in file.tables[0].rows] == [
        (1, ("Date", "What")),
        (2, ("1", "two\nlines")),
        (4, ("3", "last")),
    ]


def test_blank_cells_at_the_end_may_be_there_or_not() -> None:
    """Ragged rows are read, and what stands beyond the headings is kept, to be refused with its place."""
    assert cells_of(read(b"a,b,,\n1,2\n3,,,\n4,5,,6\n")) == [
        ("a", "b"),
        ("1", "2"),
        ("3",),
        ("4", "5", None, "6"),
    ]


def test_semicolons_in_prose_do_not_make_columns() -> None:
    """The separator is what makes the evenest table."""
    rows = [
        ("Date", "Event", "Response"),
        *[(str(n), "seen; then home; then back", "none; really") for n in range(9)],
    ]
    assert cells_of(read(written(rows).encode())) == rows


def test_a_separator_that_excel_declares_is_believed() -> None:
    """Excel's line sep=; is no row, and the rows after it keep their numbers."""
    table = read(b"sep=;\r\na;b,c\r\n").tables[0]
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a", "b,c"))]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-5 degrees", "@here", "'=quoted", "''@twice", "'plain", "＝wide"]
)
def test_the_guard_against_formulas_is_taken_off(text: str) -> None:
    """What this program wrote before a formula's sign is no part of the words; other apostrophes are."""
    assert cells_of(read(written([("a", "b"), (neutral(text), "x")]).encode()))[1][0] == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b'a,b\n1,2\n"never closed,3\n4,5\n', "row that begins on line 3"),
        (b'a,b\n1,2\n3,"within "words"\n', "row that begins on line 3"),
        (b"a,b\n1,2\n3,\0\n", "Line 3 .*NUL"),
        (b"one\ntwo\nthree\n", "no columns"),
        (b"Date;Time,What\n", "commas or semicolons"),
        (b"a,b\n\x81\x8d,2\n", "Line 2 .*no text"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "web page"),
        (b"{\\rtf1", "RTF"),
        (b"a,b\n" * 20_001, "20,000 rows"),
        (b"a," * 251 + b"b\n", "250 columns"),
        (b"a,b\n" * 3_000_000, "10 MB"),
    ],
    ids=[
        "empty", "blank", "unterminated", "quote within", "NUL", "one column", "two separators", "no alphabet", "pdf",
        "html", "rtf", "rows", "columns", "large",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data: bytes, said: str) -> None:
    """Each is refused in a sentence of its own with its place, and with what to do."""
    with pytest.raises(ReviewctlError, match=said) as fault:
        read(data)
    assert fault.value.hint


def test_what_python_writes_comes_back() -> None:
    """Cells of any characters that people type, under any separator, are read as they were."""
    dice = random.Random(11)
    signs = "abc ,;|\"'=-é“\n"
    for _ in range(150):
        separator = dice.choice(",;\t|")
        rows = [("Date", "Time", "Event", "Response")]
        for _ in range(dice.randint(1, 8)):
            cells = ("x" + "".join(dice.choices(signs, k=dice.randint(0, 12))) + "x" for _ in range(4))
            rows.append(tuple(cells))
        assert cells_of(read(written(rows, separator).encode())) == rows
