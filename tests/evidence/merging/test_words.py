"""How the integrated chronology is said."""

import pytest

from reviewctl.model.integrated import Conflict, Interval
from reviewctl.render.pages.chronicle_words import Names, difference, interval, when
from tests.evidence.merging.telling import entry


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 0, "the same day as 3"),
        (1, 1, "1 day after 3"),
        (56, 1086, "56 to 1,086 days after 3"),
        (0, 80, "up to 80 days before or after 3"),
        (2, None, "at least 2 days after 3"),
        (0, None, "any time before or after 3"),
        (None, None, "how far from 3 is not known"),
    ],
)
def test_an_interval_says_no_more_than_is_known(least: int | None, most: int | None, words: str) -> None:
    """Which came first is said only where it is certain."""
    assert interval(Interval(least=least, most=most), 3) == words


def test_when_falls_back_on_the_words_of_the_source() -> None:
    """With a date the date; without one what was written; and a time of day beside either."""
    assert when(entry("1", "2019-03-02", time="19:00")) == "2 Mar 2019, 19:00"
    assert when(entry("1", None, as_written="some weeks\nlater")) == "some weeks later"


def test_a_difference_names_the_agencies() -> None:
    """Dates are said in words; what is disputed is the account itself."""
    names = Names(agencies={"a": "Pennine Care"})
    dates = Conflict(about="date", said=(("a", "2019-03-02"), ("b", "2019-03-03")))
    assert difference(dates, names) == "the date. Pennine Care: 2 Mar 2019; b: 3 Mar 2019"
    disputed = Conflict(about="disputed", said=(("a", "1 is marked as disputed"),))
    assert difference(disputed, names) == "the account itself: Pennine Care 1 is marked as disputed"
