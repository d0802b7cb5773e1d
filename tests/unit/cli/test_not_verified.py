"""What was quoted from memory and not read says so wherever it is cited, not only among the dates."""

import json

import pytest

from tests.commands import House

MARK = "DHRG§5, F§5.5.2, P§6; quoted from memory, not read"


@pytest.fixture
def dhr(house: House) -> House:
    """A register with a Domestic Homicide Review, received on Monday 13 January 2025."""
    done = house.does("new", "dhr", "--received", "2025-01-13", "--no-commit")
    assert "1 month from referral.received (DHRG§5" in done.out and MARK in done.out
    return house


def test_next_marks_it(dhr: House) -> None:
    """A star beside the paragraph, and what it means under the list; scripts read `verified`."""
    shown = dhr.does("next", "--as-of", "2025-01-20", "--all").out
    assert "DHRG§5* +" in shown
    assert "* quoted from memory and not read" in shown
    found = json.loads(dhr.does("next", "--as-of", "2025-01-20", "--format", "json").out)
    unread = [one["citations"][0] for one in (*found["steps"], *found["waiting"]) if not one["verified"]]
    assert unread == ["DHRG§5"] and len(found["steps"]) > 1


def test_next_has_no_footnote_where_all_was_read(case: House) -> None:
    """No star, no words about one."""
    assert "not read" not in case.does("next", "--as-of", "2025-01-20").out


def test_the_page_of_a_review_marks_it(dhr: House) -> None:
    """The steps that are owed stand there without their paragraphs, and still say which was not read."""
    shown = dhr.does("show", "DHR-2025-001", "--as-of", "2025-01-20").out
    assert "DHR*" in shown and shown.count("DHR*") == 1
    assert "* quoted from memory and not read" in shown


def test_what_a_record_starts_marks_it(dhr: House) -> None:
    """`record` says what it starts, and whether the paragraph was read."""
    done = dhr.does(
        "record", "DHR-2025-001", "referral.received", "2025-01-14", "--no-commit", "--because", "x"
    )
    assert "Friday 14 February 2025 (DHRG§5" in done.out and MARK in done.out
