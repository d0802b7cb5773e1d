"""What must hold of every sum of days, whatever the date, the allowance and the calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.calendar import calendar_for
from reviewctl.facts.workingdays import days_between, due, due_before, is_working, skipped
from reviewctl.model.allowance import Allowance, Counting

DATES = st.dates(date(2000, 1, 1), date(2045, 12, 31))
NEAR = st.dates(date(2024, 1, 1), date(2028, 12, 31))
NUMBERS = st.integers(0, 260)
UNITS = st.sampled_from(["working days", "days", "weeks", "months", "years"])
WAYS = st.builds(
    Counting, st.sampled_from(["day-after", "same-day"]), st.sampled_from(["keep", "roll-forward"])
)
NAMES = st.sampled_from(["england-and-wales", "united-kingdom"])
CLOSED = st.dictionaries(NEAR, st.just("closed"), max_size=12)


def working(number):
    """An allowance in working days."""
    return Allowance(number, "working days")


@given(DATES, DATES, NUMBERS, UNITS, NAMES, WAYS)
def test_a_later_event_is_never_due_earlier(a, b, number, unit, name, way):
    """Both sums are monotone in the date of the event."""
    early, late = sorted((a, b))
    calendar, allowance = calendar_for(name, {}), Allowance(number, unit)
    assert due(early, allowance, calendar, way) <= due(late, allowance, calendar, way)
    assert due_before(early, allowance, calendar, way) <= due_before(late, allowance, calendar, way)


@given(DATES, NUMBERS, NUMBERS, UNITS, NAMES, WAYS)
def test_a_longer_allowance_is_never_due_earlier(day, a, b, unit, name, way):
    """Both sums are monotone in the allowance."""
    calendar = calendar_for(name, {})
    short, long = Allowance(min(a, b), unit), Allowance(max(a, b), unit)
    assert due(day, short, calendar, way) <= due(day, long, calendar, way)
    assert due_before(day, long, calendar, way) <= due_before(day, short, calendar, way)


@given(DATES, st.integers(1, 260), NAMES, CLOSED)
def test_forwards_and_backwards_are_inverse(day, number, name, closed):
    """From a working day forwards and back again is the same day, and as many days lie between."""
    calendar = calendar_for(name, closed)
    start = due(day, working(1), calendar)
    end = due(start, working(number), calendar)
    assert due_before(end, working(number), calendar) == start
    assert days_between(start, end, "working days", calendar) == number
    assert days_between(end, start, "working days", calendar) == -number


@given(DATES, st.integers(1, 260), NAMES, CLOSED, WAYS)
def test_what_is_due_is_a_working_day_and_not_before_the_event(day, number, name, closed, way):
    """A count of working days ends on one."""
    calendar = calendar_for(name, closed)
    assert is_working(due(day, working(number), calendar, way), calendar)
    assert due_before(day, working(number), calendar, way) <= day <= due(day, working(number), calendar, way)


@given(NEAR, NUMBERS, NAMES, CLOSED, NEAR, WAYS)
def test_closing_one_more_day_never_brings_a_date_forward(day, number, name, closed, extra, way):
    """An extra closed day makes a due date no earlier, and a last day beforehand no later."""
    fewer, more = calendar_for(name, closed), calendar_for(name, {**closed, extra: "closed"})
    assert due(day, working(number), fewer, way) <= due(day, working(number), more, way)
    assert due_before(day, working(number), more, way) <= due_before(day, working(number), fewer, way)


@given(DATES, st.integers(1, 60), NAMES, CLOSED)
def test_the_days_skipped_and_the_days_counted_are_all_the_days(day, number, name, closed):
    """Between an event and its due date every day was either counted or is named as skipped, never both."""
    calendar = calendar_for(name, closed)
    end = due(day, working(number), calendar)
    left_out = [skip for skip, _ in skipped(day, end, calendar)]
    assert len(left_out) + number == (end - day).days
    assert left_out == sorted(set(left_out))
    assert not any(is_working(skip, calendar) for skip in left_out)
    assert skipped(end, day, calendar) == skipped(day, end, calendar)


@given(DATES, DATES, DATES, UNITS, NAMES)
def test_days_between_add_up(a, b, c, unit, name):
    """From a to b and on to c is as far as from a to c."""
    calendar = calendar_for(name, {})
    parts = days_between(a, b, unit, calendar) + days_between(b, c, unit, calendar)
    assert parts == days_between(a, c, unit, calendar)


@given(DATES, st.integers(0, 600))
def test_months_keep_the_day_or_end_the_month(day, number):
    """The corresponding date has the same day of the month, or is a month's last day."""
    end = due(day, Allowance(number, "months"), calendar_for("england-and-wales", {}))
    assert end.day == day.day or (end + timedelta(1)).day == 1
    assert 12 * (end.year - day.year) + end.month - day.month == number


@given(st.integers(0, 9999), UNITS)
def test_an_allowance_reads_its_own_words(number, unit):
    """Text and parse are inverse."""
    assert Allowance.parse(Allowance(number, unit).text()) == Allowance(number, unit)
