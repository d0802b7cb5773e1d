"""Cells that name something of the record."""

import pytest

from reviewctl.work.chronicle.words import marks_named, questions_named, subject_named

MARKS = {"key-episode": "Key episode", "good-practice": "Good practice"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", ("1",)),
        ("1; 3", ("1", "3")),
        ("ToR 1 and 2a", ("1", "2a")),
        ("Q1, Q3", ("1", "3")),
        ("Terms of reference: 3", ("3",)),
        ("1-3", ("1", "2", "3")),
        ("2A", ("2a",)),
        ("1 / 1", ("1",)),
        ("", ()),
    ],
)
def test_questions_are_named_as_people_name_them(text: str, found: tuple[str, ...]) -> None:
    """By number, with or without a word before it."""
    named = questions_named(text, ("1", "2", "2a", "3"))
    assert (named.found, named.unknown) == (found, 0)


def test_a_question_that_is_not_there_is_counted() -> None:
    """It is not left out in silence."""
    assert questions_named("1; 9; see above", ("1", "2")).unknown == 2


def test_without_questions_every_number_counts() -> None:
    """Terms of reference may come later than a chronology."""
    assert questions_named("4; 5", ()).found == ("4", "5")


def test_marks_are_named_by_title_id_or_yes() -> None:
    """A column "Key episode" holds yes and no."""
    assert marks_named("Key Episode, good-practice", "Marks", MARKS).found == ("key-episode", "good-practice")
    assert marks_named("yes", "Key episode", MARKS).found == ("key-episode",)
    assert marks_named("no", "Key episode", MARKS) == marks_named("", "Marks", MARKS)
    assert marks_named("red", "RAG", MARKS).unknown == 1


def test_a_subject_is_named_by_id_or_pseudonym() -> None:
    """And by nothing else."""
    subjects = (("adult-e", "Adult E"),)
    assert subject_named("ADULT E", subjects) == subject_named("adult-e", subjects) == "adult-e"
    assert subject_named("Adult", subjects) is None
