"""Written dates that were once read as another day, another month or another century."""

from datetime import date, datetime

import pytest

from reviewctl.facts.written import Setting, read_when

SCOPE = Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30))


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("'70s", "197X"),
        ("mid-90s", "1992/1997"),
        ("early 80s", "1980/1984"),
        ("late '90s", "1995/1999"),
        ("late 1990s", "1995/1999"),
    ],
)
def test_a_decade_of_two_digits_is_a_decade(written: str, edtf: str) -> None:
    """The mid-90s are years and no months of 1990, and what was taken for granted is said."""
    read = read_when(written, None, SCOPE)
    assert (read.kind, read.date, read.as_written) == ("date", edtf, written)
    assert read.assumption


@pytest.mark.parametrize("written", ["22/05/20??", "22 May 20??", "22.5.19??"])
def test_a_year_that_is_lost_within_its_century_is_not_the_first_of_it(written: str) -> None:
    """20?? is not 2020: the year is not known, and the words are kept."""
    read = read_when(written, None, SCOPE)
    assert (read.kind, read.date, read.as_written) == ("date", "XXXX-05-22", written)


@pytest.mark.parametrize("written", ["06/15-07/15", "5-6/2016", "05/06-2016", "5-6/16"])
def test_strokes_and_dashes_of_months_make_no_day(written: str) -> None:
    """June 2015 to July 2015, and May to June 2016, are no days of one month."""
    read = read_when(written, None, SCOPE)
    assert read.kind != "date" or read.date == "2015-06/2015-07"


def test_one_separator_or_points_among_them_still_make_a_day() -> None:
    """A day is read that is written with one kind of sign, or with points among them."""
    for written in ("22/05.2016", "22-05-2016", "22/05/2016", "22.05/2016"):
        assert read_when(written, None, SCOPE).date == "2016-05-22"


@pytest.mark.parametrize("written", ["3/4/31", "1 Jan 29", "5/5/27"])
def test_a_year_long_after_the_scope_is_asked_about(written: str) -> None:
    """A birth in 1931 is not taken as 2031, because that is nearer to the scope."""
    read = read_when(written, None, SCOPE)
    assert read.kind == "ambiguous"
    assert [one[:2] for one in read.candidates] == ["19", "20"]


@pytest.mark.parametrize("written", ["5/22", "12/13", "12-13"])
def test_two_numbers_that_are_a_month_outside_the_scope_are_asked_about(written: str) -> None:
    """5/22 may be American, and 12/13 two years: only a month within the scope is taken."""
    assert read_when(written, None, SCOPE).kind == "ambiguous"


def test_two_numbers_that_are_a_month_of_the_scope_are_taken() -> None:
    """5/16 is May 2016 where the review looks at that year, and it is said."""
    read = read_when("5/16", None, SCOPE)
    assert (read.date, bool(read.assumption)) == ("2016-05", True)


@pytest.mark.parametrize("written", ["10am and 3pm", "10:00 & 15:00", "9.15 and 11.40"])
def test_two_times_are_no_period(written: str) -> None:
    """Two calls in a day are not one that lasted from the first to the second."""
    assert read_when("22/05/2016", written, SCOPE).time != "10:00-15:00"
    assert "-" not in (read_when("22/05/2016", written, SCOPE).time or "")
    both = read_when(f"22/05/2016 {written}", None, SCOPE)
    assert both.kind != "date" or "-" not in (both.time or "")


def test_between_two_times_is_a_period() -> None:
    """Between ten and three is from the one to the other."""
    assert read_when("22/05/2016", "between 10am and 3pm", SCOPE).time == "10:00-15:00"


def test_what_was_said_of_a_whole_file_is_said_of_each_date() -> None:
    """A date with its month first keeps its words: else nobody could see later how it was read."""
    turned = Setting(scope_from=SCOPE.scope_from, scope_to=SCOPE.scope_to, month_first=True)
    read = read_when("5/6/2016", None, turned)
    assert (read.date, read.as_written) == ("2016-05-06", "5/6/2016")
    assert "month is taken to stand first" in read.assumption
    assert read_when("6 May 2016", None, turned).as_written is None


def test_a_time_with_a_day_of_its_own_is_asked_about() -> None:
    """One o'clock on the 23rd is not one o'clock on the 22nd: the line goes past midnight."""
    read = read_when(date(2016, 5, 22), datetime(2016, 5, 23, 1, 0), SCOPE)
    assert read.kind == "ambiguous"
    assert read.candidates == ("2016-05-22T01:00", "2016-05-23T01:00")
    for same in (datetime(2016, 5, 22, 1, 0), datetime(1900, 1, 1, 1, 0)):
        assert read_when(date(2016, 5, 22), same, SCOPE).time == "01:00"


def test_a_number_that_was_taken_for_a_day_stays_beside_it() -> None:
    """What was taken for granted can be seen in the record, and not only while it is brought in."""
    assert read_when(42512, None, SCOPE).as_written == "42512"
