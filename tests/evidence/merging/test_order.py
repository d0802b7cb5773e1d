"""The one order of the integrated chronology, and what it says it rests on."""

from reviewctl.facts.chronicle.integrate import Options
from reviewctl.model.case import Subject
from reviewctl.model.integrated import Interval
from tests.evidence.merging.telling import account, entry, merged, names, said


def test_lines_stand_by_the_first_day_that_they_may_mean() -> None:
    """A day stands before its month, a month before its year, and what has a time after what has none."""
    whole = merged(
        account("a", entry("1", "2019"), entry("2", "2019-01-01", time="19:00"), entry("3", "2019-01")),
        account(
            "b",
            entry("1", "2018-12-31"),
            entry("2", "2019-01-01", "rang the office"),
            entry("3", "2019-01-02"),
        ),
    )
    assert names(whole.lines) == [["b1"], ["b2"], ["a2"], ["a3"], ["a1"], ["b3"]]
    assert [line.number for line in whole.lines] == [1, 2, 3, 4, 5, 6]


def test_what_is_equal_stands_by_agency_and_then_by_number() -> None:
    """Entry 10 comes after entry 9, and agency a before agency b."""
    whole = merged(
        account("b", entry("1", "2019-01-01", "rang")),
        account("a", entry("10", "2019-01-01", "wrote"), entry("9", "2019-01-01", "came")),
    )
    assert names(whole.lines) == [["a9"], ["a10"], ["b1"]]


def test_what_has_no_date_stands_last_and_says_beside_what_it_was_written() -> None:
    """Without a date, or without its year, an entry names its neighbours in its own chronology."""
    whole = merged(
        account(
            "a",
            entry("1", None, "first of all"),
            entry("2", "2019-01-01", "came"),
            entry("3", "XXXX-02-11", "left"),
            entry("4", "2019-03-01", "wrote"),
            entry("5", None, "at last"),
        ),
        options=Options(names={"a": "Pennine Care"}),
    )
    assert names(whole.lines) == [["a2"], ["a4"], ["a1"], ["a3"], ["a5"]]
    found = said(whole.lines)
    assert "it stands before 2 of Pennine Care, at its beginning" in found
    assert "Its year is not known" in found
    assert "it stands between 2 and 4 of Pennine Care" in found
    assert "it stands after 4 of Pennine Care, at its end" in found


def test_every_uncertain_date_says_how_it_was_placed() -> None:
    """A month, a range, an open range, an approximate and a doubtful day are each said to be so."""
    whole = merged(
        account(
            "a",
            entry("1", "2019-03", "one"),
            entry("2", "2019-05-01/2019-05-09", "two"),
            entry("3", "../2019-06-01", "three"),
            entry("4", "2019-07-01/..", "four"),
            entry("5", "2019-08-01~", "five"),
            entry("6", "2019-09-01?", "six"),
            entry("7", "2019-10-01", "seven"),
        )
    )
    by_id = {line.tellings[0].entry.id: said([line]) for line in whole.lines}
    assert "(1 to 31 March 2019): it stands at the first possible one" in by_id["1"]
    assert "lasted, 1 to 9 May 2019" in by_id["2"]
    assert "stands at the last day that it may mean, 1 June 2019" in by_id["3"]
    assert "When it ended is not known" in by_id["4"]
    assert "The date is approximate" in by_id["5"]
    assert "The date is doubtful" in by_id["6"]
    assert by_id["7"] == ""


def test_a_missing_time_is_said_only_where_it_matters() -> None:
    """On a day on which something has a time, what has none says that it stands before."""
    whole = merged(
        account(
            "a",
            entry("1", "2019-03-01", "one"),
            entry("2", "2019-03-01", "two", time="19:00"),
            entry("3", "2019-03-02", "three"),
            entry("4", "2019-03-01", "four", time="just before tea"),
        )
    )
    by_id = {line.tellings[0].entry.id: said([line]) for line in whole.lines}
    assert "Its time of day is not known" in by_id["1"]
    assert "Its time of day is in words that name none" in by_id["4"]
    assert by_id["2"] == by_id["3"] == ""


def test_a_year_that_was_not_written_in_full_is_said() -> None:
    """Two digits of a year, and a year that is not there at all, were read by somebody: it shows."""
    whole = merged(
        account(
            "a",
            entry("1", "2016-05-22", "one", as_written="22.5.16"),
            entry("2", "2016-05-23", "two", as_written="23 May"),
            entry("3", "2016-05", "three", as_written="May 16"),
            entry("4", "2016-05-25", "four", as_written="25/05/2016"),
            entry("5", "2016-05-26", "five", as_written="the day after"),
            entry("6", "2016-05-27", "six", as_written="27-May-16"),
        )
    )
    by_id = {line.tellings[0].entry.id: said([line]) for line in whole.lines}
    assert "two digits (22.5.16): taken for 2016" in by_id["1"]
    assert "(23 May) name no year: 2016 was taken from elsewhere" in by_id["2"]
    assert "two digits (May 16)" in by_id["3"]
    assert "year" not in by_id["4"] + by_id["5"]
    assert "two digits (27-May-16)" in by_id["6"]


def test_the_initial_chronology_stands_in_only_where_there_is_no_other() -> None:
    """Of an agency with both, the full one counts; one with the initial one only is said to have no other."""
    whole = merged(
        account("a", entry("1", "2019-01-01", "in full")),
        account("a", entry("1", "2019-01-05", "in short"), initial=True),
        account("b", entry("1", "2019-02-01", "in short"), initial=True),
    )
    assert names(whole.lines) == [["a1"], ["b1"]]
    assert [line.tellings[0].initial for line in whole.lines] == [False, True]
    assert "Only the initial chronology is here, and stands for the full one: b." in whole.assumptions
    assert "The initial chronology is left out, as the full one is here: a." in whole.assumptions


def test_an_empty_chronology_says_why() -> None:
    """An agency that has nothing to tell is there, with its reason."""
    whole = merged(account("a", entry("1", "2019-01-01")), account("b", empty="never known to the service"))
    assert whole.agencies == ("a", "b")
    assert whole.empty == (("b", "never known to the service"),)


def test_ages_are_those_of_whom_a_line_is_about() -> None:
    """A line that names one subject gives one age, a line that names none gives all; a known death is said."""
    subjects = (
        Subject(id="x", pseudonym="Adult X", born="1980", died="2019-06-01"),
        Subject(id="y", pseudonym="Child Y", born="2017-01"),
        Subject(id="z", pseudonym="Adult Z"),
    )
    whole = merged(
        account(
            "a",
            entry("1", "2019-01-01", "x", subject="x"),
            entry("2", "2019-03-15", "all"),
            entry("3", "2020", "y"),
        ),
        subjects=subjects,
    )
    ages = [[(age.subject, age.words) for age in line.ages] for line in whole.lines]
    assert ages[0] == [("x", "38 or 39")]
    assert ages[1] == [("x", "38 or 39"), ("y", "2 years 1 month or 2 years 2 months")]
    assert ages[2][0] == ("x", "after the death")


def test_the_interval_is_counted_from_the_line_before() -> None:
    """From a month to a day it is a number of days at the least and at the most; the first line has none."""
    whole = merged(
        account("a", entry("1", "2019-01", "one"), entry("2", "2019-02-03", "two"), entry("3", None, "three"))
    )
    assert [line.since for line in whole.lines] == [None, Interval(least=3, most=33), None]
