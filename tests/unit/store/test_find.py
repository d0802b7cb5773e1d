"""Finding the register and the case that a person means, from wherever they stand."""

from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault, ReviewctlError
from reviewctl.store.find import case_folders, find_register

BOARD = "format: 1\nboard: B\npolicy: stockport-2021\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with three case folders."""
    (tmp_path / "board.yaml").write_text(BOARD)
    for name in ("SAR-2025-001", "SAR-2025-002", "DHR-2025-002"):
        (tmp_path / "cases" / name / "imrs").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("inner", [".", "cases", "cases/SAR-2025-001", "cases/SAR-2025-001/imrs"])
def test_the_register_is_found_from_below(root: Path, inner: str) -> None:
    """Anywhere in a register it is the one with board.yaml above."""
    assert find_register(str(root / inner)).root == str(root)


def test_a_case_alone_is_a_register_of_one(tmp_path: Path) -> None:
    """A case folder with no register above it stands for one, from within it too."""
    (tmp_path / "SAR-2025-001" / "imrs").mkdir(parents=True)
    (tmp_path / "SAR-2025-001" / "case.yaml").write_text("format: 1\n")
    found = find_register(str(tmp_path / "SAR-2025-001" / "imrs"))
    assert (found.single, found.folders) == ("SAR-2025-001", ("",))


@pytest.mark.parametrize("start", ["nowhere", "."])
def test_no_register_is_a_fault_of_the_setting(tmp_path: Path, start: str) -> None:
    """Where there is none, or no such folder, the hint says what to do; exit code 3."""
    with pytest.raises(EnvironmentFault) as caught:
        find_register(str(tmp_path / start))
    assert caught.value.exit_code == 3 and "reviewctl" in caught.value.hint


@pytest.mark.parametrize(
    ("word", "folder"),
    [
        ("SAR-2025-001", "cases/SAR-2025-001"),
        ("sar-2025-001", "cases/SAR-2025-001"),
        ("2025-001", "cases/SAR-2025-001"),
        ("cases/DHR-2025-002", "cases/DHR-2025-002"),
        ("cases/SAR-2025-001/imrs", "cases/SAR-2025-001"),
    ],
)
def test_a_case_is_named_in_many_ways(root: Path, word: str, folder: str) -> None:
    """By its id in any case, by the end of it where that is unique, or by a path into it."""
    assert case_folders(find_register(str(root)), (word,), str(root)) == (folder,)


def test_with_no_words_it_is_where_one_stands(root: Path) -> None:
    """From inside a case it is that case; elsewhere all of them."""
    register = find_register(str(root))
    assert case_folders(register, (), str(root / "cases/SAR-2025-001/imrs")) == ("cases/SAR-2025-001",)
    assert len(case_folders(register, (), str(root / "cases"))) == 3


@pytest.mark.parametrize("word", ["SAR-2025-1", "sar 2025 001", "SAR2025001", "Sar/2025/01"])
def test_an_id_that_is_written_otherwise_says_which_was_meant(root: Path, word: str) -> None:
    """Another number is another review, and never proposed."""
    register = find_register(str(root))
    with pytest.raises(ReviewctlError, match="did you mean SAR-2025-001"):
        case_folders(register, (word,), str(root))
    with pytest.raises(ReviewctlError) as caught:
        case_folders(register, ("SAR-2025-010",), str(root))
    assert "did you mean" not in caught.value.message


@pytest.mark.parametrize(
    "word",
    [
        "2025-002",
        "SAR-2025-009",
        "SAR-2025",
        "..",
        "/",
        "",
        "x" * 5000,
        "a\0b",
        "SAR-2025-001\n",
        "２025-001",
    ],
)
def test_a_word_that_names_no_case_is_refused(root: Path, word: str) -> None:
    """One that could be several, that leads outside, or that no case bears: exit code 2, not echoed raw."""
    with pytest.raises(ReviewctlError) as caught:
        case_folders(find_register(str(root)), (word,), str(root))
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.message and len(caught.value.message) < 200
