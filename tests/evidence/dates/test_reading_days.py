"""One day as people in Britain write it: every usual form, the day first, and what cannot be is said."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.written import Reading, Setting, read_when
from reviewctl.model.sheet import TimedValue

SCOPE = Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30))
NOWHERE = Setting()
PLAIN = (
    *(
        "22/05/2016",
        "22/5/2016",
        "22.5.2016",
        "22-5-2016",
        "22 5 2016",
        "22 / 05 / 2016",
        "22/05.2016",
        "22.05.2016.",
    ),
    *(
        "22 May 2016",
        "22nd May 2016",
        "22nd of May 2016",
        "the 22nd of May 2016",
        "22 May, 2016",
        "22-May-2016",
    ),
    *(
        "22May2016",
        "22.May.2016",
        "22/May/2016",
        "22 MAY 2016",
        "22 may 2016",
        "May 22, 2016",
        "May 22nd 2016",
    ),
    *(
        "May 22nd, 2016",
        "2016 May 22",
        "2016-05-22",
        "2016/05/22",
        "2016.5.22",
        "2016-5-22",
        "20160522",
        "22052016",
    ),
    *(
        "Sunday 22 May 2016",
        "Sun 22 May 2016",
        "Sunday, 22nd May, 2016",
        "Sun. 22/05/2016",
        "22/05/2016 (Sunday)",
    ),
    *(
        "22 May 2016 Sunday",
        "22/05/2016 (Sun)",
        "(22/05/2016)",
        "[22 May 2016]",
        " 22/05/2016 ",
        "22/05/2016,",
    ),
    *(
        "22\u00a0May\u00a02016",
        "２２/０５/２０１６",
        "22\u201305\u20132016",
        "22\u2011May\u20112016",
        "22\u204405\u20442016",
    ),
    *(
        "on 22 May 2016",
        "On 22/05/2016",
        "dated 22 May 2016",
        "Date: 22/05/2016",
        "22/05/2016;",
        "\u200b22/05/2016",
    ),
    *(
        "22/05/2016 00:00:00",
        "2016-05-22 00:00:00",
        "2016-05-22T00:00:00",
        "22\\05\\2016",
        "22th May 2016",
        "22ⁿᵈ May 2016",
    ),
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_day_is_read_and_nothing_is_said_of_it(text: str) -> None:
    """Whatever the form: no assumption, and no words to keep, for the date says it all. No scope is needed."""
    assert read_when(text, None, NOWHERE) == Reading(kind="date", date="2016-05-22")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/4/2016", "2016-04-03"),
        ("12/11/2015", "2015-11-12"),
        ("1 Sept 2015", "2015-09-01"),
        ("1 Sep. 2015", "2015-09-01"),
        ("4 Febuary 2015", "2015-02-04"),
        ("29/02/2016", "2016-02-29"),
        ("5th Nov 1972", "1972-11-05"),
        ("1/1/2030", "2030-01-01"),
        ("Christmas Day 2015", "2015-12-25"),
        ("Boxing Day 2015", "2015-12-26"),
        ("New Year's Eve 2015", "2015-12-31"),
        ("New Year\u2019s Day 2016", "2016-01-01"),
    ],
)
def test_the_day_comes_first_always(text: str, day: str) -> None:
    """3/4 is 3 April, said nothing of; a day far from the scope or still to come is read like any other."""
    assert read_when(text, None, SCOPE) == Reading(kind="date", date=day)


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        (date(2016, 5, 22), "2016-05-22", None),
        (date(2016, 5, 1), "2016-05-01", None),
        (datetime(2016, 5, 22), "2016-05-22", None),
        (datetime(2016, 5, 22, 19, 0), "2016-05-22", "19:00"),
        (2016, "2016", None),
        (22052016, "2016-05-22", None),
        (20160522, "2016-05-22", None),
    ],
)
def test_a_cell_that_is_a_date_is_taken_as_it_is(value: TimedValue, day: str, at: str | None) -> None:
    """A spreadsheet's midnight is a day without a time."""
    assert read_when(value, None, SCOPE) == Reading(kind="date", date=day, time=at)


@pytest.mark.parametrize("value", [42512, 42512.0, "42512"])
def test_the_number_of_a_day_is_taken_for_it_and_said(value: TimedValue) -> None:
    """A date that lost its format: counted from 1900, or from 1904 where the workbook says so."""
    read = read_when(value, None, SCOPE)
    assert (read.kind, read.date) == ("date", "2016-05-22")
    assert "42512" in read.assumption and "22 May 2016" in read.assumption
    assert read_when(value, None, Setting(since_1904=True)).date == "2020-05-23"


def test_the_number_of_a_day_may_have_its_time() -> None:
    """The part behind the point is the part of the day that is gone."""
    read = read_when(42512.7916667, None, SCOPE)
    assert (read.date, read.time) == ("2016-05-22", "19:00")


@pytest.mark.parametrize(
    "value",
    [
        *(
            16,
            5.16,
            -3,
            0,
            1e12,
            float("nan"),
            float("inf"),
            True,
            False,
            date(1899, 12, 31),
            date(1900, 1, 1),
        ),
        *("16", "220516", "1066", "0", "5.1.6.7", "12345678", "99999", "22", "//", "..", "/.."),
    ],
)
def test_a_number_that_could_be_anything_is_no_date(value: TimedValue) -> None:
    """It is not taken for one; a cell of nothing but dots is as good as blank."""
    read = read_when(value, None, SCOPE)
    assert read.date is None and (read.kind in ("unread", "words", "blank"))
    assert read.reason.endswith(".") or read.kind != "unread"


@pytest.mark.parametrize("value", [None, "", " ", "-", "--", "–", ".", "\u00a0", "_", "/", "*"])
def test_a_blank_is_a_blank(value: TimedValue) -> None:
    """A dash is nothing, too."""
    assert read_when(value, None, SCOPE) == Reading(kind="blank")


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2016",
        "30 Feb 2016",
        "29/02/2015",
        "31 June 2016",
        "32/05/2016",
        "2016-02-30",
        "0/0/2016",
        "22/13/2016",
        "30 Feb",
        "31/11/15",
        "2016-13-45",
        "40 May 2016",
    ],
)
def test_a_day_that_no_calendar_has_is_unread(text: str) -> None:
    """It is not moved to the nearest one; the reason says how to write it."""
    read = read_when(text, None, SCOPE)
    assert (read.kind, read.date) == ("unread", None)
    assert read.reason and text in read.reason


def test_the_length_of_the_month_is_told() -> None:
    """Somebody who wrote 31 February looks at the calendar again."""
    assert "February 2016 has 29 days" in read_when("31/02/2016", None, SCOPE).reason


@pytest.mark.parametrize("text", ["5/22/2016", "05-22-2016", "5.22.16", "05/22/2016"])
def test_a_month_first_is_never_taken_without_being_asked_for(text: str) -> None:
    """The reason says that the table seems to be written so; with the answer given it is read."""
    read = read_when(text, None, SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", ("2016-05-22",))
    assert "month" in read.reason and "first" in read.reason
    turned = Setting(scope_from=SCOPE.scope_from, scope_to=SCOPE.scope_to, month_first=True)
    assert read_when(text, None, turned).date == "2016-05-22"
    assert read_when("3/4/2016", None, turned).date == "2016-03-04"
    assert read_when("22/5/2016", None, turned).candidates == ("2016-05-22",)
    assert read_when("22 May 2016", None, turned).date == "2016-05-22"


def test_a_day_of_the_week_that_does_not_fit_is_asked_about() -> None:
    """Either may be wrong: the date as written and the nearest such day are named."""
    read = read_when("Monday 22 May 2016", None, SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", ("2016-05-22", "2016-05-23"))
    assert "22 May 2016 is a Sunday" in read.reason and "Monday" in read.reason
    assert read_when("Friday 22 May 2016", None, SCOPE).candidates == ("2016-05-22", "2016-05-20")


def test_the_day_nought_stands_for_a_day_that_is_not_known() -> None:
    """Some systems write 00 for it; the month is offered."""
    assert read_when("00/05/2016", None, SCOPE).candidates == ("2016-05",)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("22 May 2016 (GP letter)", ("2016-05-22",)),
        ("visit on 22 May 2016", ("2016-05-22",)),
        ("May 2016 discharge", ("2016-05",)),
        ("3 and 5 June 2016", ("2016-06-03", "2016-06-05")),
        ("1/4/2016 & 2/4/2016", ("2016-04-01", "2016-04-02")),
        ("22 days before 3 June 2016", ("2016-05-12",)),
        ("two weeks after 22 May 2016", ("2016-06-05",)),
    ],
)
def test_a_date_among_other_words_is_asked_about(text: str, candidates: tuple[str, ...]) -> None:
    """What is found is offered; it is not taken, for the other words may say something else."""
    read = read_when(text, None, SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", candidates)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Blackwood rang in the night of 22 May 2016",
        "Blackwood 31/02/2016",
        "J Blackwood, 5/22/2016",
        "Blackwood 9999",
    ],
)
def test_a_reason_never_repeats_what_may_be_a_name(text: str) -> None:
    """The cell of a date may hold anything; messages show dates and the words of dates alone."""
    read = read_when(text, None, SCOPE)
    assert read.kind in ("ambiguous", "unread") and "Blackwood" not in read.reason


@pytest.mark.parametrize(
    "text",
    [
        "22 days before",
        "two days before death",
        "five months later",
        "last Thursday",
        "over the course of the admission",
        "on Thursday",
        "a few weeks before",
        "some weeks later",
        "the next day",
        "ditto",
        "ongoing",
        "n/k",
        "Not known",
        "undated",
        "TBC",
        "unknown",
        "?",
        "as above",
        "same day",
        "throughout",
        "not recorded",
        "day of admission",
    ],
)
def test_words_without_a_date_are_kept_and_never_worked_out(text: str) -> None:
    """What the source says is what stays."""
    assert read_when(text, None, SCOPE) == Reading(kind="words", as_written=text)


def test_a_text_in_the_wrong_column_is_no_date() -> None:
    """A hundred words are not when it was."""
    assert read_when("The adult was seen by the nurse. " * 9, None, SCOPE).kind == "unread"


def written(day: date) -> list[str]:
    """Return the usual British ways to write a day."""
    names = "January February March April May June July August September October November December".split()  # noqa: SIM905
    d, m, y, name = day.day, day.month, day.year, names[day.month - 1]
    tail = "th" if 11 <= d <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    week = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]
    return [
        *(f"{d}{sep}{m}{sep}{y}" for sep in "/.- "),
        *(f"{d:02}{sep}{m:02}{sep}{y}" for sep in "/.-"),
        *(f"{d} {name} {y}", f"{d} {name[:3]} {y}", f"{d}{tail} {name} {y}", f"{d}{tail} of {name}, {y}"),
        *(
            f"{week} {d} {name} {y}",
            f"{week[:3]} {d} {name[:3]} {y}",
            f"{week}, {d}{tail} {name} {y}",
            day.isoformat(),
        ),
        *(f"{d}-{name[:3]}-{y}", f"{name} {d}, {y}", f"{name} {d}{tail} {y}", f"{d} {name.upper()} {y}"),
    ]


@given(st.dates(date(1900, 1, 2), date(2100, 12, 31)))
def test_whatever_way_a_day_is_written_it_reads_back(day: date) -> None:
    """Every form of every day, without a scope."""
    for text in written(day):
        assert read_when(text, None, NOWHERE) == Reading(kind="date", date=day.isoformat()), text


@given(st.text(max_size=60) | st.from_regex(r"[0-9a-z/ ?~.:'-]{0,40}", fullmatch=True))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    """Whatever stands in a cell, each reading has what its kind needs, and nothing is both."""
    for read in (read_when(text, None, SCOPE), read_when("22/05/2016", text, SCOPE)):
        assert (read.kind in ("date",)) <= (read.date is not None)
        assert (read.kind in ("ambiguous", "unread")) == bool(read.reason)
        assert (read.kind != "words") or bool(read.as_written)


def test_a_cell_with_a_time_alone_has_no_date() -> None:
    """Spreadsheets put such a time on the last day of 1899."""
    for value in (time(19, 0), datetime(1899, 12, 30, 19, 0)):
        assert read_when(value, None, SCOPE) == Reading(kind="blank", time="19:00")
