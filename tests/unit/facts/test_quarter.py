"""Quarters of the calendar year: their days, their names, and what is known to lie in one."""

from datetime import date, timedelta

import pytest

from reviewctl.model.event import Moment
from reviewctl.model.quarter import Quarter, quarter_named, quarter_of


def test_every_day_lies_in_the_quarter_that_says_so() -> None:
    """From 2015 to 2030 each day lies between the first and last day of its quarter, and of no other."""
    day = date(2015, 1, 1)
    while day.year < 2031:
        own = quarter_of(day)
        assert own.first <= day <= own.last
        assert own.name == f"{day.year}-q{'111222333444'[3 * day.month // 3 - 1]}"
        assert not own.earlier().first <= day <= own.earlier().last
        day += timedelta(days=1)


def test_quarters_follow_each_other_without_a_gap() -> None:
    """The day behind a quarter's last is the first of the next, over the turn of the year too."""
    for by in range(1, 12):
        later, earlier = Quarter(2026, 2).earlier(by - 1), Quarter(2026, 2).earlier(by)
        assert earlier.last + timedelta(days=1) == later.first


def test_a_quarter_is_read_as_it_is_written() -> None:
    """The name of a quarter reads back as the quarter; capitals do not matter."""
    assert quarter_named("2026-Q1") == Quarter(2026, 1)
    assert quarter_named(Quarter(2019, 4).name) == Quarter(2019, 4)


@pytest.mark.parametrize("text", ["2026", "2026-q5", "q1 2026", "0000-q1", "٢٠٢٦-q1", "2026-q1 "[:-2]])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    """Anything else is refused with a sentence that shows the form."""
    with pytest.raises(ValueError, match="2026-q1"):
        quarter_named(text)


def test_a_month_lies_in_a_quarter_and_a_year_does_not() -> None:
    """What is known to the month is in its quarter; of a year alone, or nothing, it cannot be said."""
    quarter = Quarter(2026, 1)
    assert quarter.holds(Moment(date(2026, 3, 1), "month"))
    assert not quarter.holds(Moment(date(2026, 1, 1), "year"))
    assert not quarter.holds(Moment(None, "not-known"))
    assert not quarter.holds(None)
