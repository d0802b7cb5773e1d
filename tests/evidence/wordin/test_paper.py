"""`paper add` and `paper check`: a paper that stays where it is, known again by its fingerprint."""

import hashlib
from pathlib import Path

from tests.commands import House

CASE = "SAR-2026-001"
PAPERS = f"cases/{CASE}/papers.yaml"
KEPT = ("--title", "Overview report, draft", "--held-at", "document store")


def written(tmp_path: Path, data: bytes, name: str = "report.docx") -> str:
    """Return where a file with these bytes lies."""
    file = tmp_path / name
    file.write_bytes(data)
    return str(file)


def test_a_paper_is_listed_and_not_copied(board: House, tmp_path: Path) -> None:
    """It has a line with its title, its place and its fingerprint; the register has no other new file."""
    files = set(board.files())
    done = board.does("paper", "add", CASE, "report-draft", written(tmp_path, b"one"), *KEPT)
    assert set(board.files()) == files
    assert hashlib.sha256(b"one").hexdigest() in board.text(PAPERS)
    assert "nothing of it was copied" in done.out
    assert board.last_message() == f"{CASE}: paper add report-draft"
    assert not {code for code in board.codes() if code.startswith(("FIL", "STR"))}


def test_a_paper_is_known_again(board: House, tmp_path: Path) -> None:
    """The same bytes are the paper; one byte more is not, and ends with 1."""
    board.does("paper", "add", CASE, "report-draft", written(tmp_path, b"one"), *KEPT)
    same = board.tries("paper", "check", CASE, "report-draft", written(tmp_path, b"one", "copy.docx"))
    other = board.tries("paper", "check", CASE, "report-draft", written(tmp_path, b"one ", "other.docx"))
    assert (same.code, other.code) == (0, 1)
    assert "byte for byte" in same.out and "is NOT" in other.out


def test_another_file_is_the_next_version(board: House, tmp_path: Path) -> None:
    """Listed again with other bytes, a paper becomes its next version; what was said of it stays."""
    board.does("paper", "add", CASE, "report-draft", written(tmp_path, b"one"), *KEPT)
    done = board.does("paper", "add", CASE, "report-draft", written(tmp_path, b"two"))
    assert "in its next version" in done.out
    assert 'version: "2"' in board.text(PAPERS) and "Overview report, draft" in board.text(PAPERS)
    again = board.does("paper", "add", CASE, "report-draft", written(tmp_path, b"two"))
    assert "Nothing has changed" in again.out


def test_a_first_fingerprint_makes_no_version(board: House, tmp_path: Path) -> None:
    """A paper that was listed by hand, without one, stays the version that it is."""
    board.does("paper", "add", CASE, "imr-greater-manchester-police", written(tmp_path, b"one"))
    assert 'version: "1"' in board.text(PAPERS)


def test_what_is_said_of_a_paper_can_be_changed(board: House, tmp_path: Path) -> None:
    """A version and a title that are given take the place of what stood there."""
    file = written(tmp_path, b"one")
    board.does("paper", "add", CASE, "report-draft", file, *KEPT)
    board.does(
        "paper", "add", CASE, "report-draft", file, "--title", "Overview report", "--version", "Final 5"
    )
    assert "version: Final 5" in board.text(PAPERS) and "title: Overview report\n" in board.text(PAPERS)


def test_slips_are_refused(board: House, tmp_path: Path) -> None:
    """A new paper without its title and place, an id that is none, a name, and an unknown paper."""
    file = written(tmp_path, b"one")
    assert "needs a title" in board.refuses("paper", "add", CASE, "report-draft", file)
    assert "short word" in board.refuses("paper", "add", CASE, "report draft", file, *KEPT)
    assert "keeps for ever" in board.refuses(
        "paper", "add", CASE, "x", file, "--title", "IMR by Dr Jones", *KEPT[2:]
    )
    assert "There is no paper" in board.refuses("paper", "check", CASE, "report-draft", file)
    assert "without a fingerprint" in board.refuses(
        "paper", "check", CASE, "imr-greater-manchester-police", file
    )
    assert board.tries("paper", "check", CASE, "report-draft", str(tmp_path / "none")).code in (2, 3)


def test_a_file_within_the_register_is_to_be_moved(board: House) -> None:
    """A document that lies among the records is listed, and it is said that it cannot stay there."""
    file = board.put(f"cases/{CASE}/report.docx", b"one")
    assert (
        "move it to your document store"
        in board.does("paper", "add", CASE, "report-draft", str(file), *KEPT).out
    )
