"""The order of uncertain dates, what two of them have in common, and how far they lie apart."""

import random
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.span import between, order_key, overlap, span_of
from reviewctl.facts.timeofday import PARTS_OF_DAY, is_clock, time_of_day
from reviewctl.model.span import NOWHERE, Span

IN_ORDER = [
    ("../2013", None),
    ("2014", None),
    ("2014/..", None),
    ("2014-03", None),
    ("2014-21", None),
    ("2014-03-02~", None),
    ("2016-04-30", None),
    ("../2016-05-01", None),
    ("2016-05-01", None),
    ("2016-05-01~", None),
    ("2016-05-01?", None),
    ("2016-05-01%", None),
    ("2016-05-01", "early hours"),
    ("2016-05-01", "before 09:00"),
    ("2016-05-01", "morning"),
    ("2016-05-01", "08:59"),
    ("2016-05-01", "about 08:59"),
    ("2016-05-01", "08:59-09:10"),
    ("2016-05-01", "09:00"),
    ("2016-05-01", "evening"),
    ("2016-05-01T19:00", None),
    ("2016-05-01", "night"),
    ("2016-05-01", "midnight"),
    ("2016-05-01/2016-05-02", None),
    ("2016-05", None),
    ("2016-05/2016-07", None),
    ("2016-05/..", None),
    ("2016-05-02", None),
    (None, None),
    ("XXXX-05-01?", None),
]


def test_uncertain_dates_stand_in_the_documented_order() -> None:
    """The order is the same whatever the lines were listed in, and no two of these stand level."""
    keys = {one: order_key(span_of(*one)) for one in IN_ORDER}
    for seed in range(20):
        mixed = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
        assert sorted(mixed, key=keys.__getitem__) == IN_ORDER
    assert len(set(keys.values())) == len(IN_ORDER)


def test_a_time_that_is_given_stands_before_that_of_the_span() -> None:
    """The time of the line is used where it is handed over beside the span."""
    day = span_of("2016-05-01")
    assert order_key(day, "19:00") == order_key(span_of("2016-05-01", "19:00"))
    assert order_key(day, "after tea, as she said") == order_key(day)


START = date(2016, 1, 1)
DAYS = st.integers(0, 12)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a span of a few days, perhaps open on a side, perhaps not placed at all."""
    first, long = draw(DAYS), draw(DAYS)
    sides = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (0, 1), (1, 0), (0, 0)]))
    begin, end = START + timedelta(days=first), START + timedelta(days=first + long)
    return Span(first=begin if sides[0] else None, last=end if sides[1] else None, precision="range")


def days_of(span: Span) -> set[date]:
    """Return the days of a span; where it is open, up to far beyond all others."""
    begin, end = span.first or START - timedelta(days=60), span.last or START + timedelta(days=90)
    return {begin + timedelta(days=n) for n in range((end - begin).days + 1)} if span.placed else set()


@given(spans(), spans())
def test_an_overlap_is_the_days_that_both_have(a: Span, b: Span) -> None:
    """It is the same from either side, and there is none where the days have none in common."""
    both, found = days_of(a) & days_of(b), overlap(a, b)
    assert (days_of(found) if found is not None else set()) == both
    turned = overlap(b, a)
    assert (found is None) == (turned is None)


@given(spans(), spans())
def test_the_distance_is_that_of_the_nearest_and_of_the_farthest_days(a: Span, b: Span) -> None:
    """At the least and at the most, whichever came first; nothing is said of what is not placed."""
    found = between(a, b)
    assert found == between(b, a)
    if not a.placed or not b.placed:
        assert (found.least, found.most) == (None, None)
        return
    apart = [abs((x - y).days) for x, y in product(days_of(a), days_of(b))]
    assert found.least == min(apart)
    closed = None not in (a.first, a.last, b.first, b.last)
    assert found.most == (max(apart) if closed else None)


def test_an_overlap_is_as_sure_as_the_surer_and_has_the_time_of_one() -> None:
    """The event was on the day that one of them knows, at the time that one of them knows."""
    day, month = span_of("2016-05-22", "19:00"), span_of("2016-05~")
    assert overlap(month, day) == day
    assert overlap(span_of("2016-05-22?"), span_of("2016-05-22")) == span_of("2016-05-22")
    assert overlap(day, NOWHERE) is None and overlap(day, span_of("XXXX-05-22")) is None


@pytest.mark.parametrize("word", sorted(PARTS_OF_DAY))
def test_every_part_of_the_day_lies_in_the_day(word: str) -> None:
    """It begins before it ends, within one day."""
    found = time_of_day(word)
    assert found is not None and 0 <= found.first < found.last <= 1440 and not is_clock(word)


@pytest.mark.parametrize(
    "word", ["25:00", "19:60", "9:00", "19.00", "soon", "", "about", "19:00-", "after evening"]
)
def test_other_words_are_no_time_of_day(word: str) -> None:
    """The record keeps one form; the rest is for the reader of other people's tables."""
    assert time_of_day(word) is None
