"""Chronologies at random, for properties: every kind of date, any agency, any mark, any text."""

from hypothesis import strategies as st

from reviewctl.model.integrated import Telling
from reviewctl.render.timeline.shapes import Picture
from tests.evidence.timeline.making import MARKS, SCOPE, picture_of, telling

YEARS = st.integers(1990, 2030)
MONTHS = st.integers(1, 12)
DAYS = st.integers(1, 28)


def day(year: int, month: int, number: int) -> str:
    """Return a day as EDTF."""
    return f"{year:04}-{month:02}-{number:02}"


PLAIN_DAYS = st.builds(day, YEARS, MONTHS, DAYS)
NEAR_DAYS = st.builds(day, st.just(2017), st.just(12), DAYS)
EDTF = st.one_of(
    PLAIN_DAYS,
    NEAR_DAYS,
    st.builds("{}~".format, PLAIN_DAYS),
    st.builds("{}?".format, NEAR_DAYS),
    st.builds("{:04}-{:02}".format, YEARS, MONTHS),
    st.builds("{:04}".format, YEARS),
    st.builds("{}/..".format, PLAIN_DAYS),
    st.builds("../{}".format, PLAIN_DAYS),
    st.builds(lambda a, b: "/".join(sorted((a, b))), PLAIN_DAYS, PLAIN_DAYS),
    st.builds("XXXX-{:02}-{:02}".format, MONTHS, DAYS),
    st.sampled_from(["0001-01-01", "9999-12-31", "0001/9999", "../9999-12-31"]),
)
TEXTS = st.text(max_size=120)


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """Return one entry of one agency."""
    when = draw(st.none() | EDTF)
    return telling(
        draw(st.sampled_from(["council", "hospital", "police"])),
        draw(st.integers(1, 10**6)),
        when,
        event=draw(st.none() | TEXTS),
        time=draw(st.none() | st.sampled_from(["19:00", "00:00", "23:59", "evening", "about seven"])),
        marks=tuple(draw(st.sets(st.sampled_from([*MARKS, "board-mark"]), max_size=3))),
    )


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Return a picture of up to forty lines, some of them told by several agencies."""
    lines = draw(st.lists(st.lists(tellings(), min_size=1, max_size=3).map(tuple), max_size=40))
    scope = draw(st.sampled_from([SCOPE, (None, None), (SCOPE[0], None), (None, SCOPE[1])]))
    return picture_of(lines, scope=scope)
