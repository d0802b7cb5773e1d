@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2019-2X", date(2018, 12, 1), date(2020, 2, 29), "some season of 2019"),
        ("2019-1X", date(2019, 10, 1), date(2019, 12, 31), "between Oct and Dec 2019"),
        ("2019-0X", date(2019, 1, 1), date(2019, 9, 30), "between Jan and Sep 2019"),
        ("2019-05-2X", date(2019, 5, 20), date(2019, 5, 29), "between 20 and 29 May 2019"),
    ],
)
def test_a_digit_that_is_lost(edtf: str, first: date, last: date, words: str) -> None:
    """What is left of the month, the season or the day bounds it."""
    assert (span_of(edtf).first, span_of(edtf).last) == (first, last)
    assert span_words(edtf) == words
