"""A gap is definite only if nothing can lie in it: a date that is doubted, or only about right, may."""

from datetime import date

import pytest

from reviewctl.facts.chronicle.gaps import Told, gaps_of
from reviewctl.facts.chronicle.ordering import place_assumptions
from reviewctl.facts.span import span_of
from reviewctl.model.integrated import Gap

SCOPE = (date(2014, 1, 1), date(2016, 12, 31))


def gaps(*dates: str) -> list[Gap]:
    """Return the gaps of an agency whose entries have these dates."""
    return list(gaps_of(Told(agency="gp", spans=[span_of(one) for one in dates]), SCOPE, 90))


@pytest.mark.parametrize("doubtful", ["2014-06-01?", "2014-06?", "2014-06-01%"])
def test_a_date_that_is_perhaps_another_leaves_no_gap_definite(doubtful: str) -> None:
    """It may lie anywhere, and each gap says so."""
    found = gaps(doubtful, "2015-06-01")
    assert found and not any(one.definite for one in found)
    assert all("the one doubtful date is right" in (one.only_if or "") for one in found)


def test_an_approximate_date_reaches_into_the_gap_beside_it() -> None:
    """And into none that is parted from it by another entry."""
    found = gaps("2014-06-01~", "2015-06-01")
    assert [one.definite for one in found] == [False, False, True]
    assert [one.only_if for one in found] == ["the one approximate date beside it is right"] * 2 + [None]


def test_certain_dates_leave_gaps_that_are_definite() -> None:
    """A month is certain, though its day is not known."""
    assert all(one.definite for one in gaps("2014-06", "2015-06-01"))


def test_where_midnight_stands_is_said() -> None:
    """At the end of its day, although some mean its beginning."""
    assert any(
        "Midnight is taken as the end" in one
        for one in place_assumptions(span_of("2016-05-22", "midnight"), frozenset(), "")
    )
    assert not list(place_assumptions(span_of("2016-05-22", "00:00"), frozenset(), ""))
