"""The calendar and the sums of days, held against numpy, gov.uk's own list and dateutil."""

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts import bankholidays
from reviewctl.facts.calendar import calendar_for, london_date, today
from reviewctl.facts.workingdays import days_between, due, due_before, is_provisional, is_working, skipped
from reviewctl.model.allowance import Allowance, Counting

ENGLAND = calendar_for("england-and-wales", {})
UK = calendar_for("united-kingdom", {})
DIVISIONS = {
    "england-and-wales": ["england-and-wales"],
    "united-kingdom": ["england-and-wales", "scotland", "northern-ireland"],
}
# The year behind gov.uk's list, from the Banking and Financial Dealings Act 1971, Schedule 1, and the
# proclamations that are made every year (New Year, May Day). Easter Sunday 2029 is 1 April.
BY_HAND_2029 = {
    "england-and-wales": [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)],
    "united-kingdom": [
        (1, 1), (1, 2), (3, 19), (3, 30), (4, 2), (5, 7), (5, 28), (7, 12), (8, 6), (8, 27), (11, 30),
        (12, 25), (12, 26),
    ],
}  # fmt: skip
# Proclaimed on 4 February 2026, later than the copy of gov.uk's list that the package keeps.
SCOTLAND_2026 = date(2026, 6, 15)
HOW_MANY = 100_000
COUNTINGS = [
    Counting(count, non_working)
    for count in ("day-after", "same-day")
    for non_working in ("keep", "roll-forward")
]


def working(number):
    """An allowance in working days."""
    return Allowance(number, "working days")


@cache
def published(division):
    """gov.uk's own list of a part of the United Kingdom: name by date."""
    found = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    return {entry["date"]: entry["title"] for entry in found}


@cache
def oracle(name):
    """numpy's calendar with gov.uk's own list, 2012 to 2028, and 2029 by hand."""
    days = {day for division in DIVISIONS[name] for day in published(division)}
    days |= {date(2029, month, day) for month, day in BY_HAND_2029[name]}
    days |= {SCOTLAND_2026} if name == "united-kingdom" else set()
    return np.busdaycalendar(holidays=sorted(days))


@cache
def sample():
    """Random dates from 2015 to 2028 and allowances from 0 to 60, for numpy and for Python."""
    chance = np.random.default_rng(20260608)
    first, last = np.datetime64("2015-01-01"), np.datetime64("2028-12-31")
    starts = first + chance.integers(0, (last - first).astype(int) + 1, HOW_MANY)
    numbers = chance.integers(0, 61, HOW_MANY)
    return starts, numbers, starts.astype(object).tolist(), numbers.tolist()


def expected_forward(starts, numbers, counting, calendar):
    """What numpy makes of a count forwards. Nought is the day itself: numpy would move it."""
    if counting.count == "same-day":
        counted = np.busday_offset(starts, np.maximum(numbers - 1, 0), roll="forward", busdaycal=calendar)
    else:
        roll = "backward" if counting.non_working == "keep" else "forward"
        counted = np.busday_offset(starts, numbers, roll=roll, busdaycal=calendar)
    if counting.non_working == "roll-forward":
        return np.where(numbers == 0, np.busday_offset(starts, 0, "forward", busdaycal=calendar), counted)
    return np.where(numbers == 0, starts, counted)


@pytest.mark.parametrize("name", DIVISIONS)
@pytest.mark.parametrize("counting", COUNTINGS, ids=lambda way: f"{way.count}-{way.non_working}")
def test_due_agrees_with_numpy(name, counting):
    """100,000 random sums forwards come out as numpy's do with gov.uk's own list."""
    starts, numbers, days, plain = sample()
    calendar = calendar_for(name, {})
    mine = [due(day, working(n), calendar, counting) for day, n in zip(days, plain, strict=True)]
    theirs = expected_forward(starts, numbers, counting, oracle(name)).astype(object).tolist()
    assert mine == theirs


@pytest.mark.parametrize("count", ["day-after", "same-day"])
def test_due_before_agrees_with_numpy(count):
    """100,000 random sums backwards come out as numpy's do with gov.uk's own list."""
    ends, numbers, days, plain = sample()
    back = numbers if count == "day-after" else np.maximum(numbers - 1, 0)
    roll = "forward" if count == "day-after" else "backward"
    counted = np.busday_offset(ends, -back, roll=roll, busdaycal=oracle("england-and-wales"))
    theirs = np.where(numbers == 0, ends, counted).astype(object).tolist()
    for non_working in ("keep", "roll-forward"):
        way = Counting(count, non_working)
        assert [
            due_before(day, working(n), ENGLAND, way) for day, n in zip(days, plain, strict=True)
        ] == theirs


@pytest.mark.parametrize("name", DIVISIONS)
def test_days_between_agrees_with_numpy(name):
    """Between 100,000 random pairs of dates, in either order, are as many working days as numpy counts."""
    starts, _, days, _ = sample()
    others = np.roll(starts, 1)
    low, high = np.minimum(starts, others) + 1, np.maximum(starts, others) + 1
    counts = np.busday_count(low, high, busdaycal=oracle(name))
    theirs = np.where(others >= starts, counts, -counts).tolist()
    calendar = calendar_for(name, {})
    pairs = zip(days, days[-1:] + days[:-1], strict=True)
    assert [days_between(a, b, "working days", calendar) for a, b in pairs] == theirs


def test_skipped_is_what_numpy_does_not_count():
    """What is skipped are just the days between anchor and due date that numpy calls no business day."""
    _, _, days, plain = sample()
    for day, number in list(zip(days, plain, strict=True))[:2000]:
        end = due(day, working(number), ENGLAND)
        between = np.arange(np.datetime64(day) + 1, np.datetime64(max(end, day + timedelta(1))))
        off = between[~np.is_busday(between, busdaycal=oracle("england-and-wales"))]
        assert [skip for skip, _ in skipped(day, end, ENGLAND)] == off.astype(object).tolist()


def test_the_settled_days_are_those_of_gov_uk():
    """Every day written down is in gov.uk's list, and none of it is missing."""
    england = bankholidays.written(bankholidays.ENGLAND_AND_WALES)
    elsewhere = bankholidays.written(bankholidays.ELSEWHERE_IN_THE_UK)
    assert set(england) == set(published("england-and-wales"))
    others = set(published("scotland")) | set(published("northern-ireland"))
    assert set(elsewhere) - {SCOTLAND_2026} == others - set(england) - {SCOTLAND_2026}


def test_the_settled_days_bear_gov_uks_names():
    """A day is called what gov.uk calls it, with "substitute day" where it is one."""
    england = bankholidays.written(bankholidays.ENGLAND_AND_WALES)
    for day, title in published("england-and-wales").items():
        assert england[day].lower().startswith(title.replace("’", "'").lower())
    assert england[date(2026, 12, 28)] == "Boxing Day (substitute day)"


def test_confirmed_until_is_the_end_of_gov_uks_list():
    """The settled years are those that gov.uk's list covers."""
    days = sorted(published("england-and-wales"))
    assert date(days[0].year, 1, 1) == bankholidays.CONFIRMED_FROM
    assert date(days[-1].year, 12, 31) == bankholidays.CONFIRMED_UNTIL == ENGLAND.confirmed_until


@pytest.mark.parametrize(
    ("name", "parts"), [("england-and-wales", ["ENG"]), ("united-kingdom", ["ENG", "SCT", "NIR"])]
)
def test_the_settled_days_are_those_of_the_package(name, parts):
    """The package `holidays` works out the same weekdays for 2012 to 2028."""
    from holidays.countries.united_kingdom import GB

    worked_out = {
        day for part in parts for day in GB(subdiv=part, years=range(2012, 2029)) if day.weekday() < 5
    }
    assert {day for day, _ in calendar_for(name, {}).closed} == worked_out


@pytest.mark.parametrize(
    ("closed", "name", "worked"),
    [
        (date(2020, 5, 8), "Early May bank holiday (VE day)", date(2020, 5, 4)),
        (date(2022, 6, 2), "Spring bank holiday", date(2022, 5, 30)),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday", None),
        (date(2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II", None),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III", None),
    ],
)
def test_one_off_holidays(closed, name, worked):
    """A holiday that was proclaimed is not worked, and the day from which one was moved is."""
    before = due_before(closed, working(1), ENGLAND)
    assert not is_working(closed, ENGLAND)
    assert due(before, working(1), ENGLAND) > closed
    assert (closed, name) in skipped(before, due(before, working(1), ENGLAND), ENGLAND)
    assert worked is None or is_working(worked, ENGLAND)


def test_the_jubilee_week_of_2022():
    """From Wednesday 1 June 2022 the next working day is Monday 6 June."""
    assert due(date(2022, 6, 1), working(1), ENGLAND) == date(2022, 6, 6)
    assert [why for _, why in skipped(date(2022, 6, 1), date(2022, 6, 6), ENGLAND)] == [
        "Spring bank holiday",
        "Platinum Jubilee bank holiday",
        "Saturday",
        "Sunday",
    ]


def test_the_screening_meeting_of_the_sketch():
    """Received on Friday 14 November 2025, 15 working days: due on 5 December; 9 December is 2 late."""
    end = due(date(2025, 11, 14), working(15), ENGLAND)
    assert end == date(2025, 12, 5)
    assert days_between(end, date(2025, 12, 9), "working days", ENGLAND) == 2


def test_a_holiday_of_any_part_of_the_uk():
    """An FOI request's days leave out St Patrick's Day and the Scottish 2 January; a review's do not."""
    assert due(date(2026, 3, 16), working(1), UK) == date(2026, 3, 18)
    assert due(date(2026, 3, 16), working(1), ENGLAND) == date(2026, 3, 17)
    assert due(date(2025, 12, 31), working(1), UK) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("counting", "friday", "saturday"),
    [
        (Counting("day-after", "keep"), date(2026, 6, 8), date(2026, 6, 8)),
        (Counting("day-after", "roll-forward"), date(2026, 6, 8), date(2026, 6, 9)),
        (Counting("same-day", "keep"), date(2026, 6, 5), date(2026, 6, 8)),
        (Counting("same-day", "roll-forward"), date(2026, 6, 5), date(2026, 6, 8)),
    ],
)
def test_the_four_ways_of_counting(counting, friday, saturday):
    """One working day from a Friday, and from a Saturday, under each convention."""
    assert due(date(2026, 6, 5), working(1), ENGLAND, counting) == friday
    assert due(date(2026, 6, 6), working(1), ENGLAND, counting) == saturday


def test_extra_closed_days_are_skipped_and_named():
    """A day on which the board is closed is no working day; a bank holiday among them keeps its name."""
    closed = {date(2026, 12, 29): "Town hall closed", date(2026, 12, 25): "Town hall closed"}
    calendar = calendar_for("england-and-wales", closed)
    assert due(date(2026, 12, 24), working(1), calendar) == date(2026, 12, 30)
    assert dict(skipped(date(2026, 12, 24), date(2026, 12, 30), calendar)) == {
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Saturday",
        date(2026, 12, 27): "Sunday",
        date(2026, 12, 28): "Boxing Day (substitute day)",
        date(2026, 12, 29): "Town hall closed",
    }


def test_an_extra_closed_day_in_years_beyond_the_list():
    """The board's own days count in years that gov.uk has not settled, too."""
    calendar = calendar_for("england-and-wales", {date(2030, 6, 4): "Moving house"})
    assert due(date(2030, 6, 3), working(1), calendar) == date(2030, 6, 5)


def test_provisional_is_what_lies_beyond_the_settled_years():
    """A date is provisional as soon as the sum reaches past the last settled day."""
    start = date(2028, 12, 20)
    inside, beyond = due(start, working(3), ENGLAND), due(start, working(15), ENGLAND)
    assert (inside, is_provisional(start, inside, ENGLAND)) == (date(2028, 12, 27), False)
    assert (beyond, is_provisional(start, beyond, ENGLAND)) == (date(2029, 1, 15), True)


def test_years_before_the_list_are_worked_out():
    """The royal wedding of 29 April 2011, and a count backwards across New Year 2012, are known."""
    assert due(date(2011, 4, 28), working(1), ENGLAND) == date(2011, 5, 3)
    assert skipped(date(2011, 4, 28), date(2011, 5, 3), ENGLAND)[0][0] == date(2011, 4, 29)
    assert due_before(date(2012, 1, 4), working(3), ENGLAND) == date(2011, 12, 29)
    assert days_between(date(2011, 12, 29), date(2012, 1, 4), "working days", ENGLAND) == 3


def test_a_substitute_day_that_is_worked_out_says_so():
    """1 January 2011 was a Saturday; Monday 3 January is called the substitute day."""
    assert dict(skipped(date(2010, 12, 31), date(2011, 1, 4), ENGLAND))[date(2011, 1, 3)] == (
        "New Year's Day (substitute day)"
    )


@pytest.mark.parametrize("number", [0, 1, 60, 9999])
@pytest.mark.parametrize("unit", ["working days", "days", "weeks", "months", "years"])
def test_no_date_is_too_far(number, unit):
    """A mistyped year gives a date all the same: the first or the last that there is."""
    allowance = Allowance(number, unit)
    for day in (date.min, date(202, 6, 1), date(9998, 12, 30), date.max):
        assert due_before(day, allowance, ENGLAND) <= day <= due(day, allowance, ENGLAND)


@pytest.mark.parametrize(
    ("start", "words", "end"),
    [
        (date(2025, 8, 31), "6 months", date(2026, 2, 28)),
        (date(2027, 8, 31), "6 months", date(2028, 2, 29)),
        (date(2025, 12, 18), "6 months", date(2026, 6, 18)),
        (date(2026, 5, 31), "1 month", date(2026, 6, 30)),
        (date(2026, 1, 30), "1 month", date(2026, 2, 28)),
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 2, 29), "2 years", date(2026, 2, 28)),
        (date(2025, 11, 30), "3 months", date(2026, 2, 28)),
        (date(2025, 12, 6), "6 months", date(2026, 6, 6)),
        (date(2026, 12, 31), "2 months", date(2027, 2, 28)),
        (date(2026, 5, 1), "28 days", date(2026, 5, 29)),
        (date(2026, 5, 1), "2 weeks", date(2026, 5, 15)),
    ],
)
def test_calendar_units_on_paper(start, words, end):
    """Months go to the corresponding date or the month's last day, and stay on a weekend."""
    assert due(start, Allowance.parse(words), ENGLAND) == end


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_calendar_units_agree_with_dateutil(unit):
    """20,000 random sums in calendar units, forwards and backwards, come out as dateutil's."""
    chance = random.Random(8)
    for _ in range(5000):
        day, number = date(2015, 1, 1) + timedelta(chance.randrange(5114)), chance.randrange(61)
        step = relativedelta(**{unit: number})
        assert due(day, Allowance(number, unit), ENGLAND) == day + step
        assert due_before(day, Allowance(number, unit), ENGLAND) == day - step


def test_same_day_counting_of_calendar_units():
    """The event's day is day 1 of 28 days; weeks and months go to the corresponding day either way."""
    same = Counting("same-day")
    assert due(date(2026, 5, 1), Allowance(28, "days"), ENGLAND, same) == date(2026, 5, 28)
    assert due(date(2026, 5, 1), Allowance(0, "days"), ENGLAND, same) == date(2026, 5, 1)
    assert due_before(date(2026, 5, 28), Allowance(28, "days"), ENGLAND, same) == date(2026, 5, 1)
    assert due(date(2026, 5, 1), Allowance(2, "weeks"), ENGLAND, same) == date(2026, 5, 15)
    assert due(date(2026, 5, 1), Allowance(1, "months"), ENGLAND, same) == date(2026, 6, 1)


def test_days_between_in_calendar_days():
    """Any unit but working days is told in calendar days, with the sign of the direction."""
    assert days_between(date(2026, 6, 8), date(2026, 9, 30), "months", ENGLAND) == 114
    assert days_between(date(2026, 6, 8), date(2026, 5, 22), "days", ENGLAND) == -17


def test_over_by_a_weekend_is_no_working_day():
    """From a due Friday to the Saturday behind it there are no working days."""
    assert days_between(date(2026, 6, 5), date(2026, 6, 6), "working days", ENGLAND) == 0
    assert days_between(date(2026, 6, 8), date(2026, 5, 29), "working days", ENGLAND) == -6


@pytest.mark.parametrize(
    "words",
    ["15 working days", "1 working day", "28 days", "1 day", "2 weeks", "1 month", "6 months", "2 years"],
)
def test_an_allowance_gives_its_words_back(words):
    """What a pack says is what is shown."""
    assert Allowance.parse(words).text() == words


@pytest.mark.parametrize(
    "words",
    ["", "15", "working days", "fifteen days", "-1 days", "1.5 months", "15 workingdays", "2 fortnights",
     "6 months ", "١٥ days", "10000 days", "3 days\n", "PT5H"],
)  # fmt: skip
def test_an_allowance_that_is_none_is_refused_in_plain_words(words):
    """The refusal says what an allowance looks like."""
    with pytest.raises(
        ValueError, match='an allowance is a whole number and a unit, such as "15 working days"'
    ):
        Allowance.parse(words)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 7, 22, 59, tzinfo=UTC), date(2026, 6, 7)),
        (datetime(2026, 6, 7, 23, 0, tzinfo=UTC), date(2026, 6, 8)),
        (datetime(2026, 12, 7, 23, 59, tzinfo=UTC), date(2026, 12, 7)),
        (datetime(2026, 12, 8, 0, 0, tzinfo=UTC), date(2026, 12, 8)),
    ],
)
def test_the_day_changes_at_midnight_in_london(moment, day):
    """In summer an hour before midnight UTC, in winter with it."""
    assert london_date(moment) == day
    assert type(london_date(moment)) is date


@given(st.datetimes(datetime(1972, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC)))
def test_the_day_is_that_of_the_time_zone_whatever_the_hour(moment):
    """The hours of which the date is known without the time zone are those in which it says the same."""
    assert london_date(moment) == moment.astimezone(ZoneInfo("Europe/London")).date()


def test_today_is_londons_wherever_the_computer_stands():
    """A computer set to Kiritimati, fourteen hours ahead, says the same day as the clock in London."""
    script = "from reviewctl.facts.calendar import today; print(today())"
    before = london_date(datetime.now(UTC))
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={"TZ": "Pacific/Kiritimati"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert said in {str(before), str(today())}


def test_settled_years_load_neither_holidays_nor_pendulum():
    """Counting within the settled years costs no start-up: the two slow packages stay unloaded."""
    script = (
        "import sys; from datetime import date; from reviewctl.facts.calendar import calendar_for;"
        "from reviewctl.facts.workingdays import due; from reviewctl.model.allowance import Allowance;"
        "due(date(2026, 6, 8), Allowance(15, 'working days'), calendar_for('england-and-wales', {}));"
        "print(sorted({'holidays', 'pendulum', 'dateutil'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
