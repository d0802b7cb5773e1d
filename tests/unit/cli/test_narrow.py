"""What a person reads in a window of 80 columns: nothing is cut off, and days are said as people say them."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("group", ["meeting", "panel", "urgent", "subject", "report", "import"])
def test_the_help_of_a_group_cuts_no_sentence(house: House, group: str) -> None:
    """Each command's line goes on below itself; click would cut it with three dots."""
    listed = house.does(group, "--help").out.partition("Commands:")[2]
    assert listed.strip() and "..." not in listed


def test_a_subject_was_added_on_a_day_in_words(case: House) -> None:
    """Not 2025-02-03, in the one page that a person reads before a meeting."""
    case.does("subject", "add", CASE, "Adult Z", "--because", "the same fire", "--no-commit")
    case.does("record", CASE, "subjects[adult-z].added_on", "2025-02-03", "--no-commit")
    case.does("record", CASE, "subjects[adult-a].died", "2024-12-24~", "--no-commit")
    about = " ".join(case.does("show", CASE, "--as-of", "2025-03-01").out.split())
    assert "died about 24 Dec 2024" in about and "added 3 Feb 2025" in about


def test_what_ended_with_a_conversion_says_the_day_in_words(case: House) -> None:
    """The reason that the tool itself gives has no 2025-02-03 in it."""
    case.does("convert", CASE, "single-agency", "--because", "one agency only", "--no-commit")
    shown = " ".join(case.does("deadlines", CASE, "--all").out.split())
    assert "ended when the review became one of another kind, on " in shown
    said = shown.partition("of another kind, on ")[2].split()[:3]
    assert said[0].isdecimal() and said[1].isalpha() and said[2].isdecimal()


def test_a_word_of_many_kinds_has_a_short_heading(house: House) -> None:
    """Fourteen kinds are counted; the heading keeps to its line."""
    first = house.does("explain", "closed").out.splitlines()[0]
    assert first.startswith("closed ") and first.endswith(" kinds of review (stockport-2021)")


def test_the_roles_that_may_have_agreed_are_those_at_work(case: House) -> None:
    """Of thirty-three roles those are offered that a review of the kind has something to do for."""
    said = case.refuses("late", CASE, "screening-meeting", "--reason", "x", "--agreed-by", "zzz")
    assert "independent-chair" in said and "probation-provider" not in said


def test_all_reviews_by_date_break_no_date(case: House) -> None:
    """At 80 columns the dates of all reviews stay on one line each, with the weekday."""
    assert "Mon  3 Feb" in case.does("deadlines", "--as-of", "2025-01-20").out
