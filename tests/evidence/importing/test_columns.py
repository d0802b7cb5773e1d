"""Which column holds what: by the board's own names for it, or as the person said."""

import pytest

from reviewctl.model.finding import ReviewctlError
from reviewctl.work.chronicle.columns import (
    Header,
    check_map,
    clashes,
    header_of,
    heading_key,
    likely,
    read_map,
)
from tests.evidence.importing.making import rule, table


def fields(header: Header | None) -> list[str | None]:
    """Return what each column is taken for, from the left."""
    assert header is not None
    return [one.field for one in header.columns]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DATE", "date"),
        ("Date of\nevent", "date"),
        (" Source of information: ", "source"),
        ("Action taken / Outcome", "response"),
        ("Professional(s) involved", "who"),
        ("IMR Author’s comment", "comment"),
        ("Key line of enquiry", "tor"),
        ("No.", "id"),
        ("#", "id"),
        ("what  happened", "event"),
    ],
)
def test_headings_are_compared_by_their_words(heading: str, field: str) -> None:
    """Capitals, punctuation, breaks of the line and spaces make no other heading."""
    other = "Event" if field != "event" else "Date"
    header = header_of(table((heading, other), ("1 May 2016", "text")), rule(), {})
    assert fields(header)[0] == field


def test_the_headings_stand_below_a_title() -> None:
    """What stands above the headings (the agency's name, the scope) is no line of the chronology."""
    header = header_of(
        table(
            ("Chronology of the Trust",),
            ("Date", "is asked for"),
            ("Date", "Source", "Event"),
            ("x", "y", "z"),
        ),
        rule(),
        {},
    )
    assert header is not None and header.row == 3


def test_one_known_heading_is_not_enough() -> None:
    """A list of something else has a column "Date", too."""
    assert header_of(table(("Date", "Version", "Author"), ("x", "1", "y")), rule(), {}) is None


def test_a_table_needs_a_date_or_an_event() -> None:
    """Source and comment alone make no chronology."""
    assert header_of(table(("Source", "Comment"), ("x", "y")), rule(), {}) is None


def test_a_column_that_nobody_knows_is_told_from_an_empty_one() -> None:
    """Only what holds something has to be settled."""
    header = header_of(table(("Date", "Event", "Ward", "Bed"), ("2016", "x", "B2", None)), rule(), {})
    assert header is not None
    assert [one.heading for one in header.unknown] == ["Ward"]


def test_a_column_without_a_heading_is_named_by_its_letters() -> None:
    """What stands there must not be lost because nobody wrote a heading."""
    rows = table(("Date", "Event", None), ("2016", "x", "something"))
    header = header_of(rows, rule(), {})
    assert header is not None and [one.called for one in header.unknown] == ["column C"]
    given = read_map(["column C=comment"], rule())
    check_map(given, [rows])
    assert fields(header_of(rows, rule(), given)) == ["date", "event", "comment"]


def test_what_the_person_says_goes_before_what_the_heading_says() -> None:
    """`--map` overrules the list of names, and =ignore leaves a column out."""
    given = read_map(["Details=comment", "Summary=Event", "Notes=ignore"], rule())
    header = header_of(table(("Date", "Details", "Summary", "Notes"), ("2016", "a", "b", "c")), rule(), given)
    assert fields(header) == ["date", "comment", "event", None]
    assert header is not None and not header.unknown


def test_a_heading_may_hold_an_equals_sign() -> None:
    """The last sign divides."""
    assert read_map(["A = B=event"], rule()) == {heading_key("A = B"): "event"}


@pytest.mark.parametrize("pair", ["Notes", "=comment", "Notes=coment"])
def test_a_map_that_says_nothing_is_refused(pair: str) -> None:
    """With what it may be."""
    with pytest.raises(ReviewctlError) as refused:
        read_map([pair], rule())
    assert "comment" in refused.value.hint


def test_a_map_for_a_heading_that_is_not_there_is_refused() -> None:
    """A slip of the pen would else leave the column as it was."""
    with pytest.raises(ReviewctlError) as refused:
        check_map(read_map(["Analisys=comment"], rule()), [table(("Date", "Analysis"))])
    assert "Analysis" in refused.value.hint


def test_two_dates_are_a_period_and_a_lone_end_is_nothing() -> None:
    """ "To" means an end only behind a beginning."""
    both = header_of(table(("Date from", "To", "Event"), ("2016", "2017", "x")), rule(), {})
    assert fields(both) == ["date", "date", "event"]
    lone = header_of(table(("To", "Date", "Event"), ("2016", "2017", "x")), rule(), {})
    assert fields(lone) == [None, "date", "event"]


def test_what_cannot_be_joined_clashes() -> None:
    """Two columns of comments are joined; two of the time are not."""
    header = header_of(
        table(("Date", "Time", "Hours", "Comment", "Analysis"), ("2016", "9:00", "10:00", "x", "y")),
        rule(),
        {},
    )
    assert header is not None
    assert [field for field, _ in clashes(header)] == ["time"]


def test_a_slip_of_the_pen_is_proposed_and_not_taken() -> None:
    """What is nearly a known heading is still to be confirmed."""
    header = header_of(table(("Date", "Event", "Coment"), ("2016", "x", "y")), rule(), {})
    assert header is not None
    (unknown,) = header.unknown
    assert likely(unknown, rule()) == "comment"
