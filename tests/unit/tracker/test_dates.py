"""Dates as people write them into spreadsheets; the day always comes before the month."""

from datetime import date, timedelta

import pytest

from reviewctl.model.sheet import CellValue
from reviewctl.work.tracker.dates import read_date

TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12/3/19", "2019-03-12"),
        ("12.03.2019", "2019-03-12"),
        ("12-3-2019", "2019-03-12"),
        ("1/2/2026", "2026-02-01"),
        ("12th March 2019", "2019-03-12"),
        ("Tues 12 Mar '19", "2019-03-12"),
        ("1 Sept, 2020", "2020-09-01"),
        ("2019-03-12", "2019-03-12"),
        ("2019-03-12 00:00:00", "2019-03-12"),
        ("March 2019", "2019-03"),
        ("Mar-19", "2019-03"),
        ("Sept 2019", "2019-09"),
        ("03/2019", "2019-03"),
        ("2019-03", "2019-03"),
        ("2019", "2019"),
        (2019, "2019"),
        (2019.0, "2019"),
        (date(2019, 3, 12), "2019-03-12"),
        (43536, "2019-03-12"),
        ("43536", "2019-03-12"),
        (" 12/3/99 ", "1999-03-12"),
        ("29/2/2020", "2020-02-29"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(cell: CellValue, text: str) -> None:
    """Days, months and years, by name or number, and the numbers by which a spreadsheet counts its days."""
    reading = read_date(cell, TODAY)
    assert (reading.kind, reading.text, reading.note) == ("date", text, "")


def test_every_day_that_excel_counts_is_that_day() -> None:
    """The 45,000th day since 1900 is 15 March 2023; counted from 1904 it is 1,462 days later."""
    assert read_date(45000, TODAY).day == date(2023, 3, 15)
    assert read_date(45000 - 1462, TODAY, since_1904=True).day == date(2023, 3, 15)


@pytest.mark.parametrize(
    ("cell", "text", "note"),
    [
        ("12/3/19 (by email)", "2019-03-12", "by email"),
        ("c. March 2019", "2019-03", "the list says: c. March 2019"),
        ("early 2019", "2019", "the list says: early 2019"),
        ("12/3/19 & 26/3/19", "2019-03-12", "& 26/3/19"),
    ],
)
def test_words_beside_a_date_go_into_its_note(cell: str, text: str, note: str) -> None:
    """What a person wrote behind the date, or before it, is not lost where it can harm nobody."""
    reading = read_date(cell, TODAY)
    assert (reading.text, reading.note, reading.lost) == (text, note, False)


@pytest.mark.parametrize(
    "cell",
    [
        "12/3/19 spoke to Janet Smythe",
        "12/3/19 spoke to janet",
        "12/3/19 (SMYTHE)",
        "12/3/19 NHS 943 476 5919",
        "12/3/19 J.S.",
    ],
)
def test_words_that_may_be_a_name_are_left_out(cell: str) -> None:
    """In capitals or not: only words of a short list go along with a date."""
    reading = read_date(cell, TODAY)
    assert (reading.text, reading.note, reading.lost) == ("2019-03-12", "", True)


@pytest.mark.parametrize("cell", ["n/k", "N/K", "Not known", "unknown.", "?", "NK"])
def test_a_day_that_nobody_knows_is_not_known(cell: str) -> None:
    """It has happened, and the day is lost."""
    assert read_date(cell, TODAY).kind == "not-known"


@pytest.mark.parametrize("cell", ["TBC", "tbc May", "awaiting police", "Pending", "to be confirmed"])
def test_what_is_to_come_has_not_happened(cell: str) -> None:
    """Words for what is awaited say that it has not happened yet."""
    assert read_date(cell, TODAY).kind == "not-yet"


@pytest.mark.parametrize("cell", [None, "", "  ", "N/A", "n/a", "-", "–", "none"])
def test_nothing_is_nothing(cell: str | None) -> None:
    """Blanks, strokes and "not applicable" record nothing."""
    assert read_date(cell, TODAY).kind == "blank"


@pytest.mark.parametrize(
    "cell",
    [
        "3/25/2019",
        "31/2/2020",
        "12/3/1019",
        "March",
        "2019/20",
        True,
        12.5,
        7,
        "00/00/0000",
        "99999999999",
        float("nan"),
        "see file",
    ],
)
def test_what_is_no_date_is_said_to_be_none(cell: CellValue) -> None:
    """A month before the day, a day that no calendar has, a slip in the year: nothing is guessed."""
    assert read_date(cell, TODAY).kind == "unread"


def test_every_day_reads_back_from_each_way_of_writing_it() -> None:
    """Four ways of writing each day of four years come to that day."""
    day = date(2019, 1, 1)
    while day < date(2023, 1, 1):
        for text in (
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d.%m.%y}",
            f"{day.day} {day:%B} {day.year}",
            day.isoformat(),
        ):
            assert read_date(text, TODAY).day == day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("12/3/1975", "1975-03-12"),
        ("March 1968", "1968-03"),
        ("1979", "1979"),
        (date(1971, 5, 4), "1971-05-04"),
    ],
)
def test_what_was_long_ago_is_read_as_in_chronologies(cell: CellValue, text: str) -> None:
    """What a review is about may have begun decades before."""
    assert (read_date(cell, TODAY).kind, read_date(cell, TODAY).text) == ("date", text)


@pytest.mark.parametrize("cell", ["Monday 12 March 2019", "12/3/2032", "1899", "12/3/1799"])
def test_a_date_that_contradicts_itself_or_is_out_of_reach_is_none(cell: str) -> None:
    """The 12th of March 2019 was a Tuesday; and nothing is due six years ahead."""
    assert read_date(cell, TODAY).kind == "unread"


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Monday 12 March 2019", "no date (12 March 2019 is a Tuesday, and Monday is written)"),
        (
            "31/2/2019, says Jane",
            "no date (it is no day of the calendar: February 2019 has 28 days)",
        ),
        ("to be agreed with Jane", "no date"),
    ],
)
def test_what_is_wrong_with_a_date_is_known(cell: str, why: str) -> None:
    """Whoever sees a date in the cell is told why it is none; no word of the cell is repeated."""
    said = read_date(cell, TODAY).no_date
    assert said.startswith(why) and "Jane" not in said


@pytest.mark.parametrize(
    ("cell", "text"),
    [("12/3/31", "2031-03-12"), ("12/3/80", "1980-03-12"), ("May '31", "2031-05"), ("Mar-84", "1984-03")],
)
def test_a_year_of_two_digits_is_from_1980_to_five_years_ahead(cell: str, text: str) -> None:
    """Of those there is but one for each two digits."""
    assert read_date(cell, TODAY).text == text


@pytest.mark.parametrize("cell", ["12/3/32", "12/3/75", "May '79", "Mar-32", "1 May 68"])
def test_a_year_of_two_digits_that_may_be_anything_is_not_guessed(cell: str) -> None:
    """A slip, or the century before: nobody can tell."""
    assert read_date(cell, TODAY).kind == "unread"
