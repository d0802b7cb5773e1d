"""Times of day as people write them, alone and beside a date."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.timeofday import is_clock, time_of_day
from reviewctl.facts.written import Reading, Setting, read_when
from reviewctl.model.sheet import TimedValue
from tests.evidence.dates.test_reading_days import written

SCOPE = Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30))
TIMES: list[tuple[TimedValue, str | None]] = [
    *(
        (word, "19:00")
        for word in ("19:00", "19.00", "1900", "19:00 hrs", "19.00hrs", "1900hrs", "1900 hours", "1900h")
    ),
    *(
        (word, "19:00")
        for word in ("7pm", "7 pm", "7 p.m.", "7:00 PM", "7.00pm", "at 19:00", "@ 19:00", "19:00:33")
    ),
    *((word, "19:00") for word in ("700pm", "19", "19:00 BST", "13h".replace("13", "19"), time(19, 0), 1900)),
    *((word, "19:20") for word in ("7.20 pm", "7:20pm", "7.20 p.m", "19.20", datetime(1899, 12, 30, 19, 20))),
    *((word, "12:00") for word in ("12 noon", "noon", "midday", "12pm", "12.00", 0.5)),
    *((word, "00:30") for word in ("12.30am", "00:30", "0030", "12:30 a.m.")),
    *(
        (word, "about 19:30")
        for word in ("approx 19:30", "approx. 19.30", "c. 19:30", "around 7.30pm", "~19:30")
    ),
    *((word, "about 19:30") for word in ("19:30 approx", "circa 1930", "about 19:30", "19:30ish")),
    *((word, "perhaps 19:00") for word in ("?19:00", "19:00?", "7pm (?)")),
    *((word, "after 17:00") for word in ("after 5pm", "just after 17:00", "from 17.00")),
    *((word, "before 17:00") for word in ("before 5pm", "by 17:00", "until 1700")),
    *(
        (word, "19:00-20:15")
        for word in ("19:00-20:15", "19:00 to 20:15", "7pm - 8.15pm", "between 19:00 and 20:15")
    ),
    ("7-8pm", "19:00-20:00"),
    ("22:00-02:00", "22:00-02:00"),
    *((word, "evening") for word in ("evening", "Evening", "eve", "evenings")),
    *((word, "night") for word in ("night", "at night", "night-time", "during the night")),
    *((word, "early hours") for word in ("early hours", "early hours of the morning", "small hours")),
    *((word, "am") for word in ("am", "AM", "a.m.")),
    *((word, "pm") for word in ("pm", "PM", "p.m.")),
    ("morning", "morning"),
    ("mid-morning", "morning"),
    ("late afternoon", "late afternoon"),
    ("lunch time", "lunchtime"),
    ("overnight", "overnight"),
    *(
        (word, None)
        for word in (None, "", "-", "unknown", "n/k", "not known", "?", "not recorded", "time unknown")
    ),
    ("during handover", "during handover"),
]


@pytest.mark.parametrize(("value", "kept"), TIMES)
def test_a_time_is_kept_in_one_form(value: TimedValue, kept: str | None) -> None:
    """By the 24-hour clock, or as a part of the day; other words stay as they are."""
    assert read_when("22/05/2016", value, SCOPE) == Reading(kind="date", date="2016-05-22", time=kept)


@pytest.mark.parametrize(
    ("value", "kept"), [(value, kept) for value, kept in TIMES if kept and kept != "during handover"]
)
def test_what_is_kept_is_a_time_that_the_record_knows(value: TimedValue, kept: str) -> None:
    """The order of the lines and the rule on times take the form that the reader gives."""
    assert time_of_day(kept) is not None
    assert read_when("22/05/2016", kept, SCOPE).time == kept


@pytest.mark.parametrize(
    ("value", "kept", "said"),
    [
        ("7.20", "07:20", "24-hour clock"),
        ("7:20", "07:20", "24-hour clock"),
        ("730", "07:30", "24-hour clock"),
        (19.3, "19:30", "19.3"),
        (7.2, "07:20", "7.2"),
        ("midnight", "midnight", "end of that day"),
        ("12 midnight", "midnight", "end of that day"),
        ("24:00", "midnight", "end of that day"),
    ],
)
def test_what_is_taken_for_granted_of_a_time_is_said(value: TimedValue, kept: str, said: str) -> None:
    """A single figure may be of the evening; midnight is the end of one day and the beginning of another."""
    read = read_when("22/05/2016", value, SCOPE)
    assert (read.kind, read.date, read.time) == ("date", "2016-05-22", kept) and said in read.assumption


@pytest.mark.parametrize(
    "value",
    ["25:70", "24:30", "9.60", "99", "1960", "2500", True, -0.5, 25.5, float("nan"), date(2016, 1, 1)],
)
def test_a_time_that_no_clock_shows_is_unread(value: TimedValue) -> None:
    """The row is not taken with half of it left out."""
    read = read_when("22/05/2016", value, SCOPE)
    assert read.kind == "unread" and read.time is None and read.reason.endswith(".")


@pytest.mark.parametrize("value", ["7", 7, "7 o'clock"])
def test_a_bare_hour_is_asked_about(value: TimedValue) -> None:
    """Seven may be either; both are named."""
    read = read_when("22/05/2016", value, SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", ("2016-05-22T07:00", "2016-05-22T19:00"))
    assert "07:00 or 19:00" in read.reason


WITH_DATE = {
    "22/05/2016 19:00": "19:00",
    "22/05/2016 at 19:00": "19:00",
    "22/05/2016, 19:00": "19:00",
    "22/05/2016 - 19:00": "19:00",
    "22/05/2016 @ 7pm": "19:00",
    "22 May 2016 at 7.00 pm": "19:00",
    "22 May 2016 19.00hrs": "19:00",
    "22/05/2016 1900": "19:00",
    "22/05/2016 1900 hrs": "19:00",
    "22 May 2016 (19:00)": "19:00",
    "Sunday 22 May 2016 19:00": "19:00",
    "19:00 22/05/2016": "19:00",
    "7pm on 22 May 2016": "19:00",
    "2016-05-22 19:00": "19:00",
    "2016-05-22 19:00:00": "19:00",
    "2016-05-22T19:00:00": "19:00",
    "2016-05-22T19:00:00.000": "19:00",
    "22 May 2016 evening": "evening",
    "evening of 22 May 2016": "evening",
    "22 May 2016, early hours": "early hours",
    "22/05/2016 am": "am",
    "22 May 2016 noon": "12:00",
    "22/05/2016 c. 19:30": "about 19:30",
    "22/05/2016 19:00-20:15": "19:00-20:15",
    "Sunday evening 22 May 2016": "evening",
}


@pytest.mark.parametrize(("text", "at"), WITH_DATE.items())
def test_a_time_beside_a_date_is_taken_with_it(text: str, at: str) -> None:
    """Both are read, and the date says no more than the two of them."""
    assert read_when(text, None, SCOPE) == Reading(kind="date", date="2016-05-22", time=at)
    assert read_when(text, at, SCOPE).time == at


def test_a_night_runs_over_two_days() -> None:
    """The night of the 22nd to the 23rd."""
    read = read_when("night of 22/23 May 2016", None, SCOPE)
    assert (read.date, read.time) == ("2016-05-22/2016-05-23", "night")


def test_a_time_zone_is_left_out_and_said() -> None:
    """Systems write Z behind their times; the hour is not shifted."""
    read = read_when("2016-05-22T19:00:00Z", None, SCOPE)
    assert (read.date, read.time) == ("2016-05-22", "19:00") and "zone" in read.assumption


@pytest.mark.parametrize("text", ["22/05/2016 19:00", "2016-05-22T19:00"])
def test_two_times_for_one_event_are_asked_about(text: str) -> None:
    """The cell of the date says one, that of the time another."""
    read = read_when(text, "20:00", SCOPE)
    assert (read.kind, read.candidates) == ("ambiguous", ("2016-05-22T19:00", "2016-05-22T20:00"))


def test_a_fault_of_the_time_is_told_beside_that_of_the_date() -> None:
    """Both reasons at once, so that the row is mended once."""
    read = read_when("31/02/2016", "25:70", SCOPE)
    assert read.kind == "unread" and "31/02/2016" in read.reason and "25:70" in read.reason


@given(st.times())
def test_every_minute_reads_back(at: time) -> None:
    """With a colon, a point, nothing between, and by the twelve-hour clock."""
    half = "am" if at.hour < 12 else "pm"
    twelve = f"{at.hour % 12 or 12}.{at.minute:02} {half}"
    for text in (
        f"{at.hour:02}:{at.minute:02}",
        f"{at.hour:02}.{at.minute:02}",
        f"{at.hour:02}{at.minute:02}hrs",
        twelve,
    ):
        read = read_when("22/05/2016", text, SCOPE)
        assert read.time == f"{at.hour:02}:{at.minute:02}" and is_clock(read.time), text


CLOCKS = ("19:20", "19.20", "1920", "1920hrs", "19.20 hrs", "7.20pm", "7.20 pm", "7:20 p.m.", "7.20PM")
JOINTS = (" ", ", ", " at ", " @ ", " - ", " at about ", ": ")


@given(st.dates(date(1900, 1, 2), date(2099, 12, 31)), st.sampled_from(CLOCKS), st.sampled_from(JOINTS))
def test_every_way_to_write_a_day_takes_every_way_to_write_a_time(day: date, clock: str, joint: str) -> None:
    """No two of them run together into something else."""
    kept = "about 19:20" if "about" in joint else "19:20"
    for text in written(day):
        read = read_when(f"{text}{joint}{clock}", None, SCOPE)
        right = Reading(kind="date", date=day.isoformat(), time=kept)
        bare = clock == "1920" and joint == " - "  # It may be the year in which it ended.
        assert read == right or (bare and read.kind == "ambiguous"), f"{text}{joint}{clock}"
        turned = read_when(f"{clock} {text}", None, SCOPE)
        right = Reading(kind="date", date=day.isoformat(), time="19:20")
        assert turned == right or (turned.kind != "date" and clock == "1920"), f"{clock} {text}"


def test_a_bare_number_behind_a_day_may_be_a_year_or_a_time() -> None:
    """Behind a dash, where the year is not gone by; else it is a time."""
    assert read_when("22/05/2016 - 2017", None, SCOPE).candidates == ("2016-05-22/2017", "2016-05-22T20:17")
    assert read_when("22/05/2016 - 1920", None, SCOPE).time == "19:20"
    assert read_when("22/05/2016 2017", None, SCOPE).time == "20:17"


@given(
    st.dates(date(1900, 1, 2), date(2099, 12, 31)),
    st.sampled_from(["morning", "evening", "night", "am", "pm"]),
)
def test_every_way_to_write_a_day_takes_a_part_of_it(day: date, part: str) -> None:
    """Before the day or behind it."""
    for text in written(day):
        for whole in (f"{text} {part}", f"{part} of {text}", f"{text} ({part})"):
            assert read_when(whole, None, SCOPE) == Reading(kind="date", date=day.isoformat(), time=part), (
                whole
            )
