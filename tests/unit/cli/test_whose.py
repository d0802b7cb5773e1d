"""Whose a step is, said so that nobody reads it as somebody else's."""

from tests.commands import House

CASE = "SAR-2025-001"


def test_the_page_of_a_review_says_which_steps_are_theirs(house: House) -> None:
    """Another body's step is open to nobody here: `show` marks it as `deadlines` does."""
    house.does("new", "child-death", "--received", "2025-01-13", "--no-commit")
    for command in ("show", "deadlines"):
        shown = house.does(command, "CDR-2025-001", "--as-of", "2025-01-20").out
        marks = {line.split()[0] for line in shown.splitlines() if " d waiting" in line}
        assert marks == {"theirs"}, shown


def test_who_asked_for_a_pause_does_not_owe_what_stands_still(case: House) -> None:
    """The business manager writes to the referrer, and the police only asked that it wait."""
    words = ("--from", "14/1/2025", "--asked-by", "greater-manchester-police", "--agreed-by", "chair-author")
    case.does("suspend", CASE, "acknowledgement", *words, "--reason", "their enquiries", "--no-commit")
    shown = " ".join(case.does("next", CASE, "--as-of", "2025-01-20").out.split())
    assert "has come, paused 14 Jan as Greater Manchester Police asked; no day to ask again" in shown


def test_where_git_is_at_work_nothing_was_written(case: House) -> None:
    """A lock that git left behind stops a command before it writes, and that is said."""
    (case.root / ".git" / "index.lock").write_bytes(b"")
    before = case.files()
    done = case.tries("note", CASE, "rang back")
    assert done.code == 3 and case.files() == before
    assert "Nothing was written." in done.err and "index.lock" in done.err
