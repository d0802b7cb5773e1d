"""What an agency wrote is told to whoever reads the chronology, and is in no id, message or log."""

from pathlib import Path

from tests.commands import House
from tests.evidence.attacks.review import CASE, PLACE, sent
from tests.evidence.importing.making import csv_of

HEAD = ("Ref", "Date", "Source", "What happened")


def test_a_name_is_no_id(review: House, tmp_path: Path) -> None:
    """Nor is an NHS number: an id stands on every page, and in messages. Other references are taken."""
    rows = (
        ("Quux", "1/5/2016", "log", "a"),
        ("943-476-5919", "2/5/2016", "log", "b"),
        ("LD/7", "3/5/2016", "log", "c"),
    )
    data = csv_of(HEAD, *rows, ("A-12", "4/5/2016", "log", "d"))
    out = sent(review, tmp_path, "sent.csv", data, "--yes").out
    text = review.text(PLACE)
    assert "Quux" not in text + out and "943-476" not in text + out
    assert "id: A-12" in text


def test_references_that_stand_twice_are_counted(review: House, tmp_path: Path) -> None:
    """A reference may be anything, and so is not shown."""
    data = csv_of(HEAD, ("Quux", "1/5/2016", "log", "a"), ("Quux", "2/5/2016", "log", "b"))
    out = sent(review, tmp_path, "sent.csv", data, "--yes").out
    assert "same reference stands more than once" in " ".join(out.split()) and "Quux" not in out


def test_a_period_that_is_asked_for_counts_what_has_no_date(review: House, tmp_path: Path) -> None:
    """It may be of that time, and nobody knows."""
    data = csv_of(HEAD, (1, "1/5/2016", "log", "a"), (2, "some weeks later", "log", "b"))
    sent(review, tmp_path, "sent.csv", data, "--yes")
    out = review.does("chronology", "merge", CASE, "--from", "1/1/2016", "--to", "31/12/2016").out
    assert "1 entry without a date that can be placed is left out, and may be" in " ".join(out.split())
