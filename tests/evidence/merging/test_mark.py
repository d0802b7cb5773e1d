"""`chronology mark`: the panel's marks on what an agency wrote."""

import pytest

from tests.commands import House

CASE = "SAR-2025-001"
PATH = f"cases/{CASE}/chronology/gp.yaml"
GP = """# The GP's own account.
agency: gp
entries:
  - id: "1"
    date: 2019-03-02   # a Saturday
    event: fell at home
  - id: "2"
    date: 2019-05
    event: wrote a letter
    marks: [disputed, of-old]
"""


@pytest.fixture
def told(case: House) -> House:
    """A review with one chronology and one question."""
    case.put(PATH, GP)
    case.does("add", CASE, "tor")
    tor = f"cases/{CASE}/terms-of-reference.md"
    text = case.text(tor)
    case.put(
        tor, text.replace("questions:\n", 'questions:\n  - id: "2a"\n    text: How was risk shared?\n', 1)
    )
    case.git("add", "-A")
    case.git("commit", "-qm", "What the GP told")
    return case


def test_a_mark_is_added_and_nothing_else_changes(told: House) -> None:
    """The agency's words, the comments and the other entry stay; the commit names ids only."""
    done = told.does(
        "chronology", "mark", CASE, "gp", "1", "Key episode", "good-practice", "--question", "2a"
    )
    assert "entry 1 of gp, 2 Mar 2019" in done.out
    assert "marks: key episode and good practice" in done.out and "questions: 2a" in done.out
    text = told.text(PATH)
    added = "    tor:\n      - 2a\n    marks:\n      - key-episode\n      - good-practice\n"
    assert text == GP.replace("    event: fell at home\n", f"    event: fell at home\n{added}")
    assert told.last_message() == f"{CASE}: chronology mark gp 1"
    assert told.last_paths() == [PATH]
    assert not {"CHR003", "STR001"} & told.codes(CASE)


def test_marking_twice_changes_nothing(told: House) -> None:
    """The mark is there once, and it is said that nothing has changed."""
    told.does("chronology", "mark", CASE, "gp", "1", "key-episode")
    before = told.files()
    assert "Nothing has changed" in told.does("chronology", "mark", CASE, "gp", "1", "key-episode").out
    assert told.files() == before


def test_a_mark_is_taken_off(told: House) -> None:
    """Also one that the policy no longer has; the others stay."""
    told.does("chronology", "mark", CASE, "gp", "2", "of-old", "--remove")
    assert told.text(PATH).endswith("    marks:\n      - disputed\n")
    told.does("chronology", "mark", CASE, "gp", "2", "disputed", "--remove")
    assert "disputed" not in told.text(PATH)


def test_a_dry_run_writes_nothing(told: House) -> None:
    """It shows the difference."""
    before = told.files()
    out = told.does("chronology", "mark", CASE, "gp", "1", "disputed", "--dry-run").out
    assert "+      - disputed" in out and "Nothing was written" in out
    assert told.files() == before


def test_the_initial_chronology_is_marked_where_there_is_no_other(told: House) -> None:
    """The full one goes before."""
    told.put(f"cases/{CASE}/chronology/police-initial.yaml", GP.replace("agency: gp", "agency: police"))
    told.does("chronology", "mark", CASE, "police", "1", "disputed", "--no-commit")
    assert "- disputed" in told.text(f"cases/{CASE}/chronology/police-initial.yaml")


def test_words_that_name_nothing_are_refused(told: House) -> None:
    """An agency, an entry, a mark and a question that there is not, and nothing at all: each says what there is."""
    refuse = told.refuses
    assert "There is: gp" in refuse("chronology", "mark", CASE, "fire", "1", "disputed")
    assert "gp has no entry" in refuse("chronology", "mark", CASE, "gp", "9", "disputed")
    assert "Did you mean disputed?" in refuse("chronology", "mark", CASE, "gp", "1", "dispute")
    assert "There is: 2a" in refuse("chronology", "mark", CASE, "gp", "1", "--question", "7")
    assert "It is not said how to mark the entry." in refuse("chronology", "mark", CASE, "gp", "1")
