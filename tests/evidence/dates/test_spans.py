"""Spans: between which days an uncertain date lies, against a brute force over the days of fifty years."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewctl.facts.edtf import fault_of, is_edtf
from reviewctl.facts.span import span_of
from reviewctl.model.record import EDTF_FORM, Edtf
from reviewctl.model.span import NOWHERE, Span
from reviewctl.render.spans import span_words
from reviewctl.store.conform import schema_validator
from reviewctl.store.dates import known_day, known_span

FIRST, LAST = date(1990, 1, 1), date(2029, 12, 31)
EVERY_DAY = [(FIRST + timedelta(days=n)).isoformat() for n in range((LAST - FIRST).days + 1)]
MONTHS_OF = {"21": "03 04 05", "22": "06 07 08", "23": "09 10 11"}


def brute(point: str) -> tuple[date, date] | None:
    """Return the first and the last day that match a date with lost digits; None if there is none."""
    year, month, day = [*point.split("-"), "XX", "XX"][:3]
    months = MONTHS_OF.get(month, month.replace("X", ".")).split()
    form = re.compile(f"{year.replace('X', '.')}-({'|'.join(months)})-{day.replace('X', '.')}")
    hits = [one for one in EVERY_DAY if form.fullmatch(one)]
    return (date.fromisoformat(hits[0]), date.fromisoformat(hits[-1])) if hits else None


YEARS = st.one_of(st.integers(1990, 2029).map(str), st.sampled_from(["199X", "200X", "202X"]))
MONTHS = st.one_of(st.integers(0, 14).map("{:02}".format), st.sampled_from(["XX", "21", "22", "23"]))
DAYS = st.one_of(st.integers(0, 32).map("{:02}".format), st.sampled_from(["XX", "0X", "1X", "2X", "3X"]))


@st.composite
def points(draw: st.DrawFn) -> str:
    """Draw a date of forty years with or without month and day, some of their digits lost."""
    parts = [draw(YEARS)]
    if draw(st.booleans()):
        parts.append(draw(MONTHS))
        if draw(st.booleans()) and parts[-1] not in MONTHS_OF:
            parts.append(draw(DAYS))
    return "-".join(parts)


@given(points(), st.sampled_from(["", "~", "?", "%"]))
def test_a_span_is_what_a_search_through_all_days_finds(point: str, mark: str) -> None:
    """The earliest and the latest day that fit are the span; where none fits it is a fault and no span."""
    span, found = span_of(point + mark), brute(point)
    assert ((span.first, span.last) if span.placed else None) == found
    assert bool(fault_of(point + mark)) is (found is None)
    if found:
        assert span.approximate is (mark in ("~", "%") and bool(mark))
        assert span.uncertain is (mark in ("?", "%") and bool(mark))


@given(points(), points())
def test_a_range_runs_from_the_first_day_of_one_to_the_last_of_the_other(one: str, two: str) -> None:
    """A range takes all days between; one that ends before it begins is a fault."""
    first, last = brute(one), brute(two)
    assume(first is not None and last is not None)
    assert first is not None and last is not None
    span = span_of(f"{one}/{two}")
    if last[1] < first[0]:
        assert span == NOWHERE and "ends before it begins" in fault_of(f"{one}/{two}")
    else:
        assert (span.first, span.last, span.precision) == (first[0], last[1], "range")


@given(st.from_regex(EDTF_FORM, fullmatch=True))
def test_whatever_the_form_lets_through_gives_a_span(text: str) -> None:
    """No date of the form raises; one that is at fault is not placed, and no span runs backwards."""
    assume(len(text) > 1)
    assert is_edtf(text)
    span = span_of(text)
    assert not (fault_of(text) and span.placed)
    assert span.first is None or span.last is None or span.first <= span.last


D = date
CASES = [
    ("2016-05-22", Span(first=D(2016, 5, 22), last=D(2016, 5, 22), precision="day")),
    ("2016-05", Span(first=D(2016, 5, 1), last=D(2016, 5, 31), precision="month")),
    ("2016-05-XX", Span(first=D(2016, 5, 1), last=D(2016, 5, 31), precision="month")),
    ("2016", Span(first=D(2016, 1, 1), last=D(2016, 12, 31), precision="year")),
    ("2016-XX", Span(first=D(2016, 1, 1), last=D(2016, 12, 31), precision="year")),
    ("2016-02", Span(first=D(2016, 2, 1), last=D(2016, 2, 29), precision="month")),
    ("2014-21", Span(first=D(2014, 3, 1), last=D(2014, 5, 31), precision="season")),
    ("2014-23", Span(first=D(2014, 9, 1), last=D(2014, 11, 30), precision="season")),
    ("2014-24", Span(first=D(2013, 12, 1), last=D(2015, 2, 28), precision="season")),
    ("201X", Span(first=D(2010, 1, 1), last=D(2019, 12, 31), precision="decade")),
    ("19XX", Span(first=D(1900, 1, 1), last=D(1999, 12, 31), precision="range")),
    ("201X-02-29", Span(first=D(2012, 2, 29), last=D(2016, 2, 29), precision="range")),
    ("2016-05-2X", Span(first=D(2016, 5, 20), last=D(2016, 5, 29), precision="range")),
    ("2016-05-3X", Span(first=D(2016, 5, 30), last=D(2016, 5, 31), precision="range")),
    ("2016-XX-31", Span(first=D(2016, 1, 31), last=D(2016, 12, 31), precision="range")),
    ("XXXX-02-11", Span(precision="yearless")),
    ("XXXX-02", Span(precision="yearless")),
    ("XXXX-02-29", Span(precision="yearless")),
    ("XXXX-22", Span(precision="yearless")),
    ("XXXX", Span()),
    ("..", Span()),
    ("../..", Span()),
    ("../2016", Span(last=D(2016, 12, 31), precision="open")),
    ("/2016-05", Span(last=D(2016, 5, 31), precision="open")),
    ("2016/..", Span(first=D(2016, 1, 1), precision="open")),
    ("2016/", Span(first=D(2016, 1, 1), precision="open")),
    ("2016-05-22T19:00", Span(first=D(2016, 5, 22), last=D(2016, 5, 22), precision="time", time="19:00")),
    ("2019-03~", Span(first=D(2019, 3, 1), last=D(2019, 3, 31), precision="month", approximate=True)),
    ("2019-03?", Span(first=D(2019, 3, 1), last=D(2019, 3, 31), precision="month", uncertain=True)),
    (
        "2019-03-02%",
        Span(first=D(2019, 3, 2), last=D(2019, 3, 2), precision="day", approximate=True, uncertain=True),
    ),
    ("2019-03/2019-05", Span(first=D(2019, 3, 1), last=D(2019, 5, 31), precision="range")),
    ("2019-03?/2019-05", Span(first=D(2019, 3, 1), last=D(2019, 5, 31), precision="range", uncertain=True)),
    ("2019/2019-03~", Span(first=D(2019, 1, 1), last=D(2019, 3, 31), precision="range", approximate=True)),
    ("XXXX-05-22/XXXX-05-23", Span(precision="yearless")),
    ("2016/XXXX-05", Span(first=D(2016, 1, 1), precision="open")),
    ("9999-24", Span(first=D(9998, 12, 1), last=D(9999, 12, 31), precision="season")),
    ("000X", Span(first=D(1, 1, 1), last=D(9, 12, 31), precision="decade")),
]


@pytest.mark.parametrize(("text", "span"), CASES, ids=[text for text, _ in CASES])
def test_each_kind_of_date_has_its_span(text: str, span: Span) -> None:
    """Nothing is widened by guess, and what was written is said beside the days."""
    assert span_of(text) == span


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2016-02-30",
            "2015-02-29",
            "2016-13",
            "2016-00",
            "2016-05-00",
            "2016-25",
            "2016-21-05",
            "2016-21-XX",
        ),
        *(
            "0000",
            "XXXX-02-30",
            "XXXX-13",
            "2016-02-3X",
            "2019-05/2019-03",
            "2016-05-22T25:00",
            "2016-05-22T19:60",
        ),
        *("2016-05-22T19:00:61", "2019-02-30/2019-03", "2016/2015~", "2016-05-22/2016-05-21"),
    ],
)
def test_what_no_calendar_has_is_a_fault_and_no_span(text: str) -> None:
    """Months and days, seasons with a day, clocks, and ranges that run backwards; the file's check says so, too."""
    assert fault_of(text).endswith(".") and span_of(text) == NOWHERE
    assert not known_span(text)


def test_the_time_of_the_line_is_the_time_of_its_span() -> None:
    """The time beside a date is said; it makes a day exact only where it is one of the clock."""
    assert span_of("2016-05-22", "19:00").precision == "time"
    assert span_of("2016-05-22", "evening") == Span(
        first=D(2016, 5, 22), last=D(2016, 5, 22), precision="day", time="evening"
    )
    assert span_of("2016-05", "19:00").precision == "month"
    assert span_of(None, "19:00") == Span(time="19:00")
    assert span_of("2016-05-22T08:00", " ").time == "08:00"
    assert span_of(None) == NOWHERE == span_of("")


def test_a_season_is_a_date_of_the_record_and_of_no_diary() -> None:
    """Dates that may be uncertain take seasons; a plain date does not, for deadlines are counted from it."""
    uncertain = schema_validator({"type": "string", "pattern": EDTF_FORM})
    diary = schema_validator({"type": "string", "pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|not-known)$"})
    assert uncertain.is_valid("2014-21") and uncertain.is_valid("2014-24~")
    assert not uncertain.is_valid("2014-25") and not uncertain.is_valid("2019-05/2019-03")
    assert not diary.is_valid("2014-21") and not known_day("2014-21")
    assert Edtf  # The pattern above is the one that fields of this type have.


@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2019-2X", date(2018, 12, 1), date(2020, 2, 29), "some season of 2019"),
        ("2019-1X", date(2019, 10, 1), date(2019, 12, 31), "between Oct and Dec 2019"),
        ("2019-0X", date(2019, 1, 1), date(2019, 9, 30), "between Jan and Sep 2019"),
        ("2019-05-2X", date(2019, 5, 20), date(2019, 5, 29), "between 20 and 29 May 2019"),
    ],
)
def test_a_digit_that_is_lost(edtf: str, first: date, last: date, words: str) -> None:
    """What is left of the month, the season or the day bounds it."""
    assert (span_of(edtf).first, span_of(edtf).last) == (first, last)
    assert span_words(edtf) == words
