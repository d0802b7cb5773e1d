"""Uncertain dates in words: as people say them, and read back as what they were."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewctl.facts.written import Setting, read_when
from reviewctl.render.spans import span_words

NOWHERE = Setting()
IN_WORDS = {
    "2026-03-28": "28 Mar 2026",
    "2026-03-28~": "about 28 Mar 2026",
    "2026-03-28?": "perhaps 28 Mar 2026",
    "2026-03-28%": "perhaps about 28 Mar 2026",
    "2016-05": "May 2016",
    "2016-05~": "about May 2016",
    "2016": "2016",
    "2014-21": "spring 2014",
    "2014-22?": "perhaps summer 2014",
    "201X": "2010s",
    "XXXX-02-11": "11 Feb, year not known",
    "XXXX-02": "Feb, year not known",
    "2019-03/2019-05": "between Mar and May 2019",
    "2016-06-03/2016-06-05": "between 3 and 5 Jun 2016",
    "2016-05-31/2016-06-05": "between 31 May and 5 Jun 2016",
    "2018-12/2019-02": "between Dec 2018 and Feb 2019",
    "2018/2020": "between 2018 and 2020",
    "2019-03/2019-05~": "between Mar 2019 and about May 2019",
    "2019-06-01~/2019-06-07~": "about 1 to 7 Jun 2019",
    "2019-06-03/2019-06-09": "week of 3 Jun 2019",
    "2016-05/..": "from May 2016 on",
    "../2016-05": "up to May 2016",
    "../2016-05-22~": "up to about 22 May 2016",
    "XXXX-05-22/XXXX-05-23": "between 22 and 23 May, year not known",
}
ONE_WAY = {
    "2014-24": "winter 2014",
    "19XX": "between 1900 and 1999",
    "201X-02": "Feb, 2010s",
    "2016-05-2X": "between 20 and 29 May 2016",
    "2016-02-2X": "between 20 and 29 Feb 2016",
    "2016-XX-12": "day 12 of a month in 2016",
    "2016-XX": "2016",
    "2016-05-XX": "May 2016",
    "2016-XX-1X": "between day 10 and 19 of a month in 2016",
    "XXXX-XX-12": "day 12 of a month, year not known",
    "XXXX-23": "autumn, year not known",
    "201X-02-11": "11 Feb, 2010s",
    "2016/": "from 2016 on",
    "/2016": "up to 2016",
    "2019-06-03~/2019-06-09~": "about the week of 3 Jun 2019",
    "2016-05-22T19:00": "22 May 2016 at 19:00",
    "2016-05-22T19:00/2016-05-23T07:00": "between 22 May 2016 at 19:00 and 23 May 2016 at 07:00",
    "2014-21/2014-23": "between spring 2014 and autumn 2014",
    "2016/2016": "2016",
    "XXXX": "not known",
    "..": "not known",
    "../..": "not known",
    "2016-02-30": "2016-02-30",
    "some weeks later": "some weeks later",
    "": "not known",
}


@pytest.mark.parametrize(("edtf", "words"), [*IN_WORDS.items(), *ONE_WAY.items()])
def test_a_date_is_said_in_plain_words(edtf: str, words: str) -> None:
    """No format shows through; what is no date is returned as it stands."""
    assert span_words(edtf) == words


@pytest.mark.parametrize(("edtf", "words"), IN_WORDS.items())
def test_what_is_said_reads_back(edtf: str, words: str) -> None:
    """Somebody who types what a page shows gets the same date."""
    assert read_when(words, None, NOWHERE).date == edtf


def test_without_a_date_the_words_of_the_source_stand() -> None:
    """What the source said is all that there is."""
    assert span_words(None, "some weeks later") == "some weeks later"
    assert span_words(None) == "not known"
    assert span_words("2016", "early in 2016") == "2016"


DAYS = st.dates(date(1900, 1, 2), date(2100, 12, 31))


@given(DAYS, st.sampled_from(["", "~", "?", "%"]))
def test_every_day_reads_back(day: date, mark: str) -> None:
    """With every mark that says how sure it is."""
    assert read_when(span_words(f"{day}{mark}"), None, NOWHERE).date == f"{day}{mark}"


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]))
def test_every_range_reads_back(one: date, two: date, length: int) -> None:
    """Of years, of months or of days; one that begins and ends on the same is that one."""
    begin, end = (day.isoformat()[:length] for day in sorted((one, two)))
    written = begin if begin == end else f"{begin}/{end}"
    assert read_when(span_words(written), None, NOWHERE).date == written
