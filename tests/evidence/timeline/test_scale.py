"""The axis of time: which days it shows, and where its ticks stand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.span import span_of
from reviewctl.render.timeline.scale import Scale, days_shown, ticks_of, tiers_of
from reviewctl.render.timeline.words import width
from tests.evidence.timeline.making import SCOPE

NO_SCOPE = (None, None)


def spans(*dates: str) -> list:
    return [span_of(one) for one in dates]


def test_the_axis_is_the_scope_where_all_lies_within() -> None:
    """Entries within the scope do not change it."""
    assert days_shown(spans("2016-05-01", "2016"), SCOPE) == SCOPE


def test_what_lies_a_little_outside_the_scope_draws_the_axis_out() -> None:
    """Up to a quarter of the scope's length on either side."""
    assert days_shown(spans("2014-12-01", "2018-02-28"), SCOPE) == (date(2014, 12, 1), date(2018, 2, 28))


def test_what_lies_far_outside_does_not() -> None:
    """A birth in 1950 does not press three years into a corner."""
    assert days_shown(spans("1950-03-02", "2016-05-01", "2040-01-01"), SCOPE) == SCOPE


def test_days_that_were_asked_for_are_exactly_the_axis() -> None:
    """--from and --to are not drawn out."""
    asked = (date(2016, 1, 1), date(2016, 1, 31))
    assert days_shown(spans("2016-02-01", "2016-01-05"), asked, asked=True) == asked


def test_without_a_scope_the_axis_holds_all_of_a_few_entries() -> None:
    """From the first day that any may mean to the last."""
    assert days_shown(spans("2001-05", "2019-01-01"), NO_SCOPE) == (date(2001, 5, 1), date(2019, 1, 1))


def test_without_a_scope_one_of_many_entries_does_not_stretch_the_axis() -> None:
    """A slip of two thousand years stands beside the axis."""
    many = [f"2016-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 28)]
    assert days_shown(spans("0016-05-01", *many), NO_SCOPE) == (date(2016, 1, 1), date(2016, 12, 27))


def test_an_open_side_of_the_scope_ends_with_the_entries() -> None:
    """A scope without an end goes on to the last entry."""
    shown = days_shown(spans("2016-05-01", "2019-03-04"), (date(2015, 1, 1), None))
    assert shown == (date(2015, 1, 1), date(2019, 3, 4))


def test_nothing_to_show_is_no_axis() -> None:
    """Without a scope and without any day there is none."""
    assert days_shown(spans("XXXX-05-01"), NO_SCOPE) is None


@given(st.dates(date(1, 1, 2), date(9990, 1, 1)), st.integers(1, 3_000_000), st.integers(300, 1220))
def test_labels_of_ticks_never_meet(first: date, days: int, room: int) -> None:
    """However long the axis is, each label ends before the next begins, and all lie on it."""
    last = date.fromordinal(min(first.toordinal() + days - 1, date.max.toordinal()))
    scale = Scale(first=first, last=last, left=100, right=100 + room)
    for some in (ticks_of(scale), tiers_of(scale)):
        for one, following in pairwise(some):
            assert one.x + width(one.label) <= following.x + 2
        assert all(100 <= one.x < 100 + room for one in some)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (14, ["1", "2", "3"]),
        (120, ["2 May", "9 May", "16 May"]),
        (700, ["May", "Jun", "Jul"]),
        (1500, ["Jul", "Oct", "Jan"]),
        (9000, ["2017", "2018", "2019"]),
        (60000, ["2020", "2030", "2040"]),
    ],
)
def test_ticks_adapt_to_the_length_of_the_axis(days: int, labels: list[str]) -> None:
    """Days, Mondays, months, quarters, years, tens of years."""
    first = date(2016, 5, 1)
    scale = Scale(first=first, last=first + timedelta(days=days - 1), left=0, right=1000)
    assert [one.label for one in ticks_of(scale)][:3] == labels


def test_years_stand_above_months() -> None:
    """The year is said where the axis begins and where a year does."""
    scale = Scale(first=date(2016, 10, 1), last=date(2018, 3, 31), left=0, right=1000)
    assert [one.label for one in tiers_of(scale)] == ["2016", "2017", "2018"]


@given(st.dates(SCOPE[0], SCOPE[1]))
def test_a_place_leads_back_to_its_day(day: date) -> None:
    """The middle of a day's place is that day; days are as wide as each other and touch."""
    scale = Scale(first=SCOPE[0], last=SCOPE[1], left=170, right=1390)
    assert scale.day_at((scale.start(day) + scale.end(day)) / 2) == day
    assert scale.end(SCOPE[1]) == pytest.approx(1390)
