"""How old somebody was: against dateutil, and in the words that a chronology needs."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.span import age_words, span_of

DAYS = st.dates(date(1920, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS)
def test_the_age_on_a_day_is_that_of_the_calendar(born: date, on: date) -> None:
    """From five years on in years, under five in years and months; before the birth it is said."""
    words = age_words(born.isoformat(), span_of(on.isoformat()))
    if on < born:
        assert words == "before birth"
        return
    since = relativedelta(on, born)
    if (
        born.day > 28
    ):  # dateutil has somebody born on the 31st a month older on the 30th; English law on the 1st.
        since = relativedelta(on, born.replace(day=1))
        if on.day < born.day:
            since = relativedelta(on.replace(day=1), born.replace(day=1)) - relativedelta(months=1)
    years, months = divmod(since.years * 12 + since.months, 12)
    if years >= 5:
        assert words == str(years)
    elif years or months:
        named = [(years, "year"), (months, "month")]
        assert words == " ".join(f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in named if n)
    else:
        assert words == "under 1 month"


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        ("1980-05-22", "2016-05-21", "35"),
        ("1980-05-22", "2016-05-22", "36"),
        ("1980", "2016-05-22", "35 or 36"),
        ("1980-05", "2016-05-22", "35 or 36"),
        ("1980-04", "2016-05-22", "36"),
        ("197X", "2016-05-22", "36 to 46"),
        ("1980-05-22", "2016", "35 or 36"),
        ("2014-01-10", "2016-05-22", "2 years 4 months"),
        ("2014-01-10", "2016-01-10", "2 years"),
        ("2015-05-22", "2016-06-21", "1 year"),
        ("2016-01", "2016-05-22", "3 or 4 months"),
        ("2015-11", "2016-05-22", "5 or 6 months"),
        ("2014", "2016", "1 year to 2 years 11 months"),
        ("2011", "2016", "4 or 5"),
        ("2016-05-10", "2016-05-22", "under 1 month"),
        ("2016-05", "2016-05-22", "before birth, or under 1 month"),
        ("2016-04", "2016-05-22", "under 1 month or 1 month"),
        ("2016", "2016-05-22", "before birth, or up to 4 months"),
        ("2020", "2016", "before birth"),
        ("1980", "2016~", "about 35 or 36"),
        ("1980?", "2016-05-22", "perhaps 35 or 36"),
        ("1980-01", "2016/..", "at least 35"),
        ("1980-01", "../2016-05-22", "at most 36"),
        ("1980-01", "../1970", "before birth"),
        ("XXXX-05-22", "2016", ""),
        ("1980/..", "2016", ""),
        ("1980", "XXXX-05-22", ""),
        ("2004-02-29", "2017-02-28", "12"),
        ("2004-02-29", "2017-03-01", "13"),
    ],
)
def test_an_age_is_said_as_far_as_it_is_known(born: str, on: str, words: str) -> None:
    """Both dates may be uncertain: no age is said that is not sure."""
    assert age_words(born, span_of(on)) == words


def test_nobody_has_an_age_without_a_birth() -> None:
    """Nothing is said where nothing is known."""
    assert age_words(None, span_of("2016")) == ""


def test_nobody_is_born_about() -> None:
    """Where a date is approximate, what may lie before the birth is only perhaps so."""
    assert (
        age_words("2011-11~", span_of("2011-03/2012-12"))
        == "perhaps before birth, or up to about 1 year 1 month"
    )
    assert age_words("2011-11~", span_of("2011-03")) == "perhaps before birth"
    assert age_words("2011-11", span_of("2011-03")) == "before birth"
