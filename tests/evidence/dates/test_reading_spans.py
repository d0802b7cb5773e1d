"""Months, years, ranges and vague dates as people write them, and how sure they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.written import Reading, Setting, read_period, read_when, setting_of
from reviewctl.model.terms import Scope
from tests.evidence.dates.test_reading_days import written

SCOPE = Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30))
NOWHERE = Setting()

SAID_BY_ITSELF = {
    # months and years
    "May 2016": "2016-05",
    "05/2016": "2016-05",
    "5/2016": "2016-05",
    "2016 May": "2016-05",
    "May, 2016": "2016-05",
    "in May 2016": "2016-05",
    "during May 2016": "2016-05",
    "throughout 2015": "2015",
    "some time in 2015": "2015",
    "sometime in May 2015": "2015-05",
    "year 2015": "2015",
    "1990s": "199X",
    "the 1990s": "199X",
    "1990's": "199X",
    "spring 2014": "2014-21",
    "Spring of 2014": "2014-21",
    "summer 2015": "2015-22",
    "Autumn 2015": "2015-23",
    "winter 2014/15": "2014-12/2015-02",
    "winter 2014-2015": "2014-12/2015-02",
    # about and perhaps
    "approx March 2016": "2016-03~",
    "approx. March 2016": "2016-03~",
    "approximately March 2016": "2016-03~",
    "March 2016 (approx)": "2016-03~",
    "circa 2016": "2016~",
    "c. 2016": "2016~",
    "c.2016": "2016~",
    "c2016": "2016~",
    "ca. 2016": "2016~",
    "~2016": "2016~",
    "2015ish": "2015~",
    "around 3 May 2016": "2016-05-03~",
    "on or about 22 May 2016": "2016-05-22~",
    "in or around May 2016": "2016-05~",
    "on or around 22/05/2016": "2016-05-22~",
    "22 May 2016 or thereabouts": "2016-05-22~",
    "?22 May 2016": "2016-05-22?",
    "? 22 May 2016": "2016-05-22?",
    "22 May 2016 (?)": "2016-05-22?",
    "22/05/2016?": "2016-05-22?",
    "22/05/2016 ??": "2016-05-22?",
    "possibly May 2016": "2016-05?",
    "believed to be May 2016": "2016-05?",
    "22/05/2016 TBC": "2016-05-22?",
    "possibly around May 2016": "2016-05%",
    "?c. 2015": "2015%",
    "Christmas 2015": "2015-12-25~",
    "new year 2016": "2016-01-01~",
    # ranges
    "between 3 and 5 June 2016": "2016-06-03/2016-06-05",
    "3-5 June 2016": "2016-06-03/2016-06-05",
    "3 - 5 June 2016": "2016-06-03/2016-06-05",
    "3\u20135 June 2016": "2016-06-03/2016-06-05",
    "3rd to 5th June 2016": "2016-06-03/2016-06-05",
    "3rd to the 5th of June 2016": "2016-06-03/2016-06-05",
    "3 to 5 June 2016": "2016-06-03/2016-06-05",
    "from 3 June 2016 to 5 June 2016": "2016-06-03/2016-06-05",
    "03/06/2016 - 05/06/2016": "2016-06-03/2016-06-05",
    "03/06/2016-05/06/2016": "2016-06-03/2016-06-05",
    "3/6 - 5/6/2016": "2016-06-03/2016-06-05",
    "June 3-5 2016": "2016-06-03/2016-06-05",
    "3 June - 5 July 2016": "2016-06-03/2016-07-05",
    "3 June 2016 until 5 July 2016": "2016-06-03/2016-07-05",
    "22/23 May 2016": "2016-05-22/2016-05-23",
    "22nd/23rd May 2016": "2016-05-22/2016-05-23",
    "3rd or 4th June 2016": "2016-06-03/2016-06-04",
    "March to May 2016": "2016-03/2016-05",
    "March-May 2016": "2016-03/2016-05",
    "March/April 2016": "2016-03/2016-04",
    "Dec 2015 - Jan 2016": "2015-12/2016-01",
    "2014-2016": "2014/2016",
    "2014 to 2016": "2014/2016",
    "between 2014 and 2016": "2014/2016",
    "2014-16": "2014/2016",
    "weekend of 4 June 2016": "2016-06-04/2016-06-05",
    "weekend of 5 June 2016": "2016-06-04/2016-06-05",
    "weekend of 4/5 June 2016": "2016-06-04/2016-06-05",
    "w/c 6 June 2016": "2016-06-06/2016-06-12",
    "W/C 06/06/2016": "2016-06-06/2016-06-12",
    "wc 6 June 2016": "2016-06-06/2016-06-12",
    "w/c: 6 June 2016": "2016-06-06/2016-06-12",
    "w/b 6 June 2016": "2016-06-06/2016-06-12",
    "week beginning 6th June 2016": "2016-06-06/2016-06-12",
    "week commencing Monday 6 June 2016": "2016-06-06/2016-06-12",
    "wk commencing 6 June 2016": "2016-06-06/2016-06-12",
    "6 June 2016 (w/c)": "2016-06-06/2016-06-12",
    "week of 6 June 2016": "2016-06-06/2016-06-12",
    "the week of 6 June 2016": "2016-06-06/2016-06-12",
    "fortnight of 6 June 2016": "2016-06-06/2016-06-19",
    # open on a side
    "before June 2016": "../2016-05",
    "before 22 May 2016": "../2016-05-21",
    "prior to 2016": "../2015",
    "pre-2014": "../2013",
    "until May 2016": "../2016-05",
    "by June 2016": "../2016-06",
    "up to 22/05/2016": "../2016-05-22",
    "2015 or earlier": "../2015",
    "after 2015": "2016/..",
    "after 31 May 2016": "2016-06-01/..",
    "post 2015": "2016/..",
    "since 2014": "2014/..",
    "from May 2015": "2015-05/..",
    "ongoing since 2014": "2014/..",
    "2014 onwards": "2014/..",
    "from 2014 onwards": "2014/..",
    "2014 - present": "2014/..",
    "2014 to date": "2014/..",
    "March 2015 - ongoing": "2015-03/..",
    "2014+": "2014/..",
    "since about 2014": "2014~/..",
    "before ?June 2016": "../2016-05?",
    # the year is lost
    "11 February, year not known": "XXXX-02-11",
    "11 Feb (year unknown)": "XXXX-02-11",
    "11/02/????": "XXXX-02-11",
    "11 Feb ????": "XXXX-02-11",
    "February, year not known": "XXXX-02",
}


@pytest.mark.parametrize(("text", "edtf"), SAID_BY_ITSELF.items())
def test_what_is_written_says_it_all(text: str, edtf: str) -> None:
    """No scope is needed and nothing is taken for granted; the words are kept, for the date is no plain day."""
    read = read_when(text, None, NOWHERE)
    assert (read.kind, read.date, read.assumption) == ("date", edtf, "")
    assert read.as_written == " ".join(text.replace("\u2013", "-").split())


TAKEN = {
    "early 2019": ("2019-01/2019-06", "first half"),
    "Early in 2019": ("2019-01/2019-06", "first half"),
    "mid 2019": ("2019-04/2019-09", "middle half"),
    "mid-2019": ("2019-04/2019-09", "middle half"),
    "late 2019": ("2019-07/2019-12", "second half"),
    "early June 2015": ("2015-06-01/2015-06-15", "first half"),
    "mid-June 2015": ("2015-06-08/2015-06-23", "middle half"),
    "late Feb 2016": ("2016-02-16/2016-02-29", "second half"),
    "beginning of June 2019": ("2019-06-01/2019-06-15", "first half"),
    "start of June 2019": ("2019-06-01/2019-06-15", "first half"),
    "end of June 2019": ("2019-06-16/2019-06-30", "second half"),
    "the end of 2015": ("2015-07/2015-12", "second half"),
    "first half of 2016": ("2016-01/2016-06", "first half"),
    "early 1990s": ("1990/1994", "first half"),
    "late 1990s": ("1995/1999", "second half"),
    "first week of June 2019": ("2019-06-01~/2019-06-07~", "first seven days"),
    "second week of January 2024": ("2024-01-08~/2024-01-14~", "second seven days"),
    "last week of Feb 2016": ("2016-02-23~/2016-02-29~", "last seven days"),
    "FY 2016/17": ("2016-04/2017-03", "April to March"),
    "financial year 2016-17": ("2016-04/2017-03", "April to March"),
    "academic year 2015/16": ("2015-09/2016-08", "September to August"),
    "Easter 2016": ("2016-03-22/2016-04-25", "any day on which it can fall"),
    "w/c 3 June 2016": ("2016-06-03/2016-06-09", "is a Friday"),
    "w/e 5 June 2016": ("2016-05-30/2016-06-05", "week that ends on 5 June 2016"),
    "week ending 05/06/2016": ("2016-05-30/2016-06-05", "week that ends"),
    "week of 8 June 2016": ("2016-06-06/2016-06-12", "week from Monday 6 June 2016"),
    "December - January 2016": ("2015-12/2016-01", "taken as 2015"),
    "28 Dec - 3 Jan 2016": ("2015-12-28/2016-01-03", "taken as 2015"),
    "28 Dec 2015 - 3 Jan": ("2015-12-28/2016-01-03", "taken as 2016"),
    "2009-11": ("2009-11", "and not as years"),
}


@pytest.mark.parametrize(("text", "edtf", "said"), [(text, *rest) for text, rest in TAKEN.items()])
def test_what_is_taken_for_granted_is_said(text: str, edtf: str, said: str) -> None:
    """A vague word is bounded by what it cannot go beyond, and the sentence says how it was taken."""
    read = read_when(text, None, NOWHERE)
    assert (read.kind, read.date) == ("date", edtf)
    assert said in read.assumption and read.assumption.endswith(".")


def test_words_are_kept_with_a_vague_date() -> None:
    """The date is never all that they said."""
    assert read_when("early 2019", None, NOWHERE).as_written == "early 2019"


@pytest.mark.parametrize(
    "edtf",
    [
        "2016-05-22",
        "2016-05~",
        "2016?",
        "XXXX-02-11",
        "2014-21",
        "201X",
        "2016-05-2X",
        "2019-03/2019-05~",
        "../2016",
        "2016/..",
        "2016-05-22T19:00",
        "2016/2017",
        "2016/",
        "2016-XX-12",
        "2014-24%",
    ],
)
def test_a_date_of_the_record_is_read_as_it_is(edtf: str) -> None:
    """What was written out comes in again unchanged."""
    assert read_when(edtf, None, SCOPE) == Reading(kind="date", date=edtf)


BY_SCOPE = {
    "22.5.16": "2016-05-22",
    "22/05/16": "2016-05-22",
    "22-May-16": "2016-05-22",
    "22 May '15": "2015-05-22",
    "May '16": "2016-05",
    "12/3/71": "1971-03-12",
    "3/6/16 - 5/6/16": "2016-06-03/2016-06-05",
    "5/16": "2016-05",
    "29 Feb": "2016-02-29",
    "Sunday 22 May": "2016-05-22",
    "Sun 22nd May": "2016-05-22",
    "winter 2014": "2014-12/2015-02",
    "the 90s": "199X",
    "w/c 6.6.16": "2016-06-06/2016-06-12",
    "before 1.6.16": "../2016-05-31",
}


@pytest.mark.parametrize(("text", "edtf"), BY_SCOPE.items())
def test_the_scope_decides_where_it_leaves_one(text: str, edtf: str) -> None:
    """It is said, and the words are kept; without a scope nothing is decided."""
    read = read_when(text, None, SCOPE)
    assert (read.kind, read.date, read.as_written) == ("date", edtf, text)
    assert "the scope of the review" in read.assumption
    blind = read_when(text, None, NOWHERE)
    assert blind.kind == "ambiguous" and len(blind.reason) > 40


ASKED = {
    "22 May": ("2014-05-22", "2015-05-22", "2016-05-22"),
    "?22 May": ("2014-05-22?", "2015-05-22?", "2016-05-22?"),
    "w/c 3 June": ("2014-06-03/2014-06-09", "2015-06-03/2015-06-09", "2016-06-03/2016-06-09"),
    "approx March": ("2014-03~", "2015-03~", "2016-03~"),
    "March": ("2014-03", "2015-03", "2016-03"),
    "Spring": ("2014-21", "2015-21", "2016-21"),
    "3-5 June": ("2014-06-03/2014-06-05", "2015-06-03/2015-06-05", "2016-06-03/2016-06-05"),
    "May 16": ("2014-05-16", "2015-05-16", "2016-05-16", "2016-05"),
    "May-16": ("2014-05-16", "2015-05-16", "2016-05-16", "2016-05"),
    "5/12": ("2014-12-05", "2015-12-05"),
    "Monday, September 13": ("2014-09-13", "2015-09-13"),
    "2016/17": ("2016-04/2017-03", "2016/2017"),
    "2015/16": ("2015-04/2016-03", "2015-09/2016-08", "2015/2016"),
    "2015-16": ("2015-04/2016-03", "2015-09/2016-08", "2015/2016"),
    "12/3/66": ("1966-03-12", "2066-03-12"),
    "Q1 2016": ("2016-01/2016-03", "2016-04/2016-06"),
    "spring term 2014": ("2014",),
}


@pytest.mark.parametrize(("text", "candidates"), ASKED.items())
def test_what_the_scope_leaves_open_is_asked_about(text: str, candidates: tuple[str, ...]) -> None:
    """All that it may mean is named, and how to write it; none is taken."""
    read = read_when(text, None, SCOPE)
    assert (read.kind, read.date, read.candidates) == ("ambiguous", None, candidates)
    assert "rite the" in read.reason or "Write" in read.reason


def test_may_16_is_what_the_scope_holds() -> None:
    """The 16th of May and May 2016 look alike; a scope that holds but one decides."""
    late = Setting(scope_from=date(2016, 9, 1), scope_to=date(2017, 8, 31))
    assert read_when("May 16", None, late).date == "2017-05-16"
    month = Setting(scope_from=date(2016, 5, 20), scope_to=date(2016, 8, 31))
    assert read_when("May 16", None, month).date == "2016-05"
    assert read_when("May 16", None, NOWHERE).kind == "ambiguous"


def test_a_year_that_was_given_is_taken_for_dates_that_name_none() -> None:
    """A person answered once for the whole table; a year that is written stands all the same."""
    given = Setting(scope_from=SCOPE.scope_from, scope_to=SCOPE.scope_to, year=2015)
    assert read_when("w/c 8 June", None, given).date == "2015-06-08/2015-06-14"
    assert read_when("?22 May", None, given).date == "2015-05-22?"
    assert read_when("3-5 June", None, given).date == "2015-06-03/2015-06-05"
    assert "2015" in read_when("March", None, given).assumption
    assert read_when("22 May 2016", None, given).date == "2016-05-22"


def test_a_year_of_two_digits_may_be_told_by_the_day_of_the_week() -> None:
    """22 May was a Sunday in 2016, and not in 1916."""
    read = read_when("Sunday 22/5/16", None, NOWHERE)
    assert read.date == "2016-05-22" and "Sunday" in read.assumption


def test_a_scope_with_one_end_decides_a_century_and_no_year() -> None:
    """The nearer century is taken; which year of many it was nobody can say."""
    since = Setting(scope_from=date(2014, 3, 1))
    assert read_when("22/5/16", None, since).date == "2016-05-22"
    assert read_when("22 May", None, since).kind == "ambiguous"


@pytest.mark.parametrize(
    "text", ["5 June 2016 - 3 June 2016", "2019-05/2019-03", "2016 to 2014", "between 9 and 5 June 2016"]
)
def test_a_range_that_runs_backwards_is_unread(text: str) -> None:
    """It is not turned round."""
    read = read_when(text, None, SCOPE)
    assert read.kind == "unread" and "ends before it begins" in read.reason


def test_a_scope_is_taken_from_the_terms() -> None:
    """The setting of a review is its scope, and what a person answered."""
    made = setting_of(Scope(from_=date(2014, 3, 1), to=date(2016, 6, 30)), year=2015)
    assert made == Setting(scope_from=date(2014, 3, 1), scope_to=date(2016, 6, 30), year=2015)
    assert setting_of(None) == NOWHERE


def test_a_period_has_two_ends() -> None:
    """The time without contact stands in one cell; an open end is blank, and one date is both ends."""
    first, last = read_period("March to May 2016", SCOPE)
    assert (first.date, last.date) == ("2016-03", "2016-05")
    first, last = read_period("since 2014", SCOPE)
    assert (first.date, last) == ("2014", Reading(kind="blank"))
    assert [one.date for one in read_period("May 2016", SCOPE)] == ["2016-05", "2016-05"]
    assert [one.kind for one in read_period("5/22/2016", SCOPE)] == ["ambiguous", "ambiguous"]


DAYS = st.dates(date(1900, 1, 2), date(2099, 12, 31))
BETWEEN = (
    "{} - {}",
    "{} to {}",
    "{}\u2013{}",
    "{} until {}",
    "between {} and {}",
    "from {} to {}",
    "{} / {}",
)


@given(DAYS, DAYS, st.sampled_from(BETWEEN))
def test_every_two_ways_to_write_a_day_make_a_range(one: date, two: date, form: str) -> None:
    """In whatever form the two are, and in no other order than they are in."""
    for first, last in zip(written(one), written(two), strict=True):
        text = form.format(first, last)
        read = read_when(text, None, SCOPE)
        if one == two:
            assert read.date in (f"{one}/{two}", None), text
        elif one < two:
            assert read.date == f"{one}/{two}", text
        else:
            assert read.kind == "unread", text


@given(
    DAYS,
    st.sampled_from(["about ", "approx ", "circa ", "?", "possibly ", "w/c ", "before ", "since ", "by "]),
)
def test_every_way_to_write_a_day_takes_what_stands_before_it(day: date, before: str) -> None:
    """How sure it is, the week, and what is open on a side."""
    step = timedelta(days=1)
    meant = {
        **dict.fromkeys(("about ", "approx ", "circa "), f"{day}~"),
        **dict.fromkeys(("?", "possibly "), f"{day}?"),
        "w/c ": f"{day}/{day + 6 * step}",
        "before ": f"../{day - step}",
        "since ": f"{day}/..",
        "by ": f"../{day}",
    }
    for text in written(day):
        assert read_when(f"{before}{text}", None, SCOPE).date == meant[before], f"{before}{text}"
