"""How dates and distances are said."""

from datetime import date

import pytest

from reviewctl.render import dates

AS_OF = date(2026, 6, 8)


def test_days_are_said_in_words():
    """A page says the whole date; a table says as little as can be misread by nobody."""
    assert dates.long_day(AS_OF) == "Monday 8 June 2026"
    assert dates.as_at(AS_OF) == "as at Monday 8 June 2026"
    assert dates.weekday_and_day(date(2026, 12, 4), AS_OF) == "Fri 4 Dec"
    assert dates.weekday_and_day(date(2026, 12, 4), AS_OF, padded=True) == "Fri  4 Dec"
    assert dates.short_day(date(2026, 5, 29), AS_OF) == "29 May"
    assert dates.plain_day(date(2025, 12, 4)) == "4 Dec 2025"


def test_another_year_is_said():
    """A date outside the year of as_of bears its year, in full where two digits would mislead."""
    assert dates.weekday_and_day(date(2025, 11, 14), AS_OF) == "Fri 14 Nov 25"
    assert dates.short_day(date(2027, 1, 3), AS_OF) == "3 Jan 27"
    assert dates.short_day(date(1926, 6, 8), AS_OF) == "8 Jun 1926"
    assert dates.short_day(date(2005, 6, 8), AS_OF) == "8 Jun 05"


def test_every_name_of_a_day_and_a_month():
    """The names are those of the calendar, whatever language the computer speaks."""
    for month in range(1, 13):
        assert (
            dates.long_day(date(2026, month, 1))
            == f"{date(2026, month, 1):%A} 1 {date(2026, month, 1):%B} 2026"
        )
    for day in range(1, 8):
        assert dates.weekday_and_day(date(2026, 6, day), AS_OF) == f"{date(2026, 6, day):%a} {day} Jun"


@pytest.mark.parametrize(
    ("days", "unit", "met", "late", "words"),
    [
        (114, "days", False, False, "114 d left"),
        (7, "months", False, False, "7 d left"),
        (-17, "days", False, True, "17 d over"),
        (-6, "working days", False, True, "6 wd over"),
        (3, "working days", True, False, "3 wd early"),
        (-2, "working days", True, True, "2 wd late"),
        (0, "days", False, False, "today"),
        (0, "days", True, False, "on the day"),
        (0, "working days", False, True, "just over"),
        (0, "working days", True, True, "just late"),
    ],
)
def test_distances(days, unit, met, late, words):
    """How far off, in the unit that counts; a weekend behind a due Friday is over, and not today."""
    assert dates.distance(days, unit, met=met, late=late) == words


def test_waiting_and_allowances():
    """A duty without a limit says how long it waits; working days are short in a narrow column."""
    assert dates.waiting(90) == "90 d waiting"
    assert [dates.short_allowance(text) for text in ("15 working days", "1 working day", "6 months")] == [
        "15 wd",
        "1 wd",
        "6 months",
    ]
